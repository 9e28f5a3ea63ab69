// Exclusions from the base: who, why, approved by whom; and the meeting's one vote on all that wait.

import { html, useState } from "../html.js";
import { Asked, Hold, Press } from "../console/controls.js";
import { Finder } from "../console/finder.js";
import { chooses } from "../console/state.js";
import { number, t, time } from "../console/words.js";

export function render(panel, snapshot, act) {
  return html`<${Exclusions} panel=${panel} snapshot=${snapshot} act=${act} />`;
}

function Exclusions({ panel, snapshot, act }) {
  const { attendance } = snapshot;
  return html`<div class="con-panel">
    <h2>${t("Exclusions")}</h2>
    <p class="con-why">${said(panel, attendance)}</p>
    ${panel.waiting > 0 && chooses && html`<${Vote} panel=${panel} act=${act} />`}
    <${List} panel=${panel} act=${act} />
    <${Add} panel=${panel} act=${act} />
  </div>`;
}

function said({ waiting, counted }, { base, needed, if_passed }) {
  if (if_passed) return t("%(needed_then)s needed if the exclusions pass, %(needed)s if not. The base is %(base_then)s or %(base)s.", {
    needed_then: number(if_passed.needed), needed: number(needed), base_then: number(if_passed.base), base: number(base) });
  if (counted) return t("%(counted)s are left out; the base is %(base)s and %(needed)s are needed.", { counted: number(counted), base: number(base), needed: number(needed) });
  return t("Nobody is left out; the base is %(base)s and %(needed)s are needed.", { base: number(base), needed: number(needed) });
}

// Counted hands, three fields, and a button that says what they come to.
function Vote({ panel, act }) {
  const [counted, count] = useState({ for: "", against: "", abstain: "" });
  const whole = Object.fromEntries(Object.entries(counted).map(([name, text]) => [name, Number.parseInt(text, 10)]));
  const complete = Object.values(whole).every((n) => n >= 0);
  const passed = 2 * whole.for > whole.for + whole.against + whole.abstain; // of those present, as for any motion about the meeting itself
  const figures = Object.fromEntries(Object.entries(whole).map(([name, n]) => [name, complete ? number(n) : ""]));
  const field = (name, label) => html`<label><span>${label}</span><input inputmode="numeric" pattern="[0-9]*" maxlength="7" value=${counted[name]}
    onInput=${(event) => count({ ...counted, [name]: event.target.value.replace(/\D/g, "") })} /></label>`;
  return html`<section class="con-vote">
    <h3>${t("The meeting's vote on all %(n)s that wait", { n: number(panel.waiting) })}</h3>
    <div class="con-fields">${field("for", t("For"))}${field("against", t("Against"))}${field("abstain", t("Abstained"))}</div>
    <div class="con-do">
      <${Asked} act=${act} path="/roll/exclusions/votes" fields=${{ passed, ...whole }} kind="go" disabled=${!complete}>
        ${!complete ? t("Record the vote") : passed ? t("Record: passed, %(for)s to %(against)s", figures) : t("Record: not passed, %(for)s to %(against)s", figures)}<//>
      ${complete && passed && html`<div class="con-ways"><${Hold} act=${act} path="/roll/exclusions/votes" fields=${{ ...whole, passed: false }} kind="small">${t("Record as not passed")}<//></div>`}
    </div>
  </section>`;
}

function List({ panel, act }) {
  const titles = Object.fromEntries(panel.reasons.map(({ key, title }) => [key, t(title)]));
  if (!panel.exclusions.length) return null;
  return html`<section class="con-list"><h3>${t("The list")}</h3><ul>
    ${panel.exclusions.map((one) => html`<li key=${one.member}>
      <p><b>${one.name}</b> <span>${[one.group, one.number && t("No. %(number)s", { number: one.number })].filter(Boolean).join(" · ")}</span></p>
      <p>${titles[one.reason] ?? one.reason} <span>${t("approved by %(by)s", { by: one.approved_by })}</span></p>
      <p class="con-list-state">${state(one)}</p>
      ${chooses && html`<${Hold} act=${act} path="/roll/exclusions/withdrawals" fields=${{ member: one.member }} kind="small">${t("Withdraw")}<//>`}</li>`)}
  </ul></section>`;
}

function state({ passed, came_at }) {
  if (came_at) return t("● came at %(at)s, counts", { at: time(came_at) });
  if (passed === 1) return t("✓ passed: not counted");
  if (passed === 0) return t("✕ not passed: counts");
  return t("○ waits for the vote");
}

function Add({ panel, act }) {
  const [member, choose] = useState(null);
  const [reason, setReason] = useState("");
  const [by, setBy] = useState("");
  const done = () => choose(null);
  return html`<section class="con-add"><h3>${t("Leave somebody out of the base")}</h3>
    <${Finder} chosen=${member} onChoose=${choose} />
    ${member && html`<div class="con-fields">
      <label><span>${t("Reason")}</span><select value=${reason} onChange=${(event) => setReason(event.target.value)}>
        <option value="">…</option>${panel.reasons.map(({ key, title }) => html`<option key=${key} value=${key}>${t(title)}</option>`)}</select></label>
      <label><span>${t("Approved by")}</span><input maxlength="80" value=${by} placeholder=${t("for example the town's Party committee")} onInput=${(event) => setBy(event.target.value)} /></label></div>
      <${Press} act=${act} path="/roll/exclusions" fields=${{ member: member.id, reason, approved_by: by.trim() }} kind="main" disabled=${!reason || !by.trim()} onDone=${done}>${t("Put %(name)s on the list", { name: member.name })}<//>`}
  </section>`;
}
