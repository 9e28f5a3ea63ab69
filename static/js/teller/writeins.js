// Who was written in is named once, for both teams.

import { html } from "../html.js";
import { t } from "../texts.js";
import { Act, Words } from "./act.js";

export function WriteIns({ round, ballot }) {
  const named = ballot.offices.flatMap(({ name, candidates }) => candidates.filter(({ write_in }) => write_in).map((one) => ({ ...one, office: name })));
  return html`<section class="step"><h1>${t("Names written in")}</h1>
    <p class="step-about">${t("Name each once; it appears on both teams' pages at the end of the list.")}</p>
    ${named.length > 0 && html`<ul class="listing">${named.map((one) => html`<li key=${one.id}><b>${one.name}</b><span>${one.office}</span></li>`)}</ul>`}
    <${Act} quiet=${true} path=${`/ballots/rounds/${round.id}/write-ins`} label=${t("Add the name")} gather=${(data) => ({ name: data.get("name").trim(), office: Number(data.get("office")) })}>
      <div class="fields"><${Words} name="name" label=${t("Name")} />
        <label class="field"><span>${t("Office")}</span><select name="office">${ballot.offices.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}</select></label></div><//></section>`;
}
