// What this desk's page knows. Everything else is drawn from it.

import { signal } from "../html.js";
import { follow } from "../live.js";
import { page } from "../page.js";
import { corrected } from "../times.js";
import { epochOf, stayInContact } from "./contact.js";
import { openKnown, prefix } from "./known.js";
import { adoptOrphans } from "./orphans.js";
import { post } from "./post.js";
import { openQueue } from "./queue.js";
import { makeScanning } from "./scanning.js";
import { makeSearch } from "./search.js";
import { openStore } from "./store.js";

export const supervisor = page.device.role === "supervisor";
export const live = follow("desk");
export const scanning = makeScanning({ closed, now: live.now });
export const store = await openStore(page.meeting);
export const known = await openKnown(store);
export const queue = await openQueue({ store, kind: "desk", device: page.device.id, post, epoch: () => epochOf(live), onAnswer: scanning.answered });
export const search = makeSearch({ onCode: (code) => readCode(code, "typed"), isKnown });
export const panel = signal(null); // {name, …} while something is asked
export const photo = signal(null); // "reading" | "unread" while a photograph is on the screen

scanning.use(queue, known);
adoptOrphans(queue, store, { kind: "desk", device: page.device.id, meeting: page.meeting });

stayInContact(live, queue, known);

export const away = () => live.link.value === "away" || queue.trouble.value === "away";

// Whether the desks are closed by now, as far as this page was told.
function closed() {
  const desks = live.snapshot.value?.desks;
  if (!desks) return null;
  if (desks.state === "closed") return desks;
  if (desks.opens_at && corrected(live.now()) < desks.opens_at) return { ...desks, state: "before" };
  return desks.closes_at && corrected(live.now()) >= desks.closes_at ? { ...desks, state: "after" } : null;
}

// A code was read: it comes before whatever was being asked.
export function readCode(code, source) {
  panel.value = null;
  photo.value = null;
  search.clear();
  scanning.scan({ code, source });
}

// The camera looks on while somebody is searched, but does not interrupt.
export function seenByCamera(code) {
  if (!panel.value && search.found.value === null) readCode(code, "camera");
}

// Whether a code is on the roll that this page keeps for times without connection.
export function isKnown(code) {
  return known.ready.value && known.valid(prefix(code));
}

export function choose(member) {
  panel.value = { name: "identity", member };
}

export function checkIn(member) {
  panel.value = null;
  search.clear();
  scanning.scan({ member: member.id, source: "search" }, member);
}
