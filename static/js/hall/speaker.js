// Who has the floor and how long: the name, the clock, and who is next; between two speeches the list.

import { html } from "../html.js";
import { number, t } from "../texts.js";
import { digits, reading, spent, word } from "../floor/clock.js";
import { Names, PAGE_MS, upright } from "./names.js";
import { ems, fit } from "./type.js";

const NEXT_MOST = 3;
const BAR_SIZE = 4.4; // of its letters, in units of the stage
const BAR_UNITS = 7; // from one bar to the next
const BAR_TALL_UNITS = 10.6; // where names take two lines
const NAME_SHARE = 0.66;
const SOON_MOST = 7;

export function Speaker({ snapshot, now }) {
  const { floor } = snapshot;
  if (!floor) return html`<div class="main middle"><p class="label">${t("No list of speakers yet")}</p></div>`;
  return floor.clock ? html`<${Speaking} floor=${floor} now=${now} />` : html`<${Between} floor=${floor} now=${now} />`;
}

function Speaking({ floor, now }) {
  const { clock } = floor;
  const { left_ms, state } = reading(clock, now, floor.warn_seconds);
  const waiting = next(floor);
  const time = digits(left_ms);
  const below = clock.read_by ? t("read by %(name)s", { name: clock.read_by }) : clock.group;
  return html`<div class="main speaking" data-state=${state}>
    <p class="speaking-what">${clock.point_of_order ? t("Point of order") : floor.title}</p>
    <p class="speaking-name" style=${spread(clock.name, below ? 12 : 13)}>${clock.name}</p>
    ${below && html`<p class="speaking-group">${below}</p>`}
    <p class="speaking-clock" role="timer" style=${{ "--size": Math.min(below ? 29 : 34, (upright() ? 90 : 150) / ems(time)) }}>${time}</p>
    <p class="speaking-state">${word(state)}</p>
    <p class="speaking-next">${waiting.length > 0 && html`<span>${t("Next speakers")}</span> ${soon(waiting).map((one) => html`<b key=${one.id}>${one.name}</b>`)}`}</p>
  </div>`;
}

// In one line, as names are; only one that would be too small from afar takes two.
function spread(name, most) {
  const width = upright() ? 88 : 150;
  const size = fit(name, { width, height: 16, most, least: 5 });
  return { "--size": size, "white-space": ems(name) * size > width ? "normal" : "nowrap" };
}

// The next names, as many as stand in the line beside their title; upright there is room for two lines.
function soon(waiting) {
  let room = upright() ? 38 : 33 - ems(t("Next speakers"));
  return waiting.slice(0, NEXT_MOST).filter((one, place) => (room -= ems(one.name) + 1) > 0 || place === 0);
}

// Who comes next, and equal time, seen as bars: what each had and what each used.
function Between({ floor, now }) {
  const done = floor.speakers.filter(({ used_ms }) => used_ms !== null);
  const waiting = next(floor).map((one) => (one.point_of_order ? `${one.name} · ${t("Point of order")}` : one.name));
  const both = done.length > 0 && waiting.length > 0;
  const place = upright() ? { width: 92, height: both ? 50 : 118 } : { width: both ? 58 : 158, height: both ? 37 : 43 };
  const soonest = both ? waiting.slice(0, SOON_MOST) : waiting; // between two speeches who comes soon is what counts
  return html`<div class="main between">
    <p class="speaking-what">${floor.title}</p>
    ${!done.length && !waiting.length && html`<p class="between-none">${t("Nobody has asked yet.")}</p>`}
    <div class="between-parts">
      ${waiting.length > 0 && html`<section><h3>${done.length ? t("Next speakers") : t("The order")}</h3><${Names} names=${soonest} numbered=${true} now=${now} ...${place} />
        ${waiting.length > soonest.length && html`<p class="between-more">${t("and %(count)s more", { count: number(waiting.length - soonest.length) })}</p>`}</section>`}
      ${done.length > 0 && html`<${Bars} done=${done} now=${now} width=${upright() ? 92 : both ? 88 : 120} height=${upright() ? place.height : 43} />`}
    </div>
  </div>`;
}

// A name that is longer than its column takes two lines.
function Bars({ done, now, width, height }) {
  const longest = Math.max(...done.map(({ seconds, used_ms }) => Math.max(seconds * 1000, used_ms)), 1);
  const widest = Math.max(...done.map((one) => ems(one.name))) + 0.5;
  const name = Math.min(widest, (NAME_SHARE * width) / BAR_SIZE);
  const rows = Math.floor(height / (name < widest ? BAR_TALL_UNITS : BAR_UNITS));
  const pages = Math.ceil(done.length / rows);
  const first = (Math.floor(now / PAGE_MS) % pages) * rows;
  return html`<section class=${`between-bars ${name < widest ? "tall" : ""}`} style=${{ "--name": name }}><h3>${t("Time used")}</h3><div>${done.slice(first, first + rows).map((one) => html`<p key=${one.id}><span>${one.name}</span>
    <i><b class=${one.used_ms > one.seconds * 1000 ? "over" : ""} style=${{ width: `${(100 * one.used_ms) / longest}%` }}></b><u style=${{ left: `${(100_000 * one.seconds) / longest}%` }}></u></i><em>${spent(one.used_ms)}</em></p>`)}</div></section>`;
}

function next({ speakers }) {
  const waiting = speakers.filter(({ state }) => state === "waiting");
  return [...waiting.filter((one) => one.point_of_order), ...waiting.filter((one) => !one.point_of_order)];
}
