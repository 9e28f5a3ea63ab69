// The speeches: a list, the floor, the clock. The one who is next is the biggest button.

import { html, useState } from "../html.js";
import { Hold, Press } from "../console/controls.js";
import { chooses, clock as time } from "../console/state.js";
import { t } from "../console/words.js";
import { digits, reading, word } from "../floor/clock.js";
import { Groups, Listed, Others } from "../floor/listed.js";
import { Making } from "../floor/making.js";

export const ongoing = true; // people go on asking while somebody speaks

const MINUTE = 60;

export function cue({ list, next }) {
  if (!list) return t("Now come the speeches.");
  const following = list.speakers.find(({ id }) => id === next);
  if (list.clock && reading(list.clock, time.value, list.warn_seconds).state === "over") return t("%(name)s, your time is over. Please come to the end.", { name: list.clock.name });
  if (list.clock) return following ? t("%(name)s has the floor. Next is %(next)s.", { name: list.clock.name, next: following.name }) : t("%(name)s has the floor.", { name: list.clock.name });
  return following ? t("The floor is given to %(name)s.", { name: following.name }) : t("Everybody on the list has spoken.");
}

export function render(panel, snapshot, act) {
  return html`<${Speeches} panel=${panel} act=${act} />`;
}

function Speeches({ panel, act }) {
  const [making, setMaking] = useState(false);
  const { list } = panel;
  if (!list || making) return html`<div class="con-panel"><h2>${t("Speeches")}</h2><${Making} panel=${panel} act=${act} onDone=${() => setMaking(false)} onBack=${list ? () => setMaking(false) : null} />
    ${!list && html`<${Others} others=${panel.others} act=${act} />`}</div>`;
  return html`<div class="con-panel floor-panel"><h2>${list.title}</h2>
    <${Floor} list=${list} act=${act} />
    <${Next} panel=${panel} act=${act} />
    <${Groups} list=${list} />
    <${Listed} list=${list} act=${act} />
    ${chooses && html`<${Around} list=${list} act=${act} />
      <div class="con-ways"><button type="button" class="con-alt" onClick=${() => setMaking(true)}>${t("Another list")}</button></div>`}
    <${Others} others=${panel.others} act=${act} />
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
    <${Press} act=${act} path=${`/floor/speakers/${one.id}/marks`} fields=${{ state: "skipped" }}>${t("Pass over")}<//>
    ${!list.clock && last_ended && html`<${Press} act=${act} path=${`/floor/speakers/${one.id}/floor`} fields=${{ since_last: true }} kind="small">${t("Started already: count from the end of the last speech")}<//>`}</div>`;
}

function Around({ list, act }) {
  const [name, setName] = useState("");
  const [group, setGroup] = useState("");
  const asks = list.source === "request";
  const done = () => setName("");
  const who = { name: name.trim(), ...(list.seconds_group ? { group: group.trim() } : {}) };
  return html`<section class="draw-other floor-add"><label><span>${asks ? t("Somebody asks to speak") : t("Came late, speaks last")}</span><input maxlength="60" value=${name} onInput=${(event) => setName(event.target.value)} /></label>
    ${list.seconds_group && html`<label><span>${t("Group")}</span><input maxlength="60" list="floor-groups" value=${group} onInput=${(event) => setGroup(event.target.value)} /><datalist id="floor-groups">${list.groups.map((one) => html`<option key=${one.name} value=${one.name} />`)}</datalist></label>`}
    <div class="con-do">${asks ? html`<${Press} act=${act} path="/floor/requests" fields=${who} disabled=${!name.trim()} onDone=${done}>${t("Put on the list")}<//>`
        : html`<${Press} act=${act} path=${`/floor/lists/${list.id}/late`} fields=${who} disabled=${!name.trim()} onDone=${done}>${t("Add at the end")}<//>`}
      <${Press} act=${act} path="/floor/requests" fields=${{ ...who, point_of_order: true }} disabled=${!name.trim()} onDone=${done}>${t("Point of order")}<//>
      ${list.state === "open" ? html`<${Hold} act=${act} path=${`/floor/lists/${list.id}/closing`} kind="small">${t("Close the list")}<//>` : html`<${Press} act=${act} path=${`/floor/lists/${list.id}/opening`} kind="small">${t("Open the list again")}<//>`}</div></section>`;
}
