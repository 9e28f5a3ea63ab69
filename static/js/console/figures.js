// Figures, never without what they are of.

import { html } from "../html.js";
import { number, t, time } from "./words.js";

export function Figure({ label, value, of, note, kind = "" }) {
  return html`<div class=${`con-figure ${kind}`}><dt>${label}</dt>
    <dd><b>${value === null || value === undefined ? "–" : typeof value === "number" ? number(value) : value}</b>${of && html` <span>${of}</span>`}${note && html`<em>${note}</em>`}</dd></div>`;
}

export function Figures({ large, children }) {
  return html`<dl class=${`con-figures ${large ? "con-large" : ""}`}>${children}</dl>`;
}

// The bar with the line: how far, and where it must reach.
export function LineBar({ present, base, needed, met, other }) {
  const share = (n) => `${base ? Math.min(100, (100 * n) / base) : 0}%`;
  const label = t("%(present)s of %(base)s, needed %(needed)s", { present: number(present), base: number(base), needed: number(needed) });
  return html`<div class=${`con-bar ${met ? "con-bar-met" : ""}`} role="img" aria-label=${label}>
    <i style=${{ width: share(present) }}></i>
    ${other && html`<s class="con-bar-other" style=${{ insetInlineStart: share(other) }}></s>`}
    ${needed > 0 && html`<s style=${{ insetInlineStart: share(needed) }}></s>`}
  </div>`;
}

// Arrivals minute by minute.
export function Arrivals({ last }) {
  const most = Math.max(4, ...last.map(({ n }) => n));
  const sum = last.reduce((total, { n }) => total + n, 0);
  const from = last[0]?.at;
  return html`<figure class="con-arrivals">
    <div role="img" aria-label=${t("%(n)s arrivals in the last half hour", { n: number(sum) })}>
      ${last.map(({ at, n }) => html`<i key=${at} style=${{ height: `${(100 * n) / most}%` }} title=${`${time(at)}  ${n}`}></i>`)}
    </div>
    <figcaption><span>${from && time(from)}</span><span>${t("arrivals by the minute")}</span><span>${t("now")}</span></figcaption>
  </figure>`;
}
