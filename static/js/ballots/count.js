// The count as the chair sees it: doubtful papers first, batches, how far the two teams are, who has signed.

import { html } from "../html.js";
import { page } from "../page.js";
import { Hold, Press } from "../console/controls.js";
import { number, t } from "../console/words.js";
import { Num, Pick, Text, useFields, whole } from "./fields.js";
import { Hands } from "./hands.js";
import { Ledger, Turnout } from "./papers.js";
import { REASONS } from "./words.js";

const path = (round, what) => `/ballots/rounds/${round.id}/${what}`;
const METHODS = { called: () => t("called out, 正 on the screen"), papers: () => t("paper by paper"), sheet: () => t("a sheet for each batch") };
const CALLED_MOST = 300;

export function Doubtful({ round, act }) {
  const form = useFields({ papers: "", reason: "over_vote", valid: "no", size: "50", method: round.returned < CALLED_MOST ? "called" : "papers" });
  const [fields] = form;
  const out = round.rulings.reduce((sum, { valid, papers }) => sum + (valid ? 0 : papers), 0);
  const there = round.returned - out;
  const batches = sizes(there, Math.max(1, whole(fields.size) ?? 50));
  return html`<${Turnout} round=${round} /><p class="con-why">${t("The scrutineers rule on doubtful papers together, before the teams enter anything.")}</p><${Ledger} round=${round} />
    <section class="con-add"><h3>${t("Doubtful papers")}</h3><div class="con-fields vote-form"><${Num} label=${t("Papers")} name="papers" of=${form} digits="4" /><${Pick} label=${t("Reason")} name="reason" of=${form} options=${REASONS} /><${Pick} label=${t("Ruling")} name="valid" of=${form} options=${{ no: () => t("invalid"), yes: () => t("valid") }} /></div>
      <${Press} act=${act} path=${path(round, "rulings")} fields=${{ papers: whole(fields.papers), reason: fields.reason, valid: fields.valid === "yes" }} kind="plain" disabled=${!whole(fields.papers)}>${fields.valid === "yes" ? t("Ruled valid: %(papers)s", { papers: number(whole(fields.papers) ?? 0) }) : t("Ruled invalid: %(papers)s", { papers: number(whole(fields.papers) ?? 0) })}<//>
      ${round.rulings.length > 0 && html`<ul class="vote-list">${round.rulings.map((one) => html`<li key=${one.id}><b>${number(one.papers)}</b> <span>${one.valid ? t("valid") : t("invalid")}: ${REASONS[one.reason]()}</span><${Press} act=${act} path=${`/ballots/rulings/${one.id}/back`} kind="small">${t("Take back")}<//></li>`)}</ul>`}</section>
    <${WriteIns} round=${round} act=${act} />
    <div class="con-fields vote-form"><${Pick} label=${t("How it is counted")} name="method" of=${form} options=${METHODS} /><${Num} label=${t("Papers in a batch")} name="size" of=${form} digits="3" /></div>
    <div class="con-do"><${Press} act=${act} path=${path(round, "batches")} fields=${{ batches, method: fields.method }} kind="go" disabled=${!there}>${t("Count %(papers)s papers in %(batches)s batches", { papers: number(there), batches: number(batches.length) })}<//></div>`;
}

// Batches as even as can be.
export function sizes(papers, most) {
  const count = Math.max(1, Math.ceil(papers / most));
  return Array.from({ length: count }, (_, i) => Math.floor(papers / count) + (i < papers % count ? 1 : 0));
}

export function WriteIns({ round, act }) {
  const form = useFields({ name: "", office: String(round.offices[0].id) });
  const [fields, set] = form;
  if (!round.write_ins || round.kind === "motion") return null;
  const named = round.candidates.filter(({ origin }) => origin === "write_in");
  return html`<details class="con-settings"><summary>${t("Names written in: %(count)s", { count: number(named.length) })}</summary><p class="con-note">${t("Named once, for both teams.")}</p>
    ${named.length > 0 && html`<p>${named.map(({ name }) => name).join(" · ")}</p>`}
    <div class="con-fields vote-form"><${Text} label=${t("Name as written")} name="name" of=${form} most="60" />${round.offices.length > 1 && html`<${Pick} label=${t("Office")} name="office" of=${form} options=${Object.fromEntries(round.offices.map(({ id, name }) => [id, () => name]))} />`}</div>
    <div class="con-do"><${Press} act=${act} path=${path(round, "write-ins")} fields=${{ name: fields.name.trim(), office: Number(fields.office) }} disabled=${!fields.name.trim()} onDone=${() => set("name", "")}>${t("Put %(name)s on both teams' pages", { name: fields.name.trim() || "…" })}<//></div></details>`;
}

