// Importing a roll: choose a file, see what was understood and what it would change, import it, print badges.

import { html, render, signal } from "../html.js";
import { send } from "../command.js";
import { page } from "../page.js";
import { number, t } from "../texts.js";
import { Languages } from "../desk/languages.js";
import { Differences, Gone, Lines, Troubles, Understood } from "../roll/preview.js";
import { answered, answeredLine, forgotten, label, nothing } from "../roll/answers.js";
import { Columns, Values } from "../roll/columns.js";
import { Questions, title } from "../roll/questions.js";
import { LastImport, lookAgain } from "../roll/undoing.js";
import { MEGABYTES_MOST, readRoll } from "../roll/upload.js";
import { act } from "../roll/words.js";

const here = (path) => `${path}${path.includes("?") ? "&" : "?"}device=${page.device.id}`;
const state = signal({ step: "choose" }); // choose | reading | preview | importing | done
const trouble = signal("");
const over = signal(false); // a file hovers above the page
let reading = null;

async function take(file) {
  if (!file || state.value.step === "importing") return;
  reading?.abort();
  reading = new AbortController();
  const { signal } = reading;
  trouble.value = "";
  state.value = { step: "reading", file: file.name, rows: 0 };
  try {
    const answer = await readRoll(file, { signal, onRead: (rows) => (state.value = { step: "reading", file: file.name, rows }) });
    if (signal.aborted) return;
    trouble.value = answer.trouble ?? "";
    state.value = answer.preview ? { step: "preview", preview: answer.preview, source: file, answers: nothing, given: [] } : { step: "choose" };
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

// The file is read again with what was answered; the page stays where it is.
async function readAgain(answers, given) {
  const before = state.value;
  reading = new AbortController();
  trouble.value = "";
  state.value = { ...before, answers, given, busy: true };
  const answer = await readRoll(before.source, { signal: reading.signal, onRead: () => {}, answers }).catch(() => ({}));
  if (state.value.source !== before.source) return;
  trouble.value = answer.trouble ?? "";
  state.value = answer.preview ? { ...state.value, preview: answer.preview, busy: false } : { ...before, busy: false };
}

function answer(question, option) {
  const { answers, given } = state.value;
  readAgain(answered(answers, question, option), [...given.filter((one) => one.question.id !== question.id), { question, words: label(question, option) }]);
}

function answerLine(question, line, option) {
  const { answers, given } = state.value;
  const others = given.filter((one) => one.question.id !== question.id);
  const last = question.lines.filter((one) => one !== line && (one.answer === null || one.answer === undefined)).length === 0;
  readAgain(answeredLine(answers, question, line, option), last ? [...others, { question, words: t("row by row") }] : given);
}

function forget({ question }) {
  const { answers, given } = state.value;
  readAgain({ ...forgotten(answers, question), accept: question.id === "accept" ? false : answers.accept }, given.filter((one) => one.question.id !== question.id));
}

function accept() {
  const { answers, given, preview } = state.value;
  const question = { id: "accept", kind: "accept", lines: [] };
  readAgain({ ...answers, accept: true }, [...given, { question, words: t("the first answer for %(n)s questions", { n: number(preview.questions.length) }) }]);
}

const column = (place, field) => readAgain({ ...state.value.answers, columns: { ...state.value.answers.columns, [place]: field } }, state.value.given);
const valued = (value, votes) => readAgain({ ...state.value.answers, categories: { ...state.value.answers.categories, [value]: votes } }, state.value.given);

function goTo(question) {
  const card = document.getElementById(`ask-${question.id}`);
  card?.scrollIntoView({ block: "center", behavior: "smooth" });
  card?.focus({ preventScroll: true });
}

function cancel() {
  reading.abort();
  state.value = { step: "choose" };
}

async function apply(preview) {
  trouble.value = "";
  const before = state.value;
  state.value = { ...before, step: "importing" };
  const { status, body } = await send("/roll/imports", { preview: preview.preview });
  if (status === 200) {
    state.value = { step: "done", preview, answer: body };
    lookAgain();
    return;
  }
  trouble.value = body.message;
  state.value = ["roll_moved", "no_such_preview"].includes(body.code) ? { step: "choose" } : before;
}

function Choose({ words, main }) {
  return html`<label class=${main ? "imp-file imp-main" : "imp-file"}><input type="file" class="visually-hidden" accept=".csv,.txt,.tsv,.xlsx,.xlsm,.xls,.ods,.html,.htm,.xml,.vcf,.md"
    onChange=${(event) => { take(event.target.files[0]); event.target.value = ""; }} /><span>${words}</span></label>`;
}

function Start() {
  return html`<div class="imp-start">
    <h1>${t("Import the roll")}</h1>
    <div class=${over.value ? "imp-drop imp-over" : "imp-drop"}>
      <p class="imp-big">${over.value ? t("Let go of it here") : t("Drop the file with the members here")}</p>
      <${Choose} main words=${t("Choose a file")} />
      <p>${t("Excel, CSV, ODS, a table from the web, contacts or a plain list of names, at most %(most)s MB. A column for the name is all it needs.", { most: MEGABYTES_MOST })}</p>
    </div>
    <p class="imp-soft">${t("Number, group, category, voting right, weight, phone and note are recognised by their titles, in Chinese or English. You see what was understood before anything changes.")}</p>
    <${LastImport} />
  </div>`;
}

function Reading({ file, rows }) {
  return html`<div class="imp-start" role="status"><h1>${t("Reading %(file)s", { file })}</h1>
    <p class="imp-figure"><b>${number(rows)}</b> <span>${t("rows read")}</span></p>
    <div class="imp-bar" aria-hidden="true"><i></i></div>
    <button type="button" class="button" onClick=${cancel}>${t("Cancel")}</button></div>`;
}

function Preview({ preview, given, busy, reading }) {
  const [first] = preview.questions;
  const count = preview.added + preview.changed;
  return html`<div class="imp-preview">
    <section class="imp-sum">
      <p class="imp-source">${preview.source}</p>
      <h1 class="imp-figure"><b>${number(preview.good)}</b> <span>${t("people can be taken")}</span></h1>
      ${preview.refused > 0 && html`<p class="imp-not"><i aria-hidden="true">!</i> ${t("Cannot be taken: %(n)s", { n: number(preview.refused) })}</p>`}
      <${Lines} preview=${preview} />
      ${preview.declared && preview.base_before !== preview.base_after && html`<p class="imp-warning"><i aria-hidden="true">!</i> ${t("A quorum was declared on the old base. After this import it must be declared again.")}</p>`}
      <div class="imp-do">
        ${first ? html`<button type="button" class="button go imp-next" disabled=${reading} onClick=${() => goTo(first)}>${t("Answer first: %(question)s", { question: title(first) })}</button>`
          : count > 0 ? html`<button type="button" class="button go" disabled=${busy} aria-busy=${busy} onClick=${() => apply(preview)}>${busy ? t("Importing …") : act(preview)}</button>`
          : preview.good === 0 ? html`<p class="imp-not">${t("Nobody in this file can be taken as it is.")}</p>`
          : html`<p class="imp-same"><i aria-hidden="true">✓</i> ${t("The roll holds all of this already. Nothing is to be imported.")}</p>`}
        ${busy ? html`<div class="imp-bar" aria-hidden="true"><i></i></div>` : html`<${Choose} words=${t("Choose another file")} />`}
      </div>
    </section>
    <div class="imp-details" aria-busy=${reading}>
      <${Questions} preview=${preview} given=${given} busy=${reading || busy} onAnswer=${answer} onLine=${answerLine} onForget=${forget} onAccept=${accept} />
      <${Troubles} preview=${preview} /><${Differences} preview=${preview} /><${Gone} preview=${preview} /><${Columns} preview=${preview} busy=${reading || busy} onColumn=${column} /><${Values} preview=${preview} busy=${reading || busy} onValue=${valued} /><${Understood} preview=${preview} /></div>
  </div>`;
}

function Done({ preview, answer }) {
  return html`<div class="imp-start" role="status">
    <p class="imp-tick" aria-hidden="true">✓</p>
    <h1>${t("The roll is imported")}</h1>
    <p class="imp-big">${t("New: %(added)s. Changed: %(changed)s.", { added: number(answer.added), changed: number(answer.changed) })}
      ${preview.refused > 0 && html` <span class="imp-not">${t("Rows left out: %(n)s", { n: number(preview.refused) })}</span>`}</p>
    <${Lines} preview=${preview} />
    <h2>${t("Print badges")}</h2>
    <p class="imp-prints">
      <a class="button" href=${here("/roll/badges?layout=8")} target="_blank">${t("A4, 8 on a sheet")}</a>
      <a class="button" href=${here("/roll/badges?layout=10")} target="_blank">${t("A4, 10 on a sheet")}</a>
      <a class="button" href=${here("/roll/badges?layout=card")} target="_blank">${t("Cards, 90 × 54 mm")}</a></p>
    <p><${Choose} words=${t("Import another file")} /></p>
    <${LastImport} />
  </div>`;
}

function Step() {
  const { step, ...rest } = state.value;
  if (step === "reading") return html`<${Reading} ...${rest} />`;
  if (step === "preview" || step === "importing") return html`<${Preview} preview=${rest.preview} given=${rest.given} reading=${Boolean(rest.busy)} busy=${step === "importing"} />`;
  if (step === "done") return html`<${Done} ...${rest} />`;
  return html`<${Start} />`;
}

function Import() {
  return html`<div class="imp">
    <header><a href=${here(page.device.role === "secretary" ? "/paper" : "/console")}>${t("Back to the meeting")}</a> <${Languages} /></header>
    ${trouble.value && html`<p class="imp-trouble" role="alert"><i aria-hidden="true">✕</i> ${trouble.value}</p>`}
    <${Step} /></div>`;
}

addEventListener("dragover", (event) => {
  event.preventDefault();
  over.value = true;
});
addEventListener("dragleave", (event) => event.relatedTarget === null && (over.value = false));
addEventListener("drop", (event) => {
  event.preventDefault();
  over.value = false;
  take(event.dataTransfer.files[0]);
});

lookAgain();
render(html`<${Import} />`, document.getElementById("app"));
