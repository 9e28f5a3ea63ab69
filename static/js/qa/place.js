// Where in the hall a question is put: a microphone's number or a row, by one tap; or typed.

import { html } from "../html.js";
import { number, t } from "../texts.js";

const MICROPHONES = 6;
const ROWS = 24;
const PLACE_MOST = 30;
const count = (most) => Array.from({ length: most }, (_, at) => at + 1);

export function Place({ place, onPlace }) {
  const pad = (title, most, name) => html`<fieldset class="place"><legend>${title}</legend>
    ${count(most).map((n) => html`<button type="button" key=${n} aria-label=${name(n)} aria-pressed=${place === name(n)} onClick=${() => onPlace(name(n))}>${number(n)}</button>`)}</fieldset>`;
  return html`${pad(t("Microphone"), MICROPHONES, (n) => t("Microphone %(number)s", { number: n }))}
    ${pad(t("Row of seats"), ROWS, (n) => t("Row %(number)s", { number: n }))}
    <label class="qa-name"><span>${t("Or where it is put")}</span><input maxlength=${PLACE_MOST} autocomplete="off" value=${place} onInput=${(event) => onPlace(event.target.value)} /></label>`;
}
