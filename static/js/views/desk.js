// The desk: one job, one hand. The person before the table, and nothing else.

import { effect, html, render } from "../html.js";
import { page } from "../page.js";
import { number, t } from "../texts.js";
import { Asked, Remedies } from "../desk/asked.js";
import { camera } from "../desk/camera.js";
import { VerdictCard } from "../desk/card.js";
import { Found, steer } from "../desk/found.js";
import { Ready } from "../desk/ready.js";
import { guardReload, keepPage, reloadable } from "../desk/offline.js";
import { reportScans, statement } from "../desk/report.js";
import { openSpeaker } from "../desk/sound.js";
import { away, choose, isKnown, known, live, panel, photo, queue, readCode, scanning, search, store, supervisor } from "../desk/state.js";
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
  ready: () => html`<${Ready} snapshot=${live.snapshot.value} last=${scanning.last.value} camera=${camera.state.value} away=${away()} reloadable=${reloadable.value} />`,
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

// What this desk made, and what the laptop has: said after each time without it, and as long as they differ.
function Statement() {
  const told = statement.value;
  const ended = live.snapshot.value && live.snapshot.value.desks.state !== "open";
  if (!told || !(told.news || ended) || queue.count.value) return null;
  const figures = { desk: page.device.name, made: number(told.made), received: number(told.received), refused: number(told.refused) };
  return html`<p class=${`statement ${told.differs ? "statement-differs" : ""}`} role="status">
    <b>${t("%(desk)s: %(made)s made, %(received)s received", figures)}</b>${told.refused > 0 && t("%(refused)s refused: see “For a supervisor”", figures)}
    ${told.differs && t("The numbers differ: tell the supervisor.")}</p>`;
}

function Desk() {
  const late = scanning.late.value.length;
  return html`<div class="desk" data-stage=${stageName()} data-known=${known.ready.value} data-reloadable=${reloadable.value}>
    <${Top} snapshot=${live.snapshot.value} link=${live.link.value} trouble=${queue.trouble.value} waiting=${queue.count.value} durable=${queue.durable}>
      ${late > 0 && html`<button type="button" class="chip chip-late" onClick=${() => (panel.value = { name: "late" })}>${t("For a supervisor: %(count)s", { count: late })}</button>`}
    <//>
    <div class="stage" aria-live="assertive">${STAGES[stageName()]()}</div>
    <${Watching} />
    <${Statement} />
    <${Bottom} />
  </div>`;
}

reportScans({ queue, store, device: page.device.id, box: scanning.late, live });
guardReload({ away, warn: () => (panel.value = { name: "reload" }) });
effect(() => {
  if (!away() && panel.value?.name === "reload") panel.value = null; // the laptop is back: what it says is over
});
keepPage().catch(() => {}); // a browser that keeps no pages has a desk all the same
listenForScanner(readCode, { isKnown, slowField: (node) => node?.classList.contains("find") });
addEventListener("pointerdown", openSpeaker);
addEventListener("keydown", openSpeaker);
render(html`<${Desk} />`, document.getElementById("app"));
