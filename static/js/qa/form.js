// The parts of a question that is being written: its words, to whom, and the asker's name.

import { html } from "../html.js";
import { number, t } from "../texts.js";

export const NAME_MOST = 60;
const FEW = 20;

// As the laptop counts: letters, not bytes; each run of white space is one space.
export const length = (text) => [...text.normalize("NFC").trim().replace(/\s+/g, " ")].length;

export const fits = (text, most) => length(text) > 0 && length(text) <= most;

export function Words({ text, most, label = t("Your question"), disabled, first, onText }) {
  const left = most - length(text);
  return html`<label class="qa-words"><span>${label}</span>
    <textarea rows="4" autocomplete="off" readonly=${disabled} data-first=${first} aria-describedby="qa-left" aria-invalid=${left < 0}
      placeholder=${t("At most %(most)s characters", { most: number(most) })} value=${text} onInput=${(event) => onText(event.target.value)}></textarea>
    <small id="qa-left" data-few=${left <= FEW}>${left >= 0 ? t("%(count)s characters left", { count: number(left) }) : t("%(count)s characters too many", { count: number(-left) })}</small></label>`;
}

// To all is the first choice; with nobody to choose from there is nothing to ask.
export function Whom({ respondents, chosen, disabled, onChoose }) {
  if (respondents.length < 2) return null;
  const at = respondents.some(({ id }) => id === chosen) ? chosen : null;
  return html`<fieldset class="qa-whom" disabled=${disabled}><legend>${t("To whom?")}</legend>
    ${[{ id: null, name: t("To all") }, ...respondents].map(({ id, name }) => html`<label key=${id}><input type="radio" name="whom" checked=${id === at} onChange=${() => onChoose(id)} /><span>${name}</span></label>`)}
  </fieldset>`;
}

export function Name({ name, disabled, label = t("Your name"), onName }) {
  return html`<label class="qa-name"><span>${label}</span>
    <input maxlength=${NAME_MOST} autocomplete="off" readonly=${disabled} value=${name} onInput=${(event) => onName(event.target.value)} /></label>`;
}

// Who will see the name, in plain words; of an anonymous question, what is not in the file and what that does not cover.
export function WhoSees({ naming, name }) {
  if (naming === "anonymous") {
    return html`<div class="qa-sees"><p>${t("Anonymous: the file of the meeting holds nothing of who asked: no name, no number, no device.")}</p>
      <p>${t("This does not cover the network, which sees that a device sends something, nor the room: people beside you can read along.")}</p></div>`;
  }
  return html`<div class="qa-sees">${name && html`<p>${t("You ask as %(name)s.", { name })}</p>`}
    <p>${naming === "named" ? t("The chair sees the name and may show it on the hall screen; it stands in the record.") : t("Only the chair sees the name; the hall and other phones do not. It is kept in the file of the meeting.")}</p></div>`;
}
