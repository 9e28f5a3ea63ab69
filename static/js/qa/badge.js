// Reading a badge where only members ask: typed, or photographed, which works without a camera on the page.

import { readPhoto } from "../desk/camera.js";
import { html, useState } from "../html.js";
import { t } from "../texts.js";

export function Badge({ asker, first }) {
  const [code, setCode] = useState("");
  const { busy, sentence, refused } = asker.reading.value;
  const say = (words, unread = false) => (asker.reading.value = { busy: false, sentence: words, refused: unread });

  async function photographed(event) {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) return;
    say(t("The photo is being read …"));
    const found = await readPhoto(file).catch(() => null);
    if (found) asker.read(found);
    else say(t("No code found in the photo. Closer, without glare, the whole code in the picture; or type it."), true);
  }

  function submit(event) {
    event.preventDefault();
    if (code.trim() && !busy) asker.read(code.trim());
  }

  return html`<form class="qa-badge" onSubmit=${submit}>
    <h3>${t("First your badge")}</h3>
    <p>${t("Only members who have checked in ask and support here. One badge counts once, from whichever phone.")}</p>
    <label class="qa-photo"><input type="file" accept="image/*" capture="environment" disabled=${busy} onChange=${photographed} /><span>${t("Photograph the code on the badge")}</span></label>
    <label class="qa-name"><span>${t("Or type the letters below the code")}</span>
      <input maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck=${false} data-first=${first} value=${code} onInput=${(event) => setCode(event.target.value)} /></label>
    <button class="qa-main" disabled=${!code.trim() || busy}>${t("That is my badge")}</button>
    <p class="qa-said" data-refused=${refused} role=${refused ? "alert" : "status"}>${sentence}</p>
  </form>`;
}
