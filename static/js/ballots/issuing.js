// The present are counted and frozen, and the papers handed out; where too few are present, what can be done about it.

import { html } from "../html.js";
import { page } from "../page.js";
import { Hold, Press } from "../console/controls.js";
import { number, t, time } from "../console/words.js";
import { Few } from "./few.js";
import { Early } from "./papers.js";
import { Num, Text, useFields, whole } from "./fields.js";

const path = (round, what) => `/ballots/rounds/${round.id}/${what}`;

export function Issue({ panel, round, act }) {
  const listed = round.electors.length > 0;
  const inside = listed ? round.electors_inside : panel.votes_inside;
  const form = useFields({ votes: String(inside), printed: "" });
  const [fields] = form;
  const votes = whole(fields.votes);
  const least = round.validity?.base === "present" ? round.validity.needed : 0; // fewer vote on nothing
  const missing = votes === null ? 0 : Math.max(0, least - votes);
  const held = missing === 0 || round.advisory !== null;
  return html`<${Few} round=${round} /><${Early} round=${round} /><p class="con-why">${listed ? t("Of the %(count)s on the list %(inside)s are checked in. Who is not on the roll is counted by hand.", { count: number(round.electors.length), inside: number(inside) }) : t("%(inside)s votes are in the hall now. This number is announced and frozen: who leaves stays in it.", { inside: number(inside) })}</p>
    ${!listed && html`<${Declared} panel=${panel} act=${act} />`}
    <div class="con-vote"><div class="con-fields"><${Num} label=${t("Present with a vote")} name="votes" of=${form} /><${Num} label=${t("Papers printed")} name="printed" of=${form} /></div></div>
    ${least > 0 && votes !== null && html`<p class="con-sum"><b class=${missing ? "con-unmet" : "con-met"}>${missing ? "✕" : "✓"}</b> <span>${missing ? few(round, least, missing) : t("Of %(eligible)s eligible %(needed)s must be present: the round may be held.", { eligible: number(round.eligible), needed: number(least) })}</span></p>`}
    ${round.advisory !== null && html`<p class="con-why con-unmet">${t("Advisory vote, below the quorum: %(reason)s. It decides nothing, and nobody is declared by it.", { reason: round.advisory })}</p>`}
    ${missing > 0 && round.advisory === null && html`<${Remedies} panel=${panel} round=${round} act=${act} votes=${votes} inside=${inside} onTake=${() => form[1]("votes", String(inside))} />`}
    <p class="con-ways"><a class="con-alt" href=${`/ballots/rounds/${round.id}/paper?device=${page.device.id}`} target="_blank">${t("Print the papers")}</a><a class="con-alt" href=${`/ballots/rounds/${round.id}/paper?size=large&device=${page.device.id}`} target="_blank">${t("In large print")}</a><a class="con-alt" href=${`/ballots/rounds/${round.id}/kit?device=${page.device.id}`} target="_blank">${t("Tally sheets and batch slips")}</a></p>
    <div class="con-do"><${Press} act=${act} path=${path(round, "issuing")} fields=${{ printed: whole(fields.printed), votes }} kind="go" disabled=${votes === null || whole(fields.printed) === null || !held}>${t("Freeze %(votes)s present and hand out the papers", { votes: number(votes ?? 0) })}<//></div>`;
}

const few = (round, needed, missing) => (missing === 1 ? t("Of %(eligible)s eligible %(needed)s must be present: one more is needed. No papers are issued.", { eligible: number(round.eligible), needed: number(needed) })
  : t("Of %(eligible)s eligible %(needed)s must be present: %(missing)s more are needed. No papers are issued.", { eligible: number(round.eligible), needed: number(needed), missing: number(missing) }));

// The number that was declared beside the desks' number now: another number is declared again, and replaces it.
function Declared({ panel, act }) {
  const { declared, votes_inside: inside } = panel;
  if (!declared || declared.present === inside) return null;
  const figures = { declared: number(declared.present), at: time(declared.at), inside: number(inside) };
  return html`<p class="con-sum"><b class=${inside < declared.present ? "con-unmet" : "con-met"}>▲</b> <span>${inside < declared.present ? t("At %(at)s %(declared)s were declared present; the desks count %(inside)s now. Declare again: the round rests on the new number.", figures) : t("At %(at)s %(declared)s were declared present; the desks count %(inside)s now.", figures)}</span></p>
    <div class="con-do"><${Press} act=${act} path="/checkin/declarations" fields=${{ present: inside, measure: "checked_in" }} kind="plain">${t("Declare again: %(present)s present", { present: number(inside) })}<//></div>`;
}

// Wait, count again, declare again; what cannot wait may be voted on as advice alone, by two roles with a reason.
function Remedies({ panel, round, act, votes, inside, onTake }) {
  return html`<section class="draw-other"><h3>${t("What can be done")}</h3>
    <p class="con-note">${t("Wait until more have come: the desks' number moves by itself. Count again, or declare the new number; the later declaration replaces the earlier one.")}</p>
    <p class="con-ways">${inside !== votes && html`<button type="button" class="con-alt" onClick=${onTake}>${t("The desks count %(inside)s: take this number", { inside: number(inside) })}</button>`}<a class="con-alt" href=${`/rows?device=${page.device.id}`} target="_blank">${t("Count heads by row")}</a></p>
    <${Advisory} round=${round} act=${act} votes=${votes} /></section>`;
}

function Advisory({ round, act, votes }) {
  const asked = round.notes.find(({ kind }) => kind === "advisory");
  const form = useFields({ reason: asked?.text.reason ?? "" });
  const reason = form[0].reason.trim();
  return html`<details class="con-settings" open=${Boolean(asked)}><summary>${t("An advisory vote")}</summary><p class="con-note">${asked ? t("An advisory vote was asked for: %(reason)s. A second role confirms it: the chair, or the chief scrutineer.", { reason: asked.text.reason }) : t("Nobody can waive the law. With a reason, two roles, the chair and the chief scrutineer, may let the meeting vote all the same: the papers are counted, the result is advice, and nobody is declared by it.")}</p>
    <${Text} label=${t("Reason")} name="reason" of=${form} most="280" />
    <div class="con-do"><${Hold} act=${act} path=${path(round, "advisory")} fields=${{ reason, present: votes }} disabled=${!reason} kind="plain">${asked ? t("Confirm the advisory vote") : t("Ask for an advisory vote")}<//></div></details>`;
}
