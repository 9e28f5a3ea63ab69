// The speeches: a list, the floor, the clock. The one who is next is the biggest button.

import { html, useState } from "../html.js";
import { Hold, Press } from "../console/controls.js";
import { chooses, clock as time } from "../console/state.js";
import { number, t } from "../console/words.js";
import { digits, reading, spent, word } from "../floor/clock.js";

export const ongoing = true; // people go on asking while somebody speaks

const MINUTE = 60;

export function cue({ list, next }) {
  if (!list) return t("Now come the speeches.");
  const following = list.speakers.find(({ id }) => id === next);
  if (list.clock) return following ? t("%(name)s has the floor. Next is %(next)s.", { name: list.clock.name, next: following.name }) : t("%(name)s has the floor.", { name: list.clock.name });
  return following ? t("The floor is given to %(name)s.", { name: following.name }) : t("Everybody on the list has spoken.");
}

export function render(panel, snapshot, act) {
  return html`<${Speeches} panel=${panel} act=${act} />`;
}

function Speeches({ panel, act }) {
  const [making, setMaking] = useState(false);
  const { list } = panel;
  if (!list || making) return html`<div class="con-panel"><h2>${t("Speeches")}</h2><${Making} panel=${panel} act=${act} onDone=${() => setMaking(false)} onBack=${list ? () => setMaking(false) : null} /></div>`;
  return html`<div class="con-panel floor-panel"><h2>${list.title}</h2>
    <${Floor} list=${list} act=${act} />
    <${Next} panel=${panel} act=${act} />
    <${Listed} list=${list} act=${act} />
    ${chooses && html`<${Around} list=${list} act=${act} />
      <div class="con-ways"><button type="button" class="con-alt" onClick=${() => setMaking(true)}>${t("Another list")}</button></div>`}
  </div>`;
}

