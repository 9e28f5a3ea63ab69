// The plain scenes: welcome, codes, message, blank.

import { html } from "../html.js";
import { plannedDate, plannedTime, t } from "../texts.js";
import { ems, phrase, sized } from "./type.js";

const LEFT_FROM_EMS = 70; // more than a few lines are read from a straight edge

export function Welcome({ snapshot }) {
  const { meeting } = snapshot;
  const when = [meeting.starts_at && `${plannedDate(meeting.starts_at)} ${plannedTime(meeting.starts_at)}`, meeting.place].filter(Boolean);
  return html`<div class="main middle welcome">
    ${meeting.organisation && html`<p class="organisation">${phrase(meeting.organisation)}</p>`}
    <h1 class="sized" style=${sized(meeting.title, { width: 150, height: 40, most: 12, least: 6, spacing: 0.05 }, { width: 92, height: 70, most: 13 })}>${phrase(meeting.title)}</h1>
    <div class="rule"></div>
    ${when.length > 0 && html`<p class="when">${when.map((part, place) => html`${place > 0 && html`<i> · </i>`}<span>${part}</span>`)}</p>`}
    <p class="hint">${t("Please check in at a desk")}</p>
  </div>`;
}

export function Message({ scene }) {
  const size = sized(scene.text, { width: 148, height: 62, most: 12, leading: 1.4 }, { width: 90, height: 130, most: 13 });
  return html`<div class="main middle message ${ems(scene.text) > LEFT_FROM_EMS ? "long" : ""}"><p class="sized" style=${size}>${phrase(scene.text)}</p></div>`;
}

export function Codes({ snapshot }) {
  const { wifi, page, signed } = snapshot.codes;
  return html`<div class="main codes">
    ${wifi && html`<${Code} title=${t("1. Join the Wi-Fi")} code=${wifi} below=${wifi.name} />`}
    ${page && html`<${Code} title=${wifi ? t("2. Open the page") : t("Open the page")} code=${page} below=${page.url} />`}
    ${signed && html`<${Code} title=${t("The journal, signed")} code=${signed} below=${t("Entry %(seq)s: %(shown)s", { seq: snapshot.signed.seq, shown: snapshot.signed.hash.slice(0, 16).match(/.{4}/g).join(" ") })} />`}
    ${!wifi && !page && !signed && html`<p class="label">${t("There are no codes yet")}</p>`}
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
  return html`<div class="main middle blank">
    ${meeting.organisation && html`<p class="organisation">${phrase(meeting.organisation)}</p>`}
    <div class="rule"></div>
    <h1 class="sized" style=${sized(meeting.title, { width: 140, height: 44, most: 8, least: 6, spacing: 0.06 }, { width: 92, height: 90, most: 9 })}>${phrase(meeting.title)}</h1>
    <div class="rule"></div></div>`;
}
