// What states, warnings and reasons are called; a sentence of the verdict in the page's language.

import { t } from "../texts.js";

export const TEAM = { a: () => t("Team A"), b: () => t("Team B") };
export const ROLE = { teller_a: () => t("Team A"), teller_b: () => t("Team B"), chief_scrutineer: () => t("Chief scrutineer") };

export const WARNING = {
  issued_below_present: () => t("Note: fewer papers were issued than votes are present."),
  returned_below_issued: () => t("Note: fewer papers came back than were issued."),
  invalid_above_3_percent: () => t("Note: more than 3 of 100 papers are invalid."),
  printed_sum: () => t("Note: the papers printed are not those issued, exchanged and kept; an incident for the record."),
  too_few_candidates: () => t("Note: fewer names stand than the rules ask for."),
  too_few_women: () => t("Note: fewer women are elected than the rules ask for."),
  relatives_elected: () => t("Note: near relatives are elected together."),
  quorum_below_law: () => t("Note: these rules ask for fewer to take part than the law does."),
  line_below_law: () => t("Note: these rules elect by fewer votes than the law asks for."),
  lower_office_waits: () => t("Note: a tie is open; who loses it is heard for the next office: its result waits until then."),
};

export const REASON = {
  over_vote: () => t("too many names marked"), unclear: () => t("the mark cannot be read"), identifies: () => t("shows whose it is"),
  not_official: () => t("not a paper of this round"), torn: () => t("torn or spoilt"), other: () => t("another reason"),
};

export const METHOD = {
  called: () => t("Called out"), papers: () => t("Paper by paper"), sheet: () => t("A sheet for each batch"),
};

export const METHOD_ABOUT = {
  called: () => t("Team B enters a batch first; then team A calls it, and the hall sees the strokes."),
  papers: () => t("Both teams enter every paper; each difference is found paper by paper."),
  sheet: () => t("Both teams type the batch's totals; slips that cancel out stay hidden."),
};
