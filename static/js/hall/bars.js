// The way to the line: one bar with its line, or one for each measure that must be met.

import { html } from "../html.js";
import { number, t } from "../texts.js";
import { ems } from "./type.js";

export function Bars({ attendance }) {
  const { measures, base } = attendance;
  if (measures.length === 0 || base === 0) return null;
  return measures.length > 1 ? html`<div class="bars pair">${measures.map((measure) => html`<${Measure} key=${measure.name} measure=${measure} />`)}</div>`
    : html`<div class="bars"><${Bar} attendance=${attendance} /></div>`;
}

// One measure: the line's words stand under it, and inside the stage.
function Bar({ attendance: { votes, base, needed, if_passed: later, measures: [measure] } }) {
  const line = lineWords(measure, number(needed));
  const then = later ? t("(%(needed)s if the exclusions pass)", { needed: number(later.needed) }) : "";
  const half = `min(50%, ${ems(`${line} ${then}`) / 2}em)`;
  return html`<div class="bar"><b class=${votes ? "" : "none"} style=${{ width: `${share(votes, base)}%` }}></b>
    ${later && html`<u class="later" style=${{ left: `${share(later.needed, base)}%` }}></u>`}
    <u style=${{ left: `${share(needed, base)}%` }}></u>
    <em style=${{ left: `clamp(${half}, ${share(needed, base)}%, 100% - ${half})` }}><span>${line}</span>${then && html` <span>${then}</span>`}</em></div>`;
}

// One of several measures: its words above its bar.
function Measure({ measure }) {
  const [present, base, needed] = figures(measure);
  return html`<div>
    <div class="measure"><span>${measure.name === "heads" ? t("By heads") : t("By area")} <b>${present} / ${base}</b></span>
      <span>${measure.met && html`<svg viewBox="0 0 24 24" role="img" aria-label=${t("Reached")}><path d="M4 12.5l5.2 5.2L20 7" /></svg>`}${lineWords(measure, needed)}</span></div>
    <div class="bar"><b class=${measure.present ? "" : "none"} style=${{ width: `${share(measure.present, measure.base)}%` }}></b>
      <u style=${{ left: `${share(measure.needed, measure.base)}%` }}></u></div></div>`;
}

export function lineWords({ numerator, denominator, operator }, needed) {
  const fraction = fractionWords(`${numerator}/${denominator}`);
  return operator === ">" ? t("Needed %(needed)s: more than %(fraction)s", { needed, fraction }) : t("Needed %(needed)s: at least %(fraction)s", { needed, fraction });
}

export function fractionWords(fraction) {
  const named = { "1/2": t("1/2"), "1/3": t("1/3"), "2/3": t("2/3"), "3/4": t("3/4"), "4/5": t("4/5") };
  return named[fraction] ?? fraction;
}

// Weights are thousandths; whole units are enough where they say the same as the verdict.
export function figures({ name, present, base, needed, met }) {
  if (name === "heads") return [present, base, needed].map(number);
  const whole = [Math.floor(present / 1000), Math.round(base / 1000), Math.ceil(needed / 1000)];
  return (whole[0] >= whole[2] === met ? whole : [present / 1000, base / 1000, needed / 1000]).map(number);
}

export const share = (part, base) => (base ? Math.min(100, (100 * part) / base) : 0);
