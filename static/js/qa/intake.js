// Whether questions are taken, and until when: the page counts by itself and closes at the moment that was set.

import { html } from "../html.js";
import { number, t, time } from "../texts.js";

const SOON_MS = 60_000;

export const taken = ({ state, closes_at }, now) => state !== "closed" && (closes_at === null || now < closes_at);

export function Until({ questions, now }) {
  const open = taken(questions, now);
  const left = questions.closes_at - now;
  return html`<p class="qa-until" data-open=${open}>
    <b role="status">${sentence(questions, open)}</b>
    ${open && questions.closes_at !== null && html`<span role="timer" aria-live="off" data-soon=${left <= SOON_MS}>${rest(left)}</span>`}
  </p>`;
}

function sentence({ state, closes_at }, open) {
  if (!open) return t("No questions are taken now.");
  if (state === "trial") return t("On trial: these questions vanish when it is meant in earnest.");
  return closes_at === null ? t("Questions are taken until the chair closes.") : t("Questions are taken until %(time)s.", { time: time(closes_at) });
}

function rest(ms) {
  return ms <= SOON_MS
    ? t("%(count)s seconds left", { count: number(Math.max(0, Math.ceil(ms / 1000))) })
    : t("%(count)s minutes left", { count: number(Math.ceil(ms / SOON_MS)) });
}
