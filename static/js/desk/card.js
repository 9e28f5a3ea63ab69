// The verdict that fills the screen, and the line it leaves behind.

import { html } from "../html.js";
import { t, time } from "../texts.js";
import { about, gifts, look, proxyLine, shape } from "./verdicts.js";

export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shape(name).map((d) => html`<path d=${d} />`)}</svg>`;
}

// card: {verdict, body: the server's answer, at} ; children: what can be done about it
export function VerdictCard({ card, children }) {
  const { verdict, body } = card;
  const seen = look(verdict);
  const word = seen.word();
  const line = seen.line?.(body);
  const give = gifts(body.give);
  const { member } = body;
  const note = body.note ?? member?.note;
  return html`<section class=${`verdict tone-${verdict}`} key=${card.id} data-verdict=${verdict}>
    <div class="verdict-text">
      <h1 class="verdict-word" style=${{ "--letters": width(word) }}><${Icon} name=${seen.shape} /><span>${word}</span></h1>
      ${member && html`<p class="verdict-name" style=${{ "--letters": width(member.name) }}>${member.name}</p>
        <p class="verdict-about">${about(member)}</p>`}
      ${line && html`<p class="verdict-line">${line}</p>`}
      ${body.proxy && html`<p class="verdict-note"><${Icon} name="warning" /><span>${proxyLine(body.proxy)}</span></p>`}
      ${note && html`<p class="verdict-note"><${Icon} name="warning" /><span>${note}</span></p>`}
      ${give.length > 0 && html`<p class="verdict-give"><span>${t("Give:")}</span> ${give.map((thing, place) => html`${place > 0 && t(", ")}<b>${thing}</b>`)}</p>`}
      ${children && html`<div class="verdict-acts">${children}</div>`}
    </div>
  </section>`;
}

// The last verdict, small, so that the name stays readable while the desk is ready for the next person.
export function LastLine({ card }) {
  if (!card) return null;
  const { member } = card.body;
  const seen = look(card.verdict);
  return html`<div class=${`last tone-${card.verdict}`}>
    <${Icon} name=${seen.shape} /><b class=${width(member?.name ?? "") > 14 ? "last-long" : ""}>${member?.name ?? seen.word()}</b>
    <span>${[member && seen.word(), card.body.conflict && t("two desks"), !member && card.code && `… ${card.code.slice(-4)}`, time(card.at)].filter(Boolean).join(" · ")}</span>
  </div>`;
}

// How wide a word is in Hanzi: Latin letters take about half.
export function width(text) {
  let sum = 0;
  for (const letter of text) sum += letter === "·" || letter.codePointAt(0) > 0x2e7f ? 1 : 0.58;
  return Math.max(2, Math.round(sum * 10) / 10);
}
