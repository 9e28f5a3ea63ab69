// The papers in batches, and how far both teams are: no figure of either before they agree.

import { html, useState } from "../html.js";
import { t } from "../texts.js";
import { Act, Words } from "./act.js";
import { METHOD, METHOD_ABOUT, TEAM } from "./words.js";

const LEAST = 20;
const MOST = 50;
const CALLED_BELOW = 300;

// As even as they can be: 163 papers in batches of at most 50 are 41 41 41 40.
export function split(papers, most) {
  const count = Math.max(1, Math.ceil(papers / most));
  return Array.from({ length: count }, (_, place) => Math.floor(papers / count) + (place < papers % count ? 1 : 0));
}

export function OpenCounting({ round, chief, ballot }) {
  const papers = chief.papers.returned - chief.ruled_out;
  const [size, setSize] = useState(MOST);
  const [method, setMethod] = useState(papers < CALLED_BELOW && !ballot.named ? "called" : "papers");
  const methods = ballot.named ? ["papers"] : Object.keys(METHOD); // a named paper goes with its unit
  const sizes = split(papers, Math.max(LEAST, Math.min(MOST, size || MOST)));
  return html`<section class="step step-main"><h1>${t("Count %(papers)s papers", { papers })}</h1>
    <${Act} path=${`/ballots/rounds/${round.id}/batches`} label=${t("Begin the count: batches %(count)s", { count: sizes.length })} gather=${() => ({ batches: sizes, method })} disabled=${papers < 1}>
      <fieldset class="methods"><legend>${t("How the teams count")}</legend>${methods.map((one) => html`<label key=${one}><input type="radio" name="method" value=${one} checked=${method === one} onChange=${() => setMethod(one)} />
        <b>${METHOD[one]()}</b><span>${METHOD_ABOUT[one]()}</span></label>`)}</fieldset>
      <label class="field"><span>${t("Papers in a batch, %(least)s to %(most)s", { least: LEAST, most: MOST })}</span>
        <input name="size" type="number" inputmode="numeric" min=${LEAST} max=${MOST} value=${size} onInput=${(event) => setSize(Number(event.target.value))} /></label>
      <p class="sizes">${sizes.join(" · ")}</p><//></section>`;
}

export function Batches({ round, chief }) {
  const agreed = chief.batches.filter(({ state }) => state === "agreed").length;
  const all = chief.batches.length;
  return html`<section class="step step-main"><h1>${agreed === all ? t("Every batch is agreed.") : t("Batches agreed: %(agreed)s of %(all)s", { agreed, all })}</h1>
    <ul class="batches">${chief.batches.map((one) => html`<${Batch} key=${one.id} batch=${one} now=${one.id === chief.batches.find(({ state }) => state === "open")?.id} />`)}</ul>
    ${agreed === all && html`<${Act} path=${`/ballots/rounds/${round.id}/count`} label=${t("Finish the count")} />`}</section>`;
}

function Batch({ batch, now }) {
  const { number, papers, state, slips, teams, differ } = batch;
  return html`<li class="batch" data-state=${state} data-now=${now}>
    <p class="batch-head"><b>${t("Batch %(number)s", { number })}</b><span>${t("%(papers)s papers", { papers })}</span></p>
    ${state === "agreed" ? html`<p class="batch-agreed">✓ ${t("agreed")}${slips > 0 && html` <small>${t("after %(slips)s differences", { slips })}</small>`}</p><${Recount} batch=${batch} />`
      : html`<div class="batch-teams">${Object.entries(teams).map(([team, { entered, finished }]) => html`<p key=${team}><span>${TEAM[team]()}</span>
          <progress max=${papers} value=${entered} aria-label=${TEAM[team]()}></progress><b>${finished ? t("handed in") : `${entered} / ${papers}`}</b></p>`)}</div>
        ${differ && html`<p class="batch-differ">▲ ${t("The teams differ and are looking again.")}</p>`}`}</li>`;
}

function Recount({ batch }) {
  return html`<details class="recount"><summary>${t("Count it again")}</summary>
    <${Act} quiet=${true} path=${`/ballots/batches/${batch.id}/recount`} label=${t("Have batch %(number)s counted again", { number: batch.number })} gather=${(data) => ({ reason: data.get("reason").trim() })}>
      <${Words} name="reason" label=${t("Reason")} most=${280} /><//></details>`;
}
