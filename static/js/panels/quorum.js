// The quorum: which number, against which line, in one sentence; then one button that says what it records.

import { rate } from "../rate.js";
import { html, useState } from "../html.js";
import { page } from "../page.js";
import { Hold, Press } from "../console/controls.js";
import { Figure, Figures } from "../console/figures.js";
import { choose } from "../console/agenda.js";
import { chooses } from "../console/state.js";
import { arithmetic, joined, line, listed, number, t, time, units } from "../console/words.js";

const HELPERS = { teller: (n) => t("%(n)s tellers", { n }), candidate: (n) => t("%(n)s candidates", { n }) };

export function render(panel, snapshot, act) {
  return html`<${Quorum} panel=${panel} snapshot=${snapshot} act=${act} />`;
}

// What the chair reads out: before the declaration it is the declaration.
export function cue({ declared, head_count, checked_in }, { attendance: { base, needed, additional } }) {
  const present = declared?.present ?? head_count.total ?? checked_in;
  const figures = { present: number(present), base: number(declared?.base ?? base), needed: number(declared?.needed ?? needed) };
  const met = declared ? declared.met : present >= needed;
  if (additional && met) return `${cue({ declared, head_count, checked_in }, { attendance: { base, needed } })} ${additionalCue(additional, base)}`;
  if (!met) return t("Present are %(present)s of %(base)s. Needed are %(needed)s. There is no quorum.", figures);
  if (declared) return t("The quorum is declared: %(present)s of %(base)s are present, %(needed)s were needed.", figures);
  if (!needed) return t("I declare: %(present)s of %(base)s are present.", figures);
  return t("I declare: %(present)s of %(base)s are present. Needed are %(needed)s. The meeting has a quorum.", figures);
}

// Who has additional votes is told to each meeting of a cooperative; their names are on the hall screen.
const additionalCue = (additional, base) => t("Beside the %(base)s basic votes there are %(additional)s additional ones, %(all)s votes in all; who has them is on the screen.", { base: number(base), additional: number(additional.base), all: number(base + additional.base) });

function Quorum({ panel, snapshot, act }) {
  const [again, setAgain] = useState(false);
  const { declared } = panel;
  if (declared && !again) return html`<${Declared} declared=${declared} attendance=${snapshot.attendance} onAgain=${() => setAgain(true)} />`;
  return html`<${Declaring} panel=${panel} snapshot=${snapshot} act=${act} onDone=${() => setAgain(false)} onBack=${again ? () => setAgain(false) : null} />`;
}

