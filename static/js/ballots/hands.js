// A vote by hands, a screen of its own: a clear majority, against and abstain counted, or a full count by row block.

import { html, useState } from "../html.js";
import { Choice, Press } from "../console/controls.js";
import { listed, number, t, time } from "../console/words.js";
import { Area, lines, Num, Text, useFields, whole } from "./fields.js";

const METHODS = [["clear", () => t("A clear majority")], ["counted", () => t("Against and abstain counted")], ["full", () => t("Full count by row block")]];

// `fixed`: what is voted on is a step of the agenda, with its subject and the names that are proposed.
export function Hands({ panel, act, onBack, fixed }) {
  const [method, setMethod] = useState("clear");
  const [blocks, setBlocks] = useState([{ block: "", votes: "", against: "", abstain: "" }]);
  const form = useFields({ title: fixed?.title ?? "", names: fixed?.names?.join("\n") ?? "", present: String(panel.votes_inside), votes: "", against: "0", abstain: "0" });
  const [fields] = form;
  const names = lines(fields.names);
  const counted = blocks.filter(({ block }) => block.trim()).map((one) => ({ block: one.block.trim(), votes: whole(one.votes) ?? 0, against: whole(one.against) ?? 0, abstain: whole(one.abstain) ?? 0 }));
  const sum = (key) => counted.reduce((total, one) => total + one[key], 0);
  const full = method === "full";
  const [against, abstain] = full ? [sum("against"), sum("abstain")] : [whole(fields.against) ?? 0, whole(fields.abstain) ?? 0];
  const present = whole(fields.present) ?? 0;
  const votes = full ? sum("votes") : method === "counted" ? present - against - abstain : null;
  const carried = votes === null || votes > against;
  const sent = { title: fields.title.trim(), method, present, votes: full ? votes : null, against, abstain, names, ...(full ? { blocks: counted } : {}), ...(fixed ? { subject: fixed.subject } : {}) };
  const change = (place, key, value) => setBlocks([...blocks.map((one, i) => (i === place ? { ...one, [key]: value } : one)), ...(place === blocks.length - 1 && value ? [{ block: "", votes: "", against: "", abstain: "" }] : [])]);
  const cell = (one, place, key, label) => html`<label><span>${label}</span><input inputmode=${key === "block" ? "text" : "numeric"} maxlength="12" value=${one[key]} onInput=${(event) => change(place, key, key === "block" ? event.target.value : event.target.value.replace(/\D/g, ""))} /></label>`;
  return html`${!fixed && html`<h2>${t("A vote by hands")}</h2><${Text} label=${t("What is voted on")} name="title" of=${form} most="200" hint=${t("for example: the scrutineers")} />`}
    ${(!fixed || fixed.names) && html`<${Area} label=${fixed ? t("Scrutineers, one to a line") : t("Names adopted by it, one on each line (may be empty)")} name="names" of=${form} rows="3" />`}
    <${Choice} label=${t("How the hands are counted")} options=${METHODS.map(([key, word]) => [key, word()])} chosen=${method} onChoose=${setMethod} />
    <div class="con-vote"><div class="con-fields"><${Num} label=${t("Present, counted just before")} name="present" of=${form} />${!full && html`<${Num} label=${t("Against")} name="against" of=${form} /><${Num} label=${t("Abstained")} name="abstain" of=${form} />`}</div></div>
    ${full && html`<div class="vote-blocks">${blocks.map((one, place) => html`<div class="con-fields" key=${place}>${cell(one, place, "block", t("Block"))}${cell(one, place, "votes", t("For"))}${cell(one, place, "against", t("Against"))}${cell(one, place, "abstain", t("Abstained"))}</div>`)}</div>`}
    ${votes !== null && html`<p class="con-sum"><b class=${carried ? "con-met" : "con-unmet"}>${carried ? "✓" : "✕"}</b> <span>${t("%(votes)s for, %(against)s against, %(abstain)s abstain, of %(present)s present", { votes: number(votes), against: number(against), abstain: number(abstain), present: number(present) })}</span></p>`}
    <div class="con-do"><${Press} act=${act} path="/ballots/hands" fields=${sent} kind="go" disabled=${!sent.title || !present || (fixed?.names && !names.length) || (full && !counted.length)} onDone=${onBack}>${carried ? (names.length > 1 ? t("Record: %(count)s names adopted", { count: number(names.length) }) : t("Record: adopted")) : t("Record: not adopted")}<//>
      ${onBack && html`<button type="button" class="con-alt" onClick=${onBack}>${t("Back")}</button>`}</div>`;
}

export function HandsList({ hands }) {
  if (!hands.length) return null;
  return html`<section class="con-list"><h3>${t("Votes by hands")}</h3><ul class="vote-noted">${hands.map((one) => html`<li key=${one.id}><time>${time(one.at)}</time> <span><b>${one.title}</b> ${one.names.length > 0 && `(${listed(one.names)})`} · ${one.carried ? t("adopted") : t("not adopted")}${one.votes !== null && ` · ${t("%(votes)s for, %(against)s against, %(abstain)s abstain, of %(present)s present", { votes: number(one.votes), against: number(one.against), abstain: number(one.abstain), present: number(one.present) })}`}</span></li>`)}</ul></section>`;
}
