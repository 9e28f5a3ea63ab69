// Alarms in words, the gravest first; more than three fold away.

import { html, useState } from "../html.js";
import { sentence, SIGNS } from "../alarms.js";
import { clock } from "./state.js";
import { number, t } from "./words.js";

const SHOWN_MOST = 3;

export function Warnings({ alarms }) {
  const [all, showAll] = useState(false);
  const shown = all ? alarms : alarms.slice(0, SHOWN_MOST);
  const more = alarms.length - shown.length;
  return html`<div class="con-alarms" role="status" aria-label=${t("Alarms")}>
    ${shown.map((alarm) => html`<p key=${`${alarm.code} ${alarm.figures.name ?? ""}`} class=${`con-alarm con-${alarm.level}`}>
      <span aria-hidden="true">${SIGNS[alarm.level]}</span><span>${sentence(alarm, clock.value)}</span></p>`)}
    ${more > 0 && html`<button type="button" class="con-alt" onClick=${() => showAll(true)}>${t("Show %(more)s more", { more: number(more) })}</button>`}
  </div>`;
}
