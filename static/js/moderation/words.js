// What the console says of a question: its words, and where it came from.

import { number, t } from "../console/words.js";
import { REASONS } from "../qa/reasons.js";

export const words = ({ text, place, id }) => text || (place ? t("At the microphone: %(place)s", { place }) : t("Question %(number)s, at the microphone", { number: number(id) }));

const WAYS = {
  microphone: () => t("microphone"),
  slip: () => t("paper slip"),
  volunteer: () => t("volunteer"),
  stand: () => t("shared tablet"),
  phone: () => t("phone"),
};

const STATES = {
  answered: () => t("answered"),
  dismissed: () => t("not put"),
  merged: () => t("merged"),
  withdrawn: () => t("withdrawn"),
  archived: () => t("put away"),
};

export const state = (question) => {
  if (question.state === "merged") return t("merged into %(number)s", { number: number(question.merged_into) });
  const said = STATES[question.state]?.() ?? question.state;
  const reason = REASONS[question.reason]?.();
  return reason ? `${said}: ${reason}` : said;
};

// To whom, by which way, from where, by whom: what of it is known.
export function about(question, board) {
  const to = board.find(({ id }) => id === question.respondent)?.name;
  return [
    to ? t("To %(name)s", { name: to }) : t("To all"),
    WAYS[question.way](),
    question.text && question.place,
    question.asker,
    question.resembles && t("not proved by a badge: a name like %(name)s", { name: question.resembles }),
    question.votes > 0 && t("Supporters: %(count)s", { count: number(question.votes) }),
    ...question.labels.map((label) => `#${label}`),
    question.trial && t("on trial"),
  ].filter(Boolean);
}
