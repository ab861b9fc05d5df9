// What was settled, in one line: 晋中市 · 2025年3月10日 住院 三甲大医院 本市 42,000 元.

import { yuan } from "./words.js";

export function about({ case: { place, claims, person = {}, earlier }, claims: [first] }, asked, statement, site) {
  const years = statement.years.map(({ year }) => `${year}年`).join("、");
  const several = claims.length > 1;
  const parts = [place, several ? `${years} ${claims.length} 笔费用` : `${years}${first.words}`];
  if (asked.age) parts.push(person.age === undefined ? "按成年人算" : `${person.age} 岁`);
  if (person.group && person.group !== "ordinary") parts.push(site.words.group[person.group].name);
  // What came earlier belongs to the year of the first claim, which is seldom the year that it is now.
  if (earlier) parts.push(`${statement.years[0].year}年前面住过 ${earlier.admissions} 次院`);
  if (several) parts.push(`一共花了 ${yuan(statement.cost)} 元`);
  return parts.join(" · ");
}
