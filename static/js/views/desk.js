// The desk: one job, one hand. The person before the table, and nothing else.

import { html, render } from "../html.js";
import { t } from "../texts.js";
import { Asked, Remedies } from "../desk/asked.js";
import { camera } from "../desk/camera.js";
import { VerdictCard } from "../desk/card.js";
import { Found, steer } from "../desk/found.js";
import { Ready } from "../desk/ready.js";
import { reportWaiting } from "../desk/report.js";
import { openSpeaker } from "../desk/sound.js";
import { choose, live, panel, photo, queue, readCode, scanning, search, supervisor } from "../desk/state.js";
import { Top } from "../desk/top.js";
import { CameraButton, Photo, Watching } from "../desk/watching.js";
import { listenForScanner } from "../desk/wedge.js";

function stageName() {
  if (panel.value) return "panel";
  if (search.found.value !== null) return "found";
  if (photo.value) return "photo";
  return scanning.card.value ? "card" : "ready";
}

const STAGES = {
  panel: () => html`<${Asked} />`,
  found: () => html`<${Found} search=${search} onChoose=${choose} />`,
  photo: () => html`<${Photo} />`,
  card: () => html`<${VerdictCard} card=${scanning.card.value}><${Remedies} card=${scanning.card.value} /><//>`,
  ready: () => html`<${Ready} snapshot=${live.snapshot.value} last=${scanning.last.value} camera=${camera.state.value} />`,
};

function ask(event) {
  panel.value = null;
  search.ask(event.target.value);
}

function submit(event) {
  event.preventDefault();
  if (search.code.value) readCode(search.code.value, "typed");
}

function Bottom() {
  const found = !panel.value && search.found.value?.length;
  return html`<form class="bottom" id="ask" onSubmit=${submit}>
    <input class="find" type="text" enterkeyhint="search" autocomplete="off" autocapitalize="off" spellcheck=${false} maxlength="100"
      role="combobox" aria-controls="found" aria-expanded=${Boolean(found)} aria-activedescendant=${found ? `found-${search.chosen.value}` : undefined}
      aria-label=${t("Name, pinyin, number or phone")} placeholder=${t("Name, pinyin, number …")}
      value=${search.text.value} onInput=${ask} onKeyDown=${(event) => steer(event, search, choose)} />
    <button type="button" class="act" onClick=${() => (panel.value = { name: "recent" })}>${t("Take back")}</button>
    ${supervisor && html`<button type="button" class="act" onClick=${() => (panel.value = { name: "walk-in" })}>${t("Walk-in")}</button>`}
    <${CameraButton} />
  </form>`;
}

function Desk() {
  const late = scanning.late.value.length;
  return html`<div class="desk" data-stage=${stageName()}>
    <${Top} snapshot=${live.snapshot.value} link=${live.link.value} trouble=${queue.trouble.value} waiting=${queue.count.value} durable=${queue.durable}>
      ${late > 0 && html`<button type="button" class="chip chip-late" onClick=${() => (panel.value = { name: "late" })}>${t("For a supervisor: %(count)s", { count: late })}</button>`}
    <//>
    <div class="stage" aria-live="assertive">${STAGES[stageName()]()}</div>
    <${Watching} />
    <${Bottom} />
  </div>`;
}

reportWaiting(queue, scanning.late, live.link);
listenForScanner((code) => readCode(code, "wedge"));
addEventListener("pointerdown", openSpeaker);
addEventListener("keydown", openSpeaker);
render(html`<${Desk} />`, document.getElementById("app"));
