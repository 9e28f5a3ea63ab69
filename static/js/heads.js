// The newest signed head of the journal that this device saw: kept here, so that phones and tablets are witnesses. A head
// that went back, or is another one under the same number, is kept beside it. A paired device tells the laptop what it
// saw last when it connects; the laptop records only what its file does not have.

import { newCommandId } from "./command.js";
import { page } from "./page.js";

const memory = new Map(); // where nothing can be stored, the page remembers as long as it is open
let reported = "";

export const kept = (origin) => JSON.parse(stored(`kiosk ${origin} head`) ?? "null"); // {last, other}, each a signed head

export function keepHead(head) {
  if (!head) return;
  const before = kept(head.origin);
  if (before?.last.hash === head.hash) return;
  if (before) report(before.last);
  const back = before && before.last.epoch === head.epoch && before.last.seq >= head.seq;
  store(`kiosk ${head.origin} head`, JSON.stringify({ last: head, other: before?.other ?? (back ? before.last : null) }));
}

function report(head) {
  if (!page.device || reported === head.hash) return;
  reported = head.hash;
  const { seq, hash, epoch, key, signature, at } = head;
  fetch("/heads/seen", {
    method: "POST", body: JSON.stringify({ seq, hash, epoch, key, signature, at, command_id: newCommandId() }), credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-Device": String(page.device.id) },
  }).catch(() => (reported = ""));
}

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return memory.get(key) ?? null;
  }
}

function store(key, text) {
  try {
    localStorage.setItem(key, text);
  } catch {
    memory.set(key, text);
  }
}
