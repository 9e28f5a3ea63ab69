// The draw on a phone: its seal, whether it is the one this phone saw first, the order, and where to check it.

import { html } from "../html.js";
import { groups, kept } from "../seal.js";
import { number, t } from "../texts.js";

export function Sealed({ order }) {
  if (!kept.value) return null;
  const { seal, first, record, trouble } = kept.value;
  return html`<div class="sealed ${trouble ? "changed" : ""}">
    <h2>${t("Draw %(number)s", { number: number(seal.number) })}</h2>
    <p><span>${t("Sealed before the dice")}</span> <code>${groups(seal.commitment)} …</code></p>
    <p class="same" role=${trouble ? "alert" : null}>${trouble ? `✕ ${trouble}` : t("✓ The same as this phone saw first.")}</p>
    ${order.length > 0 && html`<ol>${order.map((name) => html`<li key=${name}>${name}</li>`)}</ol>`}
    ${seal.hash && html`<p><span>${t("Hash of the text")}</span> <code>${groups(seal.hash)} …</code></p>
      ${record !== seal.hash && html`<p>${t("The dice were read again since this phone first saw the text: %(first)s …", { first: groups(record) })}</p>`}
      <p><a href="/speeches/check">${t("Check it yourself")}</a></p>`}
    <p>${t("Fair if the dice are fair, or if nobody who influences a value or a void knows the secret.")}</p>
  </div>`;
}