function Declaring({ panel, snapshot, act, onDone, onBack }) {
  const { attendance, helpers_missing } = snapshot;
  const { total } = panel.head_count;
  const [wanted, want] = useState(null);
  const measure = total === null ? "checked_in" : wanted ?? "head_count";
  const present = measure === "head_count" ? total : panel.checked_in;
  const { base, needed, if_passed } = attendance;
  const judged = judge(attendance, measure, present);
  return html`<div class="con-panel">
    <h2>${t("Declare the quorum")}</h2>
    <p class="con-why">${joined(basis(attendance, snapshot.panels.prepare), t("A declaration freezes the number; it is repeated before ballot papers are issued."))}</p>
    ${if_passed && html`<${BothLines} attendance=${attendance} />`}
    <${Figures} large>
      <${Figure} label=${t("Checked in at the desks")} value=${panel.checked_in} kind=${measure === "checked_in" ? "con-figure-chosen" : ""}
        note=${attendance.additional ? t("and %(n)s additional votes", { n: number(attendance.additional.present) }) : panel.persons !== panel.checked_in ? t("%(persons)s persons, the rest by proxy", { persons: number(panel.persons) }) : null} />
      <${Figure} label=${t("Counted in the rows")} value=${total} kind=${measure === "head_count" ? "con-figure-chosen" : ""} note=${total === null ? t("not counted") : t("%(n)s blocks", { n: number(panel.head_count.blocks.length) })} />
      <${Figure} label=${t("Difference")} value=${panel.difference === null ? null : Math.abs(panel.difference)} note=${difference(panel.difference)} />
    <//>
    ${panel.head_count.blocks.length > 0 && html`<${Blocks} blocks=${panel.head_count.blocks} />`}
    ${judged.lines.map((text) => html`<p key=${text} class="con-sum"><${Met} met=${judged.met} /> <span>${text}</span></p>`)}
    ${panel.notice && html`<p class="con-notice"><span aria-hidden="true">▲</span><span>${t(panel.notice.msgid, panel.notice.figures)}</span></p>`}
    ${helpers_missing.length > 0 && html`<p class="con-notice"><span aria-hidden="true">▲</span><span>${missing(helpers_missing)}</span></p>`}
    <div class="con-do">
      ${chooses && html`<${Press} act=${act} path="/checkin/declarations" fields=${{ present, measure }} kind=${judged.met ? "go" : "go-plain"} disabled=${!panel.can_declare} onDone=${onDone}>
        ${judged.met ? t("Declare: %(present)s present", { present: number(present) }) : t("Declare: %(present)s present, no quorum", { present: number(present) })}<//>`}
      <div class="con-ways">
        ${total !== null && measure === "head_count" && html`<button type="button" class="con-alt" onClick=${() => want("checked_in")}>${t("Use the desks' number, %(n)s", { n: number(panel.checked_in) })}</button>`}
        ${total !== null && measure === "checked_in" && html`<button type="button" class="con-alt" onClick=${() => want("head_count")}>${t("Use the head count, %(n)s", { n: number(total) })}</button>`}
        ${page.device.role !== "chair" || chooses ? html`<a class="con-alt" href=${`/rows?device=${page.device.id}`} target="_blank">${total === null ? t("Count heads by row") : t("Change the head count")}</a>` : null}
        ${total !== null && html`<${Hold} act=${act} path="/checkin/headcounts/clear" kind="small">${t("Count again from nothing")}<//>`}
        ${onBack && html`<button type="button" class="con-alt" onClick=${onBack}>${t("Back")}</button>`}
      </div>
    </div>
  </div>`;
}

function Declared({ declared, attendance, onAgain }) {
  const { present, base, needed, met, at, head, seq, sentence } = declared;
  return html`<div class="con-panel">
    <h2>${met ? t("The quorum is declared") : t("Declared: no quorum")}</h2>
    <div class="con-lead">
      <p class="con-most"><b>${number(present)}</b> <span>${t("present of %(base)s, %(needed)s needed", { base: number(base), needed: number(needed) })} · ${rate(present, base)}</span></p>
      <p class=${`con-verdict ${met ? "con-met" : ""}`}>${met ? t("✓ quorum met") : t("✕ quorum not met")}</p>
    </div>
    <p class="con-why">${t(sentence.msgid, sentence.figures)}</p>
    <dl class="con-record">
      <div><dt>${t("Declared at")}</dt><dd>${time(at)}</dd></div>
      <div><dt>${t("Entry")}</dt><dd>${number(seq)}</dd></div>
      <div><dt>${t("Hash before it")}</dt><dd><code>${head.match(/.{1,4}/g).join(" ")}</code></dd></div>
      <div><dt>${t("In the hall now")}</dt><dd>${number(attendance.votes)} <small>${rate(attendance.votes, attendance.base)}</small></dd></div>
    </dl>
    ${chooses && html`<div class="con-do"><button type="button" class="con-button con-plain" onClick=${onAgain}>${t("Declare again")}</button></div>`}
  </div>`;
}

function BothLines({ attendance: { base, needed, met, if_passed } }) {
  return html`<div class="con-both">
    <p>${t("%(needed)s needed of %(base)s if the exclusions do not pass", { needed: number(needed), base: number(base) })} <${Met} met=${met} /></p>
    <p>${t("%(needed)s needed of %(base)s if they pass", { needed: number(if_passed.needed), base: number(if_passed.base) })} <${Met} met=${if_passed.met} /></p>
    <button type="button" class="con-alt" onClick=${() => choose("exclusions")}>${t("Hold the vote on the exclusions first")}</button>
  </div>`;
}

function Met({ met }) {
  return html`<b class=${met ? "con-met" : "con-unmet"}>${met ? t("✓ met") : t("✕ not met")}</b>`;
}

function Blocks({ blocks }) {
  return html`<ul class="con-blocks">${blocks.map(({ block, count }) => html`<li key=${block}><span>${block}</span> <b>${number(count)}</b></li>`)}</ul>`;
}

function basis({ base, needed, measures }, prepare) {
  const heads = measures.find(({ name }) => name === "heads");
  const left = prepare?.exclusions.excluded;
  const roll = prepare?.roll;
  const from = roll && (roll.without_vote || left)
    ? t("The base is %(base)s: %(members)s on the roll, %(without_vote)s without a vote, %(excluded)s excluded.", { base: number(base), members: number(roll.members), without_vote: number(roll.without_vote), excluded: number(left) })
    : t("The base is %(base)s members with a vote.", { base: number(base) });
  const asked = heads ? t("Needed are %(line)s, that is %(needed)s.", { line: line(heads), needed: number(needed) })
    : needed ? t("Needed are %(needed)s.", { needed: number(needed) }) : t("No quorum is asked for.");
  return joined(from, asked);
}

// Every measure with its arithmetic; the weight is what the desks know, whichever heads are declared.
function judge({ measures, base, needed }, measure, present) {
  const shown = measures.map((one) => {
    const n = one.name === "heads" ? present : one.present;
    const { met, text } = one.name === "heads" ? arithmetic(one, n, one.base) : { met: one.met, text: t("%(present)s of %(base)s m², %(needed)s m² needed", { present: units(n), base: units(one.base), needed: units(one.needed) }) };
    return { met, text };
  });
  const enough = measures.some(({ name }) => name === "heads") || present >= needed;
  return { met: enough && base > 0 && shown.every(({ met }) => met), lines: shown.length ? shown.map(({ text }) => text) : [t("%(present)s present, %(needed)s needed", { present: number(present), needed: number(needed) })] };
}

function difference(n) {
  if (n === null) return null;
  if (n === 0) return t("they agree");
  return n < 0 ? t("fewer in the rows") : t("more in the rows");
}

function missing(helpers) {
  const who = helpers.map(({ role, count, groups }) => `${HELPERS[role]?.(number(count)) ?? number(count)} (${listed(groups.map(({ name, count: n }) => `${name} ${number(n)}`))})`);
  return t("Not checked in yet: %(who)s", { who: who.join("; ") });
}