function Floor({ list, act }) {
  const { clock } = list;
  if (!clock) return null;
  const { left_ms, state } = reading(clock, time.value, list.warn_seconds);
  return html`<section class="floor-now" data-state=${state}>
    <p class="con-most"><b>${digits(left_ms)}</b> <span>${word(state)}</span></p>
    <p class="floor-name">${clock.name}${clock.read_by && html` <span>${t("read by %(name)s", { name: clock.read_by })}</span>`}</p>
    ${chooses && html`<div class="con-do">
      ${clock.paused_at === null ? html`<${Press} act=${act} path="/floor/pause">${t("Stop the clock")}<//>` : html`<${Press} act=${act} path="/floor/resumption" kind="main">${t("Go on")}<//>`}
      <${Press} act=${act} path="/floor/time" fields=${{ seconds: MINUTE }}>${t("+1 minute")}<//>
      <${Press} act=${act} path="/floor/time" fields=${{ seconds: -MINUTE }}>${t("−1 minute")}<//>
      <${Press} act=${act} path="/floor/bell">${t("Ring the bell")}<//>
      <${Press} act=${act} path="/floor/end" kind="main">${t("End the speech")}<//></div>`}
  </section>`;
}

function Next({ panel, act }) {
  const { list, next, last_ended } = panel;
  const one = list.speakers.find(({ id }) => id === next);
  if (!one) return !list.clock && html`<p class="con-why">${list.speakers.length ? t("Everybody on the list has spoken.") : t("Nobody has asked yet.")}</p>`;
  if (!chooses) return html`<p class="con-why">${t("Next: %(name)s", { name: one.name })}</p>`;
  return html`<div class="con-do"><${Press} act=${act} path=${`/floor/speakers/${one.id}/floor`} fields=${{}} kind="go">${one.point_of_order ? t("Point of order: give %(name)s the floor", { name: one.name }) : t("Give %(name)s the floor", { name: one.name })}<//>
    ${!list.clock && last_ended && html`<${Press} act=${act} path=${`/floor/speakers/${one.id}/floor`} fields=${{ since_last: true }} kind="small">${t("Started already: count from the end of the last speech")}<//>`}</div>`;
}

const STATES = { waiting: () => t("waits"), speaking: () => t("has the floor"), done: () => t("has spoken"), skipped: () => t("passed over"), withdrawn: () => t("withdrawn"), absent: () => t("absent") };

function Listed({ list, act }) {
  const longest = Math.max(...list.speakers.map(({ seconds, used_ms }) => Math.max(seconds * 1000, used_ms ?? 0)), 1);
  return html`<section class="con-list floor-list"><h3>${t("The list")} ${list.state === "closed" ? t("(closed)") : ""}</h3><ol>
    ${list.speakers.map((one) => html`<li key=${one.id} data-state=${one.state}>
      <p><b>${one.name}</b> <span>${[one.group, one.point_of_order && t("Point of order"), one.late && t("late"), one.read_by && t("read by %(name)s", { name: one.read_by })].filter(Boolean).join(" · ")}</span></p>
      <p class="floor-used">${one.used_ms === null ? STATES[one.state]() : html`<i><i style=${{ width: `${(100 * one.used_ms) / longest}%` }}></i></i> ${spent(one.used_ms)} / ${spent(one.seconds * 1000)}`}</p>
      ${chooses && ["waiting", "skipped", "absent"].includes(one.state) && html`<${Marks} one=${one} act=${act} />`}
      ${chooses && one.state === "withdrawn" && html`<${Press} act=${act} path=${`/floor/speakers/${one.id}/marks`} fields=${{ state: "waiting" }} kind="small">${t("Back on the list")}<//>`}</li>`)}
  </ol></section>`;
}

function Marks({ one, act }) {
  const path = `/floor/speakers/${one.id}/marks`;
  if (one.state !== "waiting") return html`<span class="floor-marks"><${Press} act=${act} path=${path} fields=${{ state: "waiting" }} kind="small">${t("Back on the list")}<//></span>`;
  return html`<span class="floor-marks"><${Press} act=${act} path=${`/floor/speakers/${one.id}/floor`} kind="small">${t("Floor")}<//>
    <${Press} act=${act} path=${path} fields=${{ state: "absent" }} kind="small">${t("Absent")}<//>
    <${Press} act=${act} path=${path} fields=${{ state: "withdrawn" }} kind="small">${t("Withdrew")}<//></span>`;
}

function Around({ list, act }) {
  const [name, setName] = useState("");
  const asks = list.source === "request";
  const done = () => setName("");
  return html`<section class="draw-other floor-add"><label><span>${asks ? t("Somebody asks to speak") : t("Came late, speaks last")}</span><input maxlength="60" value=${name} onInput=${(event) => setName(event.target.value)} /></label>
    <div class="con-do">${asks ? html`<${Press} act=${act} path="/floor/requests" fields=${{ name: name.trim() }} disabled=${!name.trim()} onDone=${done}>${t("Put on the list")}<//>`
        : html`<${Press} act=${act} path=${`/floor/lists/${list.id}/late`} fields=${{ name: name.trim() }} disabled=${!name.trim()} onDone=${done}>${t("Add at the end")}<//>`}
      <${Press} act=${act} path="/floor/requests" fields=${{ name: name.trim(), point_of_order: true }} disabled=${!name.trim()} onDone=${done}>${t("Point of order")}<//>
      ${list.state === "open" ? html`<${Hold} act=${act} path=${`/floor/lists/${list.id}/closing`} kind="small">${t("Close the list")}<//>` : html`<${Press} act=${act} path=${`/floor/lists/${list.id}/opening`} kind="small">${t("Open the list again")}<//>`}</div></section>`;
}

// From a draw, by hand, or as people ask.
function Making({ panel, act, onDone, onBack }) {
  const { draw } = panel;
  const [source, setSource] = useState(draw ? "draw" : "hand");
  const [title, setTitle] = useState(t("Speeches"));
  const [minutes, setMinutes] = useState("5");
  const [text, setText] = useState("");
  const names = text.split("\n").map((name) => name.trim()).filter(Boolean);
  if (!chooses) return html`<p class="con-why">${t("There is no list of speakers yet.")}</p>`;
  const seconds_each = Math.round(Number.parseFloat(minutes.replace(",", ".")) * MINUTE) || 0;
  const fields = { title: title.trim(), source, seconds_each, ...(source === "draw" ? { draw: draw.number } : {}), ...(source === "hand" ? { speakers: names.map((name) => ({ name })) } : {}) };
  return html`<div class="con-choice" role="group" aria-label=${t("Where the order comes from")}>
      ${draw && html`<button type="button" aria-pressed=${source === "draw"} onClick=${() => setSource("draw")}>${t("The order of draw %(number)s", { number: number(draw.number) })}</button>`}
      <button type="button" aria-pressed=${source === "hand"} onClick=${() => setSource("hand")}>${t("By hand")}</button>
      <button type="button" aria-pressed=${source === "request"} onClick=${() => setSource("request")}>${t("As people ask")}</button></div>
    <div class="con-fields floor-fields"><label><span>${t("Title")}</span><input maxlength="120" value=${title} onInput=${(event) => setTitle(event.target.value)} /></label>
      <label><span>${t("Minutes for each")}</span><input inputmode="decimal" maxlength="6" value=${minutes} onInput=${(event) => setMinutes(event.target.value)} /></label></div>
    ${source === "hand" && html`<label class="draw-list"><span>${t("Names, one on each line")}</span><textarea rows="6" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></label>`}
    ${source === "draw" && html`<ol class="draw-order">${draw.names.map((name) => html`<li key=${name}>${name}</li>`)}</ol>`}
    <div class="con-do"><${Press} act=${act} path="/floor/lists" fields=${fields} kind="main" disabled=${!title.trim() || seconds_each < 1 || (source === "hand" && !names.length)} onDone=${onDone}>${t("Open this list")}<//>
      ${onBack && html`<button type="button" class="con-alt" onClick=${onBack}>${t("Back")}</button>`}</div>`;
}
