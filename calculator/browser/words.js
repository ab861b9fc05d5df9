// Money in and out, and dates, in the words that people use.

const HIGHEST = 10_000_000_000; // fen: what the rules core takes at most
const PLACES = { "": 2, 万: 6, 亿: 10 }; // decimals of the unit down to the fen
const FULL_WIDTH = /[０-９．，]/g;

// An amount as people type it ("42,000.5", "４２０００元", "4.2万", "1亿"), in fen; null where it is empty.
// Throws an Error whose text is for the person who typed it.
export function readYuan(text) {
  const plain = text
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\s,，]|[¥￥]|元$/g, "");
  if (!plain) return null;
  if (/^[-−－–]/.test(plain)) throw new Error("金额不能是负数");
  const found = /^(\d{1,12})(?:\.(\d*))?([万亿])?$/.exec(plain);
  if (!found) throw new Error("请填一个金额，只写数字，例如 42,000 或 42,000.50");
  const [, whole, decimals = "", unit = ""] = found;
  const shift = PLACES[unit];
  if (decimals.replace(/0+$/, "").length > shift) throw new Error("金额最多写到分，例如 42,000.50");
  const fen = Number(whole + decimals.slice(0, shift).padEnd(shift, "0"));
  if (fen > HIGHEST) throw new Error("这个金额太大了，最多 1 亿元");
  return fen;
}

// Fen as the decimal text that the rules core reads exactly.
export const decimal = (fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;

// Yuan for reading: 11,400 or 11,400.50.
export function yuan(amount) {
  const digits = Number.isInteger(amount) ? 0 : 2;
  return amount.toLocaleString("zh-CN", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

// A difference in what one pays (yuan): 多付 200 元.
export const more = (difference) => (difference ? `${difference > 0 ? "多" : "少"}付 ${yuan(Math.abs(difference))} 元` : "一样");

// A day for reading: 2025年3月10日.
export function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

// The same without the year: 3月10日.
export const dayOfYear = (iso) => day(iso).replace(/^\d+年/, "");

// Whether there is such a day: "2025-02-30" is none.
export const isDay = (text) => /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) && Boolean(new Date(text).toJSON()?.startsWith(text));

// Today where the visitor is (toISOString would give the day in Greenwich).
export function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}
