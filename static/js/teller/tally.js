// The tally: every name with its votes, and every identity as a formula with its numbers.

import { html } from "../html.js";
import { area } from "../metres.js";
import { t } from "../texts.js";
import { clause } from "../verdict.js";
import { WARNING } from "./words.js";

// Named papers weigh what their units do.
const weight = (n, areas) => n !== undefined && html`<small>${areas ? area(n) : t("shares: %(count)s", { count: n })}</small>`;

export function Tally({ tally }) {
  return html`<div class="tally">
    ${tally.offices.map((office) => html`<table key=${office.name} class="tally-table"><caption>${office.name} <small>${t("seats: %(seats)s", { seats: office.seats })}</small></caption>
      <thead><tr><th scope="col">${t("Name")}</th><th scope="col">${t("for")}</th><th scope="col">${t("against")}</th><th scope="col">${t("abstain")}</th></tr></thead>
      <tbody>${tally.candidates.filter((one) => one.office === office.name).map((one) => html`<tr key=${one.name}><th scope="row">${one.name}${one.write_in && html` <em>${t("written in")}</em>`}</th>
        <td><b>${one.for}</b>${weight(one.for_weight, tally.area)}</td><td>${one.against ?? "–"}${weight(one.against_weight, tally.area)}</td><td>${one.abstain ?? "–"}${weight(one.abstain_weight, tally.area)}</td></tr>`)}</tbody></table>`)}
    <ul class="identities" aria-label=${t("What must add up")}>${tally.identities.map((one) => html`<li key=${clause(one)} data-holds=${one.holds} data-hard=${one.hard}>
      <span aria-hidden="true">${one.holds ? "✓" : one.hard ? "✕" : "▲"}</span><span>${clause(one)}</span>
      ${!one.holds && html`<em>${one.hard ? t("does not add up") : t("an incident for the record")}</em>`}</li>`)}</ul>
    ${tally.warnings.length > 0 && html`<ul class="warnings">${tally.warnings.map((code) => html`<li key=${code}>▲ ${WARNING[code]()}</li>`)}</ul>`}
  </div>`;
}
