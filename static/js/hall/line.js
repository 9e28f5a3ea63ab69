// The line of a vote in words, never without its base: "more than half of the 206 present: 104".

import { number, t } from "../texts.js";
import { fractionWords } from "./bars.js";

const BASES = {
  present: (n) => t("the %(n)s present", { n }), eligible: (n) => t("the %(n)s eligible", { n }), returned: (n) => t("the %(n)s papers returned", { n }), valid: (n) => t("the %(n)s valid papers", { n }),
};

// Before papers are back only a line of those present or eligible is known.
export function baseWords({ win, present, eligible, needed, papers, advance, result }, place = 0) {
  if (advance) return t("The first %(count)s go on, by votes", { count: number(advance) });
  const figures = result?.figures;
  const base = { present: figures?.present ?? present, eligible, returned: figures?.papers.returned ?? papers.returned, valid: figures?.papers.valid }[win.base];
  const line = result?.verdict.offices[place].needed ?? needed;
  if (base === undefined || base === null || line === null || !BASES[win.base]) return "";
  const fraction = fractionWords(`${win.numerator}/${win.denominator}`);
  const of = BASES[win.base](number(base));
  return win.operator === ">" ? t("Needed: more than %(fraction)s of %(base)s, that is %(needed)s", { fraction, base: of, needed: number(line) })
    : t("Needed: at least %(fraction)s of %(base)s, that is %(needed)s", { fraction, base: of, needed: number(line) });
}
