// The public page: what everybody in the hall may see, on a phone without an account.

import { html, render } from "../html.js";
import { follow } from "../live.js";
import { page } from "../page.js";
import { date, number, t, time } from "../texts.js";

const live = follow("phone");

function Phone() {
  const snapshot = live.snapshot.value;
  if (!snapshot) return html`<p class="phone-wait" role="status">${t("Connecting to the meeting …")}</p>`;
  const { meeting, attendance, scene } = snapshot;
  return html`<div class="phone">
    <header>
      ${meeting.rehearsal && html`<p class="rehearsal">${t("Rehearsal")}</p>`}
      ${meeting.organisation && html`<p>${meeting.organisation}</p>`}
      <h1>${meeting.title}</h1>
      <p>${[meeting.starts_at && `${date(meeting.starts_at)} ${time(meeting.starts_at)}`, meeting.place].filter(Boolean).join(" · ")}</p>
    </header>
    ${scene.name === "message" && html`<p class="notice">${scene.text}</p>`}
    <section aria-live="polite">
      <p class="label">${t("Checked in")}</p>
      <p class="figure"><b>${number(attendance.votes)}</b> ${t("of %(base)s", { base: number(attendance.base) })}</p>
      ${attendance.rule && attendance.base > 0 && html`<div class="meter"><i style=${{ width: `${Math.min(100, (100 * attendance.votes) / attendance.base)}%` }}></i><u style=${{ left: `${(100 * attendance.needed) / attendance.base}%` }}></u></div>
        <p class="state ${attendance.met ? "met" : ""}">${attendance.met ? `✓ ${t("Quorum reached")}` : t("%(count)s more needed", { count: number(attendance.more) })}</p>`}
      ${attendance.declared && html`<p>${t("Declared at %(time)s: %(present)s present of %(base)s", { time: time(attendance.declared.at), present: number(attendance.declared.present), base: number(attendance.declared.base) })}</p>`}
    </section>
    <footer>${live.link.value === "live" ? html`<span>● ${t("Connected")}</span>` : html`<span>○ ${t("No connection; the last state is shown")}</span>`}
      <${Languages} /></footer>
  </div>`;
}

function Languages() {
  return html`<nav>${Object.entries(page.languages).filter(([code]) => code !== page.language).map(([code, name]) => html`<button key=${code} lang=${code} onClick=${() => speak(code)}>${name}</button>`)}</nav>`;
}

async function speak(language) {
  await fetch("/language", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ language }) });
  location.reload();
}

render(html`<${Phone} />`, document.getElementById("app"));
