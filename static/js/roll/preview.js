// What was understood of a file and what it would change: troubles row by row, differences, who is gone, base and line.

import { html } from "../html.js";
import { number, t } from "../texts.js";
import { column, columnsOf, value } from "./words.js";

export function Lines({ preview }) {
  const { base_before, base_after, needed_before, needed_after, weights } = preview;
  return html`<dl class="imp-lines">
    <${Line} words=${t("Base, members with a vote")} before=${number(base_before)} after=${number(base_after)} />
    ${(needed_before > 0 || needed_after > 0) && html`<${Line} words=${t("Needed for the quorum")} before=${number(needed_before)} after=${number(needed_after)} />`}
    ${weights && html`<${Line} words=${t("Base, m²")} before=${number(weights[0][0] / 1000)} after=${number(weights[1][0] / 1000)} />
      <${Line} words=${t("Needed, m²")} before=${number(weights[0][1] / 1000)} after=${number(weights[1][1] / 1000)} />`}
  </dl>`;
}

function Line({ words, before, after }) {
  return html`<div><dt>${words}</dt><dd>${before === after ? html`<b>${after}</b> <span>${t("unchanged")}</span>`
    : html`<span>${before}</span> <i aria-hidden="true">→</i><span class="visually-hidden"> ${t("becomes")} </span> <b>${after}</b>`}</dd></div>`;
}

export function Troubles({ preview }) {
  const { troubles, trouble_count, refused } = preview;
  if (!trouble_count) return null;
  return html`<section class="imp-troubles"><h2>${refused ? t("Rows that cannot be taken: %(n)s", { n: number(refused) }) : t("Cells that are left out: %(n)s", { n: number(trouble_count) })}</h2>
    <p>${t("The others are not held up. Mend these in the file and import it again at any time.")}</p>
    <table><thead><tr><th>${t("Row")}</th><th>${t("Column")}</th><th>${t("Name")}</th><th>${t("Why")}</th></tr></thead>
      <tbody>${troubles.map(({ row, column, sheet, name, sentence, figures, kept }) => html`<tr key=${`${sheet}${row}${column}`}><td>${number(row)}</td><td>${column || "–"}</td><td>${name || "–"}</td><td>${t(sentence, figures)}${kept && html` <em>${t("(left out of the row)")}</em>`}</td></tr>`)}</tbody></table>
    <${More} count=${trouble_count - troubles.length} /></section>`;
}

export function Differences({ preview }) {
  const { differences, changed } = preview;
  if (!changed) return null;
  return html`<section><h2>${t("Changes: %(n)s", { n: number(changed) })}</h2>
    <ul class="imp-changes">${differences.map((one) => html`<li key=${one.number}><span class="imp-number">${one.number}</span><b>${one.name}</b>
      <span>${one.changes.map(([name, before, after]) => html`<span class="imp-change"><em>${column(name)}</em> <s>${value(name, before)}</s> <i aria-hidden="true">→</i> ${value(name, after)}</span>`)}</span></li>`)}</ul>
    <${More} count=${changed - differences.length} /></section>`;
}

export function Gone({ preview }) {
  const { gone, gone_count } = preview;
  if (!gone_count) return null;
  return html`<section><h2>${t("Not in this file: %(n)s", { n: number(gone_count) })}</h2>
    <p>${t("They stay on the roll. An import never removes anybody.")}</p>
    <ul class="imp-people">${gone.map((one) => html`<li key=${one.number}><span class="imp-number">${one.number}</span><b>${one.name}</b> <em>${one.group}</em></li>`)}</ul>
    <${More} count=${gone_count - gone.length} /></section>`;
}

export function Understood({ preview }) {
  const { encoding, header_row, columns, ignored, rows, sheets, titles, hidden_rows, hidden_columns, blind } = preview;
  const shown = ["number", "name", "group_name", "category", "with_vote"];
  return html`<section><h2>${t("How the file was understood")}</h2>
    <p>${header_row ? t("%(encoding)s, the header is in row %(row)s.", { encoding, row: number(header_row) }) : t("%(encoding)s, without a header.", { encoding })}</p>
    <ul class="imp-columns">${columnsOf(columns).map((name) => html`<li key=${name}><span>${columns[name]}</span><i aria-hidden="true">→</i><b>${column(name)}</b></li>`)}</ul>
    ${ignored.length > 0 && html`<p>${t("Not used: %(columns)s", { columns: ignored.join(t(", ")) })}</p>`}
    ${sheets.length > 1 && html`<p>${t("Sheets: %(names)s", { names: sheets.map(({ name, read }) => (read ? name : t("%(name)s (not read)", { name }))).join(t(", ")) })}</p>`}
    ${titles.length > 0 && html`<p>${t("Titles: %(titles)s", { titles: titles.slice(0, 5).map(({ text }) => text).join(" · ") })}</p>`}
    ${hidden_rows > 0 && html`<p>${t("Hidden rows: %(n)s", { n: number(hidden_rows) })}</p>`}
    ${hidden_columns.length > 0 && html`<p>${t("Hidden columns: %(letters)s", { letters: hidden_columns.join(t(", ")) })}</p>`}
    ${blind && html`<p>${t("Formats, hidden rows and struck-out rows cannot be seen in this kind of file.")}</p>`}
    ${rows.length > 0 && html`<div class="imp-wide" tabindex="0" role="region" aria-label=${t("The first rows")}><table>
      <thead><tr>${shown.map((name) => html`<th key=${name}>${column(name)}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr key=${row.number}>${shown.map((name) => html`<td key=${name}>${value(name, row[name])}</td>`)}</tr>`)}</tbody></table></div>`}</section>`;
}

function More({ count }) {
  return count > 0 ? html`<p>${t("and %(n)s more", { n: number(count) })}</p>` : null;
}
