// Who answers: as a rule the candidates, in the order of their draw.

import { html, useState } from "../html.js";
import { Press } from "../console/controls.js";
import { t } from "../console/words.js";

export function Respondents({ panel: { board, drawn_names }, act }) {
  const [text, setText] = useState(null);
  const known = board.length > 0 ? board.map(({ name }) => name) : drawn_names;
  const written = text ?? known.join("\n");
  const names = written.split("\n").map((name) => name.trim()).filter(Boolean);
  return html`<details class="con-settings" open=${board.length === 0 && drawn_names.length > 0}><summary>${t("Who answers")}</summary><form onSubmit=${(event) => event.preventDefault()}>
    <label><span>${t("Names, one on each line")}</span><textarea rows="5" value=${written} onInput=${(event) => setText(event.target.value)}></textarea></label>
    <div class="con-do"><${Press} act=${act} path="/qa/respondents" fields=${{ names }} disabled=${names.length === 0} onDone=${() => setText(null)}>${t("These answer")}<//></div></form></details>`;
}
