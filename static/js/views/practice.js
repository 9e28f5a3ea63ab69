// Practising at the desk: the practice badges are read and answered here, on this page; nothing is sent, nothing counts.

import { fetchJson } from "../command.js";
import { camera, canWatch, readPhoto, stop, watch } from "../desk/camera.js";
import { VerdictCard } from "../desk/card.js";
import { Languages } from "../desk/languages.js";
import { openSpeaker, play } from "../desk/sound.js";
import { listenForScanner } from "../desk/wedge.js";
import { html, render, signal, useRef } from "../html.js";
import { number, t } from "../texts.js";

const AGAIN_MS = 3000; // a badge held before the camera is one reading
const { body } = await fetchJson("/practice/cases");
const cases = new Map(body.cases.map((one, place) => [one.code, { ...one, number: place + 1 }]));
const card = signal(null);
const seen = signal(new Map()); // code → when it was read first
let last = { code: "", at: 0 };

function read(text) {
  const code = text.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "");
  const read_at = performance.now();
  if (code === last.code && read_at - last.at < AGAIN_MS) return (last.at = read_at);
  last = { code, at: read_at };
  const at = Date.now(); // nothing is recorded: this device's own clock will do
  const found = cases.get(code);
  const verdict = !found ? "refused" : seen.value.has(code) ? found.again : found.verdict;
  card.value = { id: `${code} ${at}`, verdict, at, body: found ? answer(found, code, at) : { message: t("This is no practice badge. Nothing was read into the meeting.") } };
  if (found && !seen.value.has(code)) seen.value = new Map([...seen.value, [code, at]]);
  play(verdict);
}

function answer({ number: n, verdict, with_vote }, code, at) {
  const person = ["admitted", "admitted_nonvoting", "returned", "revoked"].includes(verdict);
  const member = person ? { name: t("Practice person %(n)s", { n: number(n) }), number: `P${n}`, group: t("Practice"), with_vote } : undefined;
  return { member, first: { at: seen.value.get(code) ?? at, device: t("Practice") }, desks: { state: "closed" }, at };
}

function Practice() {
  return html`<div class="practice">
    <header class="practice-banner"><span>${t("Practice: nothing is recorded.")}</span><a href="/practice/badges" target="_blank">${t("Practice badges")}</a><${Languages} /></header>
    <div class="stage" aria-live="assertive">${card.value ? html`<${VerdictCard} card=${card.value} />` : html`<${Start} />`}<${Watching} /></div>
    <${Bottom} />
  </div>`;
}

function Start() {
  return html`<section class="practice-start"><h1>${t("Read the practice badges")}</h1>
    <p>${t("Each shows another answer of the desk. %(seen)s of %(all)s read.", { seen: number(seen.value.size), all: number(cases.size) })}</p>
    <ul class="practice-seen">${[...cases.values()].map((one) => html`<li key=${one.code} class=${seen.value.has(one.code) ? "seen" : ""}><span aria-hidden="true">${seen.value.has(one.code) ? "✓" : "○"}</span><span>${t(one.title)}</span></li>`)}</ul></section>`;
}

function Watching() {
  const video = useRef(null);
  if (!canWatch) return null;
  const on = camera.state.value !== "off";
  return html`<video ref=${video} id="eye" muted playsinline hidden=${!on} aria-label=${t("Camera")}></video>`;
}

function Bottom() {
  const typed = useRef(null);
  const submit = (event) => {
    event.preventDefault();
    if (typed.current.value.trim()) read(typed.current.value);
    typed.current.value = "";
  };
  const photo = async ({ target }) => {
    const [file] = target.files;
    target.value = "";
    if (file) read((await readPhoto(file).catch(() => null)) ?? "?");
  };
  return html`<div class="practice-bottom"><form onSubmit=${submit}><input ref=${typed} type="text" autocomplete="off" autocapitalize="characters" spellcheck=${false} maxlength="40" aria-label=${t("The badge's code")} placeholder=${t("The badge's code")} /><button class="button">${t("Read the code")}</button></form>
    ${canWatch ? html`<button type="button" class="button" aria-pressed=${camera.state.value === "on"} onClick=${() => (camera.state.value === "off" ? watch(document.getElementById("eye"), read) : stop())}>${camera.state.value === "off" ? t("Camera on") : t("Camera off")}</button>`
      : html`<label class="button practice-photo">${t("Take a photo")}<input type="file" accept="image/*" capture="environment" onChange=${photo} /></label>`}
    ${card.value && html`<button type="button" class="button" onClick=${() => (card.value = null)}>${t("The list")}</button>`}</div>`;
}

listenForScanner(read, { isKnown: (code) => cases.has(code) });
addEventListener("pointerdown", openSpeaker);
addEventListener("keydown", openSpeaker);
render(html`<${Practice} />`, document.getElementById("app"));
