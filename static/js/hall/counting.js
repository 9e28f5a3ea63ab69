// The count. In public: the 正 board, growing with every call. Otherwise how far it is, and no figure of anybody.

import { html } from "../html.js";
import { number, t } from "../texts.js";
import { titleOf } from "../verdict.js";
import { voided } from "../voided.js";
import { baseWords } from "./line.js";
import { paged, Pages } from "./pages.js";
import { laid, Strokes } from "./strokes.js";
import { ems, phrase, sized } from "./type.js";

const ROWS_MOST = 6;
const HIGH_U = 58;
const WIDE_U = 160;

export function Counting({ snapshot, now }) {
  const { ballot } = snapshot;
  if (!ballot) return html`<div class="main middle"><p class="label">${t("No vote is being taken")}</p></div>`;
  if (ballot.state === "void") return html`<${Void} ballot=${ballot} />`;
  const title = ballot.board ? t("%(title)s · public count", { title: titleOf(ballot) }) : titleOf(ballot);
  return html`<div class="main counting"><h2 class="vote-title sized" style=${sized(title, { width: 156, height: 7.4, most: 5.6, least: 4 }, { width: 90, height: 16, most: 6 })}>${phrase(title)}</h2>
    ${ballot.board ? html`<${Board} ballot=${ballot} now=${now} />` : html`<${Progress} ballot=${ballot} />`}
    <p class="count-foot"><span>${progress(ballot)}</span><span>${baseWords(ballot)}</span></p></div>`;
}

function progress({ state, batches, board, papers }) {
  if (state === "returned") return t("%(returned)s papers are back; doubtful ones are ruled on first", { returned: number(papers.returned) });
  if (state !== "counting") return t("Counted; the tellers sign");
  if (!board) return t("%(agreed)s of %(all)s batches agreed", { agreed: number(batches.agreed), all: number(batches.all) });
  const { batch, papers: called } = board;
  return batch === null ? t("%(called)s of %(all)s papers", { called: number(called.called), all: number(called.all) })
    : t("Batch %(batch)s · %(called)s of %(all)s papers", { batch: number(batch), called: number(called.called), all: number(called.all) });
}

function Board({ ballot: { board, offices }, now }) {
  const standing = board.candidates.filter(({ votes, write_in }) => votes > 0 || !write_in);
  const { shown, each, page, pages } = paged(standing, ROWS_MOST, now);
  const row = Math.min(17, HIGH_U / each);
  const longest = Math.max(...standing.map((one) => ems(one.name)));
  const name = Math.min(8.4, row * 0.62, Math.max(50 / longest, Math.min(row * 0.42, 50 / (longest / 2 + 1)))); // in two lines where that is larger
  const widest = Math.max(2, ...standing.map(({ votes }) => String(votes).length));
  const figure = Math.min(15, row * 0.92);
  const signs = WIDE_U - Math.max(28, Math.min(52, name * longest)) - widest * figure * 0.6 - 10;
  const shape = laid(Math.max(...standing.map(({ votes }) => votes)), signs, row * 0.94);
  return html`<ol class="board" style=${{ "--row": row, "--name": Math.max(4, name), "--figure": figure, "--sign": shape.size, "--digits": widest }}>
    ${shown.map((one) => html`<li key=${one.id}><b dir="auto">${phrase(one.name)}${offices.length > 1 && html`<small>${one.office}</small>`}</b><${Strokes} votes=${one.votes} before=${Math.min(shape.before, Math.max(0, Math.floor(one.votes / 5) - 1))} />
      <strong>${number(one.votes)}</strong></li>`)}</ol><${Pages} page=${page} pages=${pages} />`;
}

function Progress({ ballot: { state, batches } }) {
  const all = Math.max(1, batches.all);
  const done = ["counted", "signed"].includes(state);
  return html`<div class="count-progress"><p class="count-words">${state === "returned" ? t("The papers are made ready") : done ? t("The count is done") : t("Two teams count, each by itself")}</p>
    <div class="bar"><b class=${batches.agreed ? "" : "none"} style=${{ width: `${(100 * batches.agreed) / all}%` }}></b></div>
    <p class="count-note">${t("The result is shown when it is read out.")}</p></div>`;
}

function Void({ ballot }) {
  return html`<div class="main middle voided"><p class="organisation">${phrase(titleOf(ballot))}</p><p class="count-words">${ballot.annulled ? t("This round is annulled; its seats are open again") : t("This round is void")}</p><p class="count-note">${voided(ballot.void_reason)}</p></div>`;
}
