// What may be needed at any step, one tap away: incident, void, and after the result sealing, objection, correction,
// the record, and the sheet for a member who doubts.

import { html, useState } from "../html.js";
import { page } from "../page.js";
import { Hold, Press } from "../console/controls.js";
import { listed, number, t, time } from "../console/words.js";
import { Found, Recount, Stop } from "./correction.js";
import { Area, lines, Pick, Text, useFields } from "./fields.js";
import { Annul, Withdraw } from "./leaving.js";
import { Decline } from "./outcome.js";
import { Challenge, Prints } from "./prints.js";
import { clause, elects } from "../verdict.js";

const path = (round, what) => `/ballots/rounds/${round.id}/${what}`;
const AFTER = ["declared", "accepted", "declined", "awaiting_approval"];
const BEFORE = ["prepared", "issuing", "voting", "closed", "returned", "counting"];
const PARTS = {
  incident: { title: () => t("Note an incident"), when: () => true, form: Incident },
  void: { title: () => t("Declare the round void"), when: ({ state, recount }) => ![...AFTER, "void"].includes(state) && !recount, form: Void },
  sealing: { title: () => t("Seal the papers"), when: ({ state }) => [...AFTER, "void"].includes(state), form: Sealing },
  objection: { title: () => t("Objection or recount"), when: () => true, form: Objection },
  withdrawal: { title: () => t("A candidate withdraws"), when: ({ state, rules_hash, recount }) => BEFORE.includes(state) && rules_hash && !recount, form: Withdraw },
  correction: { title: () => t("Count again"), when: ({ state }) => ["counted", "signed", "reported", ...AFTER].includes(state), form: Recount },
  declined: { title: () => t("An elected declines"), when: (round) => AFTER.includes(round.state) && elects(round), form: Decline },
  found: { title: () => t("A pile holds another number of papers"), when: ({ state }) => state === "counting", form: Found },
  stop: { title: () => t("Stop the recount"), when: ({ state, recount }) => state === "counting" && recount, form: Stop },
  annulment: { title: () => t("Annul the round"), when: ({ state }) => AFTER.includes(state), form: Annul },
  challenge: { title: () => t("Sheet for a member who doubts"), when: ({ state }) => ["reported", ...AFTER].includes(state), form: Challenge },
};

export function After({ round, act }) {
  const [open, setOpen] = useState(null);
  const parts = Object.entries(PARTS).filter(([, { when }]) => when(round));
  const Form = open && PARTS[open].form;
  const done = () => setOpen(null);
  return html`<section class="vote-after"><${Prints} round=${round} />
    <div class="con-ways">${parts.map(([key, { title }]) => html`<button type="button" key=${key} class="con-alt" aria-expanded=${open === key} onClick=${() => setOpen(open === key ? null : key)}>${title()}</button>`)}</div>
    ${Form && html`<section class="draw-other"><h3>${PARTS[open].title()}</h3><${Form} round=${round} act=${act} onDone=${done} /></section>`}
    <${Noted} round=${round} act=${act} /></section>`;
}

function Incident({ round, act, onDone }) {
  const form = useFields({ text: "", name: "" });
  const [fields] = form;
  return html`<${Area} label=${t("What happened")} name="text" of=${form} rows="3" /><${Text} label=${t("Signed by (chief scrutineer)")} name="name" of=${form} most="60" />
    <div class="con-do"><${Press} act=${act} path=${path(round, "incidents")} fields=${{ text: lines(fields.text).join(" "), name: fields.name.trim() }} kind="main" disabled=${!fields.text.trim() || !fields.name.trim()} onDone=${onDone}>${t("Note this incident")}<//></div>`;
}

function Void({ round, act, onDone }) {
  const form = useFields({ reason: "" });
  return html`<${Text} label=${t("Reason")} name="reason" of=${form} most="280" /><div class="con-do"><${Hold} act=${act} path=${path(round, "voidance")} fields=${{ reason: form[0].reason.trim() }} kind="danger" disabled=${!form[0].reason.trim()} onDone=${onDone}>${t("“%(title)s” is void", { title: round.title })}<//></div>`;
}

function Sealing({ round, act, onDone }) {
  const form = useFields({ bags: "", keeper: "", until: "" });
  const [fields] = form;
  const bags = lines(fields.bags);
  return html`<${Area} label=${t("The number of each bag, one on each line")} name="bags" of=${form} rows="2" /><div class="con-fields vote-form"><${Text} label=${t("Kept by")} name="keeper" of=${form} most="60" /><${Text} label=${t("Until")} name="until" of=${form} most="40" /></div>
    <div class="con-do"><${Press} act=${act} path=${path(round, "sealing")} fields=${{ bags, keeper: fields.keeper.trim(), until: fields.until.trim() }} kind="main" disabled=${!bags.length || !fields.keeper.trim() || !fields.until.trim()} onDone=${onDone}>${t("The papers are sealed in %(count)s bags", { count: number(bags.length) })}<//></div>`;
}

