// The question on the screen: who answers it, the answer's clock, and what ends it.

import { html } from "../html.js";
import { Press } from "../console/controls.js";
import { chooses } from "../console/state.js";
import { number, t } from "../console/words.js";
import { digits, reading } from "../floor/clock.js";
import { words } from "./words.js";

const WARN_SECONDS = 15;
const STEP_SECONDS = 30;

export function Shown({ panel: { screen, board }, act, now }) {
  if (!screen) return null;
  const { clock } = screen;
  const running = clock && clock.ended_at === null;
  return html`<section class="qm-shown" aria-label=${t("On the hall screen now")}>
    <h3>${t("On the hall screen now")} · ${t("Question %(number)s", { number: number(screen.id) })}</h3>
    <p class="qm-words" dir="auto">${words(screen)}</p>
    ${screen.asker && html`<p class="con-why">${t("Asked by %(name)s", { name: screen.asker })}${screen.asker_shown ? ` · ${t("the hall sees it")}` : ""}</p>`}
    ${running && html`<${Clock} clock=${clock} act=${act} now=${now} />`}
    ${chooses && html`<${Turns} screen=${screen} board=${board} running=${running ? clock.speaker : null} act=${act} />
      <div class="con-ways"><${Press} act=${act} path=${`/qa/questions/${screen.id}/answered`} kind="main">${t("It is answered")}<//>
        <${Press} act=${act} path=${`/qa/questions/${screen.id}/back`} kind="small"><span>${t("Back into the queue")}</span><//>
        ${screen.naming === "named" && screen.asker && html`<${Press} act=${act} path=${`/qa/questions/${screen.id}/asker`} fields=${{ shown: !screen.asker_shown }} kind="small"><span>${screen.asker_shown ? t("Hide the name") : t("Show the hall who asks")}</span><//>`}</div>`}
  </section>`;
}

function Clock({ clock, act, now }) {
  const { left_ms, state } = reading(clock, now, WARN_SECONDS);
  return html`<div class="floor-now" data-state=${state}><p class="con-most"><b role="timer">${digits(left_ms)}</b> <span>${clock.name}${state === "over" ? ` · ${t("over time")}` : ""}</span></p>
    ${chooses && html`<div class="con-do"><${Press} act=${act} path="/qa/answers/time" fields=${{ seconds: STEP_SECONDS }}>${t("+30 seconds")}<//>
      <${Press} act=${act} path="/qa/answers/time" fields=${{ seconds: -STEP_SECONDS }}>${t("−30 seconds")}<//>
      <${Press} act=${act} path="/qa/answers/end">${t("Stop the clock")}<//></div>`}</div>`;
}

// Everybody who answers, in their turn; who was not asked may still be given the word.
function Turns({ screen, board, running, act }) {
  const turns = screen.turns.map(({ id }) => id);
  const others = board.filter(({ id }) => !turns.includes(id)).map(({ id }) => id);
  const name = (id) => board.find((one) => one.id === id)?.name ?? "";
  const button = (id, kind) => html`<${Press} key=${id} act=${act} path="/qa/answers" fields=${{ respondent: id }} kind=${kind} disabled=${id === running}>${t("%(name)s answers", { name: name(id) })}<//>`;
  if (board.length === 0) return html`<p class="con-why">${t("Name below who answers, then each answer has a clock.")}</p>`;
  return html`<div class="con-ways qm-turns">${turns.map((id, place) => button(id, place === 0 && running === null ? "go" : "plain"))}${others.map((id) => button(id, "small"))}</div>`;
}
