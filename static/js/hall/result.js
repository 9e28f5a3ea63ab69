// The result, from the act that reports it: bars with the line, then its sentences; after the declaration the names of
// the elected. Nothing of it is told to this screen before.

import { html } from "../html.js";
import { listed, number, t } from "../texts.js";
import { baseWords } from "./line.js";
import { paged, Pages } from "./pages.js";
import { ems, fit, phrase, sized } from "./type.js";
import { clause, sentenceOf, titleOf } from "../verdict.js";

const ROWS_MOST = 6;
const SENTENCES_MOST = 4;
const ELECTED_MOST = 9;
const ELECTED_HIGH_U = 44;
const PAGE_MS = 8000;

export function Result({ snapshot, now }) {
  const { ballot } = snapshot;
  if (!ballot?.result) return html`<div class="main middle"><p class="label">${t("No result has been read out yet")}</p></div>`;
  const bars = barSheets(ballot), sentences = sentenceSheets(ballot);
  const arithmetic = ballot.result.figures.papers.valid_weight === undefined ? [...bars, ...sentences] : [...sentences, ...bars]; // bars tell heads alone
  const sheets = [...(ballot.declared ? electedSheets(ballot) : []), ...correctionSheets(ballot), ...arithmetic];
  const turn = Math.floor(Math.max(0, now - snapshot.scene.since) / PAGE_MS) % sheets.length; // what was just said comes first
  const [Sheet, given] = sheets[turn];
  const heading = ballot.recounting ? t("%(title)s: being counted again", { title: titleOf(ballot) }) : ballot.declared ? t("%(title)s: declared", { title: titleOf(ballot) }) : t("%(title)s: result", { title: titleOf(ballot) });
  return html`<div class="main result" data-declared=${ballot.declared}>
    <h2 class="vote-title sized" style=${sized(heading, { width: 156, height: 7.4, most: 5.6, least: 4 }, { width: 90, height: 16, most: 6 })}>${phrase(heading)}</h2>
    <${Sheet} ballot=${ballot} ...${given} />
    <p class="count-foot"><span>${papersWords(ballot)}</span><span>${sheets.length > 1 && html`<i>${turn + 1} / ${sheets.length}</i>`}</span></p>
  </div>`;
}

// Nobody is counted as present where papers go out without attendance.
function papersWords({ result: { figures: { papers, present } } }) {
  const figures = { present: number(present), issued: number(papers.issued), returned: number(papers.returned), valid: number(papers.valid), invalid: number(papers.invalid) };
  return present > 0 ? t("Present %(present)s · issued %(issued)s · returned %(returned)s · valid %(valid)s · invalid %(invalid)s", figures) : t("Issued %(issued)s · returned %(returned)s · valid %(valid)s · invalid %(invalid)s", figures);
}

function barSheets({ result: { figures } }) {
  return figures.offices.flatMap((office, place) => {
    const names = figures.candidates.filter((one) => one.office === office.name).sort((one, other) => other.for - one.for);
    const sheets = Math.max(1, Math.ceil(names.length / ROWS_MOST));
    const each = Math.ceil(names.length / sheets);
    return Array.from({ length: sheets }, (_, i) => [Bars, { office, place, names: names.slice(i * each, (i + 1) * each), several: figures.offices.length > 1 }]);
  });
}

function Bars({ ballot, office, place, names, several }) {
  const { figures, verdict } = ballot.result;
  const told = verdict.offices[place];
  const whole = Math.max(1, figures.papers.valid, told.needed ?? 0);
  const left = ballot.declined.filter(([of]) => of === office.name).map(([, who]) => who);
  const decided = ballot.decided.filter(({ office: of }) => (of ? of === office.name : told.shortfall > 0 || left.length > 0));
  const open = told.revote.names.length > 0 || told.shortfall > 0 || decided.length > 0 || left.length > 0;
  const row = Math.min(15, (46 - (several ? 6 : 0) - (open ? 8 : 0)) / names.length);
  const name = Math.min(7.6, row * 0.62, 48 / Math.max(...names.map((one) => ems(one.name))));
  const line = !ballot.goes_on && told.needed !== null && told.needed;
  return html`<div class="outcome" style=${{ "--row": row, "--name": Math.max(4, name) }}>
    ${several && html`<h3>${office.name}</h3>`}
    <ol>${names.map((one) => html`<li key=${one.name} data-standing=${standing(told, one.name)}><b dir="auto">${phrase(one.name)}</b>
      <span class="track"><i style=${{ width: `${(100 * one.for) / whole}%` }}></i>${line && html`<u style=${{ left: `${Math.min(100, (100 * line) / whole)}%` }}></u>`}</span>
      <strong>${number(one.for)}</strong><em>${left.includes(one.name) ? t("✕ declined") : mark(told, one.name, ballot)}</em></li>`)}</ol>
    <p class="outcome-line">${line !== false ? html`<u aria-hidden="true"></u>` : ""}${baseWords(ballot, place)}</p>
    <${Open} told=${told} decided=${decided} left=${left} />
  </div>`;
}

