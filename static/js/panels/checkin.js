// Check-in: how many came, who is missing, how fast they come, and the desks.

import { fetchJson } from "../command.js";
import { html, useEffect, useState } from "../html.js";
import { Hold, Press } from "../console/controls.js";
import { Late } from "../console/late.js";
import { Arrivals, Figure, Figures, LineBar } from "../console/figures.js";
import { chooses, clock } from "../console/state.js";
import { number, plannedTime, t, time } from "../console/words.js";
import { page } from "../page.js";
import { rate } from "../rate.js";
import { DeskActs, Pace, Proxies, ProxyPapers, Share, SpotCheck, Voids } from "./oversight.js";

export const ongoing = true; // people go on arriving while later steps are ready

const DESKS = {
  open: () => t("The desks are open."), closed: () => t("The desks are closed."),
  before: ({ opens_at }) => t("The desks open at %(at)s.", { at: plannedTime(opens_at) }), after: ({ closes_at }) => t("The desks closed at %(at)s.", { at: plannedTime(closes_at) }),
};

// What the chair says while people arrive.
export function cue(panel, { attendance: { votes, base, more, needed } }) {
  const figures = { votes: number(votes), base: number(base), more: number(more), needed: number(needed) };
  if (!needed || !more) return t("Please take your seats. %(votes)s of %(base)s are here.", figures);
  return t("%(votes)s of %(base)s are here. We need %(needed)s, that is %(more)s more. Please check in at the desks.", figures);
}

export function render(panel, snapshot, act) {
  return html`<${CheckIn} panel=${panel} snapshot=${snapshot} act=${act} />`;
}

