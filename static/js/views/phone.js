// The public page: what everybody in the hall may see, on a phone without an account.

import { rate } from "../rate.js";
import { figures, lineWords, share } from "../hall/bars.js";
import { Sealed } from "../hall/sealed.js";
import { phrase } from "../hall/type.js";
import { html, render } from "../html.js";
import { follow } from "../live.js";
import { page } from "../page.js";
import { Result } from "../phone/result.js";
import { busyWith, Questions } from "../qa/questions.js";
import { number, plannedDate, plannedTime, t, time } from "../texts.js";

const live = follow("phone");

function Phone() {
  const snapshot = live.snapshot.value;
  if (!snapshot) return html`<p class="phone-wait" role="status">${t("Connecting to the meeting …")}</p>`;
  const { meeting, attendance, scene, questions } = snapshot;
  const asked = busyWith(questions);
  const when = [meeting.starts_at && `${plannedDate(meeting.starts_at)} ${plannedTime(meeting.starts_at)}`, meeting.place].filter(Boolean);
  return html`<div class="phone" data-asked=${asked}>
    <header>
      ${meeting.rehearsal && html`<p class="rehearsal">${t("Rehearsal")}</p>`}
      ${meeting.organisation && html`<p>${phrase(meeting.organisation)}</p>`}
      <h1>${phrase(meeting.title)}</h1>
      <p class="when">${when.map((part) => html`<span>${part}</span>`)}</p>
    </header>
    ${scene.name === "message" && html`<p class="notice">${phrase(scene.text)}</p>`}
    ${snapshot.speaking && html`<p class="notice">${t("%(name)s has the floor.", { name: snapshot.speaking.name })}</p>`}
    <${Result} ballot=${snapshot.ballot} />
    ${asked && html`<${Questions} key="questions" questions=${questions} live=${live} />`}
    <section class="attendance" aria-live=${asked ? "off" : "polite"}><${Attendance} attendance=${attendance} /></section>
    ${questions && !asked && html`<${Questions} key="questions" questions=${questions} live=${live} />`}
    ${snapshot.proxies.length > 0 && html`<section class="proxies"><h2>${t("Who votes for whom")}</h2><ul>${snapshot.proxies.map(({ holder, grantors }) => html`<li key=${holder}>${t("%(holder)s for %(grantors)s", { holder, grantors: grantors.map(({ name }) => name).join(t(", ")) })}</li>`)}</ul><p><a href="/proxies">${t("The list to print")}</a></p></section>`}
    <${Sealed} order=${snapshot.drawn} />
    <footer>${live.link.value === "live" ? html`<span>● ${t("Connected")}</span>` : html`<span>○ ${t("No connection; the last state is shown")}</span>`}
      ${snapshot.signed && html`<a href="/heads">${t("Signed head")} ${snapshot.signed.hash.slice(0, 4)} ${snapshot.signed.hash.slice(4, 8)} …</a>`}<${Languages} /></footer>
  </div>`;
}

function Attendance({ attendance }) {
  const { votes, base, rule, measures, declared } = attendance;
  return html`<p class="label">${t("Checked in")}</p>
    <p class="figure ${number(base).length > 3 ? "wide" : ""}"><b>${number(votes)}</b> ${base > 0 && html`<span>${t("of %(base)s", { base: number(base) })} · ${rate(votes, base)}</span>`}</p>
    ${base > 0 && measures.map((measure) => html`<${Meter} key=${measure.name} measure=${measure} several=${measures.length > 1} />`)}
    ${rule && base > 0 && html`<${State} attendance=${attendance} />`}
    ${declared && html`<p>${t("Declared at %(time)s: %(present)s present of %(base)s", { time: time(declared.at), present: number(declared.present), base: number(declared.base) })} · ${rate(declared.present, declared.base)}</p>`}
    ${attendance.additional && html`<p>${t("%(base)s basic + %(additional)s additional = %(all)s votes", { base: number(base), additional: number(attendance.additional.base), all: number(base + attendance.additional.base) })}</p>`}`;
}

function Meter({ measure, several }) {
  const [present, base, needed] = figures(measure);
  return html`<div class="measure">
    ${several && html`<p>${measure.name === "heads" ? t("By heads") : t("By area")} <b>${present} / ${base}</b></p>`}
    <div class="meter"><i style=${{ width: `${share(measure.present, measure.base)}%` }}></i><u style=${{ left: `${share(measure.needed, measure.base)}%` }}></u></div>
    <p class="line">${measure.met && several ? "✓ " : ""}${lineWords(measure, needed)}</p></div>`;
}

function State({ attendance: { met, more, measures } }) {
  if (met) return html`<p class="state met">✓ ${t("Quorum reached")}</p>`;
  return html`<p class="state">${more > 0 && measures.length < 2 ? t("%(count)s more needed", { count: number(more) }) : t("Quorum not reached")}</p>`;
}

function Languages() {
  return html`<nav>${Object.entries(page.languages).filter(([code]) => code !== page.language).map(([code, name]) => html`<button key=${code} lang=${code} onClick=${() => speak(code)}>${name}</button>`)}</nav>`;
}

async function speak(language) {
  await fetch("/language", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ language }) });
  location.reload();
}

render(html`<${Phone} />`, document.getElementById("app"));
