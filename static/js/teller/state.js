// The team's page follows its own snapshot; what it sends goes through one outbox.

import { computed, effect } from "../html.js";
import { follow } from "../live.js";
import { makeOutbox } from "./outbox.js";

export const live = follow("teller");
export const outbox = makeOutbox();

effect(() => {
  const snapshot = live.snapshot.value;
  if (snapshot) queueMicrotask(() => outbox.tidy(snapshot.batch));
});

// The batch as it is with what is on its way: papers entered, calls and the paper in the caller's hand.
export const batch = computed(() => {
  const known = live.snapshot.value?.batch;
  if (!known?.entered) return known;
  return outbox.held.value.filter((one) => one.batch === known.id && one.apply).reduce((now, one) => one.apply(now), known);
});

export const path = (id, what) => `/ballots/batches/${id}/${what}`;
