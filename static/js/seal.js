// The seal of a draw, as this device saw it first: kept here, and compared with what is told ever after. When the draw
// is over its record is checked here, too, against the seal that was kept. What does not agree is said on top of
// whatever page this is; the hall screen is what is being checked, and keeps still.

import { signal } from "@preact/signals";
import { page } from "./page.js";
import { number, t } from "./texts.js";

const READ_OUT = 8;
const ASK_WITHIN_MS = 4_000; // a hall of phones does not ask for the record at the same moment
const QUIET = ["hall", "phone"]; // a phone says it in its own place

export const kept = signal(null); // {seal, first, record, trouble} once there was a seal; first: the commitment seen first
const memory = new Map(); // where nothing can be stored, the page remembers as long as it is open

export const groups = (digits) => digits.match(/.{4}/g).slice(0, READ_OUT).join(" ");

export function keep(seal) {
  if (!seal) return;
  const before = kept.value;
  if (before && before.seal.commitment === seal.commitment && before.seal.hash === seal.hash) return;
  const first = seenFirst(`kiosk ${seal.meeting} draw ${seal.number}`, seal.commitment);
  const record = seal.hash && seenFirst(`kiosk ${seal.meeting} record ${seal.number}`, seal.hash);
  tell({ seal, first, record, trouble: first === seal.commitment ? "" : t("The seal of draw %(number)s is not the one this device saw first (%(first)s …). Tell the supervisor.", { number: number(seal.number), first: groups(first) }) });
  if (seal.hash) setTimeout(() => examine(seal, first), Math.random() * ASK_WITHIN_MS);
}

// The record as it is published: it must hold, be the one whose hash was told, and open the seal that was kept.
async function examine(seal, first) {
  const answer = await fetch(`/speeches/draws/${seal.number}.txt`).catch(() => null);
  if (!answer?.ok || kept.value.seal !== seal) return;
  const { check } = await import("./draw/check.js");
  const found = check(new Uint8Array(await answer.arrayBuffer()));
  if (found.step === null && found.hash === seal.hash && found.fields.commit[0] === first) return;
  tell({ ...kept.value, trouble: kept.value.trouble || t("The text of draw %(number)s does not agree with what this device was shown. Tell the supervisor.", { number: number(seal.number) }) });
}

function tell(found) {
  kept.value = found;
  if (QUIET.includes(page.view)) return;
  document.getElementById("seal")?.remove();
  if (!found.trouble) return;
  const bar = document.createElement("p");
  Object.assign(bar, { id: "seal", textContent: `✕ ${found.trouble}` });
  bar.setAttribute("role", "alert");
  document.body.append(bar);
}

function seenFirst(key, now) {
  try {
    const before = localStorage.getItem(key);
    if (before === null) localStorage.setItem(key, now);
    return before ?? now;
  } catch {
    if (!memory.has(key)) memory.set(key, now);
    return memory.get(key);
  }
}
