// Who stands: from the roll, by hand, or taken over from what was decided before; how they were put forward; the order.

import { html, useState } from "../html.js";
import { Press } from "../console/controls.js";
import { Finder } from "../console/finder.js";
import { number, t } from "../console/words.js";
import { few } from "./few.js";
import { lines } from "./fields.js";
import { ORIGINS, STAGES } from "./words.js";

const collator = (order) => {
  const found = new Intl.Collator(`zh-Hans-u-co-${order}`);
  return found.resolvedOptions().collation === order ? found : null; // a browser without this order does not offer it
};
const ORDERS = [["strokes", collator("stroke"), () => t("By strokes of the surname")], ["pinyin", collator("pinyin"), () => t("By pinyin")]];
const blank = (name, office, member = null) => ({ name, office, member, origin: "organisation", supporters: 0, stage: "formal", pledge: "", reader: "" });

export function Candidates({ panel, round, act, onDone, onBack }) {
  const first = round.offices[0].id;
  const [listed, setListed] = useState(() => (round.candidates.length ? round.candidates.filter(({ origin }) => origin !== "write_in") : round.kind === "motion" ? [blank(round.title, first)] : []).map(({ name, office, member, origin, supporters, stage, pledge, reader, woman, relatives }) => ({ name, office, member, origin, supporters, stage, pledge, reader, ...(woman ? { woman: true } : {}), ...(relatives ? { relatives: JSON.parse(relatives) } : {}) })));
  const [order, setOrder] = useState({ order_by: round.order_by, draw: round.order_draw });
  const [typed, setTyped] = useState("");
  const known = new Set(listed.map(({ name }) => name));
  const add = (names, member) => {
    setListed([...listed, ...names.filter((name) => !known.has(name)).map((name) => blank(name, first, member))]);
    setOrder({ order_by: "hand", draw: null });
  };
  const change = (place, more) => setListed(listed.map((one, i) => (i === place ? { ...one, ...more } : one)));
  const reorder = (names, by) => {
    setListed(names);
    setOrder(by);
  };
  const move = (place) => reorder([...listed.slice(0, place - 1), listed[place], listed[place - 1], ...listed.slice(place + 1)], { order_by: "hand", draw: null });
  const drawn = panel.drawn && listed.length > 1 && listed.every(({ name }) => panel.drawn.order.includes(name));
  const addTyped = () => {
    add(lines(typed));
    setTyped("");
  };
  return html`<p class="con-why">${least(round, listed)}</p>
    ${panel.carry.filter(({ names }) => names.some((name) => !known.has(name))).map(({ what, names }) => html`<p key=${what} class="con-ways"><button type="button" class="con-button con-plain" onClick=${() => add(names)}>${CARRY[what](names)}</button></p>`)}
    <ol class="vote-candidates">${listed.map((one, place) => html`<li key=${one.name}><${Row} one=${one} place=${place} round=${round} onChange=${(more) => change(place, more)} onUp=${place > 0 ? () => move(place) : null} onRemove=${() => setListed(listed.filter((_, i) => i !== place))} /></li>`)}</ol>
    ${listed.length > 1 && html`<div class="con-choice" role="group" aria-label=${t("Order on the paper")}><span class="vote-label">${t("Order on the paper")}</span>
      ${ORDERS.filter(([, by]) => by).map(([name, by, words]) => html`<button type="button" key=${name} aria-pressed=${order.order_by === name} onClick=${() => reorder(listed.toSorted((a, b) => by.compare(a.name, b.name)), { order_by: name, draw: null })}>${words()}</button>`)}
      ${drawn && html`<button type="button" aria-pressed=${order.order_by === "draw"} onClick=${() => reorder(panel.drawn.order.map((name) => listed.find((one) => one.name === name)).filter(Boolean), { order_by: "draw", draw: panel.drawn.number })}>${t("As drawn, draw %(number)s", { number: number(panel.drawn.number) })}</button>`}
      <button type="button" aria-pressed=${order.order_by === "hand"} onClick=${() => setOrder({ order_by: "hand", draw: null })}>${t("By hand")}</button></div>`}
    <section class="con-add"><h3>${t("Add a name")}</h3><${Finder} chosen=${null} onChoose=${(member) => member && add([member.name], member.id)} />
      <label class="draw-list"><span>${t("Not on the roll: one name on each line")}</span><textarea rows="2" value=${typed} onInput=${(event) => setTyped(event.target.value)}></textarea></label>
      <button type="button" class="con-button con-plain" disabled=${!lines(typed).length} onClick=${addTyped}>${t("Add to the list")}</button></section>
    <div class="con-do"><${Press} act=${act} path=${`/ballots/rounds/${round.id}/candidates`} fields=${{ candidates: listed, ...order }} kind="go" disabled=${!listed.length} onDone=${onDone}>${round.kind === "motion" ? t("Put this on the paper") : t("Put %(count)s names on the paper", { count: number(listed.length) })}<//>
      ${onBack && html`<button type="button" class="con-alt" onClick=${onBack}>${t("Back")}</button>`}</div>`;
}

