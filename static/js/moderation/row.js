// One question in a list, with what can be done to it.

import { html, useState } from "../html.js";
import { Press } from "../console/controls.js";
import { chooses } from "../console/state.js";
import { number, t } from "../console/words.js";
import { REASONS } from "../qa/reasons.js";
import { about, words } from "./words.js";

const GIVEN = ["duplicate", "off_topic", "answered_already", "personal", "not_understood", "other"];

export function Row({ question, panel, act, children }) {
  const [open, setOpen] = useState(null); // "words" | "dismiss" | "merge" | "labels"
  const toggle = (key) => () => setOpen(open === key ? null : key);
  const close = () => setOpen(null);
  const path = (what) => `/qa/questions/${question.id}/${what}`;
  const Open = OPEN[open];
  return html`<li class="qm-row">
    <p><b class="qm-number">${number(question.id)}</b> <span class="qm-text" dir="auto">${words(question)}</span></p>
    ${question.original !== null && html`<p class="qm-original"><i>${t("as it was asked:")}</i> <span dir="auto">${question.original || t("(spoken)")}</span></p>`}
    <p class="qm-about">${about(question, panel.board).map((part) => html`<span>${part}</span>`)}${question.similar !== null && html`<span class="qm-alike">${t("much like %(number)s", { number: number(question.similar) })}</span>`}</p>
    ${chooses && html`<div class="qm-acts">${children}
      ${(question.state === "pending" || !question.text) && html`<button type="button" class="con-alt" aria-expanded=${open === "words"} onClick=${toggle("words")}>${t("Edit")}</button>`}
      <button type="button" class="con-alt" aria-expanded=${open === "dismiss"} onClick=${toggle("dismiss")}>${t("Do not put it")}</button>
      <button type="button" class="con-alt" aria-expanded=${open === "merge"} onClick=${toggle("merge")}>${t("Merge")}</button>
      <button type="button" class="con-alt" aria-expanded=${open === "labels"} onClick=${toggle("labels")}>${t("Labels")}</button>
      ${["phone", "stand"].includes(question.way) && html`<${Press} act=${act} path=${path("mute")} kind="small"><span>${t("Mute the asker")}</span><//>`}</div>
      ${Open && html`<${Open} question=${question} panel=${panel} act=${act} path=${path} onDone=${close} />`}`}
  </li>`;
}

function Edit({ question, panel, act, path, onDone }) {
  const [text, setText] = useState(question.text);
  return html`<div class="qm-open"><textarea rows="3" maxlength=${panel.rules.characters_most} aria-label=${t("The question's words")} value=${text} onInput=${(event) => setText(event.target.value)}></textarea>
    <${Press} act=${act} path=${path("words")} fields=${{ text }} kind="main" disabled=${!text.trim()} onDone=${onDone}>${t("Keep these words")}<//></div>`;
}

function Dismiss({ act, path, onDone }) {
  return html`<div class="qm-open"><p class="con-note">${t("The asker is told why:")}</p><div class="con-ways">${GIVEN.map((reason) => html`<${Press} key=${reason} act=${act} path=${path("dismissal")} fields=${{ reason }} onDone=${onDone}>${REASONS[reason]()}<//>`)}</div></div>`;
}

// The one that says nearly the same first, then the queue, then what waits.
function Merge({ question, panel, act, onDone }) {
  const others = [...(panel.screen ? [panel.screen] : []), ...panel.queue, ...panel.waiting].filter(({ id }) => id !== question.id);
  const first = others.filter(({ id }) => id === question.similar);
  const listed = [...first, ...others.filter(({ id }) => id !== question.similar)];
  if (listed.length === 0) return html`<p class="con-note">${t("There is no other question yet.")}</p>`;
  return html`<div class="qm-open"><p class="con-note">${t("Which question goes on for both? Who supports both counts once.")}</p>
    ${listed.slice(0, 12).map((one) => html`<${Press} key=${one.id} act=${act} path=${`/qa/questions/${one.id}/merging`} fields=${{ questions: [question.id] }} onDone=${onDone}><span dir="auto">${number(one.id)} · ${words(one)}</span><//>`)}</div>`;
}

function Labels({ question, act, path, onDone }) {
  const [text, setText] = useState(question.labels.join(", "));
  const labels = text.split(/[,，、]/).map((label) => label.trim()).filter(Boolean).slice(0, 5);
  return html`<div class="qm-open"><label><span>${t("Labels, with commas between; the hall does not see them")}</span><input maxlength="120" value=${text} onInput=${(event) => setText(event.target.value)} /></label>
    <${Press} act=${act} path=${path("labels")} fields=${{ labels }} onDone=${onDone}>${t("Keep the labels")}<//></div>`;
}

const OPEN = { words: Edit, dismiss: Dismiss, merge: Merge, labels: Labels };
