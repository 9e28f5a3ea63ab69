// What the search found: as many large rows as fit without scrolling, with what tells namesakes apart.

import { html, useEffect, useRef, useState } from "../html.js";
import { t } from "../texts.js";
import { width } from "./card.js";
import { apart } from "./verdicts.js";

const ROW_PX = 84;
const WIDE_PX = 900;

export function Found({ search, onChoose }) {
  const [room, measure] = useRoom();
  const members = search.found.value;
  if (members === null) return html`<section class="found" ref=${measure}></section>`;
  const shown = fitting(members, room);
  const chosen = Math.min(search.chosen.value, shown.length - 1);
  return html`<section class="found" ref=${measure}>
    <ul class="found-list" role="listbox" id="found" aria-label=${t("People found")}>
      ${shown.map((member, place) => html`<li role="none" key=${member.id}>
        <button type="button" id=${`found-${place}`} role="option" aria-selected=${place === chosen} class=${`found-row ${long(member)}`} onClick=${() => onChoose(member)}>
          <b>${member.name}</b>
          <span>${[member.group, member.number && t("No. %(number)s", { number: member.number })].filter(Boolean).join(" · ")}</span>
          ${apart(member) && html`<em>${apart(member)}</em>`}
          ${member.state === "inside" && html`<i class="found-inside">${t("already in")}</i>`}
        </button></li>`)}
    </ul>
    ${said(members, shown, search)}
  </section>`;
}

// A long name is set smaller, over the whole row, and takes more room.
const long = ({ name }) => (width(name) > 30 ? "found-longest" : width(name) > 12 ? "found-long" : "");

function fitting(members, room) {
  let left = room;
  return members.filter((member, place) => (left -= { "": 1, "found-long": 1.3, "found-longest": 1.8 }[long(member)]) >= 0 || place === 0);
}

function said(members, shown, search) {
  if (search.code.value) return html`<button form="ask" class="act act-main found-code">${t("Use the code %(code)s", { code: search.code.value.match(/.{4}/g).join(" ") })}</button>`;
  if (search.trouble.value) return html`<p class="found-more" role="status">${t("The laptop cannot be asked just now. Use the badge, or the paper list.")}</p>`;
  if (!members.length) return html`<p class="found-more" role="status">${t("Nobody found. Try fewer letters, or the number.")}</p>`;
  if (members.length > shown.length) return html`<p class="found-more" role="status">${t("There are more: type another letter.")}</p>`;
  return null;
}

// Arrows move, Enter takes, Escape clears.
export function steer(event, search, onChoose) {
  const members = search.found.value ?? [];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && members.length) {
    event.preventDefault();
    search.chosen.value = (search.chosen.value + step + members.length) % members.length;
  }
  if (event.key === "Escape") search.clear();
  if (event.key === "Enter" && members[search.chosen.value]) {
    event.preventDefault();
    onChoose(members[search.chosen.value]);
  }
}

// How many rows fit: two columns where it is wide.
function useRoom() {
  const node = useRef(null);
  const [room, setRoom] = useState(6);
  useEffect(() => {
    const watcher = new ResizeObserver(([{ contentRect }]) => {
      const columns = contentRect.width >= WIDE_PX ? 2 : 1;
      setRoom(Math.max(1, Math.floor((contentRect.height - 40) / ROW_PX)) * columns);
    });
    watcher.observe(node.current);
    return () => watcher.disconnect();
  }, []);
  return [room, node];
}
