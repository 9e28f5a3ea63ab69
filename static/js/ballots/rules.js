// The rules of the round: the preset, changed key by key, then adopted by the meeting and frozen with their hash.

import { html, useState } from "../html.js";
import { Asked, Press } from "../console/controls.js";
import { number, t } from "../console/words.js";
import { Num, Pick, useFields, whole } from "./fields.js";
import { PRESETS, RULES } from "./words.js";

const partOf = (valid) => (valid === null ? "none" : valid.numerator ? `${valid.numerator}/${valid.denominator}${valid.operator}` : `least ${valid.least}`);
const current = (rules, win, key) => {
  if (key === "win.fraction") return `${win.numerator}/${win.denominator}`;
  if (key === "valid.part") return partOf(rules.valid);
  if (key === "valid.base") return rules.valid?.base ?? "present";
  return key.startsWith("win.") ? win[key.slice(4)] : rules[key];
};
const said = (options, value) => options[String(value)]?.() ?? (String(value).startsWith("least ") ? t("at least %(count)s persons", { count: String(value).slice(6) }) : String(value));

export function RulesList({ round }) {
  const told = RULES.filter(([key]) => ["valid.part", "win.base", "win.fraction", "ballot", "overvote", "tie", "shortfall", "write_ins"].includes(key) || differs(round, key));
  return html`<dl class="vote-rules">${told.map(([key, label, options]) => html`<div key=${key} class=${differs(round, key) ? "changed" : ""}><dt>${label()}</dt>
    <dd>${key === "win.fraction" ? share(round, options) : said(options, current(round.rules, round.win, key))}</dd></div>`)}</dl>`;
}

const share = ({ rules, win }, options) => {
  const part = said(options, current(rules, win, "win.fraction"));
  return win.operator === ">" ? t("more than %(part)s", { part }) : t("at least %(part)s", { part });
};

const differs = (round, key) => current(round.rules, round.win, key) !== current(round.preset_rules, round.preset_rules.win, key);

export function ChangeRules({ round, act, onDone, onBack }) {
  const [preset, setPreset] = useState(round.preset);
  const [changed, setChanged] = useState(() => Object.fromEntries(RULES.filter(([key]) => differs(round, key)).map(([key]) => [key, String(current(round.rules, round.win, key))])));
  const same = preset === round.preset;
  const set = (key, value) => setChanged(Object.fromEntries(Object.entries({ ...changed, [key]: value }).filter(([, one]) => one !== "")));
  return html`<p class="con-why">${t("Each rule is as the preset says unless you change it here.")}</p>
    <div class="con-fields vote-form vote-words"><${Pick} label=${t("Rules")} name="preset" of=${[{ preset }, (_, value) => setPreset(value)]} options=${PRESETS} />
      ${RULES.map(([key, label, options]) => html`<label key=${key}><span>${label()}</span><select value=${changed[key] ?? ""} onChange=${(event) => set(key, event.target.value)}>
        <option value="">${same ? t("as the preset: %(value)s", { value: said(options, current(round.preset_rules, round.preset_rules.win, key)) }) : t("as the preset")}</option>
        ${Object.entries(options).map(([value, word]) => html`<option key=${value} value=${value}>${word()}</option>`)}</select></label>`)}</div>
    <div class="con-do"><${Press} act=${act} path=${`/ballots/rounds/${round.id}/rules`} fields=${{ preset, changes: changesOf(round, changed) }} kind="go" onDone=${onDone}>${t("Keep these rules")}<//>
      <button type="button" class="con-alt" onClick=${onBack}>${t("Back")}</button></div>`;
}

// What was typed, as the server reads it; what has no field here (so many go on) stays.
function changesOf(round, changed) {
  const kept = Object.fromEntries(Object.entries(round.changes).filter(([key]) => ["advance", "advance_line", "proxies_most", "rank"].includes(key)));
  const win = Object.fromEntries(Object.entries(changed).filter(([key]) => key.startsWith("win.") && key !== "win.fraction").map(([key, value]) => [key.slice(4), value]));
  if (changed["win.fraction"]) [win.numerator, win.denominator] = changed["win.fraction"].split("/").map(Number);
  if (changed["valid.part"]) kept.valid = validOf(changed);
  else if (changed["valid.base"]) kept.valid = { base: changed["valid.base"] };
  const plain = Object.fromEntries(Object.entries(changed).filter(([key]) => !/^(win|valid)\./.test(key)).map(([key, value]) => [key, value === "true" || value === "false" ? value === "true" : key === "women_least" ? Number(value) : value]));
  return { ...kept, ...plain, ...(Object.keys(win).length ? { win } : {}) };
}

// The statutes' own number: a part of those entitled, or none; a number of persons that was set stays.
function validOf({ "valid.part": part, "valid.base": base }) {
  if (part === "none") return null;
  const set = /^(\d+)\/(\d+)(.*)$/.exec(part);
  if (!set) return { least: Number(part.slice(6)) };
  return { numerator: Number(set[1]), denominator: Number(set[2]), operator: set[3], least: 0, ...(base ? { base } : {}) };
}

export function Adopt({ round, act, onDone }) {
  const form = useFields({ votes: "", against: "0", abstain: "0" });
  const [fields] = form;
  const counted = fields.votes !== "";
  return html`<p class="con-why">${t("The rules are read out and adopted by a show of hands; from then on they are frozen.")}</p>
    <${RulesList} round=${round} />
    <div class="con-vote"><div class="con-fields"><${Num} label=${t("For (empty: a clear majority)")} name="votes" of=${form} /><${Num} label=${t("Against")} name="against" of=${form} /><${Num} label=${t("Abstained")} name="abstain" of=${form} /></div></div>
    <div class="con-do"><${Asked} act=${act} path=${`/ballots/rounds/${round.id}/adoption`} fields=${{ votes: whole(fields.votes), against: whole(fields.against) ?? 0, abstain: whole(fields.abstain) ?? 0 }} kind="go" onDone=${onDone}>
      ${counted ? t("The rules are adopted: %(votes)s to %(against)s", { votes: number(whole(fields.votes)), against: number(whole(fields.against) ?? 0) }) : t("The rules are adopted by a clear majority")}<//></div>`;
}
