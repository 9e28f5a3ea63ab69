// Names in columns, from top to bottom; never smaller than the back row can read: more of them take turns.

import { html } from "../html.js";
import { number, t } from "../texts.js";
import { ems, linesOf } from "./type.js";

export const PAGE_MS = 6_000;
export const upright = () => innerWidth < innerHeight;
const LEAST = 4; // units of the stage; smaller is not read in the back row
const MOST = 8.4;
const LEADING = 1.26;
const LINES_MOST = 3; // of a name that is wider than its place
const NUMBER_EMS = 2;
const COLUMNS = [1, 2, 3, 4, 5, 6];
const SIZES = [MOST, 8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5, LEAST]; // of names that take more lines
const gap = () => (upright() ? 3 : 5.4); // between columns, as in the style sheet

// `width` and `height`: the place, in units of the stage. `first` is the number of the first name.
export function Names({ names, numbered, first = 1, now, width = upright() ? 92 : 158, height = upright() ? 130 : 54 }) {
  const { columns, rows, lines, size, pages, each } = arranged(names, numbered ? NUMBER_EMS : 0, width, height);
  const from = (Math.floor(now / PAGE_MS) % pages) * each;
  return html`<div class="draw-page"><ol class="draw-names" data-columns=${columns} data-lines=${lines} style=${{ "--rows": rows, "--size": size, "--lines": lines }}>
    ${names.slice(from, from + each).map((name, place) => html`<li key=${from + place}>${numbered && html`<i>${number(first + from + place)}</i>`}<span>${name}</span></li>`)}</ol>
    ${pages > 1 && html`<p class="draw-pages">${t("%(from)s to %(to)s of %(count)s", { from: number(from + 1), to: number(Math.min(names.length, from + each)), count: number(names.length) })}</p>`}</div>`;
}

// On as few pages as can be, then as large as can be. A column is as wide as its longest name; in one column alone a
// name that is wider than the place takes more lines. `before`: the em of its number.
export function arranged(names, before, width, height) {
  const widths = names.map((name) => ems(name) + before);
  const linesAt = (size) => Math.max(1, ...names.map((name) => linesOf(name, width / size - before)));
  const ways = COLUMNS.map((columns) => {
    const lines = columns === 1 ? Math.min(LINES_MOST, linesAt(LEAST)) : 1;
    const row = LEADING * lines;
    const fitting = (high) => columns * Math.max(1, Math.floor(high / (LEAST * row)));
    const pages = names.length <= fitting(height) ? 1 : Math.ceil(names.length / fitting(height - LEAST * LEADING));
    const each = Math.ceil(names.length / pages);
    const rows = Math.ceil(each / columns);
    const widest = lines > 1 ? SIZES.find((size) => linesAt(size) <= lines) ?? LEAST : Math.min(MOST, (width - (columns - 1) * gap()) / Math.max(...spans(widths, each, rows)));
    const size = Math.min(widest, (pages > 1 ? height - LEAST * LEADING : height) / (rows * row));
    return { columns, rows, lines, pages, each, size: Math.max(LEAST, Math.floor(size * 100) / 100), fits: widest >= LEAST || columns === 1 };
  });
  return ways.filter(({ fits }) => fits).sort((one, other) => one.pages - other.pages || other.size - one.size || one.columns - other.columns)[0];
}

// How wide the columns of each page are together, in em.
function spans(widths, each, rows) {
  const found = [];
  for (let page = 0; page < widths.length; page += each) {
    const some = widths.slice(page, page + each);
    let span = 0;
    for (let column = 0; column < some.length; column += rows) span += Math.max(...some.slice(column, column + rows));
    found.push(span);
  }
  return found.length ? found : [1];
}
