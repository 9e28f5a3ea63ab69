// The questions that wait to be put, each with a button to support it; then those that were answered.

import { html } from "../html.js";
import { number, t } from "../texts.js";
import { toWhom, words } from "./shown.js";

export function Queue({ questions, votes, mine = [], disabled }) {
  const { live, live_count } = questions;
  return html`<section class="qa-queue" aria-labelledby="qa-queue">
    <h2 id="qa-queue">${t("In the queue")} ${live_count > 0 && html`<span>${number(live_count)}</span>`}</h2>
    ${live.length === 0 && html`<p class="qa-none">${t("No question waits in the queue.")}</p>`}
    <ol>${live.map((one) => html`<${Waiting} key=${one.id} one=${one} whom=${toWhom(questions, one)} votes=${votes} own=${mine.includes(one.id)} disabled=${disabled} />`)}</ol>
    ${live_count > live.length && html`<p class="qa-none">${t("And %(count)s more.", { count: number(live_count - live.length) })}</p>`}
  </section>`;
}

function Waiting({ one, whom, votes, own, disabled }) {
  const supported = votes.own.value.has(one.id);
  const refused = votes.refused.value;
  const about = [own && t("yours"), whom, one.votes !== null && t("Supporters: %(count)s", { count: number(one.votes) })].filter(Boolean).join(" · ");
  return html`<li data-own=${own}>
    <p class="qa-text" id=${`question-${one.id}`}>${words(one)}</p>
    ${about && html`<p class="qa-about">${about}</p>`}
    <button type="button" class="qa-vote" aria-pressed=${supported} aria-describedby=${`question-${one.id}`} disabled=${disabled} aria-busy=${votes.busy.value === one.id} onClick=${() => votes.tap(one.id)}>
      ${supported ? html`<span>✓ ${t("You support this")}</span> <small>${t("tap to take it back")}</small>` : html`<span>${t("Support")}</span>`}</button>
    ${refused?.question === one.id && html`<p class="qa-said" data-refused="true" role="alert">${refused.sentence}</p>`}
  </li>`;
}

export function Answered({ questions: { answered } }) {
  if (answered.length === 0) return null;
  return html`<details class="qa-answered"><summary>${t("Answered")} <span>${number(answered.length)}</span></summary>
    <ul>${answered.map((one) => html`<li key=${one.id}>${words(one)}</li>`)}</ul></details>`;
}
