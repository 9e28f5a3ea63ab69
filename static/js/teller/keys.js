// What a key means on a paper, and where it leads: pure, so that every page of a team types alike.
//
// A mark is set where the cursor stands; the next mark goes to the next name, so that Enter between them may be typed or
// left out. Enter on a name without a mark leaves it blank; Enter on the last name ends the paper.

const KEYS = {
  1: "for", "+": "for", o: "for", O: "for", "○": "for",
  2: "against", "-": "against", x: "against", X: "against", "*": "against", "×": "against",
  0: "none", " ": "none", ".": "none",
  Enter: "next", Backspace: "back", Delete: "back", ArrowUp: "up", ArrowDown: "down", ArrowLeft: "before", ArrowRight: "after",
};
const CODES = {
  Numpad0: "none", Numpad1: "for", Numpad2: "against", NumpadAdd: "for", NumpadSubtract: "against", NumpadEnter: "next",
  Digit0: "none", Digit1: "for", Digit2: "against",
};

// An input method that is on hides the key, not its place.
export const meaning = ({ key, code }) => KEYS[key] ?? (key === "Process" || key === "Unidentified" ? CODES[code] : undefined);

export const start = (marks = {}) => ({ marks, cursor: 0, typed: false });

// state: {marks, cursor, typed}; names: the ids in the paper's order. Answers {state, mark?, taken?, done?, stuck?}.
export function press(state, wanted, names) {
  const last = names.length - 1;
  const { marks, cursor, typed } = state;
  if (["for", "against", "none"].includes(wanted)) {
    if (typed && cursor === last) return { state, stuck: true };
    const at = typed ? cursor + 1 : cursor;
    return { state: { marks: marked(marks, names[at], wanted), cursor: at, typed: true }, mark: { name: names[at], as: wanted } };
  }
  if (wanted === "next") return cursor >= last ? { state, done: true } : { state: { marks, cursor: cursor + 1, typed: false } };
  if (wanted === "back") return back(state, names);
  if (wanted === "up") return { state: { marks, cursor: Math.max(0, cursor - 1), typed: false } };
  if (wanted === "down") return { state: { marks, cursor: Math.min(last, cursor + 1), typed: false } };
  return { state };
}

function back({ marks, cursor, typed }, names) {
  const name = names[cursor];
  if (typed || marks[name]) return { state: { marks: marked(marks, name, "none"), cursor, typed: false }, taken: name };
  return { state: { marks, cursor: Math.max(0, cursor - 1), typed: false } };
}

function marked(marks, name, as) {
  const { [name]: _, ...others } = marks;
  return as === "none" ? others : { ...others, [name]: as };
}

export const namesOf = (ballot) => ballot.offices.flatMap(({ candidates }) => candidates.map(({ id }) => String(id)));

// The offices of which a paper marks too many names, or (`uncrossed`) has more written in than the rules let it: [{office, given, uncrossed}].
export function overmarked(ballot, marks) {
  return ballot.offices.map((office) => ({ office, given: office.candidates.filter(({ id }) => marks[id] === "for").length, uncrossed: ballot.write_in_cross && uncrossed(office, marks) }))
    .filter(({ office, given, uncrossed }) => given > office.marks || uncrossed);
}

const uncrossed = ({ candidates }, marks) => candidates.filter(({ id, write_in }) => write_in && marks[id] === "for").length > candidates.filter(({ id, write_in }) => !write_in && marks[id] === "against").length;
