// The result: read out, ties and empty seats decided by acts of their own, the elected declared, their acceptance.

import { html, useState } from "../html.js";
import { Asked, Hold, Press } from "../console/controls.js";
import { Figure, Figures } from "../console/figures.js";
import { role } from "../console/state.js";
import { listed, number, t } from "../console/words.js";
import { WARNING } from "../teller/words.js";
import { byOffice, clause, elects, namesOf, pairsOf, sentenceOf } from "../verdict.js";
import { Few } from "./few.js";
import { Num, Pick, Text, useFields, whole } from "./fields.js";
import { SPEAKERS } from "./words.js";

const path = (round, what) => `/ballots/rounds/${round.id}/${what}`;
const speaks = (by) => by === (role === "operator" ? "chair" : role);

const COMPOSITION = ["too_few_women", "relatives_elected", "quorum_below_law", "line_below_law", "lower_office_waits"];

export function Sentences({ round }) {
  const warned = round.verdict.warnings.filter((code) => COMPOSITION.includes(code));
  return html`<ul class="vote-sentences">${round.verdict.sentences.map((clauses, i) => html`<li key=${i}>${sentenceOf(clauses)}</li>`)}</ul>
    ${warned.map((code) => html`<p key=${code} class="con-notice"><span aria-hidden="true">▲</span><span>${WARNING[code]()}</span></p>`)}`;
}

export function PapersFigures({ round: { figures } }) {
  const { papers, present } = figures;
  return html`<${Figures}>${present > 0 && html`<${Figure} label=${t("Present with a vote")} value=${present} />`}<${Figure} label=${t("Issued")} value=${papers.issued} /><${Figure} label=${t("Returned")} value=${papers.returned} /><${Figure} label=${t("Valid")} value=${papers.valid} /><${Figure} label=${t("Invalid")} value=${papers.invalid} /><//>`;
}

