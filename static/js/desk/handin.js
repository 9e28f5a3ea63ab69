// A page without a desk of its own hands in what this browser made as a desk before: the device was moved to another role,
// or paired anew. It does nothing where nothing waits.

import { signal } from "../html.js";
import { page } from "../page.js";
import { epochOf, stayInContact } from "./contact.js";
import { adoptOrphans, undelivered } from "./orphans.js";
import { post } from "./post.js";
import { openQueue } from "./queue.js";
import { reportScans } from "./report.js";
import { openStore } from "./store.js";

const KIND = "desk";

export async function handIn(live) {
  const store = await openStore(page.meeting);
  if (!(await store.all()).some(undelivered)) return;
  const device = page.device.id;
  const queue = await openQueue({ store, kind: KIND, device, post, epoch: () => epochOf(live), onAnswer: () => {} });
  stayInContact(live, queue);
  adoptOrphans(queue, store, { kind: KIND, device, meeting: page.meeting });
  reportScans({ queue, store, device, box: signal([]), live });
}
