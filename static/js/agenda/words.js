// What is said at the lectern when an item comes up.

import { number, t } from "../console/words.js";

export const sayings = (step) => (step.say ? t(step.say) : t("Now: %(title)s.", { title: t(step.title) }));

export const callingUp = (place, step) => t("We come to item %(n)s: %(title)s.", { n: number(place), title: t(step.title) });

// "5 of 14" among the items that the hall counts; what prepares the meeting has no number.
export function place(agenda, step) {
  const items = agenda.filter(({ hall, state }) => hall && state !== "skipped");
  return { n: items.findIndex(({ key }) => key === step.key) + 1, of: items.length };
}
