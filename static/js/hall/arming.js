// The bell of the hall screen is armed by a click or a key; the button is seen only while somebody moves the mouse.

import { armed, arm } from "../floor/bell.js";
import { effect, html, signal } from "../html.js";
import { t } from "../texts.js";

const SEEN_MS = 4_000;
const near = signal(false);
const own = window.top === window; // never the small picture of the hall on a console
let leaving = 0;

function come() {
  near.value = true;
  clearTimeout(leaving);
  leaving = setTimeout(() => (near.value = false), SEEN_MS);
}

if (own) {
  addEventListener("pointermove", come);
  addEventListener("pointerdown", arm, { once: true });
  addEventListener("keydown", arm, { once: true });
  effect(() => armed.value && come());
}

export function Arming() {
  if (!near.value) return null;
  return html`<button type="button" class="arming" disabled=${armed.value}>${armed.value ? html`✓ ${t("The bell sounds on this screen")}` : t("Click once, so that the bell can sound here")}</button>`;
}
