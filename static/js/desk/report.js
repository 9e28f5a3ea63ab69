// Tells the laptop how many scans were made and still wait here, and keeps its statement of how many it received.

import { computed, effect, signal } from "../html.js";
import { post } from "./post.js";

const SOON_MS = 500;
const ANSWER_MS = 2000;
const NOTICED_MS = 30_000;
const IDS_MOST = 5_000;

export const statement = signal(null); // {made, received, refused, differs, news: it belongs on the screen now}

export function reportScans({ queue, store, device, box, live }) {
  const epoch = computed(() => live.snapshot.value?.epoch);
  const now = computed(() => `${epoch.value} ${queue.count.value} ${queue.accepted.value} ${box.value.length}`);
  let told = null;
  let timer = 0;
  let telling = false;
  let wasAway = false;

  effect(() => {
    if (live.link.value === "away") [told, wasAway] = [null, true];
    if (live.link.value === "live" && now.value !== told) schedule();
  });

  function schedule() {
    if (!telling) timer ||= setTimeout(tell, SOON_MS);
  }

  async function tell() {
    [timer, telling] = [0, true];
    const current = now.value;
    const made = await store.made(device).catch(() => 0);
    const refused = queue.records().filter((one) => one.refused !== undefined).length;
    const fields = { made, waiting: queue.count.value, accepted: queue.accepted.value, refused, late: box.value.length, ...(await adopted()) };
    const { status, body } = await post("/checkin/reports", fields, ANSWER_MS);
    telling = false;
    if (status === 200) told = current;
    if (status === 200 && told === now.value && fields.waiting === 0 && body.epoch === epoch.value) state(made, body.received, refused);
    if (live.link.value === "live" && told !== now.value) schedule();
  }

  // Scans that another device of this browser made: the laptop may have received them as that one's.
  async function adopted() {
    const ours = queue.records().filter(({ from }) => from !== undefined);
    if (!ours.length) return {};
    const all = await store.all().catch(() => []);
    const before = [...new Set(ours.map(({ from }) => from))].map((one) => {
      const left = all.filter((record) => record.device === one);
      return { device: one, made: left.length, refused: left.filter((record) => record.refused !== undefined).length };
    });
    return { adopted: ours.slice(0, IDS_MOST).map(({ command_id }) => command_id), before };
  }

  function state(made, received, refused) {
    const differs = made - refused !== received;
    statement.value = { made, received, refused, differs, news: wasAway || differs };
    if (wasAway && !differs) setTimeout(() => (statement.value = { ...statement.value, news: statement.value.differs }), NOTICED_MS);
    wasAway = false;
  }
}
