// Preparing a round: what kind of vote, under which rules, for which offices, by whom.

import { html } from "../html.js";
import { Press } from "../console/controls.js";
import { number, t } from "../console/words.js";
import { Differences } from "./next.js";
import { Area, lines, Num, Pick, Text, useFields, whole } from "./fields.js";
import { KINDS, PRESETS, SPEAKERS } from "./words.js";

const WHO = { roll: () => t("the whole roll"), list: () => t("a list of its own"), number: () => t("a number, without a list") };
const PUBLIC = { yes: () => t("in public, on the hall screen"), no: () => t("closed, progress only") };

const ONWARD = ["recommendation", "pre_election"]; // names go on from these, and nobody is elected
const LINES = { "": () => t("please choose"), present: () => t("of those present"), eligible: () => t("of those who should attend") };

// "书记 1" → an office and its seats.
export function officesOf(text) {
  return lines(text).map((line) => {
    const [, name, seats] = line.match(/^(.*?)\s*(\d*)$/u);
    return { name: name || line, seats: Number(seats || 1) };
  });
}

export function Prepare({ panel, act, first, onDone, onBack }) {
  const form = useFields({ title: "", kind: "election", preset: panel.meeting_preset, offices: "", advance: "", who: "roll", line: "", electors: "", eligible: "", public: "yes", reported_by: "chief_scrutineer", declared_by: "chair", ...first });
  const [fields] = form;
  const motion = fields.kind === "motion";
  const offices = motion ? [{ name: fields.title.trim() || "–", seats: 1 }] : officesOf(fields.offices);
  const electors = lines(fields.electors).map((name) => ({ name }));
  const changes = changesOf(fields);
  const ready = fields.title.trim() && offices.length && (fields.who !== "list" || electors.length) && (fields.who !== "number" || whole(fields.eligible)) && (!ONWARD.includes(fields.kind) || whole(fields.advance)) && (fields.kind !== "pre_election" || fields.line);
  const sent = {
    title: fields.title.trim(), kind: fields.kind, preset: fields.preset, changes, offices, public_count: fields.public === "yes", reported_by: fields.reported_by, declared_by: fields.declared_by,
    ...(fields.who === "list" ? { electors } : {}), ...(fields.who === "number" ? { eligible: whole(fields.eligible) } : {}), ...(fields.after_round ? { after_round: fields.after_round } : {}), ...(fields.like_round ? { like_round: fields.like_round } : {}), ...(fields.poll_of ? { poll_of: fields.poll_of } : {}),
  };
  return html`<p class="con-why">${t("What is voted on, for which seats, under which rules. Nothing is final before the meeting has adopted the rules.")}</p>
    <div class="con-fields vote-form"><${Text} label=${motion ? t("The motion") : t("Title of the round")} name="title" of=${form} />
      <${Pick} label=${t("Kind")} name="kind" of=${form} options=${KINDS} /><${Pick} label=${t("Rules")} name="preset" of=${form} options=${PRESETS} /></div>
    <p class="con-note">${t(panel.presets[fields.preset])}</p>
    ${fields.poll_of && html`<p class="con-note">${t("This is the poll that was demanded: it decides instead of the hands, under the same line, by the shares of the roll or by all votes. Its papers bear whose they are.")}</p>`}
    ${!motion && html`<${Area} label=${t("Offices, one on each line, each with its number of seats")} name="offices" of=${form} rows="3" />`}
    ${ONWARD.includes(fields.kind) && html`<div class="con-fields vote-form"><${Num} label=${t("So many go on")} name="advance" of=${form} digits="4" />${fields.kind === "pre_election" && html`<${Pick} label=${t("Who goes on has more than half")} name="line" of=${form} options=${LINES} />`}</div>`}
    ${fields.kind === "pre_election" && !fields.line && html`<p class="con-note">${t("The texts differ: say what the rules of this election ask for, of those present or of those who should attend.")}</p>`}
    <div class="con-fields vote-form"><${Pick} label=${t("Who votes")} name="who" of=${form} options=${WHO} />
      ${fields.who === "number" && html`<${Num} label=${t("Eligible")} name="eligible" of=${form} />`}
      <${Pick} label=${t("The count")} name="public" of=${form} options=${PUBLIC} /></div>
    ${fields.who === "roll" && html`<p class="con-note">${t("The base is %(base)s.", { base: number(panel.roll_base) })}</p>`}
    ${fields.who === "list" && html`<${Area} label=${t("Who votes, one name on each line; names that are not on the roll may stand here too")} name="electors" of=${form} rows="6" /><p class="con-note">${t("%(count)s on the list", { count: number(electors.length) })}</p>`}
    <${Differences} round=${panel.round} first=${first} sent=${sent} />
    <details class="con-settings"><summary>${t("Who says it: the result is reported by %(one)s, the elected are declared by %(other)s", { one: SPEAKERS[fields.reported_by](), other: SPEAKERS[fields.declared_by]() })}</summary>
      <div class="con-fields vote-form"><${Pick} label=${t("The result is reported by")} name="reported_by" of=${form} options=${SPEAKERS} /><${Pick} label=${t("The elected are declared by")} name="declared_by" of=${form} options=${SPEAKERS} /></div></details>
    <div class="con-do"><${Press} act=${act} path="/ballots/rounds" fields=${sent} kind="go" disabled=${!ready} onDone=${onDone}>${t("Prepare: %(title)s", { title: fields.title.trim() || "…" })}<//>
      ${onBack && html`<button type="button" class="con-alt" onClick=${onBack}>${t("Back")}</button>`}</div>`;
}

// A village asks for a woman among the elected and for no near relatives together: both are warnings.
const VILLAGE = { women_least: 1, relatives_apart: true };

function changesOf({ kind, preset, advance, line, rules }) {
  if (kind === "election" && preset === "village") return { ...VILLAGE, ...rules };
  if (kind === "motion") return { ballot: "motion", write_ins: false, min_candidates: "none", ...rules };
  if (kind === "trust") return { ballot: "yes_no_abstain", decisive: false, write_ins: false, min_candidates: "none", ...rules };
  if (kind === "pre_election") return { advance: whole(advance) ?? 0, advance_line: { base: line }, ...rules };
  if (kind === "recommendation") return { advance: whole(advance) ?? 0, min_candidates: "none", ...rules };
  return { ...rules };
}