function CheckIn({ panel, snapshot, act }) {
  const { attendance, arrivals, devices } = snapshot;
  const { votes, checked_in, guests, base, needed, more, met, if_passed } = attendance;
  return html`<div class="con-panel">
    <h2>${t("Check-in")}</h2>
    <div class="con-lead">
      <p class="con-most"><b>${number(checked_in)}</b> <span>${t("of %(base)s checked in", { base: number(base) })} · ${rate(checked_in, base)}</span></p>
      <p class=${`con-verdict ${met ? "con-met" : ""}`}>${said(attendance)}</p>
    </div>
    <${LineBar} present=${votes} base=${base} needed=${needed} met=${met} other=${if_passed?.needed} />
    <${Figures}>
      ${votes !== checked_in && html`<${Figure} label=${t("Votes with proxies")} value=${votes} />`}
      <${Figure} label=${t("This minute")} value=${arrivals.per_minute} />
      <${Figure} label=${t("To the quorum")} value=${met || !more ? t("reached") : arrivals.minutes_to_quorum === null ? "–" : t("%(n)s min", { n: number(arrivals.minutes_to_quorum) })}
        note=${!met && arrivals.minutes_to_quorum !== null ? t("at about %(at)s", { at: time(clock.value + arrivals.minutes_to_quorum * 60_000) }) : null} />
      <${Figure} label=${t("Without a vote")} value=${guests} />
      <${Figure} label=${t("Gone out")} value=${panel.away}
        note=${panel.movements.left > 0 && t("%(left)s left, %(returned)s came back", { left: number(panel.movements.left), returned: number(panel.movements.returned) })} />
      <${Figure} label=${t("Failed scans")} value=${panel.failed} />
      ${panel.provisional > 0 && html`<${Figure} label=${t("Let in offline")} value=${panel.provisional} note=${t("not yet counted, as last reported")} />`}
    <//>
    <${Late} conflicts=${panel.conflicts} act=${act} />
    ${panel.proxies && html`<${Proxies} proxies=${panel.proxies} act=${act} />`}
    <${ProxyPapers} papers=${panel.proxy_papers} act=${act} />
    <${Arrivals} last=${arrivals.last} />
    <${Groups} groups=${attendance.groups} />
    <${Desks} devices=${devices} acts=${panel.acts} act=${act} />
    <${Pace} key=${`${panel.name_pace.people} ${panel.name_pace.minutes}`} pace=${panel.name_pace} act=${act} />
    <${Voids} voids=${panel.voids} />
    <${SpotCheck} check=${panel.spot_check} present=${checked_in + guests} act=${act} />
    <p class="con-ways"><a class="con-alt" href=${`/attendance?device=${page.device.id}`} target="_blank">${t("Attendance list")}</a></p>
    <div class="con-around"><span>${DESKS[panel.desks](panel)}</span>
      ${chooses && (panel.desks === "closed"
        ? html`<${Press} act=${act} path="/checkin/opening">${t("Open the desks")}<//>`
        : html`<${Hold} act=${act} path="/checkin/closing" kind="danger">${t("Close the desks")}<//>`)}
    </div>
  </div>`;
}

function said({ met, more, needed, if_passed }) {
  if (!needed) return t("No quorum is asked for.");
  if (met) return t("✓ Enough for the quorum: %(needed)s needed", { needed: number(needed) });
  if (if_passed) return t("%(more)s more needed; %(needed)s if the exclusions do not pass, %(other)s if they do", { more: number(more), needed: number(needed), other: number(if_passed.needed) });
  return t("%(more)s more needed for %(needed)s", { more: number(more), needed: number(needed) });
}

function Groups({ groups }) {
  const [open, setOpen] = useState(null);
  return html`<section class="con-groups"><h3>${t("By group")}</h3><ul>
    ${groups.map((group) => html`<li key=${group.name}>
      <button type="button" aria-expanded=${open === group.name} disabled=${!group.missing} onClick=${() => setOpen(open === group.name ? null : group.name)}>
        <span>${group.name || t("No group")}</span>
        <i class="con-meter" aria-hidden="true"><i style=${{ width: `${group.base ? Math.min(100, (100 * group.checked_in) / group.base) : 0}%` }}></i></i>
        <b>${number(group.checked_in)} / ${number(group.base)} <small>${rate(group.checked_in, group.base)}</small></b>
        <em>${group.missing ? t("%(n)s missing", { n: number(group.missing) }) : t("✓ complete")}</em>
      </button>
      ${open === group.name && html`<${Missing} group=${group} />`}</li>`)}
  </ul></section>`;
}

// Names are asked for only when somebody wants them, and again when the number changes.
function Missing({ group }) {
  const [members, setMembers] = useState(null);
  useEffect(() => {
    let wanted = true;
    fetchJson(`/checkin/missing?group=${encodeURIComponent(group.name)}`)
      .then(({ body }) => wanted && setMembers(body.members ?? []))
      .catch(() => wanted && setMembers([]));
    return () => (wanted = false);
  }, [group.name, group.missing]);
  if (!members) return html`<p class="con-missing">…</p>`;
  return html`<ul class="con-missing">${members.map(({ id, name, number: no }) => html`<li key=${id}>${name} <small>${no}</small></li>`)}</ul>`;
}

function Desks({ devices, acts, act }) {
  const [open, setOpen] = useState(null);
  const desks = devices.filter(({ role, scans, statement }) => role === "desk" || scans > 0 || statement);
  if (!desks.length) return null;
  return html`<section class="con-desks"><h3>${t("Desks")}</h3><table>
    <thead><tr><th>${t("Desk")}</th><th>${t("Checked in")}</th><th>${t("By name")}</th><th>${t("Waiting")}</th><th>${t("Failed scans")}</th><th>${t("Received of made")}</th><th>${t("Last heard of")}</th></tr></thead>
    <tbody>${desks.map((one) => html`<${Desk} key=${one.id} desk=${one} acts=${acts[one.id]} act=${act} open=${open === one.id} onOpen=${() => setOpen(open === one.id ? null : one.id)} />`)}</tbody>
  </table></section>`;
}

// What a desk made and what is here: a difference stays on the console until somebody wrote down why.
function Desk({ desk, acts, act, open, onOpen }) {
  const { id, name, checked_in, pending, failed, last_seen_at, connected, statement } = desk;
  const differs = statement && statement.difference !== 0;
  return html`<tr>
    <th scope="row"><button type="button" class="con-alt" aria-expanded=${open} onClick=${onOpen}>${name}</button></th><td>${number(checked_in)}</td><td><${Share} acts=${acts} /></td><td class=${pending ? "con-late" : ""}>${number(pending)}</td><td>${number(failed)}</td>
    <td class=${differs && !statement.explained ? "con-late" : ""}>${statement ? `${number(statement.received)} / ${number(statement.made)}` : "–"}</td>
    <td>${connected ? t("connected") : last_seen_at === null ? t("not opened yet") : time(last_seen_at)}</td></tr>
    ${open && html`<tr class="con-differs"><td colspan="7"><${DeskActs} desk=${desk} acts=${acts} act=${act} /></td></tr>`}
    ${differs && html`<tr class="con-differs"><td colspan="7">${statement.explained ? t("The difference is explained: %(reason)s", { reason: statement.explained }) : html`<${Explain} device=${id} name=${name} statement=${statement} act=${act} />`}</td></tr>`}`;
}

function Explain({ device, name, statement, act }) {
  const [reason, setReason] = useState("");
  return html`<div class="con-explain"><b>${t("%(name)s: %(made)s made, %(received)s received", { name, made: number(statement.made), received: number(statement.received) })}</b>
    <label><span>${t("Why?")}</span><input value=${reason} maxlength="200" onInput=${(event) => setReason(event.target.value)} /></label>
    <${Press} act=${act} path="/checkin/explanations" fields=${{ device, reason: reason.trim() }} disabled=${!reason.trim()}>${t("Write it down")}<//></div>`;
}
