// A tablet that nobody touches clears itself, and counts the last seconds aloud.

import { html, signal } from "../html.js";
import { number, t } from "../texts.js";

const IDLE_SECONDS = 45;
const COUNTED_SECONDS = 15;
const SIGNS = ["click", "keydown", "input", "wheel", "touchmove"];

let touched = performance.now();
export const left = signal(IDLE_SECONDS);

// `begun()`: whether there is anything to clear; `clear()` clears it.
export function watchIdle(begun, clear) {
  for (const sign of SIGNS) addEventListener(sign, stay, { capture: true, passive: true });
  setInterval(() => {
    if (!begun()) return stay();
    left.value = Math.max(0, Math.ceil(IDLE_SECONDS - (performance.now() - touched) / 1000));
    if (left.value > 0) return;
    stay();
    clear();
  }, 250);
}

function stay() {
  touched = performance.now();
  left.value = IDLE_SECONDS;
}

export function Idle() {
  if (left.value > COUNTED_SECONDS) return null;
  return html`<div class="stand-idle"><p role="alert">${t("Is somebody still here? What was entered is about to be cleared.")}</p>
    <b role="timer" aria-live="off">${number(left.value)}</b>
    <button type="button" class="qa-main">${t("I am still here")}</button></div>`;
}
