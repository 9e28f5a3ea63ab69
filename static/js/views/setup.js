// Setting up, the day before: five things to do, and whether the laptop is ready to do without the internet.

import { sentence } from "../alarms.js";
import { fetchJson, send } from "../command.js";
import { html, render, signal, useState } from "../html.js";
import { follow } from "../live.js";
import { page } from "../page.js";
import { number, plannedDate, plannedTime, t, time } from "../texts.js";
import { Languages } from "../desk/languages.js";

const LOOK_MS = 5_000;
const here = (path) => `${path}?device=${page.device.id}`;
const live = follow("console");
const known = signal(null);
const zones = signal([]);
const join = signal(null);
const trouble = signal("");

async function refresh() {
  try {
    const { status, body } = await fetchJson("/setup/readiness");
    trouble.value = status === 200 ? "" : body.message;
    if (status === 200) known.value = body;
    join.value ??= (await fetchJson("/devices/join-code")).body;
    if (!zones.value.length) zones.value = (await fetchJson("/meeting/time-zones")).body.zones ?? [];
  } catch {
    trouble.value = t("The laptop did not answer. Please try again.");
  }
}

async function look() {
  await refresh();
  setTimeout(look, LOOK_MS);
}

// The laptop's clock was set: told as soon as the console is told.
function Moved() {
  live.tick.value;
  const alarm = live.snapshot.value?.alarms.find(({ code }) => code === "clock_moved");
  return alarm ? html`<p class="set-moved" role="alert"><i aria-hidden="true">!</i> ${sentence(alarm, live.now())}</p>` : null;
}

function Zone({ meeting }) {
  const [name, setName] = useState(meeting.time_zone);
  const [refused, setRefused] = useState("");
  const save = async (event) => {
    event.preventDefault();
    const { status, body } = await send("/meeting/time-zone", { time_zone: name });
    setRefused(status === 200 ? "" : body?.message ?? t("The laptop did not answer. Please try again."));
    if (status === 200) await refresh();
  };
  return html`<form class="set-zone" onSubmit=${save}>
    <input list="zones" aria-label=${t("Time zone")} value=${name} onInput=${(event) => setName(event.target.value)} onFocus=${(event) => event.target.select()} maxlength="60" required autocomplete="off" spellcheck=${false} />
    <datalist id="zones">${zones.value.map((one) => html`<option key=${one} value=${one} />`)}</datalist>
    <button class="button" disabled=${name === meeting.time_zone && meeting.own_zone}>${t("Save")}</button>
    ${refused && html`<p role="alert">${refused}</p>`}</form>`;
}

const SIGNS = { ready: "✓", look: "!", stop: "✕" };

function Step({ done, title, words, children }) {
  return html`<li class=${done ? "set-done" : ""}><i aria-hidden="true">${done ? "✓" : ""}</i><div><h2>${title}</h2><p>${words}</p></div><p class="set-acts">${children}</p></li>`;
}

function Setup() {
  const all = known.value;
  if (!all) return html`<p class="set-calm" role="status">${trouble.value || t("Looking at the laptop …")}</p>`;
  const { meeting, members, devices, findings } = all;
  const open = findings.filter(({ state }) => state !== "ready").length;
  return html`<div class="set"><header><a href=${here("/console")}>${t("To the console")}</a><${Languages} /></header>
    <h1>${t("Setting up")}</h1>
    <${Moved} />
    <div class="set-columns"><section><ol>
      <${Step} done=${Boolean(meeting.place && meeting.starts_at)} title=${meeting.title} words=${meeting.starts_at ? `${plannedDate(meeting.starts_at)}, ${plannedTime(meeting.starts_at)} ${meeting.place}` : t("Say where and when, and which Wi-Fi the hall has.")}>
        <a class="button" href=${here("/console")}>${t("The meeting's particulars")}</a><//>
      <${Step} done=${meeting.own_zone} title=${t("Time zone")} words=${t("Every time of this meeting is written in it, on every page and in the minutes.")}><${Zone} meeting=${meeting} /><//>
      <${Step} done=${members > 0} title=${t("The roll")} words=${members ? t("%(n)s people", { n: number(members) }) : t("A list as CSV or Excel, as you have it.")}><a class="button" href=${here("/roll/import")}>${members ? t("Import again") : t("Import a roll")}</a><//>
      <${Step} title=${t("Badges")} words=${t("A code for everybody, eight to a sheet.")}>${members > 0 && html`<a class="button" href=${here("/roll/badges")} target="_blank">${t("Print badges")}</a>`}<//>
      <${Step} title=${t("Paper kit")} words=${t("Lists, slips, sheets and the chair's script: when every screen is dark, the meeting goes on.")}><a class="button" href=${here("/paper-kit")} target="_blank">${t("Print the paper kit")}</a><//>
      <${Step} done=${devices > 2} title=${t("Tablets")} words=${t("Each reads this code, says what it is for, and is let in at the console.")}>
        ${join.value?.code && html`<span class="set-code"><svg viewBox=${`-3 -3 ${join.value.code.modules + 6} ${join.value.code.modules + 6}`} shape-rendering="crispEdges" role="img" aria-label=${t("Code of the address")}><path d=${join.value.code.path} /></svg><b>${join.value.url}</b></span>`}<//>
    </ol></section>
    <section class="set-check" aria-live="polite"><h2>${open ? t("Ready without the internet? %(n)s to look at.", { n: number(open) }) : t("Ready without the internet.")}</h2>
      <ul>${findings.map(({ key, state, sentence, remedy }) => html`<li key=${key} class=${`set-${state}`}><i aria-hidden="true">${SIGNS[state]}</i><span>${sentence}${remedy && html`<small>${remedy}</small>`}</span></li>`)}</ul>
      ${trouble.value && html`<p role="alert">${trouble.value}</p>`}</section></div>
  </div>`;
}

look();
render(html`<${Setup} />`, document.getElementById("app"));
