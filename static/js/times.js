// Times as the meeting writes them: in its own zone, whatever this browser's zone is or its tables of zones say. The
// laptop tells the hours from UTC as steps ([from this instant on, ms]), and the corrections of its own clock.

import { signal } from "@preact/signals";
import { page } from "./page.js";

export const times = signal(page.times ?? { zone: "UTC", utc_offsets: [[0, 0]], corrections: [] });

export function timesTold(told) {
  if (told && JSON.stringify(told) !== JSON.stringify(times.value)) times.value = told;
}

// A time of the meeting's clock → what the clock on the wall showed then.
export const corrected = (at) => at + step(times.value.corrections, at, 0);

// An instant → a Date whose UTC parts are the date and time in the meeting's zone.
export const inZone = (ms) => new Date(ms + offset(ms));

// An instant ↔ what a field for date and time holds.
export const fieldOf = (ms) => (ms ? inZone(ms).toISOString().slice(0, 16) : "");

export function instantOf(field) {
  if (!field) return null;
  const local = Date.parse(`${field}Z`);
  const [, first] = times.value.utc_offsets[0];
  const fitting = [...new Set([first, ...times.value.utc_offsets.map(([, ms]) => ms)])].map((ms) => local - ms).filter((ms) => ms + offset(ms) === local);
  return fitting.length ? Math.min(...fitting) : local - offset(local - first); // none: an hour that is skipped in spring
}

const offset = (ms) => step(times.value.utc_offsets, ms, times.value.utc_offsets[0][1]);

function step(steps, ms, before) {
  let found = before;
  for (const [since, value] of steps) if (since <= ms) found = value;
  return found;
}
