// How each verdict looks and what it says. Every one has its own colour (a class of desk.css), word, shape and
// sound; `next` is what the volunteer does when the person cannot simply go in.

import { plannedTime, t, time } from "../texts.js";

const SHAPES = {
  check: ["M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19z", "M7.5 12.3l3.1 3.1 6-6.4"],
  guest: ["M3.5 3.5h17v17h-17z", "M8 12.3l2.9 2.9 5.3-5.7"],
  clock: ["M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19z", "M12 6.8v5.4l3.6 2.3"],
  back: ["M9.5 5L4 10.5 9.5 16", "M4.5 10.5h9.2a5.6 5.6 0 0 1 0 11.2H9"],
  question: ["M12 2.2L22 12 12 21.8 2 12z", "M9.6 9.9a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2.8-1.2 1.7", "M12 16.7v.1"],
  crossed: ["M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19z", "M5.6 5.6l12.8 12.8"],
  list: ["M4 5.5h11", "M4 11h8", "M4 16.5h6", "M14.5 14l6 6", "M20.5 14l-6 6"],
  lock: ["M4.5 10.5h15v11h-15z", "M8 10.5V7.2a4 4 0 0 1 8 0v3.3", "M12 15v2.4"],
  hourglass: ["M6 2.8h12", "M6 21.2h12", "M7.5 2.8v4.4L12 12l4.5-4.8V2.8", "M7.5 21.2v-4.4L12 12l4.5 4.8v4.4"],
  dots: ["M5 12v.1", "M12 12v.1", "M19 12v.1"],
  kept: ["M12 3v10.5", "M7.5 9.5L12 14l4.5-4.5", "M3.5 14.5v6h17v-6"],
  door: ["M13.5 3.5h-9v17h9", "M9.5 12h11", "M16.8 8.2l3.9 3.8-3.9 3.8"],
  undo: ["M7.5 4L3 8.5 7.5 13", "M3.5 8.5h10.7a6 6 0 0 1 0 12H8"],
  warning: ["M12 3L22 20.5H2z", "M12 9.8v5", "M12 17.7v.1"],
};

const LOOKS = {
  admitted: { shape: "check", word: () => t("Come in") },
  admitted_nonvoting: { shape: "guest", word: () => t("Guest: come in") },
  already_in: { shape: "clock", word: () => t("Already in"), line: wasFirst },
  returned: { shape: "back", word: () => t("Welcome back"), line: () => t("Was here before and had left") },
  unknown_code: { shape: "question", word: () => t("Unknown code"), line: () => t("Look for the name below.") },
  revoked: { shape: "crossed", word: () => t("Old badge"), line: () => t("It was replaced. Ask for the new badge, or look for the name below.") },
  not_on_roll: { shape: "list", word: () => t("Not on the roll"), line: () => t("Please send to the supervisor.") },
  closed: { shape: "lock", word: () => t("Check-in closed"), line: whyClosed },
  accepted_here: { shape: "kept", word: () => t("Accepted here"), line: () => t("Not yet counted: the laptop cannot be reached. The scan is kept on this device and goes by itself.") },
  already_here: { shape: "clock", word: () => t("Already in"), line: () => t("Known to this desk. Same person? Let in.") },
  unknown_here: { shape: "question", word: () => t("Not known here"), line: () => t("Without the laptop no name can be looked for: write the person on the paper list.") },
  waiting: { shape: "hourglass", word: () => t("Not yet sent"), line: () => t("Kept safely on this device. It goes by itself when the connection is back; it does not count before.") },
  asking: { shape: "dots", word: () => t("One moment"), line: () => "" },
  left: { shape: "door", word: () => t("Left the hall"), line: () => t("The badge lets the person in again.") },
  undone: { shape: "undo", word: () => t("Taken back"), line: () => t("This check-in does not count any more.") },
  replaced: { shape: "check", word: () => t("New badge"), line: () => t("The old badge does not let anybody in any more. Print the new one at the laptop.") },
  represents: { shape: "check", word: () => t("Proxy recorded"), line: ({ grantor, votes }) => t("Votes for %(name)s until that person comes: %(votes)s votes in all.", { name: grantor.name, votes }) },
  refused: { shape: "warning", word: () => t("Not done"), line: (body) => body.message ?? "" },
};

export const IN = ["accepted_here", "already_here", "admitted", "admitted_nonvoting", "already_in", "returned"];

export function look(verdict) {
  return LOOKS[verdict] ?? LOOKS.refused;
}

export function shape(name) {
  return SHAPES[name];
}

// "036 · 机关支部 · with a vote", and what tells namesakes apart
export function about(member) {
  const number = member.number ? t("No. %(number)s", { number: member.number }) : null;
  const vote = member.with_vote ? t("with a vote") : t("no vote");
  return [member.group, number, vote, apart(member)].filter(Boolean).join(" · ");
}

// What tells this person from another of the same name, beside number and group.
export function apart({ namesake, phone_tail: tail }) {
  if (tail) return t("phone …%(tail)s", { tail });
  return namesake === true ? t("another person has a name like this") : namesake || null;
}

// What to hand over, from {card: colour | null, votes}: one vote is told by the card alone.
export function gifts(give) {
  const card = give?.card && t("%(colour)s card ×%(count)s", { colour: COLOURS[give.card]?.() ?? give.card, count: 1 });
  const papers = give?.votes > 1 && t("ballot papers for %(votes)s votes", { votes: give.votes });
  return [card, papers].filter(Boolean);
}

// The person was represented: who has the paper, and what to do first.
export function proxyLine({ holder, paper }) {
  const who = { name: holder.name, number: holder.number };
  if (paper === "box") return t("%(name)s (No. %(number)s) voted for this person. It is in the box: no paper this round.", who);
  const back = t("%(name)s (No. %(number)s) took the paper for this person. First take 1 back from %(name)s, then give it here.", who);
  return paper === "maybe" ? `${back} ${t("If it is in the box already: no paper this round.")}` : back;
}

const COLOURS = {
  red: () => t("red"), yellow: () => t("yellow"), green: () => t("green"), blue: () => t("blue"), white: () => t("white"),
};

function wasFirst({ first }) {
  if (!first) return t("Same person? Let in.");
  return t("In since %(time)s at %(desk)s. Same person? Let in.", { time: time(first.at), desk: first.device ?? first.desk });
}

function whyClosed({ desks }) {
  if (desks?.state === "before") return t("Check-in opens at %(time)s.", { time: plannedTime(desks.opens_at) });
  return t("Only a supervisor can let people in now, with a reason.");
}
