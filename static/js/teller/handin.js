// The batch is whole: handed in, waiting for the other team, or being looked at again.

import { html, useEffect } from "../html.js";
import { t } from "../texts.js";
import { useKeys } from "./listen.js";
import { outbox, path } from "./state.js";

// It follows what is still on its way; pressed twice it is one.
const handing = (batch) => outbox.held.value.some((one) => one.path === path(batch, "finish"));

export function handIn(batch) {
  if (!handing(batch)) outbox.add(path(batch, "finish"), {}, { batch, seen: (known) => known.finished || Boolean(known.look_again) });
}

export function HandIn({ batch, onBefore, again = false }) {
  const busy = handing(batch.id);
  const give = () => handIn(batch.id);
  useKeys((wanted) => {
    if (wanted === "next") give();
    if (wanted === "before" || wanted === "back") onBefore?.();
  });
  return html`<div class="whole">
    <p class="whole-number">${batch.papers}<small>${t("of %(papers)s papers", { papers: batch.papers })}</small></p>
    <h1>${again ? t("You have looked at every paper in question.") : t("The whole batch is entered.")}</h1>
    <p>${t("Once it is handed in it is compared with the other team; both are told only which papers and names to look at again.")}</p>
    <div class="whole-acts"><button type="button" class="button go" disabled=${busy} onClick=${give}>${t("Hand in batch %(number)s", { number: batch.number })} <kbd>Enter</kbd></button>
      ${onBefore && html`<button type="button" class="button" onClick=${onBefore}>${t("Look at the papers again")} <kbd>←</kbd></button>`}</div></div>`;
}

// Both have handed in and nothing came of it: the laptop was cut off in between. Handing in again completes it.
export function HandedIn({ batch }) {
  useEffect(() => {
    const timer = setInterval(() => batch.other_finished && !outbox.waiting.value && handIn(batch.id), 2_000);
    return () => clearInterval(timer);
  }, [batch.id, batch.other_finished]);
  return html`<div class="whole"><p class="whole-mark" aria-hidden="true">✓</p>
    <h1>${t("Batch %(number)s is handed in.", { number: batch.number })}</h1>
    <p>${batch.other_finished ? t("The two teams are being compared.") : t("The other team is still counting it. Keep the pile in its order.")}</p></div>`;
}
