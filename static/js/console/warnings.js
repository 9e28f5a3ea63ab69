// Alarms in words, the gravest first; more than three fold away. Those about the journal stand until chair or supervisor
// has written down what was found.

import { html, useState } from "../html.js";
import { sentence, SIGNS } from "../alarms.js";
import { Press } from "./controls.js";
import { clock, role } from "./state.js";
import { number, t } from "./words.js";

const SHOWN_MOST = 3;
const ANSWERS = ["chair", "supervisor"];

export function Warnings({ alarms, act }) {
  const [all, showAll] = useState(false);
  const shown = all ? alarms : alarms.slice(0, SHOWN_MOST);
  const more = alarms.length - shown.length;
  return html`<div class="con-alarms" role="status" aria-label=${t("Alarms")}>
    ${shown.map((alarm) => html`<div key=${`${alarm.code} ${alarm.figures.entry ?? alarm.figures.name ?? ""}`} class=${`con-alarm con-${alarm.level}`}>
      <span aria-hidden="true">${SIGNS[alarm.level]}</span><span>${sentence(alarm, clock.value)}</span>
      ${alarm.figures.entry && ANSWERS.includes(role) && html`<${Acknowledge} entry=${alarm.figures.entry} act=${act} />`}</div>`)}
    ${more > 0 && html`<button type="button" class="con-alt" onClick=${() => showAll(true)}>${t("Show %(more)s more", { more: number(more) })}</button>`}
  </div>`;
}

function Acknowledge({ entry, act }) {
  const [reason, setReason] = useState("");
  return html`<details class="con-answer"><summary>${t("It was looked into")}</summary><div class="con-line">
    <label><span>${t("What was found or done")}</span><input value=${reason} maxlength="200" onInput=${(event) => setReason(event.target.value)} /></label>
    <${Press} act=${act} path="/heads/acknowledgements" fields=${{ entry, reason: reason.trim() }} disabled=${!reason.trim()}>${t("Write down the finding")}<//></div></details>`;
}
