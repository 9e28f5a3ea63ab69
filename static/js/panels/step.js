// A step without figures of its own: what the chair says, and one button that ends it.

import { html } from "../html.js";
import { t } from "../console/words.js";
import { sayings } from "../agenda/words.js";

export const cue = (panel, snapshot, step) => sayings(step);

export function render(panel, snapshot, act, step) {
  return html`<div class="con-panel"><h2>${t(step.title)}</h2>${step.say && html`<blockquote class="con-say">${t(step.say)}</blockquote>`}</div>`;
}
