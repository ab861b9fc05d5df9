// The kinds of claim: what the form asks of each, in which words, and how its answers are read and written.
//
// Answers are what stands in the form, by the names of its fields; a claim is what the rules core takes. A field of a claim:
//   read(answers, need, asked)   its part of the claim; need(name, words) notes an answer that is lacking
//   write(claim)                 the answers that say it; undefined where the claim says something else
//   sample                       stands in where nothing is answered yet, to find out what the rules ask

import { writeCosts, writeTotal } from "./costs.js";

const INSIDE = ["in_province", "in_province_unreferred"];
const REFERRAL = "请选有没有办转诊或备案，报的比例不一样";
const OUTSIDE = ["long_term", "referred", "emergency", "unreferred"];

// A field that is one answer among several.
function one(name, words, values) {
  return {
    sample: { [name]: values[0] },
    read(answers, need) {
      if (!answers[name]) need(name, words);
      return { [name]: answers[name] };
    },
    write: (claim) => (values.includes(claim[name]) ? { [name]: claim[name] } : undefined),
  };
}

// A field that is true or false, answered by yes or no.
function yesOrNo(name, words) {
  const { read, write } = one(name, words, ["yes", "no"]);
  return {
    sample: { [name]: true },
    read: (answers, need) => ({ [name]: read(answers, need)[name] === "yes" }),
    write: (claim) => write({ [name]: { true: "yes", false: "no" }[claim[name] ?? false] }),
  };
}

export const FIELDS = {
  disease: one("disease", "请选是哪种病", ["hypertension", "diabetes_type_1", "diabetes_other"]),
  first_batch: yesOrNo("first_batch", "请选是哪种药，报的比例不一样"),
  mode: one("mode", "请选是怎么生的", ["natural", "caesarean", "complicated"]),
  facility_level: one("facility_level", "请选在哪一级医院生的", ["township", "county_or_above"]),
  list: one("list", "请选是哪一类", ["children", "adult"]),
  assisted: yesOrNo("assisted", "请选是不是医疗救助对象"),
  // The hospital's class; the second class is two, told apart by the hospital's level.
  facility: {
    sample: { facility: "class_1" },
    read(answers, need) {
      if (!answers.class) need("class", "请选医院的类别");
      if (answers.class !== "class_2") return { facility: answers.class };
      if (!answers.level) need("level", "请选是县级医院，还是省级、市级医院");
      return { facility: answers.level && `class_2_${answers.level}` };
    },
    write({ facility }) {
      const [, group, level] = /^(class_[13]|class_2(?=_))(?:_(county|city))?$/.exec(facility) ?? [];
      return group && (group === "class_2") === Boolean(level) ? { class: group, level } : undefined;
    },
  },
  // How one went to another city of the province counts where the rules ask it.
  location: {
    sample: { location: "local" },
    read({ where, inside, outside }, need, asked) {
      if (!where) need("where", "请选在哪里看的病");
      if (where === "in_province" && asked?.referral && !inside) need("inside", REFERRAL);
      if (where === "outside" && !outside) need("outside", "请选是怎么去省外的");
      if (where === "outside") return { location: outside };
      return { location: where === "in_province" && asked?.referral !== false && inside ? inside : where };
    },
    write({ location = "local" }) {
      if (location === "local") return { where: "local" };
      if (INSIDE.includes(location)) return { where: "in_province", inside: location };
      return OUTSIDE.includes(location) ? { where: "outside", outside: location } : undefined;
    },
  },
};

// Which costs are asked: by kind, or one amount under a key of the claim.
const BY_KIND = { key: "costs", write: writeCosts };
const WHOLE = { key: "cost", write: writeTotal("cost") };
const DRUGS = { ...BY_KIND, kinds: ["class_a", "class_b_drug", "uncovered"] };

