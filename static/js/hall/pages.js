// What does not fit is shown page by page, all pages of one length; never by scrolling.

import { html } from "../html.js";

const PAGE_MS = 8000;

export function paged(all, most, now) {
  const pages = Math.max(1, Math.ceil(all.length / most));
  const each = Math.ceil(all.length / pages) || 1;
  const page = Math.floor(now / PAGE_MS) % pages;
  return { shown: all.slice(page * each, (page + 1) * each), each, page, pages };
}

export function Pages({ page, pages }) {
  return pages > 1 ? html`<p class="vote-pages">${page + 1} / ${pages}</p>` : null;
}
