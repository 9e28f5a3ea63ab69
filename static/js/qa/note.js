// A note behind the scenes, from whoever helps: it stays with the chair or the speaker until it is read.

import { send } from "../command.js";
import { html, useState } from "../html.js";
import { t } from "../texts.js";

const NOTE_MOST = 200;
const TO = [["chair", () => t("To the chair")], ["speaker", () => t("To the speaker")]];

export function Note() {
  const [text, setText] = useState("");
  const [told, tell] = useState({ sentence: "", refused: false });
  const deliver = async (addressee) => {
    const { status, body } = await send("/qa/notes", { addressee, text: text.trim() });
    if (status === 200) setText("");
    tell(status === 200 ? { sentence: t("The note is there; it stays until it is read."), refused: false } : { sentence: body.message, refused: true });
  };
  return html`<details class="qa-answered helper-note"><summary>${t("A note behind the scenes")}</summary><form onSubmit=${(event) => event.preventDefault()}>
    <label class="qa-name"><span>${t("The note")}</span><input maxlength=${NOTE_MOST} autocomplete="off" value=${text} onInput=${(event) => setText(event.target.value)} /></label>
    <div>${TO.map(([key, word]) => html`<button type="button" key=${key} class="qa-vote" disabled=${!text.trim()} onClick=${() => deliver(key)}>${word()}</button>`)}</div>
    <p class="qa-said" data-refused=${told.refused} data-arrived=${Boolean(told.sentence) && !told.refused} role="status">${told.sentence}</p></form></details>`;
}
