// Notes behind the scenes: those for the chair, on whatever step, until they are read; and one to the speaker's tablet.

import { html, useState } from "../html.js";
import { Press } from "../console/controls.js";
import { t, time } from "../console/words.js";

export function ForTheChair({ notes, act }) {
  return notes.map((note) => html`<div class="con-notice qm-note" key=${note.id} role="alert"><span aria-hidden="true">✉</span><div><p dir="auto"><b>${note.text}</b></p><p class="con-note">${note.sent_by} · ${time(note.sent_at)}</p>
      <${Press} act=${act} path=${`/qa/notes/${note.id}/acknowledgement`}>${t("Read")}<//></div></div>`);
}

export function ToTheSpeaker({ panel: { notes_out }, act }) {
  const [text, setText] = useState("");
  return html`<details class="con-settings"><summary>${t("A note to the speaker's tablet")}${notes_out.length > 0 ? ` · ${t("not read yet")}` : ""}</summary><form onSubmit=${(event) => event.preventDefault()}>
      ${notes_out.map((note) => html`<p class="con-note" key=${note.id}>${time(note.sent_at)} · <span dir="auto">${note.text}</span></p>`)}
      <label><span>${t("Only the speaker sees it; it stays until it is read.")}</span><input maxlength="200" value=${text} onInput=${(event) => setText(event.target.value)} /></label>
      <div class="con-do"><${Press} act=${act} path="/qa/notes" fields=${{ addressee: "speaker", text: text.trim() }} disabled=${!text.trim()} onDone=${() => setText("")}>${t("Send")}<//></div></form></details>`;
}
