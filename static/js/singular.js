// English says one otherwise than several: the same rule as kiosk/singular.py.

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
const ONE = new RegExp(`(^|[^\\w.,:/])1 (${Object.keys(NOUNS).join("|")})\\b(?: (${Object.keys(VERBS).join("|")})\\b)?`, "g");
const FIRST = /\b(the first) 1 go\b/gi;

const said = (_, before, noun, verb) => `${before}1 ${NOUNS[noun]}${verb ? ` ${VERBS[verb]}` : ""}`;

export const singular = (sentence) => sentence.replace(ONE, said).replace(FIRST, "$1 goes");
