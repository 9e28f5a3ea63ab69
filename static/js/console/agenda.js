// The agenda: done, now, later, each by sign as well as by colour.

import { html, useEffect, useRef } from "../html.js";
import { chooses, chosen, current, editing, settled, shown, tab } from "./state.js";
import { Languages } from "../desk/languages.js";
import { t } from "./words.js";

const SIGNS = { done: "✓", now: "▸", later: "", skipped: "–" };
const STATES = { done: () => t("done"), now: () => t("now"), later: () => t("later"), skipped: () => t("skipped") };

export function choose(key) {
  editing.value = false;
  chosen.value = key === current.value && settled() ? null : key;
  tab.value = "step";
}

export function Agenda({ agenda }) {
  const list = useRef(null);
  useEffect(() => list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }), [shown.value]);
  return html`<nav ref=${list} class="con-agenda" aria-label=${t("Agenda")}><ol>
    ${agenda.map(({ key, title, state }) => html`<li key=${key}>
      <button type="button" class=${`con-${state}`} aria-current=${!editing.value && key === shown.value ? "step" : undefined} onClick=${() => choose(key)}>
        <i aria-hidden="true">${SIGNS[state]}</i><span>${t(title)}</span><span class="unseen">${STATES[state]()}</span></button></li>`)}
  </ol><div>${chooses && html`<button type="button" class="agenda-change" aria-pressed=${editing.value} onClick=${edit}>${t("Change the agenda")}</button>`}<${Languages} /></div></nav>`;
}

function edit() {
  editing.value = !editing.value;
  tab.value = "step";
}

// Somebody works in one step while a later one is ready: told, never switched under the hand.
export function Ready({ agenda }) {
  const place = (wanted) => agenda.findIndex(({ key }) => key === wanted);
  if (place(current.value) <= place(shown.value)) return null;
  const next = agenda[place(current.value)];
  return html`<button type="button" class="con-ready" onClick=${() => choose(next.key)}>
    <span aria-hidden="true">▸</span> ${t("The meeting is at: %(step)s", { step: t(next.title) })}</button>`;
}
