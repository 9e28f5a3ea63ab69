// The line at the top: which meeting, how many, and whether this page is told the truth.

import { html } from "../html.js";
import { page } from "../page.js";
import { rate } from "../rate.js";
import { clock, chooses, live } from "./state.js";
import { ago, number, t, time } from "./words.js";

const LINKS = { stale: ["◌", () => t("connecting")], live: ["●", () => t("connected")], connecting: ["◌", () => t("connecting")], away: ["▲", () => t("no connection")] };

export function Header({ snapshot }) {
  const { meeting, attendance, devices } = snapshot;
  const desks = devices.filter(({ role, connected }) => role === "desk" && connected).length;
  const questions = snapshot.panels.questions?.intake.state ?? "closed";
  const [sign, word] = LINKS[live.link.value] ?? LINKS.connecting;
  return html`<header class="con-header">
    <h1>${meeting.title}</h1>
    ${meeting.rehearsal && html`<span class="con-chip">${t("rehearsal")}</span>`}
    <dl>
      <div><dt>${t("Checked in")}</dt><dd><b>${number(attendance.checked_in)}</b> / ${number(attendance.base)} <small class="con-wide">${rate(attendance.checked_in, attendance.base)}</small></dd></div>
      ${attendance.needed > 0 && html`<div><dt>${t("Needed")}</dt><dd><b>${number(attendance.needed)}</b></dd></div>`}
      <div class="con-wide"><dt>${t("Desks")}</dt><dd><b>${number(desks)}</b></dd></div>
    </dl>
    ${chooses && html`<a class="con-wide" href=${`/cue${location.search}`} target="_blank">${t("Cue card")}</a>`}
    ${page.device.role === "chair" && html`<a class="con-wide" href=${`/minutes?device=${page.device.id}`} target="_blank">${t("Minutes")}</a>`}
    ${questions !== "closed" && html`<a class="con-wide" href=${`/stand?device=${page.device.id}`} target="_blank">${t("Type a question")}</a>`}
    <span class=${`con-link con-link-${live.link.value}`} role="status"><i aria-hidden="true">${sign}</i><span class="con-wide">${word()}</span></span>
    <time>${time(clock.value)}</time>
  </header>`;
}

// When the laptop is away the figures are old, and say so.
export function Away() {
  const away = live.seconds_away.value;
  if (live.link.value !== "away" || !(away >= 3)) return null;
  return html`<p class="con-away" role="alert"><span aria-hidden="true">▲</span> ${t("No connection to the laptop for %(ago)s: what you see is as old as that.", { ago: ago(away * 1000) })}</p>`;
}
