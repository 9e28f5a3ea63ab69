// A new version: the figures of the one that stands, changed, by named papers their areas too; the old one is kept.

import { html } from "../html.js";
import { Hold } from "../console/controls.js";
import { number, t } from "../console/words.js";
import { metres, thousandths } from "../metres.js";
import { Num, Text, useFields, whole } from "./fields.js";

const PAPERS = { returned: () => t("Returned"), valid: () => t("Valid"), invalid: () => t("Invalid") };
const PAPERS_AREA = { returned_weight: () => t("Returned, m²"), valid_weight: () => t("Valid, m²") };
const VOTES = { for: () => t("For"), against: () => t("Against"), abstain: () => t("Abstained") };
const VOTES_AREA = { for_weight: () => t("For, m²"), against_weight: () => t("Against, m²"), abstain_weight: () => t("Abstained, m²") };

const here = (words, one) => Object.entries(words).filter(([name]) => one[name] !== undefined && one[name] !== null);
const key = (name, place) => `${name}${place}`;

export function Correction({ round, act, onDone }) {
  const { figures } = round;
  const form = useFields({ reason: "", ...typed(figures.papers, ""), ...Object.assign({}, ...figures.candidates.map(typed)) });
  const [fields] = form;
  const read = (words, one, place, of) => Object.fromEntries(here(words, one).map(([name]) => [name, of(fields[key(name, place)])]));
  const corrected = (counts, areas, one, place) => ({ ...one, ...read(counts, one, place, (text) => whole(text) ?? 0), ...read(areas, one, place, thousandths) });
  const papers = corrected(PAPERS, PAPERS_AREA, figures.papers, "");
  const candidates = figures.candidates.map((one, place) => corrected(VOTES, VOTES_AREA, one, place));
  const unread = [papers, ...candidates].some((one) => Object.entries(one).some(([name, value]) => name.endsWith("_weight") && value === null));
  const numbers = (counts, areas, one, place) => html`${here(counts, one).map(([name, label]) => html`<${Num} key=${name} label=${label()} name=${key(name, place)} of=${form} />`)}
    ${here(areas, one).map(([name, label]) => html`<${Text} key=${name} label=${label()} name=${key(name, place)} of=${form} most="13" />`)}`;
  return html`<div class="con-fields vote-form">${numbers(PAPERS, PAPERS_AREA, figures.papers, "")}</div>
    ${figures.candidates.map((one, place) => html`<div class="vote-corrected" key=${one.name}><b>${one.name}</b><div class="con-fields">${numbers(VOTES, VOTES_AREA, one, place)}</div></div>`)}
    <${Text} label=${t("Reason")} name="reason" of=${form} most="280" />
    <div class="con-do"><${Hold} act=${act} path=${`/ballots/rounds/${round.id}/corrections`} fields=${{ figures: { ...figures, papers, candidates }, reason: fields.reason.trim() }} kind="danger" disabled=${!fields.reason.trim() || unread} onDone=${onDone}>${t("Correct: version %(version)s of the result", { version: number(round.version + 1) })}<//></div>`;
}

// The figures that stand, as they are typed.
function typed(one, place) {
  const counts = here({ ...PAPERS, ...VOTES }, one).map(([name]) => [key(name, place), String(one[name])]);
  return Object.fromEntries([...counts, ...here({ ...PAPERS_AREA, ...VOTES_AREA }, one).map(([name]) => [key(name, place), metres(one[name])])]);
}
