// The agenda: done, now, later, each by sign as well as by colour.

import { html } from "../html.js";
import { chosen, current, settled, shown, tab } from "./state.js";
import { Languages } from "../desk/languages.js";
import { t } from "./words.js";

const SIGNS = { done: "✓", now: "▸", later: "" };
const STATES = { done: () => t("done"), now: () => t("now"), later: () => t("later") };

export function choose(key) {
  chosen.value = key === current.value && settled() ? null : key;
  tab.value = "step";
}

export function Agenda({ agenda }) {
  return html`<nav class="con-agenda" aria-label=${t("Agenda")}><ol>
    ${agenda.map(({ key, title, state }) => html`<li key=${key}>
      <button type="button" class=${`con-${state}`} aria-current=${key === shown.value ? "step" : undefined} onClick=${() => choose(key)}>
        <i aria-hidden="true">${SIGNS[state]}</i><span>${t(title)}</span><span class="unseen">${STATES[state]()}</span></button></li>`)}
  </ol><${Languages} /></nav>`;
}

// Somebody works in one step while a later one is ready: told, never switched under the hand.
export function Ready({ agenda }) {
  const place = (wanted) => agenda.findIndex(({ key }) => key === wanted);
  if (place(current.value) <= place(shown.value)) return null;
  const next = agenda[place(current.value)];
  return html`<button type="button" class="con-ready" onClick=${() => choose(next.key)}>
    <span aria-hidden="true">▸</span> ${t("The meeting is at: %(step)s", { step: t(next.title) })}</button>`;
}
