// The rehearsal's own page: what the meeting is at, the pause, the doors to every page, and who plays which part.

import { html, render, signal } from "../html.js";
import { fetchJson, send } from "../command.js";
import { number, t } from "../texts.js";
import { Languages } from "../desk/languages.js";

const app = document.getElementById("app");
const doors = JSON.parse(app.dataset.doors);
const parts = JSON.parse(app.dataset.parts);
const state = signal(null);
const LOOK_MS = 1_000;

const DOORS = {
  screen: [() => t("The hall screen"), () => t("Watch attendance grow towards the line. Put it on the second display.")],
  chair: [() => t("The console"), () => t("What the chair does: exclusions, quorum, the draw, the votes.")],
  desk: [() => t("A check-in desk of your own"), () => t("Read a badge with the camera, type its code, or search for a name.")],
  phones: [() => t("Anybody's phone"), () => t("Attendance, the draw, questions and support for them.")],
  supervisor: [() => t("The supervisor"), () => t("Compares the dice with what was typed, and confirms.")],
  teller_a: [() => t("Tellers, team A"), () => t("Read the papers below and enter them by keys alone.")],
  teller_b: [() => t("Tellers, team B"), () => t("The same papers once more, without seeing team A.")],
  chief_scrutineer: [() => t("The chief scrutineer"), () => t("The papers out and back, the signatures, the report.")],
  secretary: [() => t("The secretary"), () => t("The minutes as they grow, additions, the signature.")],
  observer: [() => t("The observer"), () => t("The live journal in sentences, and its hash.")],
};

async function look() {
  const answer = await fetchJson("/rehearsal/state").catch(() => null);
  if (answer?.status === 200) state.value = answer.body;
  setTimeout(look, LOOK_MS);
}

async function set(path, fields) {
  const { status, body } = await send(path, fields);
  if (status === 200) state.value = body;
}

function Rehearsal() {
  if (!state.value) return html`<p class="reh-now" role="status">${t("Connecting to the meeting …")}</p>`;
  const { taken, pile } = state.value;
  return html`<${Bar} ...${state.value} />
    <ul class="doors">${Object.keys(DOORS).map((role) => html`<${Door} key=${role} role=${role} taken=${taken.includes(role)} />`)}</ul>
    ${pile.length > 0 && taken.some((role) => role.startsWith("teller")) && html`<${Pile} pile=${pile} />`}`;
}

function Bar({ now, over, paused }) {
  const where = over ? t("The meeting is over: the minutes are signed.") : now ? t(now) : t("The meeting is closed; the minutes are being signed.");
  return html`<section class="reh-bar" data-over=${over}><p class="reh-now" role="status"><small>${over ? "✓" : paused ? t("Standing still") : t("The meeting is at")}</small> <b>${where}</b></p>
    ${!over && html`<button type="button" class=${`button ${paused ? "go" : ""}`} aria-pressed=${paused} onClick=${() => set("/rehearsal/tempo", { paused: !paused })}>${paused ? t("Go on") : t("Pause")}</button>`}
    <${Languages} /></section>`;
}

function Door({ role, taken }) {
  const [title, about] = DOORS[role];
  return html`<li data-role=${role} data-taken=${taken}><a href=${doors[role]} target=${`kiosk-${role}`}><b>${title()}</b><span>${about()}</span></a>
    ${parts.includes(role) && html`<p class="reh-part"><span>${taken ? t("You play this.") : t("Plays by itself.")}</span>
      <button type="button" onClick=${() => set("/rehearsal/parts", { part: role, taken: !taken })} aria-label=${taken ? t("Let it play: %(part)s", { part: title() }) : t("I play this: %(part)s", { part: title() })}>${taken ? t("Let it play") : t("I play this")}</button></p>`}</li>`;
}

// What a team would have on the table before it.
function Pile({ pile }) {
  return html`<section class="reh-pile"><h2>${t("The papers of this batch")}</h2><p>${t("Each paper with the names that have a ○; all others are left without a mark.")}</p>
    <ol>${pile.map((names, place) => html`<li key=${place}><i>${number(place + 1)}</i> ${names.length ? names.map((name) => html`<span key=${name}>○ ${name}</span>`) : html`<em>${t("blank")}</em>`}</li>`)}</ol></section>`;
}

look();
render(html`<${Rehearsal} />`, app);
