// Before the vote: which units had their paper delivered, whose paper came back before, who wrote an opinion.

import { Languages } from "../desk/languages.js";
import { fetchJson, send } from "../command.js";
import { html, render, signal } from "../html.js";
import { page } from "../page.js";
import { number, t, time } from "../texts.js";

const AGAIN_MS = 5000;
const KINDS = { delivered: () => t("Papers delivered"), returned: () => t("Papers that came back before"), opinion: () => t("Opinions in writing") };
const WAYS = { hand: () => t("handed over in person"), mailbox: () => t("into the mailbox"), post: () => t("by registered post"), electronic: () => t("electronically"), other: () => t("otherwise") };
const WHO = { delivered: () => t("Delivered by"), returned: () => t("Received by"), opinion: () => t("Received by") };
const CHOICES = { "": () => t("no opinion"), for: () => t("For"), against: () => t("Against") };

const known = signal(null); // {round, noted}
const kind = signal("");
const fields = signal({ units: "", way: "hand", handler: page.device.name, told_at: "" });
const choices = signal({});
const back = signal(null); // {id, number, reason} while a note is taken back
const trouble = signal("");

const set = (name) => (event) => (fields.value = { ...fields.value, [name]: event.target.value });
const units = () => fields.value.units.split(/[\n;；]/).map((one) => one.trim()).filter(Boolean);

async function ask() {
  const answer = await fetchJson("/ballots/early").catch(() => null);
  if (answer?.status !== 200) return;
  known.value = answer.body;
  if (!answer.body.round?.kinds.includes(kind.value)) kind.value = answer.body.round?.kinds[0] ?? "";
}

async function done(path, sent) {
  const { status, body } = await send(path, sent);
  trouble.value = status === 200 ? "" : body.message ?? t("The laptop did not answer. Please try again.");
  if (status === 200) await ask();
  return status === 200;
}

async function note(event) {
  event.preventDefault();
  const { way, handler, told_at } = fields.value;
  const given = Object.fromEntries(Object.entries(choices.value).filter(([, choice]) => choice));
  const more = kind.value === "opinion" ? { choices: given } : {};
  if (await done(`/ballots/rounds/${known.value.round.id}/early`, { kind: kind.value, units: units(), way, handler, told_at: told_at || time(Date.now()), ...more })) {
    fields.value = { ...fields.value, units: "" };
    choices.value = {};
  }
}

async function takeBack(event) {
  event.preventDefault();
  const { id, number: unit, reason } = back.value;
  if (await done(`/ballots/early/${id}/back`, { unit, reason })) back.value = null;
}

const pick = (options, value, onChange) => html`<select value=${value} onChange=${onChange}>${Object.entries(options).map(([key, word]) => html`<option key=${key} value=${key}>${word()}</option>`)}</select>`;

function Form({ round }) {
  const count = units().length;
  const opinion = kind.value === "opinion";
  const ready = count > 0 && fields.value.handler.trim() && (!opinion || (count === 1 && Object.values(choices.value).some(Boolean)));
  return html`<form class="early-form" onSubmit=${note}>
    ${round.kinds.length > 1 && html`<label><span>${t("What is noted")}</span>${pick(Object.fromEntries(round.kinds.map((one) => [one, KINDS[one]])), kind.value, (event) => (kind.value = event.target.value))}</label>`}
    <label class="early-wide"><span>${opinion ? t("The member's number") : t("Units, one on each line")}</span><textarea rows=${opinion ? 1 : 4} value=${fields.value.units} onInput=${set("units")}></textarea></label>
    ${opinion && round.candidates.map((one) => html`<label key=${one.id}><span>${one.name}</span>${pick(CHOICES, choices.value[one.id] ?? "", (event) => (choices.value = { ...choices.value, [one.id]: event.target.value }))}</label>`)}
    <label><span>${t("How")}</span>${pick(WAYS, fields.value.way, set("way"))}</label>
    <label><span>${WHO[kind.value]?.()}</span><input maxlength="60" value=${fields.value.handler} onInput=${set("handler")} /></label>
    <label><span>${t("When")}</span><input maxlength="40" value=${fields.value.told_at} placeholder=${t("now")} onInput=${set("told_at")} /></label>
    <button disabled=${!ready}>${opinion ? t("Record the opinion") : t("Record: %(count)s units", { count: number(count) })}</button></form>`;
}

function Noted({ one, open }) {
  const asked = back.value && back.value.id === one.id && back.value.number === one.number;
  const given = Object.entries(one.choices).map(([id, choice]) => `${known.value.round.candidates.find((name) => String(name.id) === id)?.name ?? id}: ${CHOICES[choice]()}`);
  return html`<li class=${one.taken_back === null ? "" : "early-gone"}><b>${one.number}</b> <span>${[one.name, KINDS[one.kind](), WAYS[one.way](), one.handler, one.told_at, ...given].join(" · ")}
    ${one.taken_back !== null && html` <em>${t("taken back: %(reason)s", { reason: one.taken_back === "in person" ? t("came in person") : one.taken_back })}</em>`}</span>
    ${one.taken_back === null && open && !asked && html`<button type="button" onClick=${() => (back.value = { id: one.id, number: one.number, reason: "" })}>${t("Take back")}</button>`}
    ${asked && html`<form onSubmit=${takeBack}><input aria-label=${t("Reason")} placeholder=${t("Reason")} maxlength="200" value=${back.value.reason} onInput=${(event) => (back.value = { ...back.value, reason: event.target.value })} />
      <button disabled=${!back.value.reason.trim()}>${t("Take back")}</button><button type="button" onClick=${() => (back.value = null)}>${t("Back")}</button></form>`}</li>`;
}

function Early() {
  const { round, noted } = known.value ?? { round: null, noted: [] };
  return html`<div class="early"><header><h1>${t("Before the vote")}</h1> <${Languages} /></header>
    ${!round && known.value && html`<p>${t("No round is prepared yet.")}</p>`}
    ${round && html`<p class="early-round">${round.title}</p>`}
    ${round && round.kinds.length === 0 && html`<p>${t("This round votes in secret, and its rules count no opinions in writing: nothing is noted before it.")}</p>`}
    ${trouble.value && html`<p class="early-trouble" role="alert">${trouble.value}</p>`}
    ${round && round.kinds.length > 0 && html`<ul class="early-sums">${round.kinds.map((one) => html`<li key=${one}><b>${number(round.counted[one])}</b> ${KINDS[one]()}</li>`)}</ul>
      ${round.kinds.includes("delivered") && html`<p>${round.silent === "majority" ? t("Papers recorded as delivered that never come back are counted with the majority, as the owners' own rules say.") : t("Papers that never come back are not counted: the clause is off.")}</p>`}
      ${round.open ? html`<${Form} round=${round} />` : html`<p>${t("The last call has been made: nothing more is noted.")}</p>`}
      <ul class="early-list">${noted.map((one) => html`<${Noted} key=${`${one.id} ${one.member}`} one=${one} open=${round.open} />`)}</ul>`}</div>`;
}

ask();
setInterval(ask, AGAIN_MS); // others of the staff note as well
render(html`<${Early} />`, document.getElementById("app"));
