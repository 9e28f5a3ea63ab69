// Durations, fractions and rules as people say them.

import { language, number, t } from "../texts.js";

export { listed, moment, number, plannedTime, t, time } from "../texts.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function ago(ms) {
  if (ms < MINUTE) return t("%(n)s s", { n: number(Math.max(0, Math.round(ms / SECOND))) });
  if (ms < HOUR) return t("%(n)s min", { n: number(Math.floor(ms / MINUTE)) });
  if (ms >= 2 * DAY) return t("%(n)s days", { n: number(Math.round(ms / DAY)) });
  return t("%(h)s h %(m)s min", { h: number(Math.floor(ms / HOUR)), m: number(Math.floor((ms % HOUR) / MINUTE)) });
}

// "at least 4/5", "more than 1/2"
export function line({ numerator, denominator, operator }) {
  const fraction = `${numerator}/${denominator}`;
  return operator === ">=" ? t("at least %(fraction)s", { fraction }) : t("more than %(fraction)s", { fraction });
}

// Sentences one after another: with a space between, where the language has one.
export const joined = (...sentences) => sentences.filter(Boolean).join(language === "en" ? " " : "");

// Weights are thousandths: 87500 → "87.5".
export const units = (thousandths) => number(thousandths / 1000);

// The comparison itself, in whole numbers: "178 × 5 = 890 ≥ 824 = 206 × 4".
export function arithmetic({ numerator, denominator, operator }, present, base) {
  const left = present * denominator;
  const right = base * numerator;
  const met = operator === ">=" ? left >= right : left > right;
  const sign = met ? { ">=": "≥", ">": ">" }[operator] : { ">=": "<", ">": "≤" }[operator];
  return { met, text: `${number(present)} × ${denominator} = ${number(left)} ${sign} ${number(right)} = ${number(base)} × ${numerator}` };
}