function Objection({ round, act, onDone }) {
  const form = useFields({ text: "", name: "", what: "objection" });
  const [fields] = form;
  return html`<div class="con-fields vote-form"><${Text} label=${t("Who")} name="name" of=${form} most="60" /><${Pick} label=${t("What")} name="what" of=${form} options=${{ objection: () => t("an objection"), recount: () => t("a demand to count again") }} /></div><${Area} label=${t("What is said")} name="text" of=${form} rows="2" />
    <div class="con-do"><${Press} act=${act} path=${path(round, "objections")} fields=${{ text: lines(fields.text).join(" "), name: fields.name.trim(), recount: fields.what === "recount" }} kind="main" disabled=${!fields.text.trim() || !fields.name.trim()} onDone=${onDone}>${fields.what === "recount" ? t("Record the demand to count again") : t("Record the objection")}<//></div>`;
}

const NOTES = {
  incident: ({ text, name }) => t("Incident: %(text)s (%(name)s)", { text, name }), sealing: ({ bags, keeper, until }) => t("Sealed: %(bags)s, kept by %(keeper)s until %(until)s", { bags: bags.join(" · "), keeper, until }),
  objection: ({ text, name }) => t("%(name)s objects: %(text)s", { text, name }), recount: ({ text, name }) => t("%(name)s demands a recount: %(text)s", { text, name }),
  opened: ({ reason, numbers }) => t("Counted again, batch %(batches)s: %(reason)s", { batches: listed(numbers.map(number)), reason }), annulment: ({ reason }) => t("Annulment asked for: %(reason)s", { reason }),
  substitute: ({ absent, reason, substitute, names }) => (substitute ? t("%(absent)s cannot sign: %(reason)s. %(substitute)s signs instead.", { absent, reason, substitute }) : t("%(absent)s cannot sign: %(reason)s. %(names)s signs.", { absent, reason, names: listed(names) })),
  papers_found: ({ found, sum, expected, fits }) => `${t("The papers were counted: %(batches)s.", { batches: listed(found.map(([n, before, papers]) => t("batch %(number)s: %(papers)s instead of %(before)s", { number: number(n), papers: number(papers), before: number(before) }))) })} ${fits ? t("Together as many as there were.") : t("Together %(sum)s, but %(expected)s were counted before.", { sum: number(sum), expected: number(expected) })}`,
  stopped: ({ reason }) => t("The recount was stopped: %(reason)s. The result before stands.", { reason }),
  answer: ({ granted, outcome }) => (granted ? t("Granted: %(outcome)s", { outcome }) : t("Not granted: %(outcome)s", { outcome })),
};

function Noted({ round, act }) {
  const asked = round.notes.find(({ kind }) => kind === "annulment"); // the second is the annulment itself
  const told = round.notes.filter((one) => NOTES[one.kind] && (one.kind !== "annulment" || one === asked));
  const answered = new Set(round.notes.filter(({ kind }) => kind === "answer").map(({ text }) => text.objection));
  const versions = round.versions.filter(({ reason }) => reason);
  if (!told.length && !versions.length) return null;
  return html`<ul class="vote-noted">${told.map((one) => html`<li key=${one.id}><time>${time(one.at)}</time> <span>${NOTES[one.kind](one.text)}</span>${["objection", "recount"].includes(one.kind) && !answered.has(one.id) && html`<${Answer} objection=${one.id} act=${act} />`}</li>`)}
    ${versions.map(({ version, reason, elected_change, changes }) => html`<li key=${`v${version}`}><b>${t("Version %(version)s", { version: number(version) })}</b> <span>${changes.map(clause).join(" ")} ${reason} · ${elected_change ? t("who is elected changes") : t("who is elected does not change")}</span></li>`)}</ul>`;
}

function Answer({ objection, act }) {
  const form = useFields({ outcome: "" });
  const outcome = form[0].outcome.trim();
  return html`<div class="vote-answer"><${Text} label=${t("What was decided, and what came of it")} name="outcome" of=${form} most="500" />
    <div class="con-ways">${[true, false].map((granted) => html`<${Press} key=${granted} act=${act} path=${`/ballots/objections/${objection}/answer`} fields=${{ granted, outcome }} disabled=${!outcome}>${granted ? t("Granted") : t("Not granted")}<//>`)}</div></div>`;
}
