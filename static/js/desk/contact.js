// At each contact with the laptop: what waits is sent, and what a desk goes by is brought up to date.

import { computed, effect } from "../html.js";
import { page } from "../page.js";

export function stayInContact(live, queue, known) {
  const epoch = computed(() => (live.link.value === "live" ? live.snapshot.value?.epoch ?? null : null));
  effect(() => {
    const now = epoch.value;
    if (now) queueMicrotask(() => queue.reached(now));
  });
  if (!known) return;
  effect(() => {
    const seq = live.snapshot.value?.seq;
    if (seq !== undefined && live.link.value === "live") known.refresh(seq);
  });
}

// The epoch in which something is sent, as far as it is known: an older one only means that it is sent once more.
export const epochOf = (live) => live.snapshot.value?.epoch ?? page.epoch;
