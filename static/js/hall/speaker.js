// Who has the floor and how long: the name, the clock, and who is next; between two speeches the list.

import { html } from "../html.js";
import { number, t } from "../texts.js";
import { digits, reading, spent, word } from "../floor/clock.js";
import { fit } from "./type.js";

const NEXT_MOST = 3;
const BARS_MOST = 12;

export function Speaker({ snapshot, now }) {
  const { floor } = snapshot;
  if (!floor) return html`<div class="main middle"><p class="label">${t("No list of speakers yet")}</p></div>`;
  return floor.clock ? html`<${Speaking} floor=${floor} now=${now} />` : html`<${Between} floor=${floor} />`;
}

function Speaking({ floor, now }) {
  const { clock } = floor;
  const { left_ms, state } = reading(clock, now, floor.warn_seconds);
  const waiting = next(floor);
  return html`<div class="main speaking" data-state=${state}>
    <p class="speaking-what">${clock.point_of_order ? t("Point of order") : floor.title}</p>
    <p class="speaking-name" style=${{ "--size": fit(clock.name, { width: 150, height: 16, most: 13, least: 5 }) }}>${clock.name}</p>
    ${clock.read_by && html`<p class="speaking-group">${t("read by %(name)s", { name: clock.read_by })}</p>`}
    ${!clock.read_by && clock.group && html`<p class="speaking-group">${clock.group}</p>`}
    <p class="speaking-clock" role="timer">${digits(left_ms)}</p>
    <p class="speaking-state">${word(state)}</p>
    <p class="speaking-next">${waiting.length > 0 && html`<span>${t("Next speakers")}</span> ${waiting.slice(0, NEXT_MOST).map((one) => html`<b key=${one.id}>${one.name}</b>`)}`}</p>
  </div>`;
}

// Equal time, seen as bars: what each had and what each used.
function Between({ floor }) {
  const done = floor.speakers.filter(({ used_ms }) => used_ms !== null);
  const waiting = next(floor);
  const longest = Math.max(...floor.speakers.map(({ seconds, used_ms }) => Math.max(seconds * 1000, used_ms ?? 0)), 1);
  return html`<div class="main between">
    <p class="speaking-what">${floor.title}</p>
    <div class="between-parts">
      ${waiting.length > 0 && html`<section><h3>${done.length ? t("Next speakers") : t("The order")}</h3><ol>${waiting.slice(0, 8).map((one) => html`<li key=${one.id} class=${one.point_of_order ? "order" : ""}>${one.name}</li>`)}
        ${waiting.length > 8 && html`<li class="more">${t("and %(count)s more", { count: number(waiting.length - 8) })}</li>`}</ol></section>`}
      ${done.length > 0 && html`<section class="bars"><h3>${t("Time used")}</h3>${done.slice(-BARS_MOST).map((one) => html`<div key=${one.id}><span>${one.name}</span>
        <i><b class=${one.used_ms > one.seconds * 1000 ? "over" : ""} style=${{ width: `${(100 * one.used_ms) / longest}%` }}></b><u style=${{ left: `${(100_000 * one.seconds) / longest}%` }}></u></i><em>${spent(one.used_ms)}</em></div>`)}</section>`}
    </div>
  </div>`;
}

function next({ speakers }) {
  const waiting = speakers.filter(({ state }) => state === "waiting");
  return [...waiting.filter((one) => one.point_of_order), ...waiting.filter((one) => !one.point_of_order)];
}
