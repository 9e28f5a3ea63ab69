// The secretary's page: the minutes as they are recorded, and what is added by hand, kept apart from them. The document
// itself comes whole from the laptop; after an addition it is fetched again.

import { html, render, useState } from "../html.js";
import { send } from "../command.js";
import { page } from "../page.js";
import { t } from "../texts.js";
import { Languages } from "../desk/languages.js";

const bar = document.getElementById("app");
const forAll = bar.dataset.public === "true";
const writes = page.device.role === "secretary";
const here = (path, more = "") => `${path}?device=${page.device.id}${forAll ? "&for=public" : ""}${more}`;

function Bar() {
  const form = (value, label) => html`<a href=${`/minutes?device=${page.device.id}${value ? "&for=public" : ""}`} aria-current=${value === forAll ? "true" : undefined}>${label}</a>`;
  return html`<nav class="min-forms" aria-label=${t("Form")}>${form(false, t("Internal"))}${form(true, t("For the public"))}</nav>
    <nav class="min-files" aria-label=${t("Files")}>
      <button type="button" onClick=${() => window.print()}>${t("Print")}</button>
      <a href=${here("/minutes.docx")} download>Word</a> <a href=${here("/minutes.html")} download>HTML</a> <a href=${here("/minutes.md")} download>Markdown</a>
      <a href=${here(writes || forAll ? "/minutes/record-public.zip" : "/minutes/record-internal.zip")} download>${writes || forAll ? t("The public record") : t("The internal record")}</a></nav>
    <p class="min-back"><a href=${writes ? `/paper?device=${page.device.id}` : `/console?device=${page.device.id}`}>${t("Back to the meeting")}</a> <${Languages} /></p>`;
}

// One form for an addition and for its other words; what was typed is kept until the laptop has it.
function Words({ label, go, first = "", path, fields = {}, onLeave }) {
  const [text, setText] = useState(first);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  const save = async (event) => {
    event.preventDefault();
    setBusy(true);
    const { status, body } = await send(path, { ...fields, text });
    if (status === 200) return location.reload();
    setBusy(false);
    setWrong(body.message);
  };
  return html`<form class="min-form" onSubmit=${save}><label>${label}<textarea rows="4" maxlength="4000" value=${text} ref=${(field) => field && !text && field.focus()} onInput=${(event) => setText(event.target.value)}></textarea></label>
    ${wrong && html`<p class="min-trouble" role="alert">${wrong}</p>`}
    <p><button class="button" disabled=${busy || !text.trim() || text === first}>${go}</button> <button type="button" class="min-quiet" onClick=${onLeave}>${t("Leave it")}</button></p></form>`;
}

function Strike({ addition, onLeave }) {
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState("");
  const strike = async (event) => {
    event.preventDefault();
    const { status, body } = await send(`/minutes/additions/${addition}/striking`, { reason: reason.trim() });
    if (status === 200) return location.reload();
    setWrong(body.message);
  };
  return html`<form class="min-form" onSubmit=${strike}><label>${t("Why is it struck?")}<input maxlength="280" value=${reason} onInput=${(event) => setReason(event.target.value)} /></label>
    ${wrong && html`<p class="min-trouble" role="alert">${wrong}</p>`}
    <p><button class="button" disabled=${!reason.trim()}>${t("Strike it")}</button> <button type="button" class="min-quiet" onClick=${onLeave}>${t("Leave it")}</button></p></form>`;
}

function Add({ section, heading }) {
  const [open, setOpen] = useState(false);
  if (open) return html`<${Words} label=${t("Added to “%(heading)s”", { heading })} go=${t("Add it to the minutes")} path="/minutes/additions" fields=${{ section }} onLeave=${() => setOpen(false)} />`;
  return html`<button type="button" class="min-quiet" aria-label=${t("Add something to “%(heading)s”", { heading })} onClick=${() => setOpen(true)}><span aria-hidden="true">+ </span>${t("Add something")}</button>`;
}

function Change({ addition, text }) {
  const [open, setOpen] = useState("");
  if (open === "words") return html`<${Words} label=${t("Other words")} first=${text} go=${t("Save the words")} path=${`/minutes/additions/${addition}/words`} onLeave=${() => setOpen("")} />`;
  if (open === "strike") return html`<${Strike} addition=${addition} onLeave=${() => setOpen("")} />`;
  return html`<p class="min-change"><button type="button" class="min-quiet" onClick=${() => setOpen("words")}>${t("Change")}</button> <button type="button" class="min-quiet" onClick=${() => setOpen("strike")}>${t("Strike")}</button></p>`;
}

// Whoever signs types the name; the laptop refuses when anything was added since this page came.
function Sign() {
  const [name, setName] = useState("");
  const [wrong, setWrong] = useState("");
  const sign = async (event) => {
    event.preventDefault();
    const { status, body } = await send("/minutes/signatures", { head: bar.dataset.head, name: name.trim() });
    if (status === 200) return location.reload();
    setWrong(body.message);
  };
  return html`<form class="min-form" onSubmit=${sign}><label>${t("Type your name to sign")}<input maxlength="60" autocomplete="name" value=${name} onInput=${(event) => setName(event.target.value)} /></label>
    ${wrong && html`<p class="min-trouble" role="alert">${wrong} <button type="button" class="min-quiet" onClick=${() => location.reload()}>${t("Read it again")}</button></p>`}
    <p><button class="button" disabled=${!name.trim()}>${t("Sign the minutes")}</button></p></form>`;
}

// Who chairs and who writes stands at the head of the minutes; named again it replaces.
function Officers() {
  const [open, setOpen] = useState(false);
  const [chair, setChair] = useState("");
  const [secretary, setSecretary] = useState("");
  const [wrong, setWrong] = useState("");
  const save = async (event) => {
    event.preventDefault();
    const { status, body } = await send("/minutes/officers", { chair: chair.trim(), secretary: secretary.trim() });
    if (status === 200) return location.reload();
    setWrong(body.message);
  };
  if (!open) return html`<button type="button" class="min-quiet" onClick=${() => setOpen(true)}>${t("Name who chairs and who writes")}</button>`;
  return html`<form class="min-form" onSubmit=${save}><label>${t("In the chair")}<input maxlength="60" value=${chair} onInput=${(event) => setChair(event.target.value)} /></label>
    <label>${t("Minutes written by")}<input maxlength="60" value=${secretary} onInput=${(event) => setSecretary(event.target.value)} /></label>
    ${wrong && html`<p class="min-trouble" role="alert">${wrong}</p>`}
    <p><button class="button" disabled=${!chair.trim() || !secretary.trim()}>${t("Put it into the minutes")}</button> <button type="button" class="min-quiet" onClick=${() => setOpen(false)}>${t("Leave it")}</button></p></form>`;
}

function beside(element, part) {
  const place = document.createElement("div");
  place.className = "min-hand";
  element.append(place);
  render(part, place);
}

render(html`<${Bar} />`, bar);
for (const line of document.querySelectorAll(`[data-signer=${page.device.role}][data-state=open]`)) beside(line, html`<${Sign} />`);
const particulars = document.querySelector(".doc-head");
if (particulars) beside(particulars, html`<${Officers} />`);
if (writes) {
  for (const section of document.querySelectorAll("[data-section]")) {
    const heading = section.querySelector("h2").textContent;
    beside(section, html`<${Add} section=${section.dataset.section} heading=${heading} />`);
  }
  for (const aside of document.querySelectorAll("[data-addition]")) {
    const text = aside.querySelector("p").innerText;
    beside(aside, html`<${Change} addition=${Number(aside.dataset.addition)} text=${text} />`);
  }
}
