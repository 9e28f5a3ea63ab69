// The tablet before the speaker: the time that is left, as large as it can be.

import { AskToSpeak } from "../floor/ask.js";
import { arm, armed, bell, silence, timed } from "../floor/bell.js";
import { Answering, Notes } from "../floor/answering.js";
import { digits, reading, word } from "../floor/clock.js";
import { effect, html, render } from "../html.js";
import { follow } from "../live.js";
import { page } from "../page.js";
import { t } from "../texts.js";

const STALE_AFTER_SECONDS = 3;
const live = follow("speaker");

function Speaker() {
  const snapshot = live.snapshot.value;
  live.tick.value;
  if (!snapshot) return html`<p class="calm" role="status">${t("Connecting to the meeting …")}</p>`;
  const { list, next, question, notes } = snapshot;
  return html`<div class="lectern">
    <${Notes} notes=${notes} />
    ${question && !list?.clock ? html`<${Answering} question=${question} now=${live.now()} />` : list?.clock ? html`<${Clock} list=${list} next=${next} />` : html`<${Waiting} list=${list} next=${next} />`}
    ${page.device.role !== "speaker" && list?.source === "request" && html`<${AskToSpeak} list=${list} />`}
    <${Arming} />
    ${live.seconds_away.value >= STALE_AFTER_SECONDS && html`<p class="lectern-away" role="status">▲ ${t("no connection: the clock goes on")}</p>`}
  </div>`;
}

function Arming() {
  return html`<button type="button" class="lectern-bell" aria-pressed=${armed.value} onClick=${armed.value ? silence : arm}>${armed.value ? t("✓ The bell sounds here") : t("Tap once, so that the bell can sound here")}</button>`;
}

function Clock({ list, next }) {
  const { left_ms, state } = reading(list.clock, live.now(), list.warn_seconds);
  const rung = list.bell_at !== null && live.now() - list.bell_at < 3000;
  return html`<section class="lectern-clock" data-state=${state} data-rung=${rung}>
    <h1 class="lectern-name">${list.clock.name}${list.clock.read_by && html` <small>${t("read by %(name)s", { name: list.clock.read_by })}</small>`}</h1>
    <p class="lectern-time" role="timer">${digits(left_ms)}</p>
    <p class="lectern-word">${rung ? t("The bell: please come to the end") : word(state)}</p>
    <p class="lectern-next">${next && t("Next: %(name)s", { name: next.name })}</p></section>`;
}

function Waiting({ list, next }) {
  return html`<section class="lectern-clock"><h1 class="lectern-name">${list?.title ?? t("No list of speakers yet")}</h1>
    <p class="lectern-time lectern-who">${next?.name ?? ""}</p><p class="lectern-word">${next ? t("speaks next") : ""}</p></section>`;
}

const ringing = bell(() => live.snapshot.value && timed(live.snapshot.value.list, live.snapshot.value.question), live.now);
effect(() => {
  live.tick.value;
  ringing();
});

render(html`<${Speaker} />`, document.getElementById("app"));
