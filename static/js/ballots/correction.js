// A result is corrected by counting again: batches, or all of them, by both teams; until then the old result stands.

import { html, useState } from "../html.js";
import { Hold, Press } from "../console/controls.js";
import { listed, number, t } from "../console/words.js";
import { Num, Text, useFields, whole } from "./fields.js";

export function Recount({ round, act, onDone }) {
  const [picked, pick] = useState([]);
  const form = useFields({ reason: "" });
  const reason = form[0].reason.trim();
  const toggle = (one) => pick(picked.includes(one) ? picked.filter((other) => other !== one) : [...picked, one]);
  const words = picked.length ? t("Count batch %(batches)s again", { batches: listed([...picked].sort((a, b) => a - b).map(number)) }) : t("Count all %(count)s batches again", { count: number(round.batches.length) });
  return html`<p class="con-why">${t("Both teams count these batches again from the papers; the figures are signed and announced again. Until then the result that was told stands. Rules, seats and names stay as they are.")}</p>
    <div class="con-choice" role="group" aria-label=${t("Batches; none chosen: all")}>${round.batches.map((one) => html`<button type="button" key=${one.id} aria-pressed=${picked.includes(one.number)} onClick=${() => toggle(one.number)}>${t("Batch %(number)s", { number: number(one.number) })}</button>`)}</div>
    <${Text} label=${t("Reason")} name="reason" of=${form} most="280" />
    <div class="con-do"><${Hold} act=${act} path=${`/ballots/rounds/${round.id}/recount`} fields=${{ reason, batches: picked }} kind="danger" disabled=${!reason} onDone=${onDone}>${words}<//></div>`;
}

// What the open batches hold when their papers are counted: the sum must stay, or the recount leads nowhere.
export function Found({ round, act, onDone }) {
  const open = round.batches.filter(({ state }) => state !== "agreed");
  const form = useFields({ reason: "", ...Object.fromEntries(open.map((one) => [`b${one.number}`, String(one.papers)])) });
  const [fields] = form;
  const counted = open.map((one) => [one, whole(fields[`b${one.number}`])]);
  const wrong = counted.filter(([one, papers]) => papers !== null && papers !== one.papers);
  const before = open.reduce((sum, one) => sum + one.papers, 0);
  const now = counted.reduce((sum, [, papers]) => sum + (papers ?? 0), 0);
  return html`<p class="con-why">${t("Count the papers of each pile that is open. Papers that changed piles are put right here; papers that are missing, or too many, are told in the record.")}</p>
    <div class="con-fields vote-form">${open.map((one) => html`<${Num} key=${one.id} label=${t("Papers in batch %(number)s", { number: number(one.number) })} name=${`b${one.number}`} of=${form} digits="4" />`)}</div>
    <p class="con-sum ${now === before ? "con-met" : "con-unmet"}" role="status">${now === before ? t("Together %(sum)s, as it should be.", { sum: number(now) }) : t("Together %(sum)s, but there should be %(before)s. Look in the other piles, among the invalid papers, and in the boxes.", { sum: number(now), before: number(before) })}${now !== before && round.recount ? ` ${t("If they are not found, record it and stop the recount: the old result stands, and the round can be annulled.")}` : ""}${now !== before && !round.recount ? ` ${t("If they are not found, record it; then the round is declared void.")}` : ""}</p>
    <${Text} label=${t("Remark")} name="reason" of=${form} most="280" />
    ${now === before && html`<p class="con-note">${t("What the teams have entered of these piles is erased, and they begin them anew.")}</p>`}
    <div class="con-do"><${now === before ? Hold : Press} act=${act} path=${`/ballots/rounds/${round.id}/found`} fields=${{ batches: Object.fromEntries(wrong.map(([one, papers]) => [one.number, papers])), reason: fields.reason.trim() }} kind="main" disabled=${!wrong.length || counted.some(([, papers]) => papers === null)} onDone=${onDone}>${now === before ? t("The papers had changed piles") : t("Record that the papers do not add up")}<//></div>`;
}

export function Stop({ round, act, onDone }) {
  const form = useFields({ reason: "" });
  const reason = form[0].reason.trim();
  return html`<p class="con-why">${t("The recount comes to no result. The result that was told before stands, as it was.")}</p>
    <${Text} label=${t("Reason")} name="reason" of=${form} most="280" />
    <div class="con-do"><${Hold} act=${act} path=${`/ballots/rounds/${round.id}/recount/stop`} fields=${{ reason }} kind="danger" disabled=${!reason} onDone=${onDone}>${t("Stop the recount; the old result stands")}<//></div>`;
}
