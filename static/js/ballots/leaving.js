// A candidate withdraws after the names were put on the paper; a declared round is annulled by two roles.

import { html } from "../html.js";
import { Hold, Press } from "../console/controls.js";
import { t } from "../console/words.js";
import { Pick, Text, useFields } from "./fields.js";

const path = (round, what) => `/ballots/rounds/${round.id}/${what}`;

export function Withdraw({ round, act, onDone }) {
  const standing = round.candidates.filter(({ withdrawn }) => withdrawn === null);
  const form = useFields({ candidate: String(standing[0]?.id ?? ""), reason: "" });
  const [fields] = form;
  const name = standing.find(({ id }) => String(id) === fields.candidate)?.name ?? "…";
  return html`<p class="con-why">${t("The name stays on the papers. Its votes are counted and told; it cannot be elected, and the seat goes the way of an empty one.")}</p>
    <div class="con-fields vote-form"><${Pick} label=${t("Who withdraws")} name="candidate" of=${form} options=${Object.fromEntries(standing.map(({ id, name: who }) => [id, () => who]))} /><${Text} label=${t("Reason")} name="reason" of=${form} most="280" /></div>
    <div class="con-do"><${Hold} act=${act} path=${path(round, "withdrawals")} fields=${{ candidate: Number(fields.candidate), reason: fields.reason.trim() }} kind="danger" disabled=${!fields.reason.trim() || !standing.length} onDone=${onDone}>${t("%(name)s withdraws", { name })}<//></div>`;
}

export function Annul({ round, act, onDone }) {
  const asked = round.notes.find(({ kind }) => kind === "annulment");
  const form = useFields({ reason: asked?.text.reason ?? "" });
  const reason = form[0].reason.trim();
  return html`<p class="con-why">${asked ? t("Annulment was asked for: %(reason)s. A second role confirms it: the chair, or the chief scrutineer.", { reason: asked.text.reason }) : t("A declared round is annulled by two roles, the chair and the chief scrutineer, with a reason; then its seats are open again.")}</p>
    <${Text} label=${t("Reason")} name="reason" of=${form} most="280" />
    <div class="con-do"><${asked ? Hold : Press} act=${act} path=${path(round, "annulment")} fields=${{ reason }} kind="danger" disabled=${!reason} onDone=${onDone}>${asked ? t("Annul “%(title)s”", { title: round.title }) : t("Ask that “%(title)s” be annulled", { title: round.title })}<//></div>`;
}
