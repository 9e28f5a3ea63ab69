// The questions: what waits, what is next, who answers. The next question is the biggest button.

import { html, useState } from "../html.js";
import { Press } from "../console/controls.js";
import { chooses, clock as time } from "../console/state.js";
import { number, t } from "../console/words.js";
import { page } from "../page.js";
import { Board } from "../moderation/board.js";
import { Intake } from "../moderation/intake.js";
import { Ended, Queue, Waiting } from "../moderation/lists.js";
import { Lot } from "../moderation/lot.js";
import { ToTheSpeaker } from "../moderation/notes.js";
import { Respondents } from "../moderation/respondents.js";
import { Rules } from "../moderation/rules.js";
import { Shown } from "../moderation/shown.js";
import { words } from "../moderation/words.js";

export const ongoing = true; // questions come in while other steps go on

export function cue({ intake, screen, queue, board }) {
  const open = intake.state !== "closed";
  if (screen) {
    const who = screen.turns[0]?.name;
    if (screen.clock && screen.clock.ended_at === null) return t("%(name)s is answering.", { name: screen.clock.name });
    return who ? t("The question is: %(words)s First answers %(name)s.", { words: words(screen), name: who }) : t("The question is: %(words)s", { words: words(screen) });
  }
  if (queue.length > 0) return t("The next question: %(words)s", { words: words(queue[0]) });
  if (open) return t("Your questions, please: by phone, on paper, at the tablet or at a microphone.");
  return board.length > 0 ? t("No more questions are taken. Thank you.") : t("Now you may ask questions.");
}

export function render(panel, snapshot, act) {
  return html`<${Questions} panel=${panel} act=${act} />`;
}

const TABS = {
  waiting: () => t("To read"),
  queue: () => t("Queue"),
  ended: () => t("Done"),
};

function Questions({ panel, act }) {
  const [chosen, setChosen] = useState(null);
  const shown = chosen ?? (panel.waiting_count > 0 && panel.rules.approval ? "waiting" : "queue");
  const counts = { waiting: panel.waiting_count, queue: panel.queue_count, ended: panel.ended.length };
  return html`<div class="con-panel qm"><h2>${t("Questions")}</h2>
    <${Intake} panel=${panel} act=${act} now=${time.value} />
    <${Shown} panel=${panel} act=${act} now=${time.value} />
    <${Next} panel=${panel} act=${act} />
    <div class="con-choice qm-tabs" role="tablist">${Object.entries(TABS).map(([key, name]) => html`<button type="button" role="tab" key=${key} aria-selected=${shown === key} aria-pressed=${shown === key} onClick=${() => setChosen(key)}>${name()} <b>${number(counts[key])}</b></button>`)}</div>
    ${shown === "waiting" && html`<${Waiting} panel=${panel} act=${act} />`}
    ${shown === "queue" && html`<${Queue} panel=${panel} act=${act} />`}
    ${shown === "ended" && html`<${Ended} panel=${panel} act=${act} />`}
    <${Board} board=${panel.board} />
    ${chooses && html`<${ToTheSpeaker} panel=${panel} act=${act} /><${Respondents} panel=${panel} act=${act} /><${Lot} panel=${panel} act=${act} /><${Rules} rules=${panel.rules} act=${act} />`}
    <p class="con-around"><a class="con-alt" href=${`/qa/questions.csv?device=${page.device.id}`} download>${t("All questions as a table")}</a><a class="con-alt" href=${`/qa/questions.json?device=${page.device.id}`} download>${t("As JSON")}</a>
      ${chooses && html`<a class="con-alt" href=${`/qa/cards?device=${page.device.id}`} target="_blank">${t("Cards for the seats")}</a>`}</p>
  </div>`;
}

function Next({ panel: { queue, screen }, act }) {
  if (!chooses || queue.length === 0) return null;
  const [next] = queue;
  return html`<div class="con-do"><${Press} act=${act} path=${`/qa/questions/${next.id}/screen`} kind=${screen ? "go-plain" : "go"}>${t("Show question %(number)s", { number: number(next.id) })}<//>
    <p class="con-why" dir="auto">${words(next)}</p></div>`;
}
