// The supervision committee's page: the journal as it grows, its head, the number to complain to, notes of incidents.

import { html, render, signal, useState } from "../html.js";
import { fetchJson, send } from "../command.js";
import { follow } from "../live.js";
import { language, number, plannedDate, t, time } from "../texts.js";
import { corrected, inZone } from "../times.js";
import { Languages } from "../desk/languages.js";
import { said } from "../said.js";

const FIRST_MOST = 14;
const MORE = 60;

const live = follow("observer");
const every = signal(false); // every entry, or the acts of the meeting alone
const older = signal({ acts: [], entries: [] }); // what was fetched beyond the snapshot, newest first
const most = signal(FIRST_MOST); // so many are shown
const trouble = signal("");
const seconds = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: "UTC" });

// The snapshot's newest entries, what it has pushed out since, and what was fetched: each once, newest first.
const kept = { acts: new Map(), entries: new Map() };
let epoch = null;

function listed(snapshot, name) {
  if (snapshot.epoch !== epoch) {
    kept.acts.clear();
    kept.entries.clear();
    older.value = { acts: [], entries: [] };
    epoch = snapshot.epoch;
  }
  for (const entry of snapshot[name]) kept[name].set(entry.seq, entry);
  const newest = [...kept[name].values()].sort((a, b) => b.seq - a.seq);
  const last = newest.at(-1)?.seq ?? 0;
  return [...newest, ...older.value[name].filter(({ seq }) => seq < last)];
}

async function more(name, before, held) {
  most.value += MORE;
  if (held >= most.value) return;
  const { status, body } = await fetchJson(`/observer/entries?before=${before}${name === "acts" ? "&acts" : ""}`).catch(() => ({ status: 0, body: {} }));
  trouble.value = status === 200 ? "" : body.message ?? t("The laptop cannot be reached. Please try again.");
  if (status !== 200) return;
  older.value = { ...older.value, [name]: [...older.value[name].filter(({ seq }) => seq >= before), ...body.entries], [`${name}_end`]: body.entries.length === 0 };
}

function Observer() {
  const snapshot = live.snapshot.value;
  if (!snapshot) return html`<p class="calm" role="status">${t("Connecting to the meeting …")}</p>`;
  const { meeting } = snapshot;
  return html`<div class="obs">
    <header>
      ${meeting.rehearsal && html`<p class="obs-rehearsal">${t("Rehearsal: not a record")}</p>`}
      <p class="obs-where">${[meeting.organisation, meeting.place, meeting.starts_at && plannedDate(meeting.starts_at)].filter(Boolean).join(" · ")}</p>
      <h1>${meeting.title}</h1>
    </header>
    <div class="obs-both">
      <${Journal} snapshot=${snapshot} />
      <aside><${Head} head=${snapshot.head} /><${Complain} phone=${snapshot.complaints_phone} /><${Incidents} incidents=${snapshot.incidents} />
        <p class="obs-link"><span class="obs-${live.link.value}">${live.link.value === "live" ? `● ${t("Connected")}` : `○ ${t("No connection; the last state is shown")}`}</span> <${Languages} /></p></aside>
    </div></div>`;
}

function Journal({ snapshot }) {
  const name = every.value ? "entries" : "acts";
  const all = listed(snapshot, name);
  const entries = all.slice(0, most.value);
  const last = all.at(-1)?.seq ?? 0;
  const rest = entries.length < all.length || (last > 1 && !older.value[`${name}_end`]);
  const choice = (value, label) => html`<button type="button" aria-pressed=${every.value === value} onClick=${() => (every.value = value)}>${label}</button>`;
  return html`<section class="obs-journal" aria-labelledby="journal">
    <div class="obs-head"><h2 id="journal">${t("The journal, as it grows")}</h2>
      <div class="obs-choice" role="group" aria-label=${t("What is shown")}>${choice(false, t("Acts of the meeting"))}${choice(true, t("Every entry"))}</div></div>
    ${entries.length === 0 && html`<p class="obs-none">${t("Nothing has happened yet.")}</p>`}
    <ol>${entries.map((entry) => html`<li key=${entry.seq}><time>${seconds.format(inZone(corrected(entry.at)))}</time><span>${said(entry.said)}</span><small>${number(entry.seq)}</small></li>`)}</ol>
    ${trouble.value && html`<p class="obs-trouble" role="alert">${trouble.value}</p>`}
    ${rest && html`<button type="button" class="button" onClick=${() => more(name, last, all.length)}>${t("Show what was before")}</button>`}
  </section>`;
}

function Head({ head }) {
  return html`<section><h2>${t("Head of the journal")}</h2>
    <p class="obs-hash">${head.hash.match(/.{4}/g).map((part, place) => html`<span key=${place}>${part}</span>`)}</p>
    <p class="obs-note">${t("Entry %(seq)s, %(time)s. Note these digits: they stand for everything before them.", { seq: number(head.seq), time: time(head.at) })}</p></section>`;
}

function Complain({ phone }) {
  if (!phone) return null;
  return html`<section><h2>${t("Telephone for complaints")}</h2><p class="obs-phone"><a href=${`tel:${phone.replace(/[^+\d]/g, "")}`}>${phone}</a></p></section>`;
}

function Incidents({ incidents }) {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  const note = async (event) => {
    event.preventDefault();
    setBusy(true);
    const { status, body } = await send("/observer/incidents", { text: text.trim() });
    setBusy(false);
    setWrong(status === 200 ? "" : body.message);
    if (status === 200) setText("");
  };
  return html`<section><h2>${t("Note an incident")}</h2>
    <form onSubmit=${note}><label><span class="visually-hidden">${t("What happened")}</span>
      <textarea rows="3" maxlength="500" value=${text} placeholder=${t("What happened, where, who saw it")} onInput=${(event) => setText(event.target.value.replace(/\n/g, " "))}></textarea></label>
      <button class="button" disabled=${busy || !text.trim()}>${t("Put it in the record")}</button></form>
    ${wrong && html`<p class="obs-trouble" role="alert">${wrong}</p>`}
    <ol class="obs-incidents">${incidents.map((one) => html`<li key=${one.id}><time>${time(one.at)}</time><span>${one.text}</span></li>`)}</ol></section>`;
}

render(html`<${Observer} />`, document.getElementById("app"));
