// The order by lot: the same draw that everybody can check, among the questions in the queue.

import { html } from "../html.js";
import { Press } from "../console/controls.js";
import { chosen } from "../console/state.js";
import { number, t } from "../console/words.js";

export function Lot({ panel: { queue, lot }, act }) {
  const names = queue.map(({ id }) => t("No. %(number)s", { number: id }));
  const over = lot && ["revealed", "hand"].includes(lot.state);
  const going = lot && ["frozen", "committed"].includes(lot.state);
  if (!lot && queue.length < 2) return null;
  return html`<details class="con-settings"><summary>${t("Let the lot decide the order")}</summary><form onSubmit=${(event) => event.preventDefault()}>
    <p class="con-why">${t("The questions in the queue are drawn like the speakers: sealed, with dice, for everybody to check.")}</p>
    <div class="con-do">${going ? html`<button type="button" class="con-button con-main" onClick=${() => (chosen.value = "draw")}>${t("Go on with draw %(number)s", { number: number(lot.number) })}</button>`
      : html`<${Press} act=${act} path="/speeches/draws" fields=${{ names, subject: "questions" }} disabled=${names.length < 2} onDone=${() => (chosen.value = "draw")}>${t("Draw among these %(count)s questions", { count: number(names.length) })}<//>`}
      ${over && html`<${Press} act=${act} path="/qa/lot" fields=${{ draw: lot.number }} kind="main">${t("Take the order of draw %(number)s", { number: number(lot.number) })}<//>`}</div></form></details>`;
}