export function Counting({ round, act }) {
  const agreed = round.batches.filter(({ state }) => state === "agreed");
  const done = agreed.length === round.batches.length;
  const papers = round.batches.reduce((sum, one) => sum + one.papers, 0);
  const so_far = agreed.reduce((sum, one) => sum + one.papers, 0);
  return html`<${Turnout} round=${round} /><p class="con-most"><b>${number(agreed.length)}</b> <span>${t("of %(all)s batches agreed, %(papers)s of %(sum)s papers", { all: number(round.batches.length), papers: number(so_far), sum: number(papers) })}</span></p>
    <div class=${`con-bar ${done ? "con-bar-met" : ""}`} aria-hidden="true"><i style=${{ width: `${(100 * so_far) / Math.max(1, papers)}%` }}></i></div>
    ${round.recount && html`<p class="con-why">${t("The result is being counted again. Until the new one is announced the old result stands.")}</p>`}${done ? html`<div class="con-do"><${Press} act=${act} path=${path(round, "count")} kind="go">${t("The count is done: put the figures up for signing")}<//></div>` : html`<p class="con-why">${t("Two teams count, each by itself. No figure of a team is shown here before both agree.")}</p>`}
    <ul class="vote-batches">${round.batches.map((one) => html`<${Batch} key=${one.id} one=${one} act=${act} />`)}</ul><${WriteIns} round=${round} act=${act} />`;
}

function Batch({ one, act }) {
  const form = useFields({ reason: "" });
  const slips = one.slips ? t("%(slips)s differences found and mended", { slips: number(one.slips) }) : t("no difference");
  if (one.state !== "agreed") return html`<li><i>○</i> <span>${t("Batch %(number)s, %(papers)s papers", { number: number(one.number), papers: number(one.papers) })}</span></li>`;
  return html`<li class="con-done"><details><summary><i>✓</i> <span>${t("Batch %(number)s, %(papers)s papers", { number: number(one.number), papers: number(one.papers) })} · ${slips}</span></summary>
    <div class="con-fields vote-form"><${Text} label=${t("Reason")} name="reason" of=${form} most="280" /></div><${Hold} act=${act} path=${`/ballots/batches/${one.id}/recount`} fields=${{ reason: form[0].reason.trim() }} disabled=${!form[0].reason.trim()}>${t("Count batch %(number)s again", { number: number(one.number) })}<//></details></li>`;
}

const SIGNERS = { teller_a: () => t("Teller, team A"), teller_b: () => t("Teller, team B"), chief_scrutineer: () => t("Chief scrutineer") };

export function Signing({ panel, round, act }) {
  return html`<p class="con-why">${t("Both teams and then the chief scrutineer read the figures and retype their names, each on their own tablet.")}</p>
    <ul class="con-checks">${Object.entries(SIGNERS).flatMap(([role, name]) => [
      ...round.signed.filter((one) => one.role === role).map((one) => html`<li key=${role + one.name} class="con-done"><i>✓</i><span>${name()} · <b>${one.name}</b></span></li>`),
      ...round.unsigned[role].map((who) => html`<li key=${`${role} ${who}`} class="con-open"><i>○</i><span>${name()}${who && html` · <b>${who}</b>`}</span></li>`),
    ])}</ul><${Substitute} round=${round} act=${act} />
    ${!panel.scrutineers.length && html`<section class="con-add"><h3>${t("No scrutineers are adopted")}</h3><p class="con-note">${t("Who signs as chief scrutineer was adopted by the meeting, or is adopted now, by hands.")}</p><${Hands} panel=${panel} act=${act} fixed=${{ title: t("The scrutineers"), subject: "scrutineers", names: round.counters.filter(({ role }) => role === "chief_scrutineer").map(({ name }) => name) }} /></section>`}
    <p class="con-ways"><a class="con-alt" href=${`/ballots/rounds/${round.id}/record?copy=internal&device=${page.device.id}`} target="_blank">${t("The record as it will be printed")}</a></p>`;
}

// Who cannot sign is named with the reason; a substitute signs, or another of the same team.
function Substitute({ round, act }) {
  const due = Object.keys(SIGNERS).flatMap((role) => round.unsigned[role].filter(Boolean).map((name) => [role, name]));
  const form = useFields({ who: "0", reason: "", substitute: "" });
  const [fields, set] = form;
  const [role, absent] = due[Number(fields.who)] ?? due[0] ?? [];
  if (!due.length) return null;
  const alone = role === "chief_scrutineer" || round.due[role].length < 2;
  const substitute = fields.substitute.trim();
  const done = () => ["reason", "substitute"].forEach((name) => set(name, ""));
  return html`<details class="con-settings"><summary>${t("Somebody cannot sign")}</summary>
    <div class="con-fields vote-form"><${Pick} label=${t("Who cannot sign")} name="who" of=${form} options=${Object.fromEntries(due.map(([of, name], place) => [place, () => `${name} · ${SIGNERS[of]()}`]))} /><${Text} label=${t("Reason")} name="reason" of=${form} most="280" />
      <${Text} label=${alone ? t("Substitute") : t("Substitute (or the others of the team sign)")} name="substitute" of=${form} most="60" /></div>
    <div class="con-do"><${Press} act=${act} path=${`/ballots/rounds/${round.id}/substitutes`} fields=${{ signs_as: role, absent, reason: fields.reason.trim(), substitute }} kind="main" disabled=${!fields.reason.trim() || (alone && !substitute)} onDone=${done}>${substitute ? t("%(substitute)s signs for %(absent)s", { substitute, absent }) : t("%(absent)s does not sign", { absent })}<//></div></details>`;
}
