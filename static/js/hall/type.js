// Type that fits its place: how wide a text is, how large it may be, and where Chinese may break.

import { html } from "../html.js";

const SLACK_EMS = 1.5; // what a line loses where words do not break evenly
const FEWER_LINES = 0.88; // as large as this share of the largest: rather fewer lines
const LINES_MOST = 20;

// The width in em: a Hanzi is one, a Latin letter a little more than half.
export function ems(text, spacing = 0) {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) > 0x2e7f || "·…—".includes(letter) ? 1 : letter === " " ? 0.3 : 0.6) + spacing;
  return Math.max(1, width);
}

// How many lines a text takes in so many em, broken between words and after hyphens.
export function linesOf(text, room) {
  let [lines, used] = [1, 0];
  for (const word of text.replaceAll("-", "- ").split(" ")) {
    const long = ems(word);
    if (used > 0 && used + 0.3 + long > room) [lines, used] = [lines + 1, 0];
    lines += Math.ceil((used + long) / room) - 1; // a word that is wider than the place breaks anywhere
    used = ((used + long) % room) + 0.3;
  }
  return lines;
}

// The largest size of a text, in units of the stage (u), in a place of so many u; never under `least`.
export function fit(text, { width, height, most, least = 4, leading = 1.3, spacing = 0 }) {
  const long = ems(text, spacing);
  const sizes = [];
  for (let lines = 1; lines <= LINES_MOST; lines++)
    sizes.push(Math.min(most, width / (long / lines + (lines > 1 ? SLACK_EMS : 0)), height / (lines * leading)));
  const largest = Math.max(...sizes);
  return Math.max(least, Math.round(100 * sizes.find((size) => size >= FEWER_LINES * largest)) / 100);
}

// The sizes of a text on a lying and on an upright stage, for the style sheet to choose from.
export const sized = (text, wide, tall) => ({ "--wide": fit(text, wide), "--tall": fit(text, { ...wide, ...tall }) });

const words = "Segmenter" in Intl ? new Intl.Segmenter("zh-Hans", { granularity: "word" }) : null;
const OPENING = /[《〈「『（【“‘([]$/;

// A text that breaks between words, in Chinese too, where browsers break anywhere: 换届|选举, not 换|届选举.
export function phrase(text) {
  if (!words || !/\p{Script=Han}/u.test(text)) return text;
  const pieces = [];
  for (const { segment, isWordLike } of words.segment(text)) {
    const last = pieces.at(-1);
    if (last !== undefined && (!isWordLike || OPENING.test(last))) pieces[pieces.length - 1] += segment;
    else pieces.push(segment);
  }
  return pieces.map((piece, place) => html`${place > 0 && html`<wbr />`}${piece}`);
}
