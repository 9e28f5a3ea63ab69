// What the console knows, and which step it shows: the meeting's own, unless the operator chose another.

import { computed, effect, signal } from "../html.js";
import { follow } from "../live.js";
import { page } from "../page.js";

export const live = follow("console");
export const role = page.device?.role;
export const chooses = role === "chair" || role === "operator"; // what the hall sees, and what is declared
export const chosen = signal(null); // key of a step, null: follow the meeting
export const editing = signal(false); // the agenda itself is being changed
export const tab = signal("step"); // on narrow screens
export const clock = signal(live.now());
export const modules = signal({}); // key → module of the panel

setInterval(() => (clock.value = live.now()), 250);

const agenda = computed(() => live.snapshot.value?.agenda ?? []);

effect(() => {
  for (const { panel } of agenda.value) load(panel);
});

// What the hall is doing now comes first. Check-in goes on by itself: a later step that is ready comes before it.
export const current = computed(() => {
  const doing = agenda.value.findLast(({ live: doing }) => doing);
  if (doing) return doing.key;
  const now = agenda.value.filter(({ state }) => state === "now");
  const ready = now.find(({ panel }) => !modules.value[panel]?.ongoing) ?? now[0];
  return (ready ?? agenda.value.findLast(({ state }) => state === "done") ?? agenda.value[0])?.key ?? null;
});

// Until every step's module is there, the step that the meeting is at may yet turn out to be another one.
export const settled = () => agenda.value.every(({ panel }) => panel in modules.value);

export const shown = computed(() => (agenda.value.some(({ key }) => key === chosen.value) ? chosen.value : current.value));

const asked = new Set();

async function load(key) {
  if (asked.has(key)) return;
  asked.add(key);
  const module = await import(`../panels/${key}.js`).catch(() => ({}));
  modules.value = { ...modules.value, [key]: module };
}
