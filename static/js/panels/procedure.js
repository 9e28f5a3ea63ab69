// The ten stages before the meeting: each with its day, and the list that was published.

import { html, useState } from "../html.js";
import { page } from "../page.js";
import { Press, Trouble, useSending } from "../console/controls.js";
import { chooses } from "../console/state.js";
import { listed, number, t } from "../console/words.js";
import { day } from "../texts.js";

const sheet = (number) => `/agenda/stages${number ? `/${number}` : ""}?device=${page.device.id}`;

export function cue() {
  return t("The meeting has not begun: the stages before it are on the console.");
}

export function render(panel, snapshot, act) {
  return html`<${Procedure} panel=${panel} act=${act} />`;
}

function Procedure({ panel, act }) {
  const next = panel.stages.find(({ version }) => !version)?.number;
  const [open, setOpen] = useState(null);
  const shown = open ?? next;
  return html`<div class="con-panel"><h2>${t("The stages before the meeting")}</h2>
    <p class="con-why">${t("Ten stages from the notice to the direct election, each with its day and its published list.")}
      ${" "}<a class="con-alt" href=${sheet()} target="_blank">${t("Print all ten")}</a></p>
    <ol class="agenda-stages">${panel.stages.map((stage) => html`<${Stage} key=${stage.number} stage=${stage} open=${shown === stage.number} onOpen=${() => setOpen(shown === stage.number ? 0 : stage.number)} act=${act} />`)}</ol>
  </div>`;
}

function Stage({ stage, open, onOpen, act }) {
  const { number: n, title, names, version } = stage;
  return html`<li class=${version ? "con-done" : "con-open"}>
    <button type="button" aria-expanded=${open} onClick=${onOpen}><i aria-hidden="true">${version ? "✓" : number(n)}</i><b>${t(title)}</b>
      <span>${[stage.day && day(stage.day), version > 0 && (names.length ? t("%(n)s names published", { n: number(names.length) }) : t("published"))].filter(Boolean).join(" · ") || t("no day yet")}</span></button>
    ${open && html`<div class="agenda-stage">
      <p>${t(stage.text)}</p>
      ${names.length > 0 && html`<p><b>${t(stage.list)}:</b> ${listed(names)}</p>`}
      ${stage.note && html`<p>${stage.note}</p>`}
      ${chooses && html`<${Day} stage=${stage} act=${act} /><${Publish} stage=${stage} act=${act} />`}
      <a class="con-alt" href=${sheet(n)} target="_blank">${t("Print this stage")}</a></div>`}</li>`;
}

function Day({ stage, act }) {
  const { trouble, busy, run } = useSending(act);
  return html`<label class="agenda-day"><span>${t("Day")}</span><input type="date" value=${stage.day ?? ""} disabled=${busy} onChange=${(event) => event.target.value && run(`/agenda/stages/${stage.number}/day`, { day: event.target.value })} /></label><${Trouble}>${trouble}<//>`;
}

function Publish({ stage, act }) {
  const [text, setText] = useState(stage.names.join("\n"));
  const [note, setNote] = useState(stage.note);
  const [reason, setReason] = useState("");
  const names = text.split(/[\n,，、;；]/).map((name) => name.trim()).filter(Boolean);
  const again = stage.version > 0;
  return html`${stage.list && html`<label><span>${t("%(list)s, one name to a line", { list: t(stage.list) })}</span><textarea rows=${Math.min(8, Math.max(3, names.length + 1))} maxlength="6000" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></label>`}
    <label><span>${t("Note: the day until which objections are heard, the place, the telephone number")}</span><input maxlength="400" value=${note} onInput=${(event) => setNote(event.target.value)} /></label>
    ${again && html`<label><span>${t("Why the list changes")}</span><input maxlength="200" value=${reason} onInput=${(event) => setReason(event.target.value)} /></label>`}
    <${Press} act=${act} path=${`/agenda/stages/${stage.number}/publication`} fields=${{ names: stage.list ? names : [], note: note.trim(), reason: reason.trim() }} kind="main" disabled=${(stage.list && !names.length) || (again && !reason.trim())}>
      ${again ? t("Publish the change") : stage.list ? t("Publish: %(n)s names", { n: number(names.length) }) : t("Publish")}<//>`;
}
