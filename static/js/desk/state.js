// What this desk's page knows. Everything else is drawn from it.

import { signal } from "../html.js";
import { follow } from "../live.js";
import { page } from "../page.js";
import { post } from "./post.js";
import { openQueue } from "./queue.js";
import { makeScanning } from "./scanning.js";
import { makeSearch } from "./search.js";

export const supervisor = page.device.role === "supervisor";
export const live = follow("desk");
export const scanning = makeScanning();
export const queue = await openQueue({ name: `kiosk desk ${page.device.id}`, post, onAnswer: scanning.answered });
export const search = makeSearch();
export const panel = signal(null); // {name, …} while something is asked
export const photo = signal(null); // "reading" | "unread" while a photograph is on the screen

scanning.use(queue);

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

export function choose(member) {
  panel.value = { name: "identity", member };
}

export function checkIn(member) {
  panel.value = null;
  search.clear();
  scanning.scan({ member: member.id, source: "search" }, member);
}
