// The console: the next step is the biggest thing, everything else one tap away.

import { send } from "../command.js";
import { html, render } from "../html.js";
import { Agenda, Ready } from "../console/agenda.js";
import { Devices } from "../console/devices.js";
import { Hall } from "../console/hall.js";
import { Away, Header } from "../console/header.js";
import { chosen, live, modules, shown, tab } from "../console/state.js";
import { ForTheChair } from "../moderation/notes.js";
import { Warnings } from "../console/warnings.js";
import { t } from "../console/words.js";

const TABS = { step: () => t("Step"), agenda: () => t("Agenda"), hall: () => t("Hall screen"), devices: () => t("Devices") };

// What a step says itself need not stand above it as well.
const SAID_THERE = { exclusions_wait: ["exclusions", "quorum", "checkin"] };

function Console() {
  const snapshot = live.snapshot.value;
  if (!snapshot) return html`<p class="con-waiting" role="status">${t("Connecting to the meeting …")}</p>`;
  return html`<div class="con" data-tab=${tab.value}>
    <${Header} snapshot=${snapshot} />
    <${Agenda} agenda=${snapshot.agenda} />
    <section class="con-step" key=${shown.value} onFocusIn=${stay} onPointerDown=${stay}>
      <${Away} />
      <${Warnings} alarms=${snapshot.alarms.filter(({ code }) => !SAID_THERE[code]?.includes(shown.value))} />
      <${ForTheChair} notes=${snapshot.panels.questions?.notes ?? []} act=${send} />
      <${Ready} agenda=${snapshot.agenda} />
      <${Step} name=${shown.value} snapshot=${snapshot} />
    </section>
    <aside class="con-aside"><${Hall} hall=${snapshot.hall} /><${Devices} devices=${snapshot.devices} /></aside>
    <nav class="con-tabs" aria-label=${t("Parts of the console")}>
      ${Object.entries(TABS).map(([key, name]) => html`<button type="button" key=${key} aria-pressed=${tab.value === key} onClick=${() => (tab.value = key)}>${name()}</button>`)}
    </nav>
  </div>`;
}

// Who works in a step is not carried off to the next one.
function stay() {
  chosen.value ??= shown.value;
}

function Step({ name, snapshot }) {
  const panel = snapshot.panels[name];
  const module = modules.value[name];
  if (!panel || !module) return null;
  if (module.render) return module.render(panel, snapshot, send);
  const { title } = snapshot.agenda.find(({ key }) => key === name);
  return html`<div class="con-panel"><h2>${t(title)}</h2></div>`;
}

render(html`<${Console} />`, document.getElementById("app"));
