// The line of a vote by hands, as the server draws it: of which base how much must be in favour, in words and figures.

import { number, t } from "../console/words.js";

export const MATTERS = { ordinary: () => t("an ordinary matter"), statutes: () => t("statutes, merger, division, joining a union"), dissolution: () => t("dissolution"), purpose: () => t("the purpose of the association"), special: () => t("a matter that needs more") };
export const LINES = {
  "": () => t("as the law sets it"), "1/2>": () => t("statutes: more than half"), "2/3>=": () => t("statutes: at least two thirds"), "3/4>=": () => t("statutes: at least three quarters"), "4/5>=": () => t("statutes: at least four fifths"), "9/10>=": () => t("statutes: at least nine tenths"), "1/1>=": () => t("statutes: all"),
};
const OWN = ["rules", "scrutineers", "tellers"];
const PARTS = { "1/2": () => t("half"), "2/3": () => t("two thirds"), "3/4": () => t("three quarters"), "75/100": () => "75 %", "4/5": () => t("four fifths"), "9/10": () => t("nine tenths"), "1/1": () => t("all") };
const share = ({ numerator, denominator, operator }) => {
  const part = PARTS[`${numerator}/${denominator}`]?.() ?? `${numerator}/${denominator}`;
  return operator === ">" ? t("more than %(part)s", { part }) : t("at least %(part)s", { part });
};
const NEEDED = {
  present: (figures) => t("%(share)s of the %(base)s present is %(needed)s", figures),
  eligible: (figures) => t("%(share)s of the %(base)s who should attend is %(needed)s", figures),
  yes_plus_no: (figures) => t("%(share)s of the %(base)s for and against is %(needed)s", figures),
};

export function inForce({ hands_lines: known }, fields) {
  const own = OWN.includes(fields.subject);
  const law = own ? { ...known.own, ...(known.own.base === "yes_plus_no" ? {} : { base: fields.base }) } : known.matters[fields.matter];
  const set = /^(\d+)\/(\d+)(.*)$/.exec(fields.line);
  return { ...law, own, ...(set ? { numerator: Number(set[1]), denominator: Number(set[2]), operator: set[3] } : {}) };
}

// Carried or not, told before it is recorded; what nobody counted is at most those present, less against and abstentions.
export function judge(panel, line, { present, against, abstain, votes, written }) {
  const all = Math.max(panel.hands_base, present);
  const most = present - against - abstain;
  const favour = (votes ?? most) + written;
  const base = { present, eligible: all, yes_plus_no: favour + against }[line.base];
  const needed = Math.max(1, line.operator === ">" ? Math.floor((line.numerator * base) / line.denominator) + 1 : Math.ceil((line.numerator * base) / line.denominator));
  const unknown = votes === null && line.base === "yes_plus_no";
  const carried = base > 0 && favour >= needed;
  const uncounted = unknown && carried && line.numerator * 2 > line.denominator && against > 0;
  const counts = t("%(votes)s for, %(against)s against, %(abstain)s abstain, of %(present)s present", { votes: number(favour), against: number(against), abstain: number(abstain), present: number(present) });
  const said = uncounted || (unknown && carried) ? "" : `${counts}; ${NEEDED[line.base]({ share: share(line), base: number(base), needed: number(needed) })}`;
  return { absent: all - present, carried, uncounted, said, part: share(line) };
}
