// The step that comes next, as large as it can be: what it needs, and one button that calls it up.

import { html, useState } from "../html.js";
import { Press } from "../console/controls.js";
import { choose } from "../console/agenda.js";
import { chooses, chosen } from "../console/state.js";
import { number, t } from "../console/words.js";
import { place } from "./words.js";

const on = () => (chosen.value = null); // what is over is left: the meeting goes on
const path = (step, what) => `/agenda/steps/${step.id}/${what}`;

export function Begin({ step, snapshot, act, children }) {
  const [shown, show] = useState(false);
  const { n, of } = place(snapshot.agenda, step);
  const ready = step.needs.every(({ met }) => met);
  return html`<div class="con-panel agenda-next">
    <p class="agenda-place">${n ? t("Item %(n)s of %(of)s", { n: number(n), of: number(of) }) : ""}</p>
    <h2>${t(step.title)}</h2>
    <${Needs} needs=${step.needs} />
    ${chooses && html`<div class="con-do"><${Press} act=${act} path=${path(step, "opening")} kind="go" disabled=${!ready}>${t("Begin: %(title)s", { title: t(step.title) })}<//></div>`}
    <div class="agenda-ways"><${Skip} step=${step} act=${act} reasons=${snapshot.choices.reasons} />
      ${step.panel !== "step" && html`<button type="button" class="con-alt" aria-expanded=${shown} onClick=${() => show(!shown)}>${shown ? t("Hide what is prepared") : t("Prepare it already")}</button>`}</div>
    ${shown && children}
  </div>`;
}

function Needs({ needs }) {
  if (!needs.length) return null;
  return html`<ul class="con-checks" aria-label=${t("What it needs")}>
    ${needs.map(({ key, title, fact, met }) => html`<li key=${key} class=${met ? "con-done" : "con-open"}><i aria-hidden="true">${met ? "✓" : "○"}</i>
      <span>${fact ? t(fact) : t(title)}<span class="unseen"> ${met ? t("done") : t("missing")}</span></span>
      ${!met && html`<button type="button" class="con-alt" onClick=${() => choose(key)}>${t(title)}</button>`}</li>`)}
  </ul>`;
}

// A step that is open: its own panel, and beneath it the way on.
export function Ending({ step, act, reasons }) {
  if (!chooses || !step.id) return null;
  if (step.state === "skipped" || step.ended_at) return html`<div class="agenda-end">
    <p class="con-note">${step.state === "skipped" ? t("Skipped: %(reason)s.", { reason: t(step.reason) }) : t("This step was ended.")}</p>
    <${Press} act=${act} path=${path(step, "reopening")} kind="plain">${t("Take it up again")}<//></div>`;
  if (step.state === "done") return null;
  const only = step.panel === "step";
  return html`<div class="agenda-end">
    ${step.by_hand && html`<${Press} act=${act} path=${path(step, "end")} onDone=${on} kind=${only ? "go" : "main"}>${t("End: %(title)s", { title: t(step.title) })}<//>`}
    <${Skip} step=${step} act=${act} reasons=${reasons} /></div>`;
}

function Skip({ step, act, reasons }) {
  if (!chooses) return null;
  return html`<details class="agenda-skip"><summary>${t("Skip this step")}</summary>
    <p class="con-note">${t("Why? One tap; the reason is kept.")}</p>
    <div class="con-choice">${reasons.map(({ key, title }) => html`<${Press} key=${key} act=${act} path=${path(step, "skip")} fields=${{ reason: key }} onDone=${on} kind="chip">${t(title)}<//>`)}</div></details>`;
}
