// A verdict in the page's language: the same sentences as on paper, and what a round decides.

import { t } from "./texts.js";

export const AND_THEN = () => t("; ");
export const clause = ({ msgid, figures }) => t(msgid, figures);
export const sentenceOf = (clauses) => clauses.map(clause).join(AND_THEN());

// Whom an office gives its seats to: who passed, and whom lot, chair or consent took among its tied.
export const namesOf = (office, chosen) => [...office.elected, ...office.advanced, ...chosen.filter(([of]) => of === office.name).map(([, name]) => name)];

// The same of all offices, as pairs of office and name.
export const pairsOf = (verdict, chosen) => verdict.offices.flatMap((office) => namesOf(office, chosen).map((name) => [office.name, name]));

// Names by office, each office by its name where there are several: "Secretary: Ma; Deputy: Li, Wang".
export function byOffice(verdict, chosen, list) {
  const filled = verdict.offices.map((office) => [office.name, namesOf(office, chosen)]).filter(([, names]) => names.length);
  if (verdict.offices.length < 2) return list(filled.flatMap(([, names]) => names));
  return filled.map(([office, names]) => t("%(office)s: %(names)s", { office, names: list(names) })).join(AND_THEN());
}

// A round as it is announced: one held below the quorum says so wherever it is named.
export const titleOf = ({ title, advisory }) => (advisory ? t("%(title)s: advisory vote, below the quorum", { title }) : title);

// A recommendation lets go on, a motion is adopted, a vote of trust is advice: nobody is elected by them.
export const elects = ({ kind, ballot, advance, goes_on: onward = advance }) => kind !== "trust" && ballot !== "motion" && !onward;
