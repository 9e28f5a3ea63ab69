// A verdict in the page's language: the same sentences as on paper, and what a round decides.

import { t } from "./texts.js";

export const AND_THEN = () => t("; ");
export const clause = ({ msgid, figures }) => t(msgid, figures);
export const sentenceOf = (clauses) => clauses.map(clause).join(AND_THEN());

// A recommendation lets go on, a motion is adopted, a vote of trust is advice: nobody is elected by them.
export const elects = ({ kind, ballot, advance }) => kind !== "trust" && ballot !== "motion" && !advance;
