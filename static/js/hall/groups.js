// Attendance by group: a page of them at a time, all of one size; long names get a line of their own.

import { html } from "../html.js";
import { number, t } from "../texts.js";
import { share } from "./bars.js";
import { ems, phrase } from "./type.js";

const PAGE_MS = 8000;
const BESIDE_EMS = 8.5;
const ONE_LINE_EMS = 16;

export function Groups({ groups, now }) {
  const longest = Math.max(...groups.map((group) => ems(group.name)));
  const [most, stacked] = longest <= BESIDE_EMS ? [6, ""] : longest <= ONE_LINE_EMS ? [4, "stacked"] : [3, "stacked"];
  const pages = groups.length <= most ? 1 : Math.ceil(groups.length / (most - (stacked ? 0 : 1)));
  const each = Math.ceil(groups.length / pages);
  const shown = Math.floor(now / PAGE_MS) % pages;
  return html`<div class="groups ${stacked}">
    ${groups.slice(shown * each, (shown + 1) * each).map((group) => html`<div class="group" key=${group.name}>
      <span>${phrase(group.name || t("No group"))}</span><i><b style=${{ width: `${share(group.checked_in, group.base)}%` }}></b></i>
      <strong>${number(group.checked_in)} / ${number(group.base)}</strong></div>`)}
    ${pages > 1 && html`<div class="pages">${shown + 1} / ${pages}</div>`}
  </div>`;
}
