// The unit that a named paper bears, typed before its marks: Enter leads on to them, ↑ at the first name back to it.

import { html, useEffect, useRef } from "../html.js";
import { t } from "../texts.js";

const ID = "unit";

export const toUnit = () => document.getElementById(ID)?.select();
export const leadsToUnit = ({ cursor, typed }, wanted) => wanted === "up" && cursor === 0 && !typed;

export function Unit({ value, onUnit, doubted = false }) {
  const field = useRef(null);
  useEffect(() => field.current.select(), []);
  function typed(event) {
    if (!["Enter", "ArrowDown"].includes(event.key) || event.isComposing) return;
    event.preventDefault();
    if (event.currentTarget.value.trim()) event.currentTarget.blur();
  }
  return html`<label class="unit" data-doubted=${doubted}><span>${t("Unit")}</span>
    <input id=${ID} ref=${field} value=${value} maxlength="60" autocomplete="off" spellcheck=${false} enterkeyhint="next" required
      onInput=${(event) => onUnit(event.currentTarget.value.trim())} onKeyDown=${typed} />
    ${doubted && html`<em class="paper-doubt">${t("look closely")}</em>`}</label>`;
}
