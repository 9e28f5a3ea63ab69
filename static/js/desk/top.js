// The line at the top: which desk, how many, what still waits, and whether the laptop is there.

import { html } from "../html.js";
import { page } from "../page.js";
import { number, t } from "../texts.js";
import { Languages } from "./languages.js";

const LINKS = {
  live: { sign: "●", word: () => t("connected") },
  connecting: { sign: "◌", word: () => t("connecting") },
  away: { sign: "▲", word: () => t("no connection") },
  busy: { sign: "▲", word: () => t("laptop is busy") },
  unpaired: { sign: "✕", word: () => t("not paired: ask at the laptop") },
};

export function Top({ snapshot, link, trouble, waiting, durable, children }) {
  const state = trouble === "unpaired" || trouble === "busy" ? trouble : trouble === "away" ? "away" : link;
  return html`<header class="top">
    <b class="top-name">${page.device.name}</b>
    ${snapshot?.meeting?.rehearsal && html`<span class="chip">${t("rehearsal")}</span>`}
    ${snapshot?.own && html`<span class="top-figure">${t("Checked in")} <b>${number(snapshot.own.checked_in)}</b></span>`}
    ${waiting !== undefined && html`<span class=${`top-figure ${waiting ? "top-waiting" : ""}`} role="status" title=${durable ? undefined : t("Do not close this page: this browser keeps nothing.")}>
      ${t("Waiting")} <b>${number(waiting)}</b></span>`}
    <span class=${`link link-${state}`} role="status"><i aria-hidden="true">${LINKS[state].sign}</i> <span>${LINKS[state].word()}</span></span>
    ${snapshot?.questions && html`<a class="top-ask" href=${`/stand?device=${page.device.id}`} target="_blank">${t("A question for somebody")}</a>`}
    ${page.device.role === "secretary" && html`<a class="top-ask" href=${`/minutes?device=${page.device.id}`}>${t("Minutes")}</a>`}
    ${children}
    <${Languages} />
  </header>`;
}
