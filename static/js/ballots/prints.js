// What is printed of a round: papers, tally sheets, the record, the sheet for a member who doubts.

import { html, useState } from "../html.js";
import { page } from "../page.js";
import { Finder } from "../console/finder.js";
import { t } from "../console/words.js";

const here = (round, what) => `/ballots/rounds/${round.id}/${what}${what.includes("?") ? "&" : "?"}device=${page.device.id}`;
const link = (round, what, words) => html`<a class="con-alt" href=${here(round, what)} target="_blank">${words}</a>`;

export function Prints({ round }) {
  const told = round.version > 0;
  return html`<div class="con-ways">${round.candidates.length > 0 && link(round, "list", t("The list of names"))}${round.rules_hash && link(round, "paper", t("The paper"))}${round.rules_hash && link(round, "kit", t("Tally sheets"))}
    ${told && link(round, "record?copy=public", t("Record, public copy"))}${told && link(round, "record?copy=internal", t("Record, internal copy"))}${told && link(round, "record.docx", t("Record as a Word file"))}</div>`;
}

export function Challenge({ round }) {
  const [member, choose] = useState(null);
  return html`<p class="con-note">${t("The batches as both teams agreed on them, the arithmetic, and the member's own attendance.")}</p><${Finder} chosen=${member} onChoose=${choose} />
    ${member && html`<p class="con-ways">${link(round, `challenge?member=${member.id}`, t("Print the sheet for %(name)s", { name: member.name }))}</p>`}`;
}
