// What waits to be read, what stands in the queue, and what is over.

import { html } from "../html.js";
import { Press } from "../console/controls.js";
import { chooses } from "../console/state.js";
import { number, t } from "../console/words.js";
import { Row } from "./row.js";
import { about, state, words } from "./words.js";

export function Waiting({ panel, act }) {
  if (panel.waiting.length === 0) return html`<p class="con-why">${t("Nothing waits to be read.")}</p>`;
  return html`<ul class="qm-list">${panel.waiting.map((one) => html`<${Row} key=${one.id} question=${one} panel=${panel} act=${act}>
    <${Press} act=${act} path=${`/qa/questions/${one.id}/approval`} kind="main">${t("Approve")}<//>
    ${one.similar !== null && isOpen(panel, one.similar) && html`<${Press} act=${act} path=${`/qa/questions/${one.similar}/merging`} fields=${{ questions: [one.id] }}>${t("Merge into %(number)s", { number: number(one.similar) })}<//>`}<//>`)}
    ${more(panel.waiting_count - panel.waiting.length)}</ul>`;
}

export function Queue({ panel, act }) {
  if (panel.queue.length === 0) return html`<p class="con-why">${t("The queue is empty.")}</p>`;
  const ids = panel.queue.map(({ id }) => id);
  const moved = (place, to) => {
    const order = ids.filter((_, at) => at !== place);
    order.splice(to, 0, ids[place]);
    return { questions: order };
  };
  return html`<p class="con-note">${SEQUENCES[panel.rules.sequence]()}</p><ul class="qm-list">${panel.queue.map((one, place) => html`<${Row} key=${one.id} question=${one} panel=${panel} act=${act}>
    <${Press} act=${act} path=${`/qa/questions/${one.id}/screen`}>${t("Show")}<//>
    ${place > 0 && html`<${Press} act=${act} path="/qa/order" fields=${moved(place, 0)} kind="small"><span>${t("To the front")}</span><//><${Press} act=${act} path="/qa/order" fields=${moved(place, place - 1)} kind="small"><span>${t("Up")}</span><//>`}
    <${Press} act=${act} path=${`/qa/questions/${one.id}/back`} kind="small"><span>${t("Take back")}</span><//>
    ${panel.ended.some(({ merged_into }) => merged_into === one.id) && html`<${Press} act=${act} path=${`/qa/questions/${one.id}/parting`} kind="small"><span>${t("Part again")}</span><//>`}<//>`)}
    ${more(panel.queue_count - panel.queue.length)}</ul>`;
}

export function Ended({ panel, act }) {
  if (panel.ended.length === 0) return html`<p class="con-why">${t("Nothing is done yet.")}</p>`;
  return html`<ul class="qm-list">${panel.ended.map((one) => html`<li class="qm-row" key=${one.id}>
    <p><b class="qm-number">${number(one.id)}</b> <span class="qm-text" dir="auto">${words(one)}</span></p>
    <p class="qm-about"><b>${state(one)}</b>${about(one, panel.board).map((part) => html`<span>${part}</span>`)}</p>
    ${chooses && html`<div class="qm-acts">
      ${["answered", "dismissed", "archived"].includes(one.state) && html`<${Press} act=${act} path=${`/qa/questions/${one.id}/back`} kind="small"><span>${t("Take back")}</span><//>`}
      ${["answered", "dismissed"].includes(one.state) && html`<${Press} act=${act} path=${`/qa/questions/${one.id}/archival`} kind="small"><span>${t("Put away")}</span><//>`}
      ${one.state === "merged" && html`<${Press} act=${act} path=${`/qa/questions/${one.merged_into}/parting`} kind="small"><span>${t("Part again")}</span><//>`}</div>`}</li>`)}</ul>`;
}

const SEQUENCES = {
  turns: () => t("The ways take turns: microphone, paper, volunteer, tablet, phone."),
  time: () => t("In the order in which they came."),
  votes: () => t("In the order of their supporters."),
  hand: () => t("In the order that you gave them."),
  lot: () => t("In the order of the draw."),
};

const isOpen = ({ queue, waiting, screen }, id) => [screen, ...queue, ...waiting].some((one) => one?.id === id);
const more = (count) => count > 0 && html`<li class="con-note">${t("And %(count)s more.", { count: number(count) })}</li>`;
