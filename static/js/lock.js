// The lock of a device that nobody holds. The server refuses everything while it is locked; this is where the PIN is
// typed. It locks itself after some minutes without a touch, but not while people arrive: the server decides that.

import { html, render, signal, useState } from "./html.js";
import { post } from "./desk/post.js";
import { page } from "./page.js";
import { number, t } from "./texts.js";

const IDLE_MS = 5 * 60_000;
const ANSWER_MS = 6_000;
const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

export const locked = signal(Boolean(page.device?.locked));
const pin = signal(Boolean(page.device?.pin));
let touched = performance.now();

export function lockChanged(told) {
  pin.value = told.pin;
  if (!told.locked && locked.value) location.reload();
  locked.value = told.locked;
}

export async function lock(idle = false) {
  const { status, body } = await post("/devices/locks", { why: idle ? "idle" : "pressed" }, ANSWER_MS);
  if (status === 200 && body.locked) locked.value = true;
}

function Lock() {
  if (!locked.value) return null;
  return html`<${Pad} />`;
}

function Pad() {
  const [typed, setTyped] = useState("");
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const add = (digit) => setTyped((before) => (before + digit).slice(0, 8));
  async function open(event) {
    event?.preventDefault();
    setBusy(true);
    const { status, body } = await post("/devices/unlocks", { pin: typed }, ANSWER_MS);
    setBusy(false);
    setTyped("");
    if (status === 200 && !body.locked) return location.reload();
    setTrouble(body?.wait_seconds ? t("Too many tries. Wait %(n)s seconds, or let the console give this device a new PIN.", { n: number(body.wait_seconds) })
      : status === 200 ? t("That is not the PIN.") : body?.message ?? t("The laptop did not answer. Please try again."));
  }
  return html`<div class="lock" role="dialog" aria-modal="true" aria-label=${t("Locked")}><form onSubmit=${open}>
    <h1>${page.device.name}</h1>
    <label><span>${t("Type the PIN of this device")}</span><input type="password" inputmode="numeric" pattern="[0-9]*" maxlength="8" autocomplete="off" autofocus
      value=${typed} onInput=${(event) => setTyped(event.target.value.replace(/\D/g, ""))} /></label>
    <div class="lock-pad">${DIGITS.map((digit) => html`<button type="button" key=${digit} onClick=${() => add(digit)}>${digit}</button>`)}
      <button type="button" onClick=${() => setTyped("")}>${t("Clear")}</button><button type="button" onClick=${() => add("0")}>0</button>
      <button type="submit" class="lock-open" disabled=${busy || typed.length < 4}>${t("Open")}</button></div>
    <p role="alert">${trouble}</p>
  </form></div>`;
}

if (page.device) {
  const place = document.createElement("div");
  document.body.append(place);
  render(html`<${Lock} />`, place);
  for (const event of ["pointerdown", "keydown", "touchstart"]) addEventListener(event, () => (touched = performance.now()), { capture: true, passive: true });
  setInterval(() => {
    if (!pin.value || locked.value || performance.now() - touched < IDLE_MS) return;
    touched = performance.now();
    lock(true);
  }, 5_000);
}
