// A result as phones follow it: never before it is reported, nobody elected before the declaration; ties, a correction, an
// annulment, a round that is not valid. The same sentences as in the hall.

import { html } from "../html.js";
import { phrase } from "../hall/type.js";
import { listed, number, t } from "../texts.js";
import { clause, elects, namesOf, sentenceOf, titleOf } from "../verdict.js";
import { voided } from "../voided.js";

export function Result({ ballot }) {
  if (!ballot) return null;
  if (ballot.annulled) return html`<section class="phone-result" data-state="annulled"><h2>${phrase(titleOf(ballot))}</h2><p class="phone-mark">${t("This round is annulled; its seats are open again")}</p><p>${voided(ballot.void_reason)}</p></section>`;
  const { verdict } = ballot.result;
  return html`<section class="phone-result" aria-live="polite" data-state=${ballot.recounting ? "recounting" : ballot.declared ? "declared" : "reported"}>
    <h2>${phrase(titleOf(ballot))}</h2>
    ${ballot.recounting && html`<p class="phone-mark">${t("Being counted again; until the new result is announced this one stands.")}</p>`}
    ${verdict.valid === false ? html`<p class="phone-mark">${sentenceOf(verdict.validity)}</p>` : html`<${Filled} ballot=${ballot} />`}
    ${ballot.correction && html`<ul class="phone-said">${ballot.correction.sentences.map((one) => html`<li key=${clause(one)}>${clause(one)}</li>`)}</ul>`}
    ${verdict.valid !== false && ballot.decided.map((one) => html`<p key=${`${one.kind}${one.office}`}>${said(ballot, one)}</p>`)}
    ${ballot.declined.map(([office, name]) => html`<p key=${office + name}>${t("%(name)s declined the election; the seat for %(office)s is open.", { name, office })}</p>`)}
    <details><summary>${t("The figures")}</summary><ul class="phone-said">${verdict.sentences.map(sentenceOf).map((one) => html`<li key=${one}>${one}</li>`)}</ul></details>
  </section>`;
}

// Office by office: who has the seats, who is tied, which seats are empty.
function Filled({ ballot }) {
  const chosen = ballot.decided.filter(({ kind, way }) => kind === "tie" && way !== "revote").flatMap(({ office, names }) => names.map((name) => [office, name]));
  const settled = ballot.decided.filter(({ kind }) => kind === "tie").map(({ office }) => office);
  return html`<dl>${ballot.result.verdict.offices.map((office) => {
    const names = namesOf(office, ballot.declared ? chosen : []).filter((name) => !ballot.declined.some(([of, who]) => of === office.name && who === name));
    const tied = office.revote.names.length > 0 && !settled.includes(office.name);
    return html`<div key=${office.name}><dt>${names.length || ballot.ballot === "motion" ? head(ballot, office) : office.name}</dt>
      ${names.map((name) => html`<dd key=${name} dir="auto">${phrase(name)}</dd>`)}
      ${tied && html`<dd class="phone-open">${t("Tied: %(names)s; seats left for them: %(seats)s", { names: listed(office.revote.names), seats: number(office.revote.seats) })}</dd>`}
      ${office.shortfall > 0 && html`<dd class="phone-open">${t("Seats that nobody passed for: %(seats)s", { seats: number(office.shortfall) })}</dd>`}</div>`;
  })}</dl>`;
}

function head(ballot, office) {
  if (ballot.ballot === "motion") return office.elected.length ? (ballot.declared ? t("Adopted") : t("reached")) : t("Not adopted");
  if (ballot.goes_on) return t("They go on");
  return ballot.declared && elects(ballot) ? t("Elected: %(office)s", { office: office.name }) : t("Enough votes: %(office)s", { office: office.name });
}

const WAYS = {
  revote: () => t("The meeting votes again between the tied."), lot: ({ names }) => t("The lot has chosen %(names)s", { names: listed(names) }),
  chair: ({ names }) => t("The chair decided for %(names)s.", { names: listed(names) }), consent: ({ names }) => t("The tied agreed on %(names)s.", { names: listed(names) }),
  new_round: () => t("A new round is held for the empty seats."), reduced: () => t("The meeting has agreed to fewer seats"), vacant: () => t("The empty seats stay vacant."),
};
const said = (ballot, one) => (one.office && ballot.result.verdict.offices.length > 1 ? t("%(office)s: %(names)s", { office: one.office, names: WAYS[one.way](one) }) : WAYS[one.way](one));
