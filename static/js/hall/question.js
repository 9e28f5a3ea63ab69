// Questions before everybody: the one on the screen with the clock of its answer; between two, what comes next and
// how to ask. Who asks it is shown only when the chair asks for it.

import { ANSWER_WARN_SECONDS, digits, reading } from "../floor/clock.js";
import { html } from "../html.js";
import { number, t, time } from "../texts.js";
import { phrase, sized } from "./type.js";

const NEXT_MOST = 4;

export function Question({ snapshot, now }) {
  const { question, codes } = snapshot;
  if (!question) return html`<div class="main middle"><p class="label">${t("No questions yet")}</p></div>`;
  return question.screen ? html`<${Shown} screen=${question.screen} now=${now} />` : html`<${Between} question=${question} page=${codes.page} now=${now} />`;
}

function Shown({ screen, now }) {
  const { clock, votes, asker } = screen;
  const running = clock && clock.ended_at === null;
  const said = screen.text || spoken(screen);
  const place = { width: 150, height: running ? 30 : 46, most: 9, least: 4 };
  const words = sized(said, place, { width: 90, height: running ? 70 : 96, most: 9 });
  return html`<div class="main asking" data-running=${Boolean(running)}>
    <p class="asking-whom">${whom(screen)}</p>
    <blockquote class="sized" style=${words} dir="auto">${phrase(said)}</blockquote>
    <p class="asking-who">${asker && html`<span>${t("Asked by %(name)s", { name: asker })}</span>`}
      ${votes > 0 && html`<span>${votes === 1 ? t("1 supports it") : t("%(count)s support it", { count: number(votes) })}</span>`}</p>
    ${running && html`<${Clock} clock=${clock} now=${now} />`}
  </div>`;
}

function Clock({ clock, now }) {
  const { left_ms, state } = reading(clock, now, ANSWER_WARN_SECONDS);
  return html`<div class="answering" data-state=${state}>
    <div><p class="answering-name">${clock.name}</p><p class="speaking-state">${WORDS[state]()}</p></div>
    <p class="answering-clock" role="timer">${digits(left_ms)}</p></div>`;
}

const WORDS = {
  running: () => t("answers"),
  paused: () => t("clock stopped"),
  warning: () => t("coming to the end"),
  over: () => t("over time"),
};

// What was put at a microphone has no words on the screen until somebody types them.
const spoken = ({ place, id }) => (place ? t("Question at the microphone: %(place)s", { place }) : t("Question %(number)s, at the microphone", { number: number(id) }));

function whom({ turns, respondent, id }) {
  const title = t("Question %(number)s", { number: number(id) });
  if (respondent !== null && turns.length === 1) return html`${title} <b>${t("to %(name)s", { name: turns[0].name })}</b>`;
  if (turns.length === 0) return title;
  return html`${title} <b>${t("to all; first answers %(name)s", { name: turns[0].name })}</b>`;
}

// Between two questions: what waits, and how a question gets there.
function Between({ question, page, now }) {
  const { next, count } = question;
  const open = question.state !== "closed" && (question.closes_at === null || now < question.closes_at);
  const shown = next.slice(0, NEXT_MOST);
  return html`<div class="main queueing" data-alone=${shown.length === 0}>
    ${shown.length > 0 && html`<section><h3>${t("Next questions")}</h3><ol>${shown.map((one) => html`<li key=${one.id}><span dir="auto">${one.text || spoken(one)}</span>${one.votes > 0 && html` <em>${number(one.votes)} ▲</em>`}</li>`)}</ol>
      ${count > shown.length && html`<p class="queueing-more">${t("And %(count)s more.", { count: number(count - shown.length) })}</p>`}</section>`}
    <section class="queueing-how"><h3>${open ? t("Your questions, please") : t("No questions are taken now.")}</h3>
      ${open && page && html`<svg viewBox="-4 -4 ${page.modules + 8} ${page.modules + 8}" role="img" aria-label=${page.url}><path fill="#fff" d="M-4 -4h${page.modules + 8}v${page.modules + 8}h-${page.modules + 8}z" /><path d=${page.path} /></svg><p>${page.url.replace(/^https?:\/\/|\/$/g, "")}</p>`}
      ${open && html`<p>${phrase(t("By phone, on paper, at the tablet or at a microphone"))}</p>`}
      ${open && question.closes_at !== null && html`<p class="queueing-until">${t("Until %(time)s", { time: time(question.closes_at) })}</p>`}</section>
  </div>`;
}
