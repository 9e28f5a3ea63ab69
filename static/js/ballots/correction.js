// A result is corrected by counting again: batches, or all of them, by both teams; until then the old result stands.

import { html, useState } from "../html.js";
import { Hold } from "../console/controls.js";
import { listed, number, t } from "../console/words.js";
import { Text, useFields } from "./fields.js";

export function Recount({ round, act, onDone }) {
  const [picked, pick] = useState([]);
  const form = useFields({ reason: "" });
  const reason = form[0].reason.trim();
  const toggle = (one) => pick(picked.includes(one) ? picked.filter((other) => other !== one) : [...picked, one]);
  const words = picked.length ? t("Count batches %(batches)s again", { batches: listed([...picked].sort((a, b) => a - b).map(number)) }) : t("Count all %(count)s batches again", { count: number(round.batches.length) });
  return html`<p class="con-why">${t("Both teams count these batches again from the papers; the figures are signed and announced again. Until then the result that was told stands. Rules, seats and names stay as they are.")}</p>
    <div class="con-choice" role="group" aria-label=${t("Batches; none chosen: all")}>${round.batches.map((one) => html`<button type="button" key=${one.id} aria-pressed=${picked.includes(one.number)} onClick=${() => toggle(one.number)}>${t("Batch %(number)s", { number: number(one.number) })}</button>`)}</div>
    <${Text} label=${t("Reason")} name="reason" of=${form} most="280" />
    <div class="con-do"><${Hold} act=${act} path=${`/ballots/rounds/${round.id}/recount`} fields=${{ reason, batches: picked }} kind="danger" disabled=${!reason} onDone=${onDone}>${words}<//></div>`;
}
