// Names in columns, from top to bottom; never smaller than the back row can read: more of them take turns.

import { html } from "../html.js";
import { number, t } from "../texts.js";
import { ems } from "./type.js";

export const PAGE_MS = 6_000;
export const upright = () => innerWidth < innerHeight;
const LEAST = 4; // units of the stage; smaller is not read in the back row
const MOST = 8.4;
const LEADING = 1.3;
const NUMBER_EMS = 2;
const COLUMNS = [1, 2, 3, 4, 5, 6];
const gap = () => (upright() ? 3 : 5.4); // between columns, as in the style sheet

// `width` and `height`: the place, in units of the stage. `first` is the number of the first name.
export function Names({ names, numbered, first = 1, now, width = upright() ? 92 : 158, height = upright() ? 130 : 54 }) {
  const { columns, rows, size, pages, each } = arranged(names.map((name) => ems(name) + (numbered ? NUMBER_EMS : 0)), width, height);
  const from = (Math.floor(now / PAGE_MS) % pages) * each;
  return html`<div class="draw-page"><ol class="draw-names" data-columns=${columns} style=${{ "--rows": rows, "--size": size }}>
    ${names.slice(from, from + each).map((name, place) => html`<li key=${from + place}>${numbered && html`<i>${number(first + from + place)}</i>`}<span>${name}</span></li>`)}</ol>
    ${pages > 1 && html`<p class="draw-pages">${t("%(from)s to %(to)s of %(count)s", { from: number(from + 1), to: number(Math.min(names.length, from + each)), count: number(names.length) })}</p>`}</div>`;
}

// On as few pages as can be, then as large as can be. A column is as wide as its longest name.
export function arranged(widths, width, height) {
  const ways = COLUMNS.map((columns) => {
    const fitting = (high) => columns * Math.max(1, Math.floor(high / (LEAST * LEADING)));
    const pages = widths.length <= fitting(height) ? 1 : Math.ceil(widths.length / fitting(height - LEAST * LEADING));
    const each = Math.ceil(widths.length / pages);
    const rows = Math.ceil(each / columns);
    const widest = Math.min(MOST, (width - (columns - 1) * gap()) / Math.max(...spans(widths, each, rows)));
    const size = Math.min(widest, (pages > 1 ? height - LEAST * LEADING : height) / (rows * LEADING));
    return { columns, rows, pages, each, size: Math.max(LEAST, Math.floor(size * 100) / 100), fits: widest >= LEAST || columns === 1 };
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
