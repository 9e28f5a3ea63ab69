// The console: the next step is the biggest thing, everything else one tap away.

import { send } from "../command.js";
import { html, render } from "../html.js";
import { Begin, Ending } from "../agenda/begin.js";
import { Editor } from "../agenda/editor.js";
import { Agenda, Ready } from "../console/agenda.js";
import { Devices } from "../console/devices.js";
import { Hall } from "../console/hall.js";
import { Knocks } from "../console/knocks.js";
import { Pairing } from "../console/pairing.js";
import { Away, Header } from "../console/header.js";
import { ForTheChair } from "../moderation/notes.js";
import { chosen, editing, live, modules, shown, tab } from "../console/state.js";
import { Warnings } from "../console/warnings.js";
import { number, t } from "../console/words.js";
import { handIn } from "../desk/handin.js";

const TABS = { step: () => t("Step"), agenda: () => t("Agenda"), hall: () => t("Hall screen"), devices: () => t("Devices") };

// What a step says itself need not stand above it as well.
const SAID_THERE = { exclusions_wait: ["exclusions", "quorum", "checkin"] };

function Console() {
  const snapshot = live.snapshot.value;
  if (!snapshot) return html`<p class="con-waiting" role="status">${t("Connecting to the meeting …")}</p>`;
  const step = snapshot.agenda.find(({ key }) => key === shown.value);
  return html`<div class="con" data-tab=${tab.value}>
    <${Header} snapshot=${snapshot} />
    <${Agenda} agenda=${snapshot.agenda} />
    <section class="con-step" key=${shown.value} onFocusIn=${stay} onPointerDown=${stay}>
      <${Away} />
      <${Warnings} alarms=${snapshot.alarms.filter(({ code }) => !SAID_THERE[code]?.includes(step?.panel))} act=${send} />
      <${ForTheChair} notes=${snapshot.panels.questions?.notes ?? []} act=${send} />
      <${Ready} agenda=${snapshot.agenda} />
      ${editing.value ? html`<${Editor} snapshot=${snapshot} act=${send} onDone=${() => (editing.value = false)} />` : html`<${Step} step=${step} snapshot=${snapshot} />`}
    </section>
    <aside class="con-aside"><${Knocks} knocks=${snapshot.knocks} devices=${snapshot.devices} /><${Pairing} devices=${snapshot.devices} /><${Hall} hall=${snapshot.hall} /><${Devices} devices=${snapshot.devices} /></aside>
    <nav class="con-tabs" aria-label=${t("Parts of the console")}>
      ${Object.entries(TABS).map(([key, name]) => html`<button type="button" key=${key} aria-pressed=${tab.value === key} onClick=${() => (tab.value = key)}>${name()}${key === "devices" && snapshot.knocks.length > 0 && html` <b class="con-count">${number(snapshot.knocks.length)}</b>`}</button>`)}
    </nav>
  </div>`;
}

// Who works in a step is not carried off to the next one.
function stay() {
  chosen.value ??= shown.value;
}

function Step({ step, snapshot }) {
  if (!step) return null;
  const own = html`<${Own} step=${step} snapshot=${snapshot} />`;
  const waits = step.id && !step.opened && ["now", "later"].includes(step.state);
  if (waits) return html`<${Begin} key=${step.key} step=${step} snapshot=${snapshot} act=${send}>${own}<//>`;
  return html`${own}<${Ending} key=${step.key} step=${step} act=${send} reasons=${snapshot.choices.reasons} />`;
}

function Own({ step, snapshot }) {
  const panel = snapshot.panels[step.panel];
  const module = modules.value[step.panel];
  if (!panel || !module) return null;
  return module.render ? module.render(panel, snapshot, send, step) : html`<div class="con-panel"><h2>${t(step.title)}</h2></div>`;
}

render(html`<${Console} />`, document.getElementById("app"));
handIn(live);
