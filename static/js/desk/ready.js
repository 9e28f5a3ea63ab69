// The desk waiting for the next person.

import { rate } from "../rate.js";
import { html } from "../html.js";
import { number, plannedTime, t } from "../texts.js";
import { Icon, LastLine } from "./card.js";

export function Ready({ snapshot, last, camera, away, reloadable }) {
  const shut = snapshot && snapshot.desks?.state !== "open" ? snapshot.desks : null;
  return html`<section class=${`ready ${shut ? "ready-shut" : ""}`}>
    ${camera !== "on" && html`<div class="ready-text">
      ${shut ? html`<${Icon} name="lock" />` : html`<${Badge} />`}
      <h1>${shut ? shutWord(shut) : t("Next, please")}</h1>
      <p>${shut ? shutLine(shut) : cameraLine(camera)}</p>
      ${!away && snapshot?.own?.checked_in === 0 && html`<a class="ready-practice" href="/practice" target="_blank">${t("Practise first")}</a>`}
      ${away && !shut && html`<p class="ready-away">${reloadable ? t("Without the laptop: scans are kept here and counted later.") : t("Without the laptop: scans are kept here and counted later. Do not reload this page.")}</p>`}
    </div>`}
    ${camera === "on" && html`<p class="ready-hint">${shut ? shutWord(shut) : t("Hold the code into the frame")}</p>`}
    <${LastLine} card=${last} />
    ${!last && snapshot?.attendance && html`<p class="ready-count">${t("In the hall: %(checked_in)s of %(base)s", {
      checked_in: number(snapshot.attendance.checked_in), base: number(snapshot.attendance.base) })} · ${rate(snapshot.attendance.checked_in, snapshot.attendance.base)}</p>`}
  </section>`;
}

function Badge() {
  return html`<svg class="icon badge-picture" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M9.5 2h5v4h-5z" /><path d="M4 6h16v16H4z" /><path d="M7.5 9.5h3.4v3.4H7.5z" /><path d="M13.3 9.5h3.2v3.4h-3.2z" />
    <path d="M7.5 15.2h3.4v3.4H7.5z" /><path d="M13.5 15.5v3M16.5 15.5v3" /></svg>`;
}

function shutWord(desks) {
  return desks.state === "before" ? t("Not open yet") : t("Check-in closed");
}

function shutLine(desks) {
  if (desks.state === "before") return t("Check-in opens at %(time)s.", { time: plannedTime(desks.opens_at) });
  if (desks.state === "after") return t("It ended at %(time)s. A supervisor can let people in, with a reason.", { time: plannedTime(desks.closes_at) });
  return t("The chair closed it. A supervisor can let people in, with a reason.");
}

function cameraLine(state) {
  if (state === "starting") return t("The camera is starting.");
  if (state === "forbidden") return t("This page may not use the camera. Allow it in the browser, or take a photo.");
  if (state === "missing" || state === "lost") return t("No camera found. Use a scanner, take a photo, or type the name.");
  if (state === "broken") return t("Codes cannot be read here. Use a scanner, or type the name.");
  return t("Scan the badge, or type the name below.");
}
