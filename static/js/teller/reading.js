// What is read out, in large type, before the act that shows it to the hall; then the papers are sealed.

import { html } from "../html.js";
import { listed, t } from "../texts.js";
import { byOffice, clause, elects, sentenceOf } from "../verdict.js";
import { Act, Words, words } from "./act.js";
import { Signed } from "./signing.js";
import { Tally } from "./tally.js";

export function Reading({ round, tally, signatures, unsigned }) {
  const { papers, verdict } = tally;
  const told = round.state !== "signed" && round.state !== "reported";
  return html`<section class="step reading"><h1>${HEAD[round.state]?.(round) ?? t("The result was declared.")}</h1>
    <div class="reading-words" lang=${document.documentElement.lang}>
      <p>${t("%(title)s: issued %(issued)s, returned %(returned)s, valid %(valid)s, invalid %(invalid)s.", { title: round.title, ...papers })}</p>
      ${tally.correction?.sentences.map((one) => html`<p key=${clause(one)}>${clause(one)}</p>`)}
      ${verdict.sentences.map((clauses) => html`<p key=${sentenceOf(clauses)}>${sentenceOf(clauses)}</p>`)}
      <${Winners} round=${round} offices=${verdict.offices} chosen=${tally.chosen} /></div>
    ${round.state === "signed" && round.reported_by === MINE && html`<${Act} path=${`/ballots/rounds/${round.id}/report`} label=${t("I have read it out: report the result")} />`}
    ${round.state === "reported" && round.declared_by === MINE && html`<${Act} path=${`/ballots/rounds/${round.id}/declaration`} label=${elects(round) ? t("Declare the elected") : t("Declare the result")} />`}
    ${WAITS[round.state] && round[WAITS[round.state].by] !== MINE && html`<p class="step-note">${WAITS[round.state].word(round)}</p>`}
    ${told && html`<p class="step-note">${t("Version %(version)s stands.", { version: tally.version })}</p>`}
    <details><summary>${t("The tally and what adds up")}</summary><${Tally} tally=${tally} /><${Signed} signed=${signatures} unsigned=${unsigned} /></details></section>`;
}

// With those whom lot, chair or consent took among the tied.
function Winners({ round, offices, chosen }) {
  const names = byOffice({ offices }, chosen, listed);
  if (!names.length || !(elects(round) || round.advance)) return null; // the sentences have said it
  const told = { names };
  return html`<p class="reading-elected">${round.advance ? t("They go on, in the order of their votes: %(names)s.", told) : t("Elected, in the order of their votes: %(names)s.", told)}</p>`;
}

const MINE = "chief_scrutineer"; // who reports and who declares was settled with the round
const WAITS = {
  signed: { by: "reported_by", word: () => t("In this round the chair reports the result.") },
  reported: { by: "declared_by", word: (round) => (elects(round) ? t("In this round the chair declares the elected.") : t("In this round the chair declares the result.")) },
};

const HEAD = {
  signed: () => t("Read this out"), reported: () => t("The result is reported."), declared: (round) => (elects(round) ? t("The elected are declared.") : t("The result was declared.")),
};

export function Sealing({ round, chief }) {
  if (["signed", "reported"].includes(round.state)) return null;
  return html`<section class="step"><h1>${t("Sealing the papers")}</h1>
    ${chief.sealing.map((one) => html`<p key=${one.bags.join()} class="step-note">✓ ${t("Bags %(bags)s, kept by %(keeper)s until %(until)s", { bags: listed(one.bags), keeper: one.keeper, until: one.until })}</p>`)}
    <${Act} quiet=${true} path=${`/ballots/rounds/${round.id}/sealing`} label=${t("Record the sealing")} gather=${(data) => ({ bags: words(data, "bags"), keeper: data.get("keeper").trim(), until: data.get("until").trim() })}>
      <div class="fields"><${Words} name="bags" label=${t("Numbers of the bags")} most=${400} /><${Words} name="keeper" label=${t("Who keeps them")} /><${Words} name="until" label=${t("Until")} most=${40} /></div><//></section>`;
}
