// A vote by hands, a screen of its own: a clear majority, against and abstain counted, or a full count by row block.

import { html, useState } from "../html.js";
import { Asked, Choice, Press } from "../console/controls.js";
import { number, t } from "../console/words.js";
import { Area, lines, Num, Pick, Text, useFields, whole } from "./fields.js";
import { inForce, judge, LINES, MATTERS } from "./hands_line.js";

const METHODS = [["clear", () => t("A clear majority")], ["counted", () => t("Against and abstain counted")], ["full", () => t("Full count by row block")]];
const BASES = { present: () => t("of those present"), eligible: () => t("of those who should attend") };
const NAMES = { motion: () => t("please choose"), scrutineers: () => t("scrutineers"), tellers: () => t("tellers"), offices: () => t("elected to an office") };
const BLOCK = { no: () => t("no, or not known"), yes: () => t("yes, they allow a block vote") };
const EMPTY = { block: "", votes: "", against: "", abstain: "" };

// `fixed`: what is voted on is a step of the agenda, with its subject and the names that are proposed.
export function Hands({ panel, act, onBack, fixed }) {
  const [method, setMethod] = useState("clear");
  const [blocks, setBlocks] = useState([EMPTY]);
  const form = useFields({ title: fixed?.title ?? "", names: fixed?.names?.join("\n") ?? "", subject: fixed?.subject ?? "motion", block: "no", present: String(panel.votes_inside), votes: "", against: "0", abstain: "0", written: "", text: "", matter: "ordinary", base: "present", line: "" });
  const [fields] = form;
  const names = lines(fields.names);
  const rows = blocks.filter(({ block }) => block.trim()).map((one) => ({ block: one.block.trim(), votes: whole(one.votes) ?? 0, against: whole(one.against) ?? 0, abstain: whole(one.abstain) ?? 0 }));
  const line = inForce(panel, fields);
  const counted = countOf(fields, method, rows);
  const told = judge(panel, line, counted);
  const wants = missing(fields, names, { method, rows, fixed, counted, told });
  const sent = sentOf(fields, { method, rows, names, line, counted, fixed });
  const words = told.carried ? (names.length > 1 ? t("Record: %(count)s names adopted", { count: number(names.length) }) : t("Record: adopted")) : t("Record: not adopted");
  const Button = line.own ? Asked : Press;
  return html`${!fixed && html`<h2>${t("A vote by hands")}</h2><${Text} label=${t("What is voted on")} name="title" of=${form} most="200" hint=${t("for example: the scrutineers")} />`}
    ${(!fixed || fixed.names) && html`<${Area} label=${fixed ? t("Scrutineers, one to a line") : t("Names adopted by it, one on each line (may be empty)")} name="names" of=${form} rows="3" />`}
    ${!fixed && names.length > 0 && html`<${NamesAre} panel=${panel} of=${form} names=${names} />`}
    ${fixed?.subject === "rules" && html`<p class="con-note">${t("No round is prepared yet. Prepare it in the step of the vote, and its rules are adopted there; or give the text that is adopted here.")}</p><${Area} label=${t("The text of the rules")} name="text" of=${form} rows="4" />`}
    <${LineOf} panel=${panel} of=${form} line=${line} />
    <${Choice} label=${t("How the hands are counted")} options=${METHODS.map(([key, label]) => [key, label()])} chosen=${method} onChoose=${setMethod} />
    <div class="con-vote"><div class="con-fields"><${Num} label=${t("Present, counted just before")} name="present" of=${form} />${method !== "full" && html`<${Num} label=${t("Against")} name="against" of=${form} /><${Num} label=${t("Abstained")} name="abstain" of=${form} />`}${line.base === "eligible" && told.absent > 0 && html`<${Num} label=${t("Absent, in favour in writing")} name="written" of=${form} />`}</div></div>
    ${method === "full" && html`<${Blocks} blocks=${blocks} setBlocks=${setBlocks} />`}
    ${told.said && html`<p class="con-sum"><b class=${told.carried ? "con-met" : "con-unmet"}>${told.carried ? "✓" : "✕"}</b> <span>${told.said}</span></p>`}
    ${wants && html`<p class="con-why con-unmet">${wants}</p>`}
    <div class="con-do"><${Button} act=${act} path="/ballots/hands" fields=${sent} kind="go" disabled=${!sent.title || !counted.present || Boolean(wants)} onDone=${onBack}>${words}<//>
      ${onBack && html`<button type="button" class="con-alt" onClick=${onBack}>${t("Back")}</button>`}</div>`;
}

