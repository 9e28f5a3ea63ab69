// Finding one member of the roll by name, pinyin, initials or number.

import { fetchJson } from "../command.js";
import { html, useEffect, useState } from "../html.js";
import { t } from "./words.js";

const SHOWN_MOST = 6;
const REST_MS = 80;

export function Finder({ chosen, onChoose }) {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState(null);
  useEffect(() => {
    const wanted = typed.trim();
    if (!wanted) return void setFound(null);
    const timer = setTimeout(async () => {
      const { body } = await fetchJson(`/roll/search?q=${encodeURIComponent(wanted)}`).catch(() => ({ body: {} }));
      setFound((body.members ?? []).slice(0, SHOWN_MOST));
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const take = (member) => {
    setTyped("");
    setFound(null);
    onChoose(member);
  };
  if (chosen) return html`<p class="con-found-one"><b>${chosen.name}</b> <span>${about(chosen)}</span> <button type="button" class="con-alt" onClick=${() => onChoose(null)}>${t("Somebody else")}</button></p>`;
  return html`<div class="con-finder">
    <input type="search" autocomplete="off" value=${typed} aria-label=${t("Name, pinyin or number")} placeholder=${t("Name, pinyin or number")} onInput=${(event) => setTyped(event.target.value)} />
    ${found && html`<ul>${found.map((member) => html`<li key=${member.id}><button type="button" onClick=${() => take(member)}><b>${member.name}</b> <span>${about(member)}</span></button></li>`)}
      ${!found.length && html`<li>${t("Nobody found. Try fewer letters, or the number.")}</li>`}</ul>`}
  </div>`;
}

function about({ group, number, phone_tail }) {
  return [group, number && t("No. %(number)s", { number }), phone_tail && t("phone …%(tail)s", { tail: phone_tail })].filter(Boolean).join(" · ");
}
