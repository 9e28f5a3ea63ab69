// A tablet that has read the laptop's code: it says what it is for, shows three digits, and waits to be let in.

import { html, render, signal } from "../html.js";
import { newCommandId } from "../command.js";
import { Languages } from "../desk/languages.js";
import { post } from "../desk/post.js";
import { t } from "../texts.js";
import { enter, hashed, keptToken } from "../token.js";

const FOR = [
  ["desk", () => t("Check-in desk"), () => t("Badges are read here.")],
  ["screen", () => t("Hall screen"), () => t("The whole hall looks at it.")],
  ["stand", () => t("Shared tablet"), () => t("Members ask their questions on it.")],
  ["speaker", () => t("Speaker's clock"), () => t("It stands on the lectern.")],
  ["teller", () => t("Teller"), () => t("Papers are counted here.")],
  ["supervisor", () => t("Supervisor"), () => t("Helps where a desk cannot.")],
  ["secretary", () => t("Secretary"), () => t("Types in the paper lists.")],
  ["operator", () => t("Operator"), () => t("Runs the meeting for the chair.")],
];
const ASK_MS = 1_500;
const ANSWER_MS = 5_000;

const kept = sessionStorage.getItem("kiosk-knock");
const key = kept ?? newCommandId() + newCommandId(); // 64 digits of chance: only this page may fetch the answer
const knock = signal({ state: kept ? "asking" : "choosing" });
const trouble = signal("");
sessionStorage.setItem("kiosk-knock", key);
const token = keptToken("kiosk-token"); // never sent before it is let in: its hash is

async function ask(wanted) {
  knock.value = { state: "asking", wanted };
  const { status, body } = await post("/devices/knocks", { key, wanted, token_hash: hashed(token) }, ANSWER_MS);
  trouble.value = status === 200 ? "" : body?.message ?? t("The laptop did not answer. Please try again.");
  knock.value = status === 200 ? body : { state: "choosing" };
}

async function look() {
  if (!["waiting", "asking"].includes(knock.value.state)) return;
  const { status, body } = await post("/devices/knocks/answers", { key }, ANSWER_MS);
  trouble.value = status === 200 ? "" : t("The laptop cannot be reached just now. This page goes on trying.");
  if (status !== 200) return;
  if (["admitted", "over"].includes(body.state)) return goIn(body);
  knock.value = body;
}

// Let in, and perhaps just before the program was started anew, which remembers nobody who asked.
async function goIn({ state }) {
  const { status, body } = await enter(token);
  if (status === 200) {
    forget();
    return location.replace(body.page);
  }
  if (status === 404 || state === "over") knock.value = { state: "choosing" };
  trouble.value = state === "admitted" ? body.message ?? t("The laptop cannot be reached just now. This page goes on trying.") : "";
}

function forget() {
  sessionStorage.removeItem("kiosk-knock");
  sessionStorage.removeItem("kiosk-token");
}

function again() {
  forget();
  location.reload();
}

const name = (wanted) => FOR.find(([role]) => role === wanted)?.[1]() ?? "";

function Join() {
  const { state, code, wanted } = knock.value;
  return html`<div class="join">
    <header><${Languages} /></header>
    ${state === "choosing" && html`<section class="join-choose">
      <h1>${t("What is this tablet for?")}</h1>
      <ul>${FOR.map(([role, title, why]) => html`<li key=${role}><button type="button" onClick=${() => ask(role)}><b>${title()}</b><span>${why()}</span></button></li>`)}</ul>
    </section>`}
    ${state === "asking" && html`<p class="join-calm" role="status">${t("Asking at the laptop …")}</p>`}
    ${state === "waiting" && html`<section class="join-wait" role="status">
      <h1>${name(wanted)}</h1>
      <p class="join-code" aria-label=${t("Code: %(code)s", { code })}>${code}</p>
      <p>${t("Now at the laptop: choose the device with these three digits and let it in. This page goes on by itself.")}</p>
      <button type="button" class="button" onClick=${() => (knock.value = { state: "choosing" })}>${t("It is for something else")}</button>
    </section>`}
    ${state === "refused" && html`<section class="join-wait" role="alert"><h1>${t("Not let in.")}</h1><p>${t("Ask the person at the laptop.")}</p>
      <button type="button" class="button" onClick=${again}>${t("Ask again")}</button></section>`}
    ${trouble.value && html`<p class="join-trouble" role="alert">${trouble.value}</p>`}
  </div>`;
}

setInterval(look, ASK_MS);
if (kept) look();
render(html`<${Join} />`, document.getElementById("app"));