// A kind: the fields of its claim, those that go with one answer to its `first` field, its money, whether what came earlier
// in the year matters, and the words of the questions that are not the same for all.
export const KINDS = {
  inpatient: {
    fields: ["facility", "location"],
    money: BY_KIND,
    earlier: true,
    words: {
      date: "哪天出院？",
      dateHint: "规定看出院那一天；跨年住院也按出院的日子算。",
      class: "住的哪类医院？",
      where: "在哪里住的院？",
      total: "一共花了多少钱？",
      totalHint: "这次住院的总费用，例如 42,000 或 4.2万。",
    },
  },
  outpatient: {
    fields: ["facility", "location"],
    money: BY_KIND,
    words: {
      date: "哪天看的门诊？",
      class: "在哪类医院看的？",
      where: "在哪里看的？",
      total: "一共花了多少钱？",
      totalHint: "这一次看门诊的总费用，例如 180 或 180.50。",
    },
  },
  two_diseases: {
    fields: ["disease"],
    money: DRUGS,
    words: {
      date: "哪天买的药？",
      dateHint: "在二级及以下医院（县医院、卫生院、社区医院）门诊开的降压药、降糖药。",
      total: "药费一共多少钱？",
      totalHint: "这一次的药费，例如 120 或 120.50。",
    },
  },
  dual_channel_drug: {
    fields: ["first_batch"],
    money: WHOLE,
    earlier: true,
    words: {
      date: "哪天买的药？",
      dateHint: "在医院门诊或指定药店买的；住院时用的，算在住院费用里。",
      total: "药费一共多少钱？",
      totalHint: "这一次的药费，例如 12,000 或 1.2万。",
    },
  },
  tcm: {
    fields: [],
    money: WHOLE,
    earlier: true,
    words: {
      date: "哪天做的治疗？",
      dateHint: "在规定的医院门诊做的针灸、推拿等。",
      total: "治疗费一共多少钱？",
      totalHint: "这一次的治疗费，例如 300。",
    },
  },
  childbirth: {
    fields: ["mode"],
    first: "mode",
    then: { natural: ["facility_level"], caesarean: ["facility", "location"], complicated: ["facility", "location"] },
    money: BY_KIND,
    moneyThen: { natural: WHOLE },
    earlier: true,
    words: {
      date: "哪天出院？",
      dateHint: "生孩子住院，出院的那一天。",
      class: "住的哪类医院？",
      where: "在哪里住的院？",
      total: "一共花了多少钱？",
      totalHint: "生孩子这次住院的总费用，例如 6,000。",
    },
  },
  student_accident: {
    fields: [],
    money: WHOLE,
    words: {
      date: "哪天看的？",
      dateHint: "在校学生自己受的伤，没有别人要负责，看的门诊或急诊。",
      total: "一共花了多少钱？",
      totalHint: "这一次意外看门诊、急诊的总费用，例如 600。",
    },
  },
  chronic_disease: {
    fields: [],
    money: WHOLE,
    words: {
      date: "哪天看的？",
      dateHint: "办了门诊慢特病认定的病，看门诊、买药。",
      total: "一共花了多少钱？",
      totalHint: "这一次的总费用，例如 800。",
    },
  },
  major_disease: {
    fields: ["list", "assisted"],
    money: WHOLE,
    earlier: true,
    words: {
      date: "哪天出院？",
      dateHint: "在指定医院治这种病，出院的那一天。",
      total: "一共花了多少钱？",
      totalHint: "这次住院的总费用，例如 42,000 或 4.2万。",
    },
  },
  annual_self_pay: {
    fields: [],
    money: { key: "compliant", write: writeTotal("compliant") },
    words: {
      date: "算到哪一天？",
      dateHint: "填那一年里的一天，例如 12 月 31 日。只用来算大病保险。",
      total: "全年合规自付一共多少钱？",
      totalHint: "一年的结算单上，报销范围内由自己付的部分，加起来。这里另外填了的住院，不要再算进去。",
    },
  },
};

// The fields of a claim of this kind, in the order of the form; some come with an answer.
export function fieldsOf({ kind, ...answers }) {
  const { fields, first, then } = KINDS[kind];
  return [...fields, ...(then?.[answers[first]] ?? [])];
}

export function moneyOf({ kind, ...answers }) {
  const { first, money, moneyThen } = KINDS[kind];
  return moneyThen?.[answers[first]] ?? money;
}
