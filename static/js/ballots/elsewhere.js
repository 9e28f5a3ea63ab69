// What a committee decided elsewhere: recorded with the document that says so, and who goes on.

import { html } from "../html.js";
import { Press } from "../console/controls.js";
import { listed, number, t } from "../console/words.js";
import { Area, lines, Text, useFields } from "./fields.js";

export function Decision({ panel, act, onBack }) {
  const last = panel.round;
  const form = useFields({ title: "", body: "", document: "", decided_on: "", names: "" });
  const [fields] = form;
  const names = lines(fields.names);
  const sent = { title: fields.title.trim(), body: fields.body.trim(), document: fields.document.trim(), decided_on: fields.decided_on.trim(), names, ...(last ? { after_round: last.id } : {}) };
  return html`<h2>${t("A committee's decision")}</h2><p class="con-why">${t("It was taken elsewhere; here stands what its document says.")}</p>
    <div class="con-fields vote-form"><${Text} label=${t("What was decided")} name="title" of=${form} /><${Text} label=${t("By which body")} name="body" of=${form} /><${Text} label=${t("Document, with its number")} name="document" of=${form} most="200" /><${Text} label=${t("On which day")} name="decided_on" of=${form} most="40" /></div>
    <${Area} label=${t("Who goes on, one name on each line")} name="names" of=${form} rows="3" />
    <div class="con-do"><${Press} act=${act} path="/ballots/decisions" fields=${sent} kind="go" disabled=${!sent.title || !sent.body || !sent.document || !sent.decided_on || !names.length} onDone=${onBack}>${t("Record the decision: %(count)s go on", { count: number(names.length) })}<//>
      <button type="button" class="con-alt" onClick=${onBack}>${t("Back")}</button></div>`;
}

export function Decisions({ decisions }) {
  if (!decisions.length) return null;
  return html`<section class="con-list"><h3>${t("Decisions taken elsewhere")}</h3><ul class="vote-noted">${decisions.map((one) => html`<li key=${one.id}><time>${one.decided_on}</time> <span><b>${one.title}</b> · ${one.body} · ${one.document} · ${listed(one.names)}</span></li>`)}</ul></section>`;
}
