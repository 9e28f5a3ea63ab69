// Doubtful papers, ruled on together before anybody counts.

import { html } from "../html.js";
import { t } from "../texts.js";
import { Act, Whole, Words, whole, words } from "./act.js";
import { REASON } from "./words.js";

export function Rulings({ round, chief, ballot }) {
  return html`<section class="step"><h1>${t("Doubtful papers")}</h1>
    <p class="step-about">${t("Rule on them together, with a reason, before the teams begin. Papers with too many marks alone need no ruling: the program finds them.")}</p>
    ${chief.rulings.length > 0 && html`<ul class="listing">${chief.rulings.map((one) => html`<li key=${one.id}><b>${one.papers}</b><span>${one.valid ? t("valid") : t("invalid")} · ${REASON[one.reason]()}</span>
      <${Act} quiet=${true} className="act-inline" path=${`/ballots/rulings/${one.id}/back`} label=${t("Take back")} /></li>`)}</ul>`}
    <${Act} quiet=${true} path=${`/ballots/rounds/${round.id}/rulings`} label=${t("Record the ruling")}
      gather=${(data) => ({ valid: data.get("valid") === "yes", reason: data.get("reason"), papers: whole(data, "papers"), units: ballot.named && data.get("valid") === "no" ? words(data, "units") : [] })}>
      <div class="fields"><${Whole} name="papers" label=${t("Papers")} least=${1} />
        ${ballot.named && html`<${Words} name="units" label=${t("Their units")} most=${400} required=${false} />`}
        <label class="field"><span>${t("Reason")}</span><select name="reason">${chief.reasons.map((code) => html`<option key=${code} value=${code}>${REASON[code]()}</option>`)}</select></label>
        <fieldset class="field choice"><legend>${t("The ruling")}</legend><label><input type="radio" name="valid" value="no" defaultChecked /> ${t("invalid")}</label><label><input type="radio" name="valid" value="yes" /> ${t("valid")}</label></fieldset></div><//></section>`;
}
