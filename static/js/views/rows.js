// The head count: a helper walks along the rows with a tablet and records a number for each block.

import { fetchJson, send } from "../command.js";
import { html, render, signal } from "../html.js";
import { follow } from "../live.js";
import { page } from "../page.js";
import { number, t, time } from "../texts.js";
import { Question } from "../desk/panels.js";
import { Top } from "../desk/top.js";

const COUNT_MOST = 9999;

const MAY_CLEAR = ["chair", "operator", "supervisor"];
const AGAIN_MS = 5000;

const live = follow("desk");
const counted = signal(null); // {blocks: [{block, count, at, device_name}], total}
const counting = signal(null); // {block, count} while a block is counted
const adding = signal("");
const clearing = signal(false);
const trouble = signal("");

function open(block, count) {
  trouble.value = "";
  counting.value = { block, count };
}

function set(count) {
  counting.value = { ...counting.value, count: Math.max(0, Math.min(COUNT_MOST, count)) };
}

async function record(event) {
  event.preventDefault();
  const { block, count } = counting.value;
  if (await done("/checkin/headcounts", { block, count })) counting.value = null;
}

async function ask() {
  const answer = await fetchJson("/checkin/headcounts").catch(() => null);
  if (answer?.status === 200) counted.value = answer.body;
}

async function startAgain() {
  if (await done("/checkin/headcounts/clear", {})) clearing.value = false;
}

async function done(path, fields) {
  const { status, body } = await send(path, fields);
  if (status === 200) await ask();
  trouble.value = status === 200 ? "" : body.message ?? t("The laptop did not answer. Please try again.");
  return status === 200;
}

function add(event) {
  event.preventDefault();
  const block = adding.value.trim();
  if (!block) return;
  adding.value = "";
  open(block, 0);
}

function Counter() {
  const { block, count } = counting.value;
  return html`<form class="counter" onSubmit=${record}>
    <h1>${t("Block %(block)s", { block })}</h1>
    <label class="counter-count"><span class="unseen">${t("People")}</span>
      <input inputmode="numeric" pattern="[0-9]*" value=${count} onFocus=${(event) => event.target.select()}
        onInput=${(event) => set(Number.parseInt(event.target.value.replace(/\D/g, "") || "0", 10))} /></label>
    <div class="counter-keys">
      <button type="button" class="act" onClick=${() => set(count - 1)} aria-label=${t("One fewer")}>−1</button>
      <button type="button" class="act counter-plus" onClick=${() => set(count + 1)} aria-label=${t("One more")}>+1</button>
      <button type="button" class="act" onClick=${() => set(count + 5)} aria-label=${t("Five more")}>+5</button>
    </div>
    ${trouble.value && html`<p class="trouble" role="alert">${trouble.value}</p>`}
    <button class="act act-main">${t("Record %(count)s people in block %(block)s", { count: number(count), block })}</button>
    <button type="button" class="act act-back" onClick=${() => (counting.value = null)}>${t("Back")}</button>
  </form>`;
}

function Blocks() {
  const blocks = counted.value?.blocks ?? [];
  return html`<div class="blocks">
    <p class="blocks-total"><b>${number(counted.value?.total ?? 0)}</b> <span>${t("counted in %(blocks)s blocks", { blocks: number(blocks.length) })}</span>
      <em>${live.snapshot.value && t("The desks have %(checked_in)s.", { checked_in: number(live.snapshot.value.attendance.checked_in) })}</em></p>
    <ul class="blocks-list">${blocks.map((one) => html`<li key=${one.block}>
      <button type="button" class="block" onClick=${() => open(one.block, one.count)}><b>${one.block}</b><span>${one.device_name} · ${time(one.at)}</span><strong>${number(one.count)}</strong></button></li>`)}</ul>
    ${trouble.value && html`<p class="trouble" role="alert">${trouble.value}</p>`}
    <form class="blocks-add" onSubmit=${add}>
      <input class="find" value=${adding.value} maxlength="40" autocomplete="off" aria-label=${t("New block")} placeholder=${t("New block, for example A 1–5")}
        onInput=${(event) => (adding.value = event.target.value)} />
      <button class="act act-main" disabled=${!adding.value.trim()}>${t("Count this block")}</button>
      ${blocks.length > 0 && MAY_CLEAR.includes(page.device.role) && html`<button type="button" class="act" onClick=${() => (clearing.value = true)}>${t("Start the head count again")}</button>`}
    </form>
  </div>`;
}

function Rows() {
  return html`<div class="desk sheet"><h1 class="visually-hidden">${t("Count heads by row")}</h1><${Top} snapshot=${live.snapshot.value} link=${live.link.value} />
    ${clearing.value ? html`<div class="stage"><${Question} title=${t("Start the head count again?")} act=${t("Start the head count again")}
        line=${trouble.value || t("All blocks are set to nothing; what was counted stays in the record.")} onAct=${startAgain} onBack=${() => (clearing.value = false)} /></div>`
      : counting.value ? html`<${Counter} />` : html`<${Blocks} />`}</div>`;
}

ask();
setInterval(ask, AGAIN_MS); // another helper may count other rows
render(html`<${Rows} />`, document.getElementById("app"));
