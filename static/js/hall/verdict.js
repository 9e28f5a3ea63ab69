// A verdict's sentence in the page's language: its clauses one after the other, the same as on paper.

import { language, t } from "../texts.js";

export const AND_THEN = () => t("; ");
export const sentenceOf = (clauses) => clauses.map(({ msgid, figures }) => t(msgid, figures)).join(AND_THEN());
export const listOf = (names) => names.join(language === "en" ? ", " : "、");
