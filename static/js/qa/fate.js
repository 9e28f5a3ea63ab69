// What became of a question: from what everybody is sent, by its number.

import { t } from "../texts.js";
import { REASONS } from "./reasons.js";

export const STEPS = ["pending", "live", "on_screen", "answered"];

// {state, reason, merged_into, known}: of what stands in no list that is sent, what the laptop said last.
export function fateOf(questions, one) {
  const plain = (state) => ({ state, reason: "", merged_into: null, known: true });
  if (questions.screen?.id === one.id) return plain("on_screen");
  if (questions.live.some(({ id }) => id === one.id)) return plain("live");
  if (questions.answered.some(({ id }) => id === one.id)) return plain("answered");
  const told = questions.fates[one.id];
  if (!told) return { state: one.state, reason: one.reason, merged_into: one.merged_into, known: false };
  const [state, more] = told;
  return { state, reason: state === "merged" ? "" : more, merged_into: state === "merged" ? more : null, known: true };
}

// The question with which this one goes on: itself, or what it was merged into, and so on.
export function goesOn(questions, one) {
  let fate = fateOf(questions, one);
  let last = one;
  for (let steps = 0; fate.state === "merged" && steps < 50; steps++) {
    last = { id: fate.merged_into, state: "live", reason: "", merged_into: null };
    fate = fateOf(questions, last);
  }
  return { ...fate, id: last.id };
}

export const textOf = (questions, id) => [questions.screen, ...questions.live, ...questions.answered].find((one) => one?.id === id)?.text ?? "";

// One sentence for the asker.
export function said(questions, one) {
  const fate = fateOf(questions, one);
  if (fate.state !== "merged") return plainly(questions, one.id, fate);
  const on = goesOn(questions, one);
  return t("Merged with question %(number)s, which asks the same. %(fate)s", { number: on.id, fate: plainly(questions, on.id, on) });
}

function plainly(questions, id, { state, reason }) {
  if (state === "live") return accepted(questions, id);
  if (state === "on_screen") return answering(questions) ?? t("On the hall screen now.");
  if (state === "dismissed") return t("Not put: %(reason)s.", { reason: REASONS[reason]?.() ?? reason });
  if (state === "archived") return reason === "trial" ? t("Asked on trial; the trial is over.") : t("Put away.");
  return SAID[state]?.() ?? state;
}

const SAID = {
  pending: () => t("Waiting: the chair reads it first."),
  answered: () => t("Answered."),
  withdrawn: () => t("Withdrawn by you."),
};

function accepted(questions, id) {
  const place = questions.live.findIndex((one) => one.id === id) + 1;
  return place ? t("Accepted: number %(place)s in the queue.", { place }) : t("Accepted: in the queue.");
}

function answering({ screen }) {
  return screen?.clock && screen.clock.ended_at === null ? t("On the hall screen now: %(name)s is answering.", { name: screen.clock.name }) : null;
}