const standing = ({ elected, advanced, revote }, name) => (elected.includes(name) || advanced.includes(name) ? "in" : revote.names.includes(name) ? "tied" : "out");

function mark(told, name, ballot) {
  const place = standing(told, name);
  if (place === "tied") return t("= tied");
  if (place === "out") return "";
  if (ballot.goes_on) return t("✓ goes on");
  if (ballot.ballot === "motion") return t("✓ adopted");
  return ballot.declared && ballot.kind !== "trust" ? t("✓ elected") : t("✓ reached");
}

function Open({ told, decided, left }) {
  const words = [told.revote.names.length > 0 && t("Tied: %(names)s; seats left for them: %(seats)s", { names: listed(told.revote.names), seats: number(told.revote.seats) }),
    left.length > 0 && t("Declined: %(names)s; the seat is open", { names: listed(left) }), told.shortfall > 0 && t("Seats that nobody passed for: %(seats)s", { seats: number(told.shortfall) }), ...decided.map((one) => DECIDED[one.way]?.(one))].filter(Boolean);
  if (!words.length) return null;
  const said = words.join(" · ");
  return html`<p class="outcome-open sized" style=${sized(said, { width: 150, height: 11, most: 4.6, least: 4 }, { width: 88, height: 26, most: 5 })}>${phrase(said)}</p>`;
}

const DECIDED = {
  revote: () => t("The meeting votes again between them"), lot: ({ names }) => t("The lot has chosen %(names)s", { names: listed(names) }), chair: ({ names }) => t("The chair has decided for %(names)s", { names: listed(names) }),
  consent: ({ names }) => t("They have agreed on %(names)s", { names: listed(names) }), new_round: () => t("A new round follows"), reduced: () => t("The meeting has agreed to fewer seats"), vacant: () => t("They stay vacant"),
};

// What a recount changed comes right after the names: why, old and new figures, who is elected instead of whom.
const correctionSheets = ({ correction }) => (correction ? sheetsOf(correction.sentences.map(clause)) : []);

const sentenceSheets = ({ result: { verdict } }) => sheetsOf(verdict.sentences.map(sentenceOf));

function sheetsOf(all) {
  const sheets = Math.max(1, Math.ceil(all.length / SENTENCES_MOST));
  const each = Math.ceil(all.length / sheets);
  return Array.from({ length: sheets }, (_, i) => [Sentences, { said: all.slice(i * each, (i + 1) * each) }]);
}

function Sentences({ said }) {
  const height = 54 / said.length;
  const longest = said.reduce((one, other) => (ems(other) > ems(one) ? other : one));
  const size = { "--wide": fit(longest, { width: 150, height, most: 6, least: 4, leading: 1.35 }), "--tall": fit(longest, { width: 86, height: 110 / said.length, most: 5.6, least: 4, leading: 1.35 }) };
  return html`<ul class="sentences sized" style=${size}>${said.map((one) => html`<li key=${one}>${phrase(one)}</li>`)}</ul>`;
}

// Who is elected, or goes on: the names and nothing else, in the order of their votes.
function electedSheets({ result: { verdict, figures }, decided, declined, kind }) {
  if (kind === "trust" || verdict.valid === false) return [];
  return verdict.offices.flatMap((office, place) => {
    const chosen = decided.filter(({ kind: what, way }) => what === "tie" && way !== "revote").flatMap(({ office: of, names }) => (of === undefined || of === office.name ? names : [])).filter((name) => office.revote.names.includes(name));
    const left = declined.filter(([of]) => of === office.name).map(([, who]) => who);
    const names = [...office.elected, ...office.advanced, ...chosen].filter((name) => !left.includes(name));
    if (!names.length) return [];
    const sheets = Math.ceil(names.length / ELECTED_MOST);
    const each = Math.ceil(names.length / sheets);
    return Array.from({ length: sheets }, (_, i) => [Elected, { office: figures.offices[place].name, advance: office.advanced.length > 0, names: names.slice(i * each, (i + 1) * each) }]);
  });
}

function Elected({ office, names, advance, ballot }) {
  const longest = Math.max(...names.map((name) => ems(name, 0.1)));
  const sizes = [1, 2, 3].map((columns) => ({ columns, size: Math.min(14, 146 / columns / (longest + 0.8), ELECTED_HIGH_U / Math.ceil(names.length / columns) / 1.3) }));
  const { columns, size } = sizes.reduce((one, other) => (other.size > one.size * 1.05 ? other : one));
  const tall = Math.min(12, 86 / (longest + 0.4), 100 / names.length / 1.3);
  const words = ballot.ballot === "motion" ? t("Adopted") : advance ? t("They go on") : t("Elected: %(office)s", { office });
  return html`<div class="elected"><h3>${words}</h3><ol style=${{ "--columns": columns, "--wide": size, "--tall": tall }} class="sized">${names.map((name) => html`<li key=${name} dir="auto">${phrase(name)}</li>`)}</ol></div>`;
}
