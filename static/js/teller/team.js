// A team's page: one thing at a time, and nothing of the other team but whether it has finished.

import { html } from "../html.js";
import { t } from "../texts.js";
import { Again } from "./again.js";
import { Calling } from "./calling.js";
import { HandedIn } from "./handin.js";
import { Papers } from "./papers.js";
import { Sheet } from "./sheet.js";
import { Signing } from "./signing.js";
import { batch as current } from "./state.js";

export function Team({ snapshot }) {
  const { round, ballot, tally } = snapshot;
  if (!round) return html`<${Calm} head=${t("No round is prepared yet.")} />`;
  if (tally) return html`<${After} snapshot=${snapshot} />`;
  if (round.state === "void") return html`<${Calm} head=${t("This round is void.")} text=${t("Nothing is counted. The papers are kept.")} />`;
  if (round.state !== "counting") return html`<${Calm} head=${round.title} text=${BEFORE[round.state]?.() ?? ""} />`;
  const batch = current.value;
  if (!batch) return html`<${Calm} head=${t("Every batch is agreed.")} text=${t("The chief scrutineer finishes the count; then you sign.")} />`;
  return html`<${Entering} key=${`${batch.id} ${batch.finished} ${round_of(batch)}`} batch=${batch} ballot=${ballot} team=${snapshot.team} />`;
}

// What was in question when: another comparison begins anew.
const round_of = ({ look_again }) => JSON.stringify(look_again);

function Entering({ batch, ballot, team }) {
  if (batch.finished) return html`<${HandedIn} batch=${batch} />`;
  if (batch.method === "sheet") return html`<${Sheet} batch=${batch} ballot=${ballot} />`;
  if (batch.look_again) return html`<${Again} batch=${batch} ballot=${ballot} />`;
  if (batch.method !== "called" || team === "b") return html`<${Papers} batch=${batch} ballot=${ballot} />`;
  if (batch.other_finished || batch.called.calls) return html`<${Calling} batch=${batch} ballot=${ballot} />`;
  return html`<${Calm} head=${t("Team B enters batch %(number)s first.", { number: batch.number })} text=${t("Then you call it out. Keep the pile in its order.")} />`;
}

function After({ snapshot }) {
  if (snapshot.round.state === "counted") return html`<${Signing} snapshot=${snapshot} />`;
  return html`<${Calm} mark="✓" head=${t("The tally is signed.")} text=${t("Your work is done. Thank you.")} />`;
}

export function Calm({ head, text, mark }) {
  return html`<div class="whole">${mark && html`<p class="whole-mark" aria-hidden="true">${mark}</p>`}<h1>${head}</h1>${text && html`<p>${text}</p>`}</div>`;
}

const BEFORE = {
  prepared: () => t("The round is being prepared."), issuing: () => t("Papers are being handed out."), voting: () => t("The meeting votes."),
  closed: () => t("The boxes are being opened."), returned: () => t("The scrutineers rule on doubtful papers first; then you count."),
};
