// The commitment of a draw, as this device saw it first: kept here, and compared with what is shown ever after.

import { html } from "../html.js";
import { number, t } from "../texts.js";

const READ_OUT = 8;

// The commitment that was seen first; null where nothing can be kept.
function seenFirst({ meeting, number: n, commitment }) {
  const key = `kiosk ${meeting} draw ${n}`;
  try {
    const kept = localStorage.getItem(key);
    if (kept === null) localStorage.setItem(key, commitment);
    return kept ?? commitment;
  } catch {
    return null;
  }
}

export function Sealed({ draw }) {
  if (!draw) return null;
  const first = seenFirst(draw);
  const same = first === null || first === draw.commitment;
  return html`<div class="sealed ${same ? "" : "changed"}">
    <h2>${t("Draw %(number)s", { number: number(draw.number) })}</h2>
    <p><span>${t("Sealed before the dice")}</span> <code>${draw.commitment.match(/.{4}/g).slice(0, READ_OUT).join(" ")} …</code></p>
    ${first !== null && html`<p class="same" role=${same ? null : "alert"}>${same ? t("✓ The same as this phone saw first.") : t("✕ This phone saw another one first: %(first)s …", { first: first.match(/.{4}/g).slice(0, READ_OUT).join(" ") })}</p>`}
    ${draw.order.length > 0 && html`<ol>${draw.order.map((name) => html`<li key=${name}>${name}</li>`)}</ol>`}
    ${draw.hash && html`<p><a href="/speeches/check">${t("Check it yourself")}</a></p>`}
  </div>`;
}