const CARRY = {
  behind: (names) => t("Take over those not elected, by votes: %(count)s", { count: number(names.length) }),
  advanced: (names) => t("Take over those who go on: %(count)s", { count: number(names.length) }), tied: (names) => t("Take over the tied: %(count)s", { count: number(names.length) }),
  decided: (names) => t("Take over those the committee named: %(count)s", { count: number(names.length) }), drawn: (names) => t("Take over the names of the last draw: %(count)s", { count: number(names.length) }),
};

function least(round, listed) {
  if (round.kind === "motion") return t("A motion has one line on the paper.");
  return few(round, listed).join(" ") || t("Who stands, in the order on the paper.");
}

function Row({ one, place, round, onChange, onUp, onRemove }) {
  const pick = (name, options) => html`<select aria-label=${name} value=${one[name]} onChange=${(event) => onChange({ [name]: event.target.value })}>${Object.entries(options).map(([key, word]) => html`<option key=${key} value=${key}>${word()}</option>`)}</select>`;
  return html`<details><summary><i>${number(place + 1)}</i> <b>${one.name}</b> <span>${[round.offices.length > 1 && round.offices.find(({ id }) => id === one.office)?.name, ORIGINS[one.origin]?.(), one.supporters > 0 && number(one.supporters), one.reader && t("read by %(name)s", { name: one.reader })].filter(Boolean).join(" · ")}</span></summary>
    <div class="con-fields vote-form">
      ${round.offices.length > 1 && html`<label><span>${t("Office")}</span><select value=${one.office} onChange=${(event) => onChange({ office: Number(event.target.value) })}>${round.offices.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}</select></label>`}
      <label><span>${t("Put forward")}</span>${pick("origin", ORIGINS)}</label>
      ${one.origin === "joint" && html`<label><span>${t("Supporters")}</span><input inputmode="numeric" maxlength="5" value=${one.supporters || ""} onInput=${(event) => onChange({ supporters: Number(event.target.value.replace(/\D/g, "")) })} /></label>`}
      <label><span>${t("Stage")}</span>${pick("stage", STAGES)}</label>
      ${round.rules.women_least > 0 && html`<label><span>${t("Woman")}</span><select value=${String(Boolean(one.woman))} onChange=${(event) => onChange({ woman: event.target.value === "true" })}><option value="false">–</option><option value="true">${t("yes")}</option></select></label>`}
      ${round.rules.relatives_apart && html`<label><span>${t("Near relative of")}</span><input maxlength="200" placeholder=${t("names, with a comma between")} value=${(one.relatives ?? []).join(", ")} onChange=${(event) => onChange({ relatives: event.target.value.split(/[,，、]/).map((name) => name.trim()).filter(Boolean) })} /></label>`}
      <label><span>${t("Absent: statement read by")}</span><input maxlength="60" value=${one.reader} onInput=${(event) => onChange({ reader: event.target.value })} /></label></div>
    <label class="draw-list"><span>${t("Pledge or statement")}</span><textarea rows="2" maxlength="500" value=${one.pledge} onInput=${(event) => onChange({ pledge: event.target.value })}></textarea></label>
    <p class="con-ways">${onUp && html`<button type="button" class="con-alt" onClick=${onUp}>${t("One up")}</button>`}<button type="button" class="con-alt" onClick=${onRemove}>${t("Take off the list")}</button></p></details>`;
}
