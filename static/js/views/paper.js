// People marked on a paper list are signed in here in batches: tick them group by group, or type their numbers.

import { html, render, signal } from "../html.js";
import { fetchJson, newCommandId } from "../command.js";
import { follow } from "../live.js";
import { page } from "../page.js";
import { number, t, time } from "../texts.js";
import { Icon } from "../desk/card.js";
import { epochOf, stayInContact } from "../desk/contact.js";
import { adoptOrphans } from "../desk/orphans.js";
import { post } from "../desk/post.js";
import { openQueue } from "../desk/queue.js";
import { makeSearch } from "../desk/search.js";
import { openStore } from "../desk/store.js";
import { corrected } from "../times.js";
import { Top } from "../desk/top.js";
import { apart, look } from "../desk/verdicts.js";

const live = follow("desk");
const search = makeSearch();
const ticked = signal(new Map()); // member id → member, across groups
const group = signal(null);
const missing = signal([]);
const results = signal([]); // {member, verdict, body}, newest first
const sent = new Map(); // command id → member, to name the answers
const typist = signal(""); // who typed it in is part of the record
const trouble = signal("");
const store = await openStore(page.meeting);
const queue = await openQueue({ store, kind: "paper", device: page.device.id, post, epoch: () => epochOf(live), onAnswer: answered });
stayInContact(live, queue);
adoptOrphans(queue, store, { kind: "paper", device: page.device.id, meeting: page.meeting });

function answered(scan, status, body) {
  if (scan.delivered) return; // sent again to a new epoch: it was told before
  const member = sent.get(scan.command_id) ?? body.member;
  results.value = [{ id: scan.command_id, member, verdict: status === 200 ? body.verdict : "refused", body }, ...results.value];
  if (group.value !== null && queue.count.value === 0) choose(group.value);
}

async function choose(name) {
  group.value = name;
  const answer = await fetchJson(`/checkin/missing?group=${encodeURIComponent(name)}`).catch(() => null);
  trouble.value = answer?.status === 200 ? "" : answer?.body.message ?? t("The laptop did not answer. Please try again.");
  missing.value = answer?.status === 200 ? answer.body.members : [];
}

function tick(member) {
  const next = new Map(ticked.value);
  if (!next.delete(member.id)) next.set(member.id, member);
  ticked.value = next;
}

function take(event) {
  event.preventDefault();
  const found = search.found.value?.[0];
  if (!found) return;
  if (!ticked.value.has(found.id)) tick(found);
  search.clear();
}

async function signIn() {
  const members = [...ticked.value.values()];
  ticked.value = new Map();
  const scans = members.map((member) => ({ command_id: newCommandId(), member: member.id, source: "paper", typed_by: typist.value.trim(), device_at: Math.round(corrected(live.now())) }));
  scans.forEach((scan, place) => sent.set(scan.command_id, members[place]));
  await queue.addAll(scans);
}

function Groups() {
  const groups = live.snapshot.value?.groups ?? [];
  return html`<nav class="groups" aria-label=${t("Groups")}>${groups.map(({ name, base, checked_in }) => html`
    <button type="button" key=${name} class="group" aria-pressed=${group.value === name} onClick=${() => choose(name)}><b>${name || t("no group")}</b> <span>${t("%(missing)s missing", { missing: number(base - checked_in) })}</span></button>`)}</nav>`;
}

function Ticks({ members }) {
  return html`<ul class="ticks">${members.map((member) => html`<li key=${member.id}><label class="tick">
    <input type="checkbox" checked=${ticked.value.has(member.id)} onChange=${() => tick(member)} />
    <span class="tick-number">${member.number}</span><b>${member.name}</b><em>${apart(member)}</em></label></li>`)}</ul>`;
}

function List() {
  if (search.found.value !== null) {
    return search.found.value.length ? html`<${Ticks} members=${search.found.value} />` : html`<p class="sheet-hint">${t("Nobody found. Try fewer letters, or the number.")}</p>`;
  }
  if (group.value === null) return html`<p class="sheet-hint">${t("Choose the group on the paper list, or type a number and press Enter.")}</p>`;
  if (!missing.value.length) return html`<p class="sheet-hint">${t("Everybody of this group is in.")}</p>`;
  return html`<${Ticks} members=${missing.value} />`;
}

function Results() {
  const good = results.value.filter(({ verdict }) => verdict.startsWith("admitted")).length;
  const other = results.value.filter(({ verdict }) => !verdict.startsWith("admitted"));
  if (!results.value.length) return null;
  return html`<section class="results" role="status"><p><b>${t("%(count)s signed in from paper", { count: number(good) })}</b></p>
    <ul>${other.slice(0, 4).map(({ id, member, verdict, body }) => html`<li key=${id} class=${`result tone-${verdict}`}><${Icon} name=${look(verdict).shape} />
      <b>${member?.name}</b> <span>${look(verdict).word()}${body.first ? ` · ${time(body.first.at)}` : ""}</span></li>`)}</ul></section>`;
}

function Paper() {
  const count = ticked.value.size;
  return html`<div class="desk sheet"><h1 class="visually-hidden">${t("Sign in from the paper list")}</h1>
    <${Top} snapshot=${live.snapshot.value} link=${live.link.value} trouble=${queue.trouble.value} waiting=${queue.count.value} durable=${queue.durable} />
    <div class="sheet-body"><${Groups} /><${List} /></div>
    ${trouble.value && html`<p class="trouble" role="alert">${trouble.value}</p>`}
    <${Results} />
    <form class="bottom" onSubmit=${(event) => event.preventDefault()}>
      <input class="find" autocomplete="off" spellcheck=${false} maxlength="100" value=${search.text.value} aria-label=${t("Number or name on the paper list")}
        placeholder=${t("Number or name, then Enter")} onInput=${(event) => search.ask(event.target.value)} onKeyDown=${(event) => event.key === "Enter" && take(event)} />
      ${count > 0 && html`<button type="button" class="act" onClick=${() => (ticked.value = new Map())}>${t("Untick all")}</button>`}
      <input class="find typist" autocomplete="name" maxlength="80" value=${typist.value} aria-label=${t("Typed in by")} placeholder=${t("Typed in by")} onInput=${(event) => (typist.value = event.target.value)} />
      <button type="button" class="act act-main" disabled=${count === 0 || !typist.value.trim()} onClick=${signIn}>${t("Sign in %(count)s from paper", { count: number(count) })}</button>
    </form></div>`;
}

render(html`<${Paper} />`, document.getElementById("app"));
