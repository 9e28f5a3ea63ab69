// The ballots: the round at hand and its state.

import { html } from "../html.js";
import { t } from "../console/words.js";

export function render({ round }) {
  return html`<div class="con-panel"><h2>${round?.title ?? t("Voting")}</h2></div>`;
}
