// From something read to a verdict on the screen.

import { signal } from "../html.js";
import { newCommandId } from "../command.js";
import { play } from "./sound.js";

const AGAIN_MS = 5000;
const PATIENCE_MS = 1500;
const READY_MS = 8000;

// → {card, last, late, scan({code | member, source}), show(verdict, body), ready(), answered(scan, status, body)}
export function makeScanning() {
  const card = signal(null); // what fills the screen: {id, verdict, body, at}
  const last = signal(null); // the newest that has a verdict
  const late = signal([]); // answers that came when another person was on the screen, and let nobody in
  const read = new Map(); // badge → {card, at}: the same badge again shows the last verdict again
  let queue = null;
  let fading = 0;

  function put(next) {
    clearTimeout(fading);
    card.value = next;
    if (next && next.verdict !== "asking" && next.verdict !== "waiting") {
      last.value = next;
      fading = setTimeout(ready, READY_MS);
    }
  }

  function ready() {
    clearTimeout(fading);
    card.value = null;
  }

  function show(verdict, body, id = newCommandId()) {
    put({ id, verdict, body, at: body.at ?? Date.now() });
    play(verdict);
  }

  // `known`: the member as the search showed it, so that the name is on the screen while we wait.
  async function scan(what, known) {
    const key = what.code ? `badge ${normal(what.code)}` : `member ${what.member}`;
    if (what.source !== "search" && shownAgain(key)) return;
    const scan = { command_id: newCommandId(), ...what, device_at: Date.now() };
    const body = known ? { member: known } : {};
    const asking = { id: scan.command_id, verdict: "asking", body, at: scan.device_at };
    read.set(key, { card: asking, at: performance.now() });
    put(asking);
    setTimeout(() => stillWaiting(scan.command_id, body), PATIENCE_MS);
    await queue.add(scan);
  }

  function shownAgain(key) {
    const before = read.get(key);
    if (!before || performance.now() - before.at > AGAIN_MS) return false;
    before.at = performance.now(); // a badge held before the camera is one reading, however long it takes
    if (card.value?.id !== before.card.id) put(before.card);
    return true;
  }

  function stillWaiting(id, body) {
    if (card.value?.id !== id || card.value.verdict !== "asking") return;
    const waiting = { id, verdict: "waiting", body, at: Date.now() };
    for (const before of read.values()) if (before.card.id === id) before.card = waiting;
    put(waiting);
    play("waiting");
  }

  function answered(scan, status, body) {
    const verdict = status === 200 ? body.verdict : "refused";
    const done = { id: scan.command_id, verdict, body, at: body.at ?? Date.now() };
    for (const before of read.values()) if (before.card.id === done.id) before.card = done;
    const mine = card.value?.id === done.id;
    if (mine) {
      put(done);
      play(verdict);
      return;
    }
    if (!card.value) last.value = done;
    if (!["admitted", "admitted_nonvoting", "returned", "already_in"].includes(verdict)) late.value = [done, ...late.value];
  }

  return { card, last, late, scan, show, ready, answered, use: (opened) => (queue = opened) };
}

function normal(code) {
  return code.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "");
}