// Whose names one vote adopts: for offices one by one, or at once where the statutes allow it.
function NamesAre({ panel, of, names }) {
  const [fields] = of;
  const options = Object.fromEntries(Object.entries(NAMES).filter(([key]) => key !== "offices" || panel.statutes.offices).map(([key, word]) => [key, key === "motion" && names.length === 1 ? () => t("named in the motion") : word]));
  return html`<div class="con-fields vote-form"><${Pick} label=${t("These names are")} name="subject" of=${of} options=${options} />
    ${fields.subject === "offices" && names.length > 1 && html`<${Pick} label=${t("The statutes on a block vote")} name="block" of=${of} options=${BLOCK} />`}</div>`;
}

// By which line: of the law for what is decided, of those present or entitled, or as the statutes set it.
function LineOf({ panel, of, line }) {
  const matters = Object.keys(panel.hands_lines.matters);
  const picks = [line.own && line.base !== "yes_plus_no" && html`<${Pick} label=${t("Half of whom")} name="base" of=${of} options=${BASES} />`,
    !line.own && matters.length > 1 && html`<${Pick} label=${t("What is decided")} name="matter" of=${of} options=${Object.fromEntries(matters.map((key) => [key, MATTERS[key]]))} />`,
    panel.statutes.line && !line.weighed && html`<${Pick} label=${t("The line")} name="line" of=${of} options=${LINES} />`].filter(Boolean);
  return html`${picks.length > 0 && html`<div class="con-fields vote-form">${picks}</div>`}
    ${line.weighed && html`<p class="con-why con-unmet">${t("Owners decide by heads and by area: hands show no area. Vote by named papers, each with its unit.")}</p>`}
    ${panel.statutes.raise_only && of[0].line && html`<p class="con-note">${t("The statutes may only raise this line, never lower it.")}</p>`}`;
}

function Blocks({ blocks, setBlocks }) {
  const change = (place, key, value) => setBlocks([...blocks.map((one, i) => (i === place ? { ...one, [key]: value } : one)), ...(place === blocks.length - 1 && value ? [EMPTY] : [])]);
  const cell = (one, place, key, label) => html`<label><span>${label}</span><input inputmode=${key === "block" ? "text" : "numeric"} maxlength="12" value=${one[key]} onInput=${(event) => change(place, key, key === "block" ? event.target.value : event.target.value.replace(/\D/g, ""))} /></label>`;
  return html`<div class="vote-blocks">${blocks.map((one, place) => html`<div class="con-fields" key=${place}>${cell(one, place, "block", t("Block"))}${cell(one, place, "votes", t("For"))}${cell(one, place, "against", t("Against"))}${cell(one, place, "abstain", t("Abstained"))}</div>`)}</div>`;
}

function countOf(fields, method, rows) {
  const sum = (key) => rows.reduce((total, one) => total + one[key], 0);
  const full = method === "full";
  const [against, abstain] = full ? [sum("against"), sum("abstain")] : [whole(fields.against) ?? 0, whole(fields.abstain) ?? 0];
  const present = whole(fields.present) ?? 0;
  return { present, against, abstain, written: whole(fields.written) ?? 0, votes: full ? sum("votes") : method === "counted" ? present - against - abstain : null };
}

// What is to be said or counted before this can be recorded.
function missing(fields, names, { method, rows, fixed, counted, told }) {
  if (told.uncounted) return t("A clear majority does not show %(part)s of those who vote yes or no: count the hands in favour.", { part: told.part });
  if (counted.against + counted.abstain + (counted.votes ?? 0) > counted.present) return t("More hands were counted than are present.");
  if (fields.subject === "motion" && names.length > 1) return t("Several names in one vote: say whether they are scrutineers, tellers, or elected to an office.");
  if (fields.subject === "offices" && names.length > 1 && fields.block !== "yes") return t("Several names in one vote fill offices only where the statutes allow a block vote; otherwise vote on each by itself.");
  if (fixed?.subject === "rules" && !fields.text.trim()) return t("The text of the rules is missing.");
  if (fields.subject === "scrutineers" && !names.length) return t("Name the scrutineers first.");
  return method === "full" && !rows.length ? t("Fill in the hands of each block.") : "";
}

function sentOf(fields, { method, rows, names, line, counted, fixed }) {
  const { present, votes, against, abstain, written } = counted;
  const [numerator, denominator] = [line.numerator, line.denominator];
  return { title: fields.title.trim(), method, present, votes: method === "full" ? votes : null, against, abstain, names, ...(method === "full" ? { blocks: rows } : {}), ...(fields.subject === "motion" && !fixed ? {} : { subject: fields.subject }),
    ...(fixed?.subject === "rules" ? { text: fields.text.trim() } : {}), ...(line.own || fields.matter === "ordinary" ? {} : { matter: fields.matter }), ...(line.own && line.base === "eligible" ? { base: "eligible" } : {}),
    ...(fields.line ? { statutes_line: { numerator, denominator, operator: line.operator } } : {}), ...(fields.subject === "offices" && names.length > 1 ? { block_vote: fields.block === "yes" } : {}), ...(written ? { written } : {}) };
}
