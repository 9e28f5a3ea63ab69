// The plain scenes: welcome, codes, message, blank.

import { html } from "../html.js";
import { date, t, time } from "../texts.js";
import { ems } from "./type.js";

const MESSAGE_LINES = 4.2;

export function Welcome({ snapshot }) {
  const { meeting } = snapshot;
  const size = `min(calc(12 * var(--u)), calc(170 * var(--w) / ${ems(meeting.title, 0.05)}))`;
  const when = [meeting.starts_at && `${date(meeting.starts_at)} ${time(meeting.starts_at)}`, meeting.place].filter(Boolean);
  return html`<div class="main middle welcome">
    ${meeting.organisation && html`<p class="organisation">${meeting.organisation}</p>`}
    <h1 style=${{ fontSize: size }}>${meeting.title}</h1>
    <div class="rule"></div>
    ${when.length > 0 && html`<p class="when">${when.map((part, place) => html`${place > 0 && html`<i> · </i>`}<span>${part}</span>`)}</p>`}
    <p class="hint">${t("Please check in at a desk")}</p>
  </div>`;
}

export function Message({ scene }) {
  const size = `clamp(calc(5 * var(--u)), calc(92 * var(--w) / ${ems(scene.text)} * ${MESSAGE_LINES} * .8), calc(12 * var(--u)))`;
  return html`<div class="main middle message"><p style=${{ fontSize: size }}>${scene.text}</p></div>`;
}

export function Codes({ snapshot }) {
  const { wifi, page } = snapshot.codes;
  return html`<div class="main codes">
    ${wifi && html`<${Code} title=${t("1. Join the Wi-Fi")} code=${wifi} below=${wifi.name} />`}
    ${page && html`<${Code} title=${wifi ? t("2. Open the page") : t("Open the page")} code=${page} below=${page.url} />`}
    ${!wifi && !page && html`<p class="label">${t("There are no codes yet")}</p>`}
  </div>`;
}

function Code({ title, code, below }) {
  const edge = 4; // the quiet zone that a reader needs
  return html`<div class="code"><h2>${title}</h2>
    <svg viewBox="${-edge} ${-edge} ${code.modules + 2 * edge} ${code.modules + 2 * edge}" role="img" aria-label=${below} shape-rendering="crispEdges"><path d=${code.path} fill="#000" /></svg>
    <p>${below}</p></div>`;
}

export function Blank({ snapshot }) {
  const { meeting } = snapshot;
  return html`<div class="main middle blank"><div class="emblem"></div><h1>${meeting.title}</h1></div>`;
}
