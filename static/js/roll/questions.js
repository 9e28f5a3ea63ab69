// The questions about a file: one for each kind, its rows or values below it, the answer that gives nothing first.

import { html } from "../html.js";
import { number, t } from "../texts.js";
import { label, lineByLine, TITLES } from "./answers.js";

const SHOWN_MOST = 7;
const LINES_OPEN = 8;

export const title = (question) => TITLES[question.kind]?.() ?? question.kind;

export function Questions({ preview, given, busy, onAnswer, onLine, onForget, onAccept }) {
  const { questions } = preview;
  if (!questions.length && !given.length) return null;
  const ordered = [...questions.filter(({ red }) => red), ...questions.filter(({ red }) => !red)];
  const shown = ordered.slice(0, SHOWN_MOST);
  return html`<section class="imp-asks" aria-busy=${busy}>
    <h2>${questions.length ? t("Questions about this file: %(n)s", { n: number(questions.length) }) : t("All questions are answered")}</h2>
    ${questions.length > 0 && html`<p>${t("Nothing is imported before they are answered. The first answer always gives nobody a vote or a place.")}</p>`}
    ${shown.map((question) => html`<${Question} key=${question.id} question=${question} busy=${busy} onAnswer=${onAnswer} onLine=${onLine} />`)}
    ${ordered.length > SHOWN_MOST && html`<p>${t("After these: %(n)s more.", { n: number(ordered.length - SHOWN_MOST) })}</p>`}
    ${questions.length > 1 && html`<p><button type="button" class="imp-link" disabled=${busy} onClick=${onAccept}>${t("Give all of them the first answer")}</button></p>`}
    ${given.length > 0 && html`<ul class="imp-given">${given.map((one) => html`<li key=${one.question.id}><i aria-hidden="true">✓</i>
      <span><b>${title(one.question)}</b> ${one.words}</span>
      <button type="button" class="imp-link" disabled=${busy} onClick=${() => onForget(one)}>${t("Change")}</button></li>`)}</ul>`}
  </section>`;
}

function Question({ question, busy, onAnswer, onLine }) {
  const { id, red, sentence, figures, lines, count, kind } = question;
  const options = [question.default, ...question.options.filter((option) => option !== question.default)];
  const ofColumns = kind === "columns" || kind === "weights";
  const each = lineByLine(question) && lines.length > 1;
  return html`<article id=${`ask-${id}`} class=${red ? "imp-ask imp-red" : "imp-ask"} tabindex="-1">
    <h3>${title(question)}</h3>
    <p>${t(sentence, figures)}</p>
    ${ofColumns && html`<ul class="imp-samples">${lines.map((line) => html`<li key=${line.column}><b>${line.column}</b> ${line.samples.join(" · ")}</li>`)}</ul>`}
    ${!ofColumns && lines.length > 0 && html`<${Lines} question=${question} each=${each} busy=${busy} onLine=${onLine} />`}
    ${count > lines.length && html`<p>${t("and %(n)s more", { n: number(count - lines.length) })}</p>`}
    <div class="imp-options">${each && html`<span>${t("All alike:")}</span>`}
      ${options.map((option) => html`<button type="button" key=${option} class="button" disabled=${busy} onClick=${() => onAnswer(question, option)}>${label(question, option)}</button>`)}</div>
  </article>`;
}

function Lines({ question, each, busy, onLine }) {
  const { lines } = question;
  const list = html`<ul class="imp-rows">${lines.map((line) => html`<li key=${line.key ?? line.value ?? line.row}>
    ${line.row !== undefined && html`<span class="imp-row">${line.sheet ? `${line.sheet} · ` : ""}${t("Row %(n)s", { n: number(line.row) })}</span>`}
    <b>${line.value !== undefined ? line.value || t("(empty)") : line.text}</b>
    ${line.count !== undefined && html`<em>${number(line.count)}</em>`}
    ${each && html`<span class="imp-each">${["no", "yes"].map((option) => html`<button type="button" key=${option} disabled=${busy}
      aria-pressed=${line.answer === (option === "yes") && line.answer !== null && line.answer !== undefined} onClick=${() => onLine(question, line, option)}>${label(question, option)}</button>`)}</span>`}
  </li>`)}</ul>`;
  return lines.length > LINES_OPEN ? html`<details><summary>${t("Show the %(n)s rows", { n: number(lines.length) })}</summary>${list}</details>` : list;
}
