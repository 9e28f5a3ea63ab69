// Voting: how to mark the paper, beside a paper as it looks; then what became of the papers.

import { html } from "../html.js";
import { number, t } from "../texts.js";
import { titleOf } from "../verdict.js";
import { voided } from "../voided.js";
import { marking } from "./marking.js";
import { fit, phrase, sized } from "./type.js";

const ROWS_MOST = 4;
const MARKS = ["○", "○", "×", ""];

export function Voting({ snapshot }) {
  const { ballot } = snapshot;
  if (!ballot) return html`<div class="main middle"><p class="label">${t("No vote is being taken")}</p></div>`;
  const over = !["prepared", "issuing", "voting"].includes(ballot.state);
  return html`<div class="main voting" data-state=${ballot.state}>
    <h2 class="vote-title sized" style=${sized(titleOf(ballot), { width: 110, height: 7.4, most: 5.6, least: 4 }, { width: 90, height: 16, most: 6 })}>${phrase(titleOf(ballot))} <span class="vote-state">${words(ballot)}</span></h2>
    ${over ? html`<${Ledger} ballot=${ballot} />` : html`<div class="marking"><${Paper} ballot=${ballot} /><${How} ballot=${ballot} /></div><${Strip} ballot=${ballot} />`}
  </div>`;
}

function words({ state, last_call }) {
  if (state === "voting") return last_call ? t("Last call: please put your paper in now") : t("The boxes are open");
  return { prepared: t("Papers follow"), issuing: t("Papers are being handed out") }[state] ?? t("Voting is closed");
}

function How({ ballot }) {
  const said = marking(ballot);
  const whole = said.join(" ");
  const size = fit(whole, { width: 88, height: 42, most: 5.2, least: 4, leading: 1.42 });
  return html`<ul class="how sized" style=${{ "--wide": size, "--tall": Math.max(4.2, size) }}>${said.map((one) => html`<li key=${one}>${phrase(one)}</li>`)}</ul>`;
}

// A paper as it looks in the hand, with invented marks: nobody's name stands on it.
function Paper({ ballot: { ballot, offices } }) {
  const marks = ballot === "one" ? ["", "○", "", ""] : ballot === "motion" ? ["○"] : MARKS;
  const rows = Math.min(ROWS_MOST, Math.max(1, ...offices.map(({ candidates }) => candidates.length)));
  return html`<div class="sample" role="img" aria-label=${t("A paper as it looks when it is marked")}><p>${t("Example")}</p>${marks.slice(0, rows).map((mark, i) => html`<div key=${i}><i>${mark}</i><b></b></div>`)}</div>`;
}

function Strip({ ballot: { present, needed, papers, boxes } }) {
  const told = [
    present > 0 && [t("Present"), number(present)],
    papers.issued !== null ? [t("Issued"), number(papers.issued)] : papers.printed !== null && [t("Printed"), number(papers.printed)],
    boxes.length > 0 && [t("Boxes, sealed"), number(boxes.length)],
    needed !== null && present !== null && [t("Needed"), number(needed)],
  ].filter(Boolean);
  return told.length > 0 ? html`<dl class="strip">${told.map(([label, value]) => html`<div key=${label}><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>` : null;
}

function Ledger({ ballot: { papers, present, boxes, state, void_reason } }) {
  const told = [[t("Present with a vote"), present || null], [t("Issued"), papers.issued], [t("Returned"), papers.returned], [t("Exchanged"), papers.exchanged], [t("Kept and cut"), papers.spare], [t("Late, enveloped"), papers.late || null]];
  return html`<dl class="ledger">${told.filter(([, value]) => value !== null).map(([label, value], i) => html`<div key=${label} class=${i < 3 ? "first" : ""}><dt>${label}</dt><dd>${number(value)}</dd></div>`)}</dl>
    <p class="ledger-boxes">${state === "void" ? html`<b>${t("This round is void")}</b>${void_reason && html` · ${voided(void_reason)}`}` : boxes.map(({ number: n, seal }) => t("Box %(number)s, seal %(seal)s", { number: number(n), seal })).join(" · ")}</p>`;
}
