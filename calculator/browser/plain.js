// An answer as plain text, to be pasted into a message or a letter.

import { about } from "./about.js";
import { shares } from "./figures.js";
import { underTheOther } from "./remarks.js";
import { byDocument, figure, formula } from "./steps.js";
import { yuan } from "./words.js";

export function inPlainText({ statement, least, read, asked }, site, address) {
  const { years, assumptions, data_version: version } = statement;
  const several = read.claims.length > 1;
  return [
    about(read, asked, statement, site),
    "",
    ...(statement.status === "ok" ? paid(statement, least) : ["算不出来：" + lacks(statement)]),
    ...years.flatMap(({ year, claims, critical_illness }) => [
      ...claims.flatMap(({ index, steps }) =>
        titled(several ? `第 ${index + 1} 笔：${read.claims[index].words}` : "医保基金付多少", steps),
      ),
      ...titled(`${several ? `${year}年，` : ""}大病保险付多少`, critical_illness.steps),
    ]),
    ...(assumptions.length ? ["", "这里有几处理解："] : []),
    ...assumptions.map(({ reading, text, otherwise }) => `· ${text}（${reading}）。${otherwise ? underTheOther(otherwise) : ""}`),
    "",
    `估算仅供参考，以经办机构结算为准。数据版本 ${version}`,
    address,
  ].join("\n");
}

const paid = (statement, least) =>
  shares(statement, least).map(([, label, amount, limit]) => `${label}${limit && `（${limit}）`}：${yuan(amount)} 元`);

const lacks = ({ missing }) => [...new Set(missing.map(({ name }) => name))].join("、");

function titled(title, steps) {
  return steps.length ? ["", title, ...steps.map((step, at) => `${at + 1}. ${line(step)}`)] : [];
}

function line(step) {
  const amount = figure(step);
  const from = [...byDocument(step.citations)].map(([number, clauses]) => `${number} ${[...clauses.keys()].join("、")}`).join("；");
  const words = [step.label, amount && `：${amount}`, formula(step) && `（${formula(step)}）`, from && `，依据 ${from}`];
  return words.filter(Boolean).join("");
}