export function Report({ round, act }) {
  return html`<${PapersFigures} round=${round} /><${Corrected} round=${round} /><${Few} round=${round} />
    ${speaks(round.reported_by) ? html`<div class="con-do"><${Press} act=${act} path=${path(round, "report")} kind="go">${t("Report the result to the meeting")}<//></div><p class="con-note">${t("With this act the result appears on the hall screen, not before.")}</p>`
      : html`<p class="con-why">${t("The result is reported by %(who)s, on their own tablet. The hall sees nothing before.", { who: SPEAKERS[round.reported_by]() })}</p>`}<${Sentences} round=${round} />`;
}

// What a recount changed: old and new figures, who is elected instead of whom, and why; read out with the new result.
export function Corrected({ round: { correction } }) {
  return correction && html`<ul class="vote-sentences vote-corrected">${correction.sentences.map((one) => html`<li key=${clause(one)}>${clause(one)}</li>`)}</ul>`;
}

// What is open comes before the declaration: a tie, office by office, then a seat that nobody passed for.
export function Reported({ panel, round, act }) {
  const [again, setAgain] = useState(null); // the office whose tie is decided otherwise
  if (round.advisory !== null) return html`<p class="con-why con-unmet">${t("Advisory vote, below the quorum: %(reason)s. It decides nothing, and nobody is declared by it.", { reason: round.advisory })}</p><${PapersFigures} round=${round} /><${Sentences} round=${round} />`;
  if (round.verdict.valid === false) return html`<p class="con-why con-unmet">${sentenceOf(round.verdict.validity)}</p><${PapersFigures} round=${round} />`;
  const settled = round.decided.filter(({ kind }) => kind === "tie");
  const tied = round.verdict.offices.filter(({ revote }) => revote.names.length);
  const open = tied.find(({ name }) => name === again) ?? tied.find(({ name }) => !settled.some(({ office }) => office === name));
  const short = seatsOf(round.seats_open);
  if (open) return html`<${Tie} key=${open.name} panel=${panel} round=${round} office=${open} act=${act} onDone=${() => setAgain(null)} /><${Sentences} round=${round} />`;
  if (short) return html`<${Shortfall} round=${round} short=${short} act=${act} /><${Sentences} round=${round} />`;
  return html`<${PapersFigures} round=${round} /><${Corrected} round=${round} />${round.decided.map((one) => html`<p key=${`${one.kind}${one.office}`} class="con-why">${ofOffice(round, one.office, DECIDED[one.way](one))}
      ${one.kind === "tie" && html` <button type="button" class="con-alt" onClick=${() => setAgain(one.office)}>${t("Decide otherwise")}</button>`}</p>`)}
    ${speaks(round.declared_by) ? html`<div class="con-do"><${Press} act=${act} path=${path(round, "declaration")} kind="go">${declares(round, chosen(round))}<//></div>` : html`<p class="con-why">${elects(round) ? t("The elected are declared by %(who)s.", { who: SPEAKERS[round.declared_by]() }) : t("The result is declared by %(who)s.", { who: SPEAKERS[round.declared_by]() })}</p>`}<${Sentences} round=${round} />`;
}

export const seatsOf = (open) => Object.values(open).reduce((sum, seats) => sum + seats, 0);

// What is said of one office, by its name where there are several.
const ofOffice = (round, office, said) => (office && round.offices.length > 1 ? t("%(office)s: %(names)s", { office, names: said }) : said);

function declares(round, names) {
  if (!names.length) return round.ballot === "motion" ? t("Declare: not adopted") : t("Declare: nobody is elected");
  if (round.ballot === "motion") return t("Declare: adopted");
  if (round.kind === "trust") return t("Declare the vote of trust");
  const said = byOffice(round.verdict, round.chosen, listed);
  return round.goes_on ? t("Declare to go on: %(names)s", { names: said }) : t("Declare elected: %(names)s", { names: said });
}

export function chosen(round) {
  return [...new Set(round.verdict.offices.flatMap((office) => namesOf(office, round.chosen)))];
}

export const DECIDED = {
  revote: () => t("The meeting votes again between the tied."), lot: ({ names, draw }) => t("By lot, draw %(draw)s: %(names)s.", { draw: number(draw), names: listed(names) }),
  chair: ({ names }) => t("The chair decided for %(names)s.", { names: listed(names) }), consent: ({ names }) => t("The tied agreed on %(names)s.", { names: listed(names) }),
  new_round: () => t("A new round is held for the empty seats."), reduced: ({ votes, against }) => (votes === null ? t("The presidium decided on fewer seats.") : t("The meeting agreed to fewer seats, %(votes)s to %(against)s.", { votes: number(votes), against: number(against) })), vacant: () => t("The empty seats stay vacant."),
};

function Tie({ panel, round, office, act, onDone }) {
  const [picked, pick] = useState([]);
  const [reason, setReason] = useState("");
  const { names, seats } = office.revote;
  const tie = round.rules.tie;
  const drawn = panel.drawn && names.every((name) => panel.drawn.order.includes(name)) ? panel.drawn.order.filter((name) => names.includes(name)).slice(0, seats) : null;
  const send = (way, fields) => ({ way, names: [], office: office.name, ...fields });
  const toggle = (name) => pick(picked.includes(name) ? picked.filter((one) => one !== name) : [...picked, name]);
  const kind = (way) => ({ revote_tied: "revote", lot: "lot", chair: "chair", unresolved: null }[tie] === way ? "go" : "plain");
  return html`<section class="draw-other"><h3>${ofOffice(round, office.name, t("Tied: %(names)s; seats left for them: %(seats)s", { names: listed(names), seats: number(seats) }))}</h3>
    <div class="con-do"><${Press} act=${act} path=${path(round, "tie")} fields=${send("revote")} onDone=${onDone} kind=${kind("revote")}>${t("Vote again between %(names)s", { names: listed(names) })}<//>
      ${drawn ? html`<${Press} act=${act} path=${path(round, "tie")} fields=${send("lot", { names: drawn, draw: panel.drawn.number })} onDone=${onDone} kind=${kind("lot")}>${t("The lot has chosen: %(names)s (draw %(number)s)", { names: listed(drawn), number: number(panel.drawn.number) })}<//>` : html`<p class="con-note">${t("For a lot, draw the order of the tied in the step “The draw” first; then it is offered here.")}</p>`}</div>
    <details class="con-settings"><summary>${t("The chair decides, or the tied agree")}</summary><div class="con-choice" role="group">${names.map((name) => html`<button type="button" key=${name} aria-pressed=${picked.includes(name)} onClick=${() => toggle(name)}>${name}</button>`)}</div>
      <label><span>${t("Reason")}</span><input maxlength="280" value=${reason} onInput=${(event) => setReason(event.target.value)} /></label>
      <div class="con-do">${["chair", "consent"].map((way) => html`<${Press} key=${way} act=${act} path=${path(round, "tie")} fields=${send(way, { names: picked, reason: reason.trim() })} onDone=${onDone} disabled=${picked.length !== seats || !reason.trim()}>${way === "chair" ? t("The chair decides for %(names)s", { names: listed(picked) || "…" }) : t("The tied agree on %(names)s", { names: listed(picked) || "…" })}<//>`)}</div></details></section>`;
}

function Shortfall({ round, short, act }) {
  const form = useFields({ votes: "", against: "0" });
  const [fields] = form;
  const send = (way) => ({ way, ...(way === "reduced" ? { votes: whole(fields.votes), against: whole(fields.against) ?? 0 } : {}) });
  return html`<section class="draw-other"><h3>${round.declined.length ? t("Seats that are empty: %(seats)s", { seats: number(short) }) : t("Seats that nobody passed for: %(seats)s", { seats: number(short) })}</h3>
    <div class="con-do"><${Press} act=${act} path=${path(round, "shortfall")} fields=${send("new_round")} kind="go">${t("Hold a new round for %(seats)s seats", { seats: number(short) })}<//></div>
    <p class="con-note">${t("Fewer seats are meant for nearly full numbers: at least half of the %(present)s electors present agree, or the presidium decides.", { present: number(round.present_votes ?? 0) })}</p>
    <div class="con-vote"><div class="con-fields"><${Num} label=${t("For fewer seats")} name="votes" of=${form} /><${Num} label=${t("Against")} name="against" of=${form} /></div></div>
    <div class="con-do"><${Asked} act=${act} path=${path(round, "shortfall")} fields=${send("reduced")} disabled=${whole(fields.votes) === null || !round.present_votes || whole(fields.votes) * 2 < round.present_votes}>${t("The meeting agrees: fewer seats, by %(seats)s", { seats: number(short) })}<//>
      <${Asked} act=${act} path=${path(round, "shortfall")} fields=${{ way: "reduced", votes: null }}>${t("The presidium decides: fewer seats, by %(seats)s", { seats: number(short) })}<//>
      <${Press} act=${act} path=${path(round, "shortfall")} fields=${send("vacant")} kind="small">${t("Leave them vacant")}<//></div></section>`;
}

