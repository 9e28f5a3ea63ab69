// Who is on the list, what each had and used, and what may become of them: passed over, absent, back again, read by another.

import { html, useState } from "../html.js";
import { Hold, Press } from "../console/controls.js";
import { chooses, clock as time } from "../console/state.js";
import { number, t } from "../console/words.js";
import { reading, spent } from "./clock.js";

const STATES = { waiting: () => t("waits"), speaking: () => t("has the floor"), done: () => t("has spoken"), skipped: () => t("passed over"), withdrawn: () => t("withdrawn"), absent: () => t("absent") };

export function Listed({ list, act }) {
  const longest = Math.max(...list.speakers.map(({ seconds, used_ms }) => Math.max(seconds * 1000, used_ms ?? 0)), 1);
  return html`<section class="con-list floor-list"><h3>${t("The list")} ${list.state === "closed" ? t("(closed)") : ""}</h3><ol>
    ${list.speakers.map((one) => html`<${Row} key=${one.id} one=${one} longest=${longest} act=${act} />`)}</ol></section>`;
}

function Row({ one, longest, act }) {
  const [open, setOpen] = useState(false);
  const notes = [one.group, one.point_of_order && t("Point of order"), one.late && t("late"), one.read_by && t("read by %(name)s", { name: one.read_by })];
  const calls = ["waiting", "skipped", "absent"].includes(one.state);
  return html`<li data-state=${one.state}>
    <p><b>${one.name}</b> <span>${notes.filter(Boolean).join(" · ")}</span></p>
    ${one.used_ms === null ? html`<p class="floor-used">${STATES[one.state]()}</p>` : html`<${Used} one=${one} longest=${longest} />`}
    ${chooses && one.state !== "done" && html`<p class="floor-marks">${calls && html`<${Press} act=${act} path=${`/floor/speakers/${one.id}/floor`} kind="small">${t("Floor")}<//>`}
      <button type="button" class="con-alt" aria-expanded=${open} onClick=${() => setOpen(!open)}>${open ? t("Less") : t("More")}</button></p>`}
    ${open && html`<${More} one=${one} act=${act} onDone=${() => setOpen(false)} />`}</li>`;
}

// Planned and granted, used, over and stopped: the bar stands beside the others', the mark is what was granted.
function Used({ one: { used_ms, seconds, planned, paused_ms }, longest }) {
  const over = used_ms - seconds * 1000;
  const notes = [planned !== seconds && t("planned %(time)s", { time: spent(planned * 1000) }), over >= 1000 && t("%(time)s over time", { time: spent(over) }), paused_ms >= 1000 && t("stopped for %(time)s", { time: spent(paused_ms) })];
  return html`<div class="floor-used"><${Bar} used_ms=${used_ms} granted_ms=${seconds * 1000} longest=${longest} /> <span>${spent(used_ms)} / ${spent(seconds * 1000)}</span>
    ${notes.some(Boolean) && html`<small>${notes.filter(Boolean).join(" · ")}</small>`}</div>`;
}

function Bar({ used_ms, granted_ms, longest }) {
  return html`<i data-over=${used_ms > granted_ms}><i style=${{ width: `${(100 * used_ms) / longest}%` }}></i><u style=${{ left: `${(100 * granted_ms) / longest}%` }}></u></i>`;
}

function More({ one, act, onDone }) {
  const [reader, setReader] = useState(one.read_by);
  const mark = (state, words) => html`<${Press} act=${act} path=${`/floor/speakers/${one.id}/marks`} fields=${{ state }} onDone=${onDone}>${words}<//>`;
  return html`<div class="floor-more"><div class="con-do">${one.state === "waiting" && html`${mark("skipped", t("Pass over"))}${mark("absent", t("Not here"))}${mark("withdrawn", t("Withdrew"))}`}
      ${["skipped", "absent", "withdrawn"].includes(one.state) && mark("waiting", t("Back on the list"))}</div>
    <div class="floor-reader"><label><span>${t("The statement is read by")}</span><input maxlength="60" value=${reader} onInput=${(event) => setReader(event.target.value)} /></label>
      <${Press} act=${act} path=${`/floor/speakers/${one.id}/reader`} fields=${{ reader: reader.trim() }} disabled=${reader.trim() === one.read_by} onDone=${onDone}>${t("Save")}<//></div></div>`;
}

// The time that each group has together; who speaks now is counted as it runs.
export function Groups({ list: { groups, clock, warn_seconds } }) {
  if (!groups.length) return null;
  const running = clock ? reading(clock, time.value, warn_seconds).used_ms : 0;
  const used = groups.map((one) => ({ ...one, used_ms: one.used_ms + (one.name === clock?.group ? running : 0) }));
  const longest = Math.max(...used.map(({ used_ms, seconds }) => Math.max(used_ms, seconds * 1000)));
  return html`<section class="con-list floor-list"><h3>${t("Time of the groups")}</h3><ul>${used.map(({ name, used_ms, seconds }) => html`<li key=${name}><p><b>${name}</b></p>
    <p class="floor-used"><${Bar} used_ms=${used_ms} granted_ms=${seconds * 1000} longest=${longest} /> <span>${spent(used_ms)} / ${spent(seconds * 1000)}</span></p></li>`)}</ul></section>`;
}

// Lists that are prepared, and those that the meeting left while people waited.
export function Others({ others, act }) {
  if (!others.length) return null;
  return html`<section class="con-list floor-list"><h3>${t("Other lists")}</h3><ul>${others.map((one) => html`<li key=${one.id}><p><b>${one.title}</b></p>
    <p class="floor-used">${one.prepared ? t("prepared · %(count)s on it", { count: number(one.waiting) }) : t("left · %(count)s wait", { count: number(one.waiting) })}</p>
    ${chooses && html`<p class="floor-marks"><${Press} act=${act} path=${`/floor/lists/${one.id}/turn`} kind="small">${t("Turn to it")}<//>
      ${one.prepared && html`<${Hold} act=${act} path=${`/floor/lists/${one.id}/closing`} kind="small">${t("Put away")}<//>`}</p>`}</li>`)}</ul></section>`;
}
