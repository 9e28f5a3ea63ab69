// Scans in this browser that no open page would deliver: of a device that it was before it was paired anew. Open pages
// answer for their own, as long as the laptop knows them; one that learns that it is not known any more says so.

import { effect } from "../html.js";

const ANSWER_MS = 500;

export function adoptOrphans(queue, store, { kind, device, meeting }) {
  if (!window.BroadcastChannel) return;
  const channel = new BroadcastChannel(`kiosk scans ${meeting}`);
  const cared = new Set([device]);
  const known = () => queue.trouble.value !== "unpaired";

  channel.onmessage = ({ data }) => {
    if (data.asks === kind && known()) channel.postMessage({ answers: kind, device });
    if (data.answers === kind) cared.add(data.device);
    if (data.leaves === kind && cared.delete(data.device)) look();
  };
  effect(() => {
    if (!known()) channel.postMessage({ leaves: kind, device });
  });

  async function look() {
    channel.postMessage({ asks: kind });
    await new Promise((done) => setTimeout(done, ANSWER_MS));
    const found = (await store.all()).filter((one) => one.kind === kind && !cared.has(one.device) && !one.delivered && one.refused === undefined);
    if (found.length) queue.adopt(found);
  }
  look();
}
