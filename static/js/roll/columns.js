// What was understood of a file: each column with what it holds and what it is taken for, and each value with its vote.

import { html } from "../html.js";
import { number, t } from "../texts.js";

const FIELDS = {
  "": () => t("not used"), number: () => t("Number"), name: () => t("Name"), given_name: () => t("First name"), family_name: () => t("Family name"),
  group: () => t("Group"), category: () => t("Category"), status: () => t("Status"), vote: () => t("Voting right"), weight: () => t("Weight"),
  additional: () => t("Additional votes"), phone: () => t("Phone"), note: () => t("Note"),
};
const WHY = {
  counts: () => t("counts the rows: no identity"), repeats: () => t("the same for many: tells nobody apart"), again: () => t("the heading stands twice"),
};

export function Columns({ preview, busy, onColumn }) {
  const { fields } = preview;
  if (!fields.length) return null;
  return html`<section><h2>${t("Columns")}</h2>
    <div class="imp-wide" tabindex="0" role="region" aria-label=${t("Columns")}><table class="imp-map"><thead><tr><th>${t("Column")}</th><th>${t("It holds")}</th><th>${t("Taken for")}</th></tr></thead>
      <tbody>${fields.map((one) => html`<tr key=${one.place + one.field}>
        <td><span class="imp-place">${one.place}</span> <b>${one.heading || "–"}</b>${one.why && html`<em>${WHY[one.why]?.()}</em>`}</td>
        <td>${one.samples.join(" · ") || "–"}${one.figures.sum && html`<em>${t("sum %(sum)s, from %(least)s to %(greatest)s", one.figures)}</em>`}</td>
        <td><select disabled=${busy} aria-label=${t("What column %(place)s is", { place: one.place })} value=${one.field} onChange=${(event) => onColumn(one.place, event.target.value || "unused")}>
          ${Object.entries(FIELDS).map(([field, words]) => html`<option key=${field} value=${field}>${words()}</option>`)}
          ${!(one.field in FIELDS) && html`<option value=${one.field}>${one.field === "parking" ? t("Parking and stores") : one.field}</option>`}</select></td></tr>`)}</tbody></table></div></section>`;
}

export function Values({ preview, busy, onValue }) {
  const { values } = preview;
  if (!values.length) return null;
  return html`<section><h2>${t("Who has a vote")}</h2>
    <ul class="imp-rows">${values.map((one) => html`<li key=${one.value}><b>${one.value}</b><em>${number(one.count)}</em>
      <span class="imp-each">${[[false, t("no vote")], [true, t("vote")]].map(([votes, words]) => html`<button type="button" key=${String(votes)} disabled=${busy} aria-pressed=${one.votes === votes}
        onClick=${() => onValue(one.value, votes)}>${words}</button>`)}</span></li>`)}</ul></section>`;
}
