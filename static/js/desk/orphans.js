// Scans in this browser that no open page would deliver: of a device that it was before it was paired anew, or of this one
// in another role; those too that only a laptop received which is not this meeting's any more. Open pages answer for their
// own, as long as the laptop knows them; one that learns that it is not known any more says so.

import { effect } from "../html.js";
import { page } from "../page.js";

const ANSWER_MS = 500;

export function adoptOrphans(queue, store, { kind, device, meeting }) {
  if (!window.BroadcastChannel) return;
  const channel = new BroadcastChannel(`kiosk scans ${meeting}`);
  const own = `${kind} ${device}`;
  const cared = new Set([own]);
  const known = () => queue.trouble.value !== "unpaired";

  channel.onmessage = ({ data }) => {
    if (data.asks && known()) channel.postMessage({ answers: own });
    if (data.answers) cared.add(data.answers);
    if (data.leaves && cared.delete(data.leaves)) look();
  };
  effect(() => {
    if (!known()) channel.postMessage({ leaves: own });
  });

  async function look() {
    channel.postMessage({ asks: true });
    await new Promise((done) => setTimeout(done, ANSWER_MS));
    const found = (await store.all()).filter((one) => !cared.has(`${one.kind} ${one.device}`) && undelivered(one));
    if (found.length) queue.adopt(found);
  }
  look();
}

// Whether a record is still to be handed in to this meeting's laptop.
export const undelivered = (one) => one.refused === undefined && one.delivered?.epoch !== page.epoch;
