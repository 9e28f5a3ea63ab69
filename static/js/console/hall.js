// What the hall sees, what it will see next, and the switch between them.

import { send } from "../command.js";
import { html, signal } from "../html.js";
import { page } from "../page.js";
import { Choice, Press, Trouble } from "./controls.js";
import { Screen } from "./screen.js";
import { clock, chooses } from "./state.js";
import { ago, number, t } from "./words.js";

const UNDO_MS = 10_000;
const SCENES = { welcome: () => t("Welcome"), codes: () => t("Codes"), agenda: () => t("Agenda"), attendance: () => t("Attendance"), draw: () => t("Draw"), speaker: () => t("Speaker"), question: () => t("Question"), candidates: () => t("Candidates"), voting: () => t("How to vote"), counting: () => t("Counting"), result: () => t("Result"), message: () => t("Message"), blank: () => t("Blank") };
const address = (which) => `/hall?${which}=1&device=${page.device.id}`;

const draft = signal(null); // the message as it is being typed; null: as the server has it
const trouble = signal("");

export const sceneName = (scene) => SCENES[scene]?.() ?? scene;

async function preview(scene, text) {
  const fields = scene === "message" ? { scene, text } : { scene };
  const { status, body } = await send("/display/previews", fields);
  trouble.value = status === 200 ? "" : body?.message ?? t("The laptop did not answer. Please try again.");
}

export function Hall({ hall }) {
  const { scene, preview: next, taken_at } = hall;
  const left = taken_at ? Math.ceil((taken_at + UNDO_MS - clock.value) / 1000) : 0;
  return html`<section class="con-hall" aria-label=${t("Hall screen")}>
    <h2>${t("Hall screen")} <span>${t("%(scene)s, for %(ago)s", { scene: sceneName(scene.name), ago: ago(clock.value - scene.since) })}</span></h2>
    <${Screen} kind="live" src=${address("live")} title=${t("What the hall sees")} />
    ${chooses && html`<${Next} hall=${hall} />
      <div class="con-take">
        <${Press} act=${send} path="/display/takes" kind="main" disabled=${!next}>${next ? t("Take: %(scene)s", { scene: sceneName(next.name) }) : t("Take")}<//>
        <${Press} act=${send} path="/display/blank" kind="plain">${t("Blank now")}<//>
        ${left > 0 && html`<${Press} act=${send} path="/display/undo" kind="undo">${t("Take back (%(seconds)s)", { seconds: number(left) })}<//>`}
      </div>
      ${!scene.automatic && html`<${Press} act=${send} path="/display/takes" fields=${{ automatic: true }} kind="small"><span>${t("Let it follow the meeting by itself")}</span><//>`}`}
  </section>`;
}

function Next({ hall }) {
  const { name, text } = hall.preview ?? {};
  const words = draft.value ?? text ?? "";
  const show = (event) => {
    event.preventDefault();
    preview("message", words);
  };
  return html`<h2>${t("Next")}</h2>
    <${Choice} label=${t("Next scene")} chosen=${name} options=${Object.keys(SCENES).map((scene) => [scene, sceneName(scene)])} onChoose=${(scene) => preview(scene, words || t("Please wait"))} />
    ${name === "message" && html`<form class="con-message" onSubmit=${show}>
      <textarea rows="2" maxlength="200" aria-label=${t("Message for the hall")} value=${words} onInput=${(event) => (draft.value = event.target.value)} onBlur=${show}></textarea></form>`}
    ${name && html`<${Screen} kind="next" src=${address("preview")} title=${t("What comes next")} />`}
    <${Trouble}>${trouble.value}<//>`;
}
