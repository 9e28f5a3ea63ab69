// The agenda: the item the hall is at, large; what was before it, what comes after it.

import { html } from "../html.js";
import { number, t, time } from "../texts.js";
import { fit, phrase } from "./type.js";

const AFTER = 4;

export function Agenda({ snapshot }) {
  const items = snapshot.agenda;
  if (!items.length) return html`<div class="main middle"><p class="label">${t("There is no agenda yet")}</p></div>`;
  const item = items.find(({ state }) => state === "now");
  const following = items.filter(({ state }) => state === "later").slice(0, AFTER); // what was passed over is still to come
  const before = items.findLast(({ state, number: n }) => state === "done" && (!item || n < item.number));
  return html`<div class="main agenda">
    ${before && html`<p class="agenda-before"><span aria-hidden="true">✓</span> ${phrase(t(before.title))}</p>`}
    ${item ? html`<${Now} item=${item} of=${items.length} />` : html`<h2>${t("The agenda is completed.")}</h2>`}
    ${following.length > 0 && html`<ol class="agenda-following" aria-label=${t("Next")}>${following.map((one) => html`<li key=${one.number}><b>${number(one.number)}</b><span>${phrase(t(one.title))}</span></li>`)}</ol>`}
  </div>`;
}

function Now({ item, of }) {
  const title = t(item.title);
  const size = { "--wide": fit(title, { width: 130, height: 21, most: 9.6, least: 6 }), "--tall": fit(title, { width: 78, height: 40, most: 10, least: 6 }) };
  return html`<div class="agenda-now"><b>${number(item.number)}</b><div>
    <p>${item.opened_at ? t("Now, since %(time)s", { time: time(item.opened_at) }) : t("Next, item %(n)s of %(of)s", { n: number(item.number), of: number(of) })}</p>
    <h2 class="sized" style=${size}>${phrase(title)}</h2></div></div>`;
}
