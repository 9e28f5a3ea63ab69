// At the speaker's tablet: the question to be answered with its clock, and notes that stay until they are read.

import { send } from "../command.js";
import { html } from "../html.js";
import { t } from "../texts.js";
import { words } from "../qa/shown.js";
import { ANSWER_WARN_SECONDS, digits, reading } from "./clock.js";

export function Answering({ question, now }) {
  const { clock } = question;
  const running = clock && clock.ended_at === null;
  const { left_ms, state } = running ? reading(clock, now, ANSWER_WARN_SECONDS) : {};
  return html`<section class="lectern-question" data-state=${state ?? "waiting"}>
    <blockquote dir="auto">${words(question)}</blockquote>
    ${running ? html`<p class="lectern-answers">${t("%(name)s is answering", { name: clock.name })}</p><p class="lectern-answer" role="timer">${digits(left_ms)}</p>`
      : question.turns.length > 0 && html`<p class="lectern-answers">${t("First answers %(name)s", { name: question.turns[0].name })}</p>`}
  </section>`;
}

export function Notes({ notes }) {
  const read = (id) => () => send(`/qa/notes/${id}/acknowledgement`);
  return notes.map((note) => html`<aside class="lectern-note" role="alert" key=${note.id}><p dir="auto">${note.text}</p><button type="button" onClick=${read(note.id)}>${t("Read")}</button></aside>`);
}
