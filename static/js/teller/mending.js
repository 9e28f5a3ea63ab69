// What the chief scrutineer does when a count does not go as it should: a pile holds another number of papers, a recount
// comes to no end, or somebody cannot sign.

import { html, useState } from "../html.js";
import { t } from "../texts.js";
import { Act, Whole, Words, whole } from "./act.js";
import { ROLE } from "./words.js";

export function Found({ round, chief }) {
  const open = chief.batches.filter(({ state }) => state !== "agreed");
  const [counted, setCounted] = useState({});
  if (!open.length) return null;
  const of = (one) => counted[one.number] ?? one.papers;
  const before = open.reduce((sum, one) => sum + one.papers, 0);
  const now = open.reduce((sum, one) => sum + of(one), 0);
  const gather = (data) => ({ batches: Object.fromEntries(open.map((one) => [one.number, whole(data, `b${one.number}`)]).filter(([number, papers]) => papers !== open.find((one) => one.number === number).papers)), reason: data.get("reason").trim() });
  return html`<details class="fold"><summary>${t("A pile holds another number of papers")}</summary>
    <p class="step-note">${t("Count the papers of each pile that is open. Papers that changed piles are put right here; papers that are missing, or too many, are told in the record.")}</p>
    <div onInput=${(event) => /^b\d+$/.test(event.target.name) && setCounted({ ...counted, [event.target.name.slice(1)]: Number(event.target.value) })}>
    <${Act} quiet=${true} path=${`/ballots/rounds/${round.id}/found`} label=${now === before ? t("The papers had changed piles") : t("Record that the papers do not add up")} gather=${gather} disabled=${open.every((one) => of(one) === one.papers)} onDone=${() => setCounted({})}>
      <div class="fields">${open.map((one) => html`<${Whole} key=${one.id} name=${`b${one.number}`} label=${t("Papers in batch %(number)s", { number: one.number })} value=${one.papers} />`)}<${Words} name="reason" label=${t("Remark")} most=${280} required=${false} /></div>
      <p class="step-note" role="status">${now === before ? `${t("Together %(sum)s, as it should be.", { sum: now })} ${t("What the teams have entered of these piles is erased, and they begin them anew.")}` : t("Together %(sum)s, but there should be %(before)s. Look in the other piles, among the invalid papers, and in the boxes.", { sum: now, before })}
        ${now !== before ? ` ${chief.recount ? t("If they are not found, record it and stop the recount: the old result stands, and the round can be annulled.") : t("If they are not found, record it; then the round is declared void.")}` : ""}</p><//></div></details>`;
}

export function Stop({ round, chief }) {
  if (!chief.recount) return null;
  return html`<details class="fold"><summary>${t("Stop the recount")}</summary><p class="step-note">${t("The recount comes to no result. The result that was told before stands, as it was.")}</p>
    <${Act} quiet=${true} path=${`/ballots/rounds/${round.id}/recount/stop`} label=${t("Stop the recount; the old result stands")} gather=${(data) => ({ reason: data.get("reason").trim() })}><${Words} name="reason" label=${t("Reason")} most=${280} /><//></details>`;
}

export function Substitute({ round, chief, unsigned }) {
  const due = Object.keys(ROLE).flatMap((role) => unsigned[role].filter(Boolean).map((name) => [role, name]));
  const [place, setPlace] = useState(0);
  const [role, absent] = due[place] ?? due[0] ?? [];
  if (!due.length) return null;
  const alone = role === "chief_scrutineer" || chief.due[role].length < 2;
  const gather = (data) => ({ signs_as: role, absent, reason: data.get("reason").trim(), substitute: data.get("substitute").trim() });
  return html`<details class="fold"><summary>${t("Somebody cannot sign")}</summary>
    <${Act} quiet=${true} path=${`/ballots/rounds/${round.id}/substitutes`} label=${t("Name the substitute")} gather=${gather}>
      <div class="fields"><label class="field"><span>${t("Who cannot sign")}</span><select onChange=${(event) => setPlace(Number(event.target.value))}>${due.map(([of, name], at) => html`<option key=${of + name} value=${at} selected=${at === place}>${name} · ${ROLE[of]()}</option>`)}</select></label>
        <${Words} name="reason" label=${t("Reason")} most=${280} /><${Words} name="substitute" label=${alone ? t("Substitute") : t("Substitute (or the others of the team sign)")} required=${alone} /></div><//></details>`;
}
