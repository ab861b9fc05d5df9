// A link that restores a case, pinned to the data it was answered with: #case=…&v=…&paid=…
//
// case   the case as the rules core takes it: JSON, UTF-8, base64url
// v      the version of the data; empty in a link on a page of one of several provinces, which does not name that of all
// paid   what was paid then in yuan: self,fund,critical; - where it was not known
//
// All of it stands behind the #, which no browser sends to anybody.

import { sameCase } from "./case.js";
import { inWords } from "./figures.js";
import { more } from "./words.js";

const LONGEST = 100_000; // characters: far more than any case that the form can hold
const WHOLE = /^case=([\w-]+)&v=([0-9a-z]{0,40})&paid=(-|\d{1,12}(?:\.\d\d?)?(?:,\d{1,12}(?:\.\d\d?)?){2})$/;

export function fragment(data, { status, self, basic_fund, critical_illness, data_version }) {
  const paid = status === "ok" ? [self, basic_fund, critical_illness].join() : "-";
  return `case=${encode(JSON.stringify(data))}&v=${data_version}&paid=${paid}`;
}

// What such a link says: {case, version, amounts}, the amounts as in a statement or null; null for anything else.
export function parse(text) {
  const [, data, version, paid] = (text.length <= LONGEST && WHOLE.exec(text)) || [];
  const restored = data && decode(data);
  if (!isCase(restored)) return null;
  const [self, basic_fund, critical_illness] = paid.split(",").map(Number);
  return { case: restored, version, amounts: paid === "-" ? null : { self, basic_fund, critical_illness } };
}

// What has changed since the link was made, in words; empty where nothing has, or where the link is of another case.
export function since(text, data, statement) {
  const made = parse(text);
  if (!made || !sameCase(made.case, data)) return "";
  const then = made.amounts;
  const now = statement.status === "ok" ? statement : null;
  const agree = then && now ? Object.keys(then).every((name) => then[name] === now[name]) : then === now;
  const other = made.version && made.version !== statement.data_version;
  if (agree) return other ? "做这个链接以后，数据有更新，结果没有变。" : "";
  const by = other ? `这个链接是按数据版本 ${made.version} 做的（现在是 ${statement.data_version}），当时` : "做这个链接的时候，";
  const difference = then && now && then.self !== now.self ? `（你${more(round(now.self - then.self))}）` : "";
  return `${by}${inYuan(then)}；现在${inYuan(now)}${difference}。`;
}

const inYuan = (paid) => (paid ? inWords(paid) : "算不出来");

const round = (amount) => Math.round(amount * 100) / 100;

const isCase = (data) => typeof data?.place === "string" && Array.isArray(data.claims) && data.claims.length > 0;

function encode(text) {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
  return btoa(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function decode(text) {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
