// Scans in this browser that no open page would deliver: of a device that it was before it was paired anew. Open pages
// answer for their own.

const ANSWER_MS = 500;

export async function findOrphans(store, { kind, device, meeting }) {
  if (!window.BroadcastChannel) return [];
  const channel = new BroadcastChannel(`kiosk scans ${meeting}`);
  const cared = new Set([device]);
  channel.onmessage = ({ data }) => {
    if (data.asks === kind) channel.postMessage({ answers: kind, device });
    if (data.answers === kind) cared.add(data.device);
  };
  channel.postMessage({ asks: kind });
  await new Promise((done) => setTimeout(done, ANSWER_MS));
  return (await store.all()).filter((one) => one.kind === kind && !cared.has(one.device) && !one.delivered && one.refused === undefined);
}
