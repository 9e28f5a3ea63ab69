// The newest signed head of the journal that this device saw: kept here, so that phones and tablets are witnesses. A head
// that went back, or is another one under the same number, is kept beside it. A paired device tells the laptop every head
// that another one took the place of, until the laptop has answered; it records only what its file does not have.

import { newCommandId, send, unanswered } from "./command.js";
import { page } from "./page.js";

const OWED_MOST = 8;
const EARLIER_MOST = 50; // a record that was written before the newest head is compared with one of these
const memory = new Map(); // where nothing can be stored, the page remembers as long as it is open
let sending = false;

// {last, other, owed, earlier}: signed heads; null when nothing is kept, or what is kept was damaged.
export function kept(origin) {
  try {
    const found = JSON.parse(stored(`kiosk ${origin} head`) ?? "null");
    return found?.last?.hash ? found : null;
  } catch {
    return null;
  }
}

export function keepHead(head) {
  if (!head) return;
  const before = kept(head.origin);
  if (before?.last.hash !== head.hash) {
    const back = before && before.last.epoch === head.epoch && before.last.seq >= head.seq;
    const owed = before && page.device ? [...(before.owed ?? []), { ...before.last, command_id: newCommandId() }].slice(-OWED_MOST) : [];
    const earlier = before ? [...(before.earlier ?? []), { seq: before.last.seq, hash: before.last.hash }].filter(({ seq }) => seq < head.seq).slice(-EARLIER_MOST) : [];
    store(head.origin, { last: head, other: before?.other ?? (back ? before.last : null), owed, earlier });
  }
  report(head.origin);
}

// One after the other; what was not answered stays owed until the next snapshot.
async function report(origin) {
  if (sending || !page.device) return;
  sending = true;
  for (let head; (head = kept(origin)?.owed?.[0]); ) {
    const { seq, hash, epoch, key, signature, at, command_id } = head;
    const answer = await send("/heads/seen", { seq, hash, epoch, key, signature, at }, { commandId: command_id });
    if (unanswered(answer) || answer.status === 429) break;
    const now = kept(origin);
    if (now) store(origin, { ...now, owed: now.owed.filter((one) => one.command_id !== command_id) });
  }
  sending = false;
}

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return memory.get(key) ?? null;
  }
}

function store(origin, seen) {
  const key = `kiosk ${origin} head`;
  try {
    localStorage.setItem(key, JSON.stringify(seen));
  } catch {
    memory.set(key, JSON.stringify(seen));
  }
}