const OUTCOMES = { accepted: () => t("accepted"), declined: () => t("declined"), awaiting_approval: () => t("subject to approval") };
export const outcomeOf = (round, office, name) => round.acceptances.find((one) => one.office === office && one.name === name)?.outcome;
const elected = (round) => (elects(round) ? pairsOf(round.verdict, round.chosen) : []);
export const nextToAccept = (round) => elected(round).find(([office, name]) => !outcomeOf(round, office, name));
const both = (round, office, name) => (round.offices.length > 1 ? t("%(name)s (%(office)s)", { name, office }) : name);

export function Acceptance({ round, act }) {
  const next = nextToAccept(round);
  const short = seatsOf(round.seats_open);
  const said = round.acceptances.filter(({ office, name }) => elected(round).some(([of, who]) => of === office && who === name));
  const send = (outcome) => ({ name: next[1], office: next[0], outcome });
  return html`<${Corrected} round=${round} />${next && html`<p class="con-why">${t("%(name)s, do you accept?", { name: both(round, ...next) })}</p><div class="con-do"><${Press} key=${next.join()} act=${act} path=${path(round, "acceptances")} fields=${send("accepted")} kind="go">${t("%(name)s accepts", { name: next[1] })}<//>
      <div class="con-ways"><${Press} act=${act} path=${path(round, "acceptances")} fields=${send("awaiting_approval")}>${t("%(name)s accepts, subject to approval", { name: next[1] })}<//><${Press} act=${act} path=${path(round, "acceptances")} fields=${send("declined")} kind="small">${t("%(name)s declines", { name: next[1] })}<//></div></div>`}
    ${!next && short > 0 && html`<${Shortfall} round=${round} short=${short} act=${act} />`}
    ${round.decided.map((one) => html`<p key=${`${one.kind}${one.office}`} class="con-why">${ofOffice(round, one.office, DECIDED[one.way](one))}</p>`)}
    ${said.length > 0 && html`<ul class="con-checks">${said.map(({ office, name, outcome, decided }) => html`<li key=${office + name} class=${outcome === "declined" ? "con-open" : "con-done"}><i>${outcome === "declined" ? "✕" : "✓"}</i><span><b>${both(round, office, name)}</b> · ${OUTCOMES[outcome]()}</span>
      ${outcome === "declined" && !decided && html`<${Press} act=${act} path=${path(round, "acceptances")} fields=${{ name, office, outcome: "accepted" }} kind="small">${t("%(name)s accepts after all", { name })}<//>`}</li>`)}</ul>`}<${Sentences} round=${round} />`;
}

export const waitsForAcceptance = (round) => Boolean(nextToAccept(round)) || (elects(round) && seatsOf(round.seats_open) > 0 && round.declined.length > 0);

// Who was elected and accepted declines later: the seat goes the way of an empty one.
export function Decline({ round, act, onDone }) {
  const still = elected(round).filter(([office, name]) => outcomeOf(round, office, name) !== "declined");
  const form = useFields({ who: "0", reason: "" });
  const [fields] = form;
  const [office, name] = still[Number(fields.who)] ?? [];
  if (!still.length) return html`<p class="con-why">${t("Nobody holds a seat by this round.")}</p>`;
  return html`<p class="con-why">${t("The seat is open again, and goes the way of an empty one: a new round, fewer seats, or it stays vacant.")}</p>
    <div class="con-fields vote-form"><${Pick} label=${t("Who declines")} name="who" of=${form} options=${Object.fromEntries(still.map((pair, place) => [place, () => both(round, ...pair)]))} /><${Text} label=${t("Reason")} name="reason" of=${form} most="280" /></div>
    <div class="con-do"><${Hold} act=${act} path=${path(round, "acceptances")} fields=${{ name, office, outcome: "declined", reason: fields.reason.trim() }} kind="danger" disabled=${!name || !fields.reason.trim()} onDone=${onDone}>${t("%(name)s declines the election", { name: name ?? "…" })}<//></div>`;
}
