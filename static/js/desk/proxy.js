// Somebody here shows a document: whom do they represent? Two people are named, and who has seen the paper.

import { html, useState } from "../html.js";
import { t } from "../texts.js";
import { width } from "./card.js";
import { Panel } from "./panels.js";
import { makeSearch } from "./search.js";
import { about } from "./verdicts.js";

const SHOWN_MOST = 4;
const search = makeSearch();

export function Proxy({ holder, seenBy, nearRelatives, onRecord, onBack }) {
  const [grantor, choose] = useState(null);
  const [seen, setSeen] = useState(seenBy);
  const [near, setNear] = useState(false);
  const back = () => {
    search.clear();
    onBack();
  };
  const record = (event) => {
    event.preventDefault();
    search.clear();
    onRecord(grantor, seen.trim(), nearRelatives ? near : null);
  };
  return html`<${Panel} title=${t("Whom does %(name)s represent?", { name: holder.name })} onBack=${back}>
    ${grantor ? html`<form onSubmit=${record}>
        <p class="panel-name" style=${{ "--letters": width(grantor.name) }}>${grantor.name}</p><p class="panel-about">${about(grantor)}</p>
        <label class="panel-field"><span>${t("Seen by")}</span><input value=${seen} maxlength="80" onInput=${(event) => setSeen(event.target.value)} /></label>
        ${nearRelatives && html`<label class="panel-tick"><input type="checkbox" checked=${near} onChange=${(event) => setNear(event.target.checked)} /> <span>${t("%(holder)s is a near relative of %(grantor)s", { holder: holder.name, grantor: grantor.name })}</span></label>`}
        <button class="act act-main" disabled=${!seen.trim() || (nearRelatives && !near)}>${t("Document seen: %(holder)s votes for %(grantor)s", { holder: holder.name, grantor: grantor.name })}</button>
      </form>`
      : html`<label class="panel-field"><span>${t("Absent")}</span><input data-first autocomplete="off" value=${search.text.value} placeholder=${t("Name, pinyin, number …")} onInput=${(event) => search.ask(event.target.value)} /></label>
        <ul class="recent">${(search.found.value ?? []).filter(({ id }) => id !== holder.id).slice(0, SHOWN_MOST).map((member) => html`<li key=${member.id}>
          <button type="button" class="found-row" onClick=${() => choose(member)}><b>${member.name}</b><span>${about(member)}</span></button></li>`)}</ul>
        ${search.found.value?.length === 0 && html`<p class="panel-about" role="status">${t("Nobody found. Try fewer letters, or the number.")}</p>`}`}
  <//>`;
}
