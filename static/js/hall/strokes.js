// 正, the five strokes by which votes are counted aloud, each drawn as it is called.

import { html, useEffect, useState } from "../html.js";

const STROKES = ["M3 4H21", "M12 4V20", "M12 11.5H19", "M6.5 11V20", "M2 20H22"];
const FULL = STROKES.length;
const SIZES = [6.6, 5.8, 5, 4.4, 3.8, 3.4];
const GAP = 1.14;

export const LEADING = 1.1;

// How large, and how many full ones stand as a number before the rest, so that all fits into so much room.
export function laid(votes, width, height) {
  const count = Math.ceil(votes / FULL);
  for (const size of SIZES) if (room(size, width, height) >= count) return { size, before: 0 };
  const size = SIZES.at(-1);
  const kept = Math.max(1, room(size, width - 14, height) - 2);
  return { size, before: Math.max(0, Math.floor(votes / FULL) - kept) };
}

const room = (size, width, height) => Math.max(1, Math.floor(height / (size * LEADING))) * Math.floor(width / (size * GAP));

export function Strokes({ votes, before }) {
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const full = Math.floor(votes / FULL);
  const left = votes % FULL;
  const shown = Array.from({ length: full - before + (left ? 1 : 0) }, (_, i) => (i < full - before ? FULL : left));
  return html`<span class="strokes ${live ? "drawn" : ""}" aria-hidden="true">${before > 0 && html`<em>${before} ×</em>`}
    ${before > 0 && html`<${Sign} key="whole" strokes=${FULL} />`}
    ${shown.map((strokes, i) => html`<${Sign} key=${before + i} strokes=${strokes} />`)}</span>`;
}

function Sign({ strokes }) {
  return html`<svg viewBox="0 0 24 24">${STROKES.slice(0, strokes).map((d) => html`<path key=${d} d=${d} pathLength="1" />`)}</svg>`;
}
