// English says one otherwise than several: the same rule as kiosk/i18n/singular.py. What is set into a sentence is never
// touched: a question or a name stays as it was typed.

const NOUNS = {
  arrivals: "arrival", bags: "bag", batches: "batch", blocks: "block", boxes: "box", candidates: "candidate",
  characters: "character", desks: "desk", differences: "difference", digits: "digit", exclusions: "exclusion",
  marks: "mark", members: "member", minutes: "minute", names: "name", notes: "note", papers: "paper",
  places: "place",
  people: "person", persons: "person", questions: "question", rows: "row", scans: "scan", seats: "seat",
  seconds: "second", tellers: "teller", votes: "vote",
};
const VERBS = { are: "is", were: "was", wait: "waits", go: "goes", have: "has" };
// No looking behind: tablets of some years ago do not know it.
const ONE = new RegExp(`(^|[^\\w.,:/])%\\((\\w+)\\)s (${Object.keys(NOUNS).join("|")})\\b(?: (${Object.keys(VERBS).join("|")})\\b)?`, "g");
const FIRST = /\b(the first) %\((\w+)\)s go\b/gi;

export function singular(sentence, figure) {
  const one = (found, before, name, noun, verb) => (figure(name) === "1" ? `${before}%(${name})s ${NOUNS[noun]}${verb ? ` ${VERBS[verb]}` : ""}` : found);
  return sentence.replace(ONE, one).replace(FIRST, (found, first, name) => (figure(name) === "1" ? `${first} goes` : found));
}
