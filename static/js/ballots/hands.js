// A vote by hands, a screen of its own: a clear majority, against and abstain counted, or a full count by row block.

import { html, useState } from "../html.js";
import { Choice, Press } from "../console/controls.js";
import { listed, number, t, time } from "../console/words.js";
import { clock } from "../console/state.js";
import { sentenceOf } from "../verdict.js";
import { Area, lines, Num, Pick, Text, useFields, whole } from "./fields.js";

const METHODS = [["clear", () => t("A clear majority")], ["counted", () => t("Against and abstain counted")], ["full", () => t("Full count by row block")]];

const BASES = { present: () => t("of those present"), eligible: () => t("of those who should attend") };
const MATTERS = { ordinary: () => t("an ordinary matter"), statutes: () => t("statutes, merger, division"), dissolution: () => t("dissolution"), purpose: () => t("the purpose of the association"), special: () => t("a matter that needs more") };
const share = (part, operator) => (operator === ">" ? t("more than %(part)s", { part }) : t("at least %(part)s", { part }));
const NEEDED = {
  present: (base, part, operator, needed) => t("%(share)s of the %(base)s present is %(needed)s", { share: share(part, operator), base, needed }),
  eligible: (base, part, operator, needed) => t("%(share)s of the %(base)s who should attend is %(needed)s", { share: share(part, operator), base, needed }),
  yes_plus_no: (base, part, operator, needed) => t("%(share)s of the %(base)s for and against is %(needed)s", { share: share(part, operator), base, needed }),
};
const QUIETLY_MS = 10_000;

// `fixed`: what is voted on is a step of the agenda, with its subject and the names that are proposed.
export function Hands({ panel, act, onBack, fixed }) {
  const [method, setMethod] = useState("clear");
  const [blocks, setBlocks] = useState([{ block: "", votes: "", against: "", abstain: "" }]);
  const form = useFields({ title: fixed?.title ?? "", names: fixed?.names?.join("\n") ?? "", present: String(panel.votes_inside), votes: "", against: "0", abstain: "0", text: "", matter: "ordinary", base: "present" });
  const [fields] = form;
  const names = lines(fields.names);
  const counted = blocks.filter(({ block }) => block.trim()).map((one) => ({ block: one.block.trim(), votes: whole(one.votes) ?? 0, against: whole(one.against) ?? 0, abstain: whole(one.abstain) ?? 0 }));
  const sum = (key) => counted.reduce((total, one) => total + one[key], 0);
  const full = method === "full";
  const [against, abstain] = full ? [sum("against"), sum("abstain")] : [whole(fields.against) ?? 0, whole(fields.abstain) ?? 0];
  const present = whole(fields.present) ?? 0;
  const votes = full ? sum("votes") : method === "counted" ? present - against - abstain : null;
  const known = panel.hands_lines;
  const matter = fields.matter;
  const asksText = fixed?.subject === "rules"; // no round is prepared whose rules they are
  const own = fixed && fixed.subject !== "motion";
  const line = own ? { ...known.own, ...(known.own.base === "yes_plus_no" ? {} : { base: fields.base }) } : known.matters[matter];
  const counts = line.base !== "yes_plus_no"; // whoever is not against is for, and that is a number
  const favour = votes === null && counts ? present - against - abstain : votes;
  const base = { present, eligible: Math.max(panel.roll_base, present), yes_plus_no: (favour ?? 0) + against }[line.base];
  const needed = line.operator === ">" ? Math.floor((line.numerator * base) / line.denominator) + 1 : Math.ceil((line.numerator * base) / line.denominator);
  const carried = favour === null || (base > 0 && favour >= Math.max(1, needed));
  const sent = { title: fields.title.trim(), method, present, votes: full ? votes : null, against, abstain, names, ...(full ? { blocks: counted } : {}), ...(fixed ? { subject: fixed.subject } : {}),
    ...(asksText ? { text: fields.text.trim() } : {}), ...(matter === "ordinary" ? {} : { matter }), ...(own && counts && fields.base !== "present" ? { base: fields.base } : {}) };
  const change = (place, key, value) => setBlocks([...blocks.map((one, i) => (i === place ? { ...one, [key]: value } : one)), ...(place === blocks.length - 1 && value ? [{ block: "", votes: "", against: "", abstain: "" }] : [])]);
  const cell = (one, place, key, label) => html`<label><span>${label}</span><input inputmode=${key === "block" ? "text" : "numeric"} maxlength="12" value=${one[key]} onInput=${(event) => change(place, key, key === "block" ? event.target.value : event.target.value.replace(/\D/g, ""))} /></label>`;
  return html`${!fixed && html`<h2>${t("A vote by hands")}</h2><${Text} label=${t("What is voted on")} name="title" of=${form} most="200" hint=${t("for example: the scrutineers")} />`}
    ${(!fixed || fixed.names) && html`<${Area} label=${fixed ? t("Scrutineers, one to a line") : t("Names adopted by it, one on each line (may be empty)")} name="names" of=${form} rows="3" />`}
    ${asksText && html`<p class="con-note">${t("No round is prepared yet. Prepare it in the step of the vote, and its rules are adopted there; or give the text that is adopted here.")}</p><${Area} label=${t("The text of the rules")} name="text" of=${form} rows="4" />`}
    ${(own ? counts : Object.keys(known.matters).length > 1) && html`<div class="con-fields vote-form">${own ? html`<${Pick} label=${t("Half of whom")} name="base" of=${form} options=${BASES} />` : html`<${Pick} label=${t("What is decided")} name="matter" of=${form} options=${Object.fromEntries(Object.keys(known.matters).map((key) => [key, MATTERS[key]]))} />`}</div>`}
    ${line.weighed && !own && html`<p class="con-why con-unmet">${t("Owners decide by heads and by area: hands show no area. Vote by named papers, each with its unit.")}</p>`}
    <${Choice} label=${t("How the hands are counted")} options=${METHODS.map(([key, word]) => [key, word()])} chosen=${method} onChoose=${setMethod} />
    <div class="con-vote"><div class="con-fields"><${Num} label=${t("Present, counted just before")} name="present" of=${form} />${!full && html`<${Num} label=${t("Against")} name="against" of=${form} /><${Num} label=${t("Abstained")} name="abstain" of=${form} />`}</div></div>
    ${full && html`<div class="vote-blocks">${blocks.map((one, place) => html`<div class="con-fields" key=${place}>${cell(one, place, "block", t("Block"))}${cell(one, place, "votes", t("For"))}${cell(one, place, "against", t("Against"))}${cell(one, place, "abstain", t("Abstained"))}</div>`)}</div>`}
    ${favour !== null && html`<p class="con-sum"><b class=${carried ? "con-met" : "con-unmet"}>${carried ? "✓" : "✕"}</b> <span>${t("%(votes)s for, %(against)s against, %(abstain)s abstain, of %(present)s present", { votes: number(favour), against: number(against), abstain: number(abstain), present: number(present) })}; ${NEEDED[line.base](number(base), `${line.numerator}/${line.denominator}`, line.operator, number(Math.max(1, needed)))}</span></p>`}
    <div class="con-do"><${Press} act=${act} path="/ballots/hands" fields=${sent} kind="go" disabled=${!sent.title || !present || (asksText && !fields.text.trim()) || (fixed?.names && !names.length) || (full && !counted.length)} onDone=${onBack}>${carried ? (names.length > 1 ? t("Record: %(count)s names adopted", { count: number(names.length) }) : t("Record: adopted")) : t("Record: not adopted")}<//>
      ${onBack && html`<button type="button" class="con-alt" onClick=${onBack}>${t("Back")}</button>`}</div>`;
}

