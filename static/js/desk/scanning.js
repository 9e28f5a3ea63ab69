// From something read to a verdict on the screen: the laptop's, or the desk's own when the laptop cannot be reached.

import { signal } from "../html.js";
import { newCommandId } from "../command.js";
import { normal } from "./codes.js";
import { prefix } from "./known.js";
import { corrected } from "../times.js";
import { play } from "./sound.js";
import { IN } from "./verdicts.js";

const AGAIN_MS = 5000;
const PATIENCE_MS = 1500;
const READY_MS = 8000;
const HERE = { accepted: "accepted_here", already_here: "already_here", unknown: "unknown_here" };

// → {card, last, late, scan({code | member, source}), show(verdict, body), ready(), answered(scan, status, body)}
// `closed()`: what is known of desks that are closed, else null. `now()`: the meeting's clock.
export function makeScanning({ closed, now }) {
  const card = signal(null); // what fills the screen: {id, verdict, body, at}
  const last = signal(null); // the newest that has a verdict
  const late = signal([]); // the box for a supervisor: let nobody in, met another desk, or was refused
  const read = new Map(); // badge → {card, at}: the same badge again shows the last verdict again
  const seen = new Set(); // badges and members that this desk let in
  let queue = null;
  let known = null;
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
    put({ id, verdict, body, at: body.at ?? now() });
    play(verdict);
  }

  // `person`: the member as the search showed it, so that the name is on the screen while we wait.
  async function scan(what, person) {
    const key = keyOf(what);
    if (what.source !== "search" && shownAgain(key)) return;
    const scan = { command_id: newCommandId(), ...what, device_at: Math.round(corrected(now())) };
    const body = person ? { member: person } : {};
    const asking = { id: scan.command_id, verdict: "asking", body, at: now() };
    read.set(key, { card: asking, at: performance.now() });
    put(asking);
    await queue.add(scan);
    if (queue.trouble.value === "away") decideHere(scan, person);
    else setTimeout(() => decideHere(scan, person), PATIENCE_MS);
  }

  function shownAgain(key) {
    const before = read.get(key);
    if (!before || performance.now() - before.at > AGAIN_MS) return false;
    before.at = performance.now(); // a badge held before the camera is one reading, however long it takes
    if (card.value?.id !== before.card.id) put(before.card);
    return true;
  }

  // No answer yet: the desk says what it knows, and the scan carries what was said before anybody sees it.
  async function decideHere(scan, person) {
    if (!isWaiting(scan.command_id)) return;
    const shut = closed();
    const shown = shut || queue.trouble.value === "unpaired" ? null : judged(scan, person);
    if (shown && !(await queue.decidedHere(scan.command_id, shown))) return;
    if (shown === "accepted") seen.add(keyOf(scan));
    const verdict = shut ? "closed" : HERE[shown] ?? "waiting";
    const told = { id: scan.command_id, verdict, body: { ...(person ? { member: person } : {}), ...(shut ? { desks: shut } : {}) }, at: now() };
    if (!isWaiting(scan.command_id)) return; // the answer came meanwhile
    for (const before of read.values()) if (before.card.id === told.id) before.card = told;
    if (card.value?.id !== told.id) return;
    put(told);
    play(verdict);
  }

  const isWaiting = (id) => queue.waiting.value.some((one) => one.command_id === id);

  function judged(scan, person) {
    if (seen.has(keyOf(scan)) || (person && person.state)) return "already_here";
    if (person) return "accepted";
    if (!known.ready.value) return null;
    const digits = prefix(scan.code);
    if (known.admitted(digits)) return "already_here";
    return known.valid(digits) ? "accepted" : "unknown";
  }

  function answered(scan, status, body) {
    const verdict = status === 200 ? body.verdict : "refused";
    const done = { id: scan.command_id, verdict, body, at: body.at ?? now(), code: scan.code };
    for (const before of read.values()) if (before.card.id === done.id) before.card = done;
    if (IN.includes(verdict) && !body.conflict) seen.add(keyOf(scan));
    const mine = card.value?.id === done.id;
    if (mine) {
      put(done);
      play(verdict);
    } else if (!card.value && !scan.delivered) last.value = done;
    const sentAway = scan.shown === "unknown" && IN.includes(verdict);
    if (body.conflict || sentAway || (!IN.includes(verdict) && (!mine || scan.provisional))) box(done);
  }

  const box = (one) => (late.value = [one, ...late.value.filter(({ id }) => id !== one.id)]);

  async function lookedInto(id) {
    await queue.lookedInto(id);
    late.value = late.value.filter((one) => one.id !== id);
  }

  // What the device kept of before a reload: whom it let in, and what waits for a supervisor; names are not kept.
  function use(openedQueue, openedKnown) {
    [queue, known] = [openedQueue, openedKnown];
    for (const one of queue.records()) {
      const verdict = one.delivered?.verdict;
      if (one.shown === "accepted" || (IN.includes(verdict) && !one.delivered.conflict)) seen.add(keyOf(one));
      const refused = one.refused !== undefined;
      const wrong = one.provisional && (one.delivered?.conflict || (verdict && !IN.includes(verdict)));
      if ((refused || wrong) && !one.lookedInto) {
        box({ id: one.command_id, verdict: refused ? "refused" : verdict, body: refused ? { message: one.refused } : { conflict: one.delivered.conflict }, at: one.device_at, code: one.code });
      }
    }
  }

  return { card, last, late, scan, show, ready, answered, lookedInto, use };
}

const keyOf = ({ code, member }) => (code ? `badge ${normal(code)}` : `member ${member}`);
