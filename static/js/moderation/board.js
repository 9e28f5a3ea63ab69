// The board of fairness: what each who answers was asked, and how long they have answered, as equal-time bars.

import { html } from "../html.js";
import { clock } from "../console/state.js";
import { number, t } from "../console/words.js";
import { spent } from "../floor/clock.js";

export function Board({ board }) {
  clock.value; // an answer that is being given grows
  if (board.length === 0) return null;
  const longest = Math.max(...board.map(({ answer_ms }) => answer_ms), 1);
  return html`<section class="qm-board"><h3>${t("What each has had")}</h3><ul>${board.map((one) => html`<li key=${one.id} data-running=${one.running}>
    <b>${one.name}</b><i><i style=${{ width: `${(100 * one.answer_ms) / longest}%` }}></i></i>
    <span>${t("asked: %(asked)s · answered: %(answers)s · %(time)s", { asked: number(one.asked), answers: number(one.answers), time: one.answer_ms > 0 ? spent(one.answer_ms) : "0:00" })}</span></li>`)}</ul></section>`;
}