export function HandsList({ hands, act }) {
  if (!hands.length) return null;
  return html`<section class="con-list"><h3>${t("Votes by hands")}</h3><ul class="vote-noted">${hands.map((one) => html`<li key=${one.id} data-back=${one.taken_back !== null}><time>${time(one.at)}</time> <span><b>${one.title}</b> ${one.names.length > 0 && `(${listed(one.names)})`} · ${saidOf(one)}${one.taken_back !== null && ` · ${one.taken_back ? t("taken back: %(reason)s", { reason: one.taken_back }) : t("taken back, recorded in error")}`}</span>
    ${one.taken_back === null && act && html`<${Back} one=${one} act=${act} />`}</li>`)}</ul></section>`;
}

function saidOf(one) {
  if (one.told) return sentenceOf(one.told);
  const counts = one.votes === null ? "" : ` · ${t("%(votes)s for, %(against)s against, %(abstain)s abstain, of %(present)s present", { votes: number(one.votes), against: number(one.against), abstain: number(one.abstain), present: number(one.present) })}`;
  return `${one.carried ? t("adopted") : t("not adopted")}${counts}`;
}

// Ten seconds without a word; then with a reason.
function Back({ one, act }) {
  const late = clock.value - one.at > QUIETLY_MS;
  const form = useFields({ reason: "" });
  const reason = form[0].reason.trim();
  const path = `/ballots/hands/${one.id}/back`;
  if (!late) return html`<${Press} act=${act} path=${path} kind="small">${t("Take back")}<//>`;
  return html`<details class="con-settings"><summary>${t("Take back")}</summary><${Text} label=${t("Reason")} name="reason" of=${form} most="280" /><div class="con-do"><${Press} act=${act} path=${path} fields=${{ reason }} kind="small" disabled=${!reason}>${t("Take this vote back")}<//></div></details>`;
}
