// The list that is frozen: names typed or taken from the roll, one on each line as they will be hashed and read out.

import { html, useState } from "../html.js";
import { fetchJson } from "../command.js";
import { Press } from "../console/controls.js";
import { chooses } from "../console/state.js";
import { number, t } from "../console/words.js";
import { Slots, fitting, read, usual, written } from "./slots.js";

export function Listing({ draw, panel, act, onDone, onBack }) {
  const frozen = draw?.state === "frozen" ? draw : null;
  const [text, setText] = useState(frozen ? frozen.names.join("\n") : "");
  const [slots, setSlots] = useState(frozen ? frozen.slots.map(read) : usual());
  const names = text.split("\n").map((name) => name.trim()).filter(Boolean);
  if (!chooses) return html`<p class="con-why">${t("The chair has not frozen a list yet.")}</p>`;
  return html`<p class="con-why">${t("One name on each line. The list is shown to the hall before anything is drawn; two of the same name need a suffix that everybody knows.")}</p>
    <div class="draw-list"><label><span>${t("Names")}</span><textarea rows="8" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></label>
      ${panel.candidates > 0 && html`<${FromRoll} count=${panel.candidates} onTake=${setText} />`}</div>
    <${Slots} slots=${slots} onChange=${setSlots} />
    <div class="con-do"><${Press} act=${act} path="/speeches/draws" fields=${{ names, slots: slots.map(written) }} kind="main" disabled=${!names.length || !fitting(slots)} onDone=${onDone}>${t("Freeze the list: %(count)s names", { count: number(names.length) })}<//>
      ${onBack && html`<button type="button" class="con-alt" onClick=${onBack}>${t("Back")}</button>`}</div>`;
}

function FromRoll({ count, onTake }) {
  const take = (line) => async () => {
    const answer = await fetchJson("/speeches/candidates").catch(() => null);
    if (answer?.status === 200) onTake(answer.body.candidates.map(line).join("\n"));
  };
  return html`<p class="con-ways"><button type="button" class="con-alt" onClick=${take(({ name }) => name)}>${t("Take the %(count)s candidates of the roll", { count: number(count) })}</button>
    <button type="button" class="con-alt" onClick=${take(({ name, group }) => (group ? t("%(name)s (%(group)s)", { name, group }) : name))}>${t("… with their groups")}</button></p>`;
}
