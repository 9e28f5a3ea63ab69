// The question on the hall screen, and the clock of the answer that is being given.

import { digits, reading } from "../floor/clock.js";
import { html } from "../html.js";
import { t } from "../texts.js";

const WARN_SECONDS = 15;

export function Shown({ questions, now }) {
  const { screen } = questions;
  if (!screen) return null;
  return html`<section class="qa-shown" aria-labelledby="qa-shown">
    <h2 id="qa-shown">${t("On the hall screen now")}</h2>
    <blockquote aria-live="polite">${words(screen)}</blockquote>
    ${screen.asker && html`<p>${t("Asked by %(name)s", { name: screen.asker })}</p>`}
    ${screen.clock?.ended_at === null ? html`<${Clock} clock=${screen.clock} now=${now} />` : html`<${Turns} screen=${screen} />`}
  </section>`;
}

// What was put at a microphone has no words yet.
export function words({ text, place, id }) {
  return text || (place ? t("At the microphone: %(place)s", { place }) : t("Question %(number)s, at the microphone", { number: id }));
}

export function toWhom(questions, { respondent }) {
  const one = questions.respondents.find(({ id }) => id === respondent);
  return one ? t("To %(name)s", { name: one.name }) : "";
}

function Clock({ clock, now }) {
  const { left_ms, state } = reading(clock, now, WARN_SECONDS);
  return html`<p class="qa-clock" data-state=${state}>
    <span>${t("%(name)s is answering", { name: clock.name })}</span>
    <b role="timer">${digits(left_ms)}</b>${state === "over" && html`<em>${t("over time")}</em>`}</p>`;
}

function Turns({ screen: { turns } }) {
  if (turns.length === 0) return null;
  return html`<p>${turns.length === 1 ? t("To %(name)s", { name: turns[0].name }) : t("To all; %(name)s answers first", { name: turns[0].name })}</p>`;
}
