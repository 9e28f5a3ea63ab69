// What the next round takes over from the one before, and what differs from it: all of it is shown before it is prepared.

import { html } from "../html.js";
import { listed, number, t } from "../console/words.js";
import { KINDS, PRESETS, RULES } from "./words.js";

// Counted, and not valid: nobody is declared, a new round is next.
export const failed = (round) => round.state === "reported" && (round.verdict.valid === false || round.advisory !== null);

export function againOf(round, panel) {
  const way = (kind, what) => round.decided.some((one) => one.kind === kind && one.way === what);
  const same = sameAs(round, panel);
  const offices = (of) => round.verdict.offices.filter((one) => of(one) > 0).map((one) => `${one.name} ${of(one)}`).join("\n");
  if (failed(round) || round.state === "void") return { first: { ...same, kind: round.kind, after_round: null, poll_of: round.poll_of, title: t("%(title)s: new round", { title: round.title }), offices: round.offices.map(({ name, seats }) => `${name} ${seats}`).join("\n"), advance: String(round.advance || ""), line: round.changes.advance_line?.base ?? "", rules: round.changes }, words: t("Prepare the round again") };
  if (round.verdict && way("tie", "revote")) {
    const again = new Set(round.decided.filter((one) => one.way === "revote").map(({ office }) => office));
    const names = round.verdict.offices.filter(({ name }) => again.has(name)).flatMap(({ revote }) => revote.names);
    return { first: { ...same, title: t("%(title)s: runoff", { title: round.title }), offices: offices((one) => (again.has(one.name) ? one.revote.seats : 0)), rules: { ...inherited(round), write_ins: false, min_candidates: "none" } }, words: t("Prepare the runoff: %(names)s", { names: listed(names) }) };
  }
  if (round.verdict && way("shortfall", "new_round")) return { first: { ...same, kind: round.kind, title: t("%(title)s: new round", { title: round.title }), offices: offices((one) => round.seats_empty[one.name] ?? 0), rules: { ...inherited(round), ...(round.preset === "village" && round.kind === "election" ? { later_round: true } : {}) } }, words: t("Prepare the new round for the empty seats") };
  return null;
}

function sameAs(round, panel) {
  const who = round.electors.length ? "list" : round.eligible === panel.roll_base ? "roll" : "number";
  return { preset: round.preset, after_round: round.id, like_round: round.id, public: round.public_count ? "yes" : "no", reported_by: round.reported_by, declared_by: round.declared_by, kind: "runoff", who, electors: round.electors.join("\n"), eligible: who === "number" ? String(round.eligible) : "" };
}

// What the meeting adopted otherwise goes on into the next round.
function inherited({ changes }) {
  const { advance, advance_line, runoff, later_round, ...rest } = changes;
  return rest;
}

// The poll that decides instead of a show of hands: its line is that of the vote, by the shares of the roll.
export const firstOfPoll = (panel, vote) => ({ kind: "motion", preset: panel.meeting_preset, title: vote.title, poll_of: vote.id, rules: {} });

// What differs from the round before, in a list; what is taken over, in a sentence.
export function Differences({ round, first, sent }) {
  if (!first?.like_round || round?.id !== first.like_round) return null;
  const told = [...plain(round, sent), ...rules(round, sent.changes)];
  return html`<section class="con-list vote-differs"><h3>${t("Beside “%(title)s”", { title: round.title })}</h3>
    <p class="con-note">${t("Taken over: rules and adopted changes, who votes, who counts and signs. Boxes are sealed anew: there were %(count)s.", { count: number(round.boxes.length) })}</p>
    ${told.length ? html`<ul class="vote-noted">${told.map(([label, before, now]) => html`<li key=${label}><b>${label}</b> <span>${t("%(before)s before, %(now)s now", { before, now })}</span></li>`)}</ul>` : html`<p class="con-note">${t("Nothing else differs.")}</p>`}</section>`;
}

function plain(round, sent) {
  const seats = (offices) => listed(offices.map(({ name, seats: n }) => `${name} ${number(n)}`));
  return [[t("Kind"), KINDS[round.kind]?.() ?? round.kind, KINDS[sent.kind]?.() ?? sent.kind], [t("Rules"), PRESETS[round.preset](), PRESETS[sent.preset]()], [t("Offices"), seats(round.offices), seats(sent.offices)],
    [t("The count"), round.public_count ? t("in public") : t("closed"), sent.public_count ? t("in public") : t("closed")]].filter(([, before, now]) => before !== now);
}

const yes = (value) => (value === undefined ? t("as the preset") : null);
function rules(round, changes) {
  const words = Object.fromEntries(RULES.map(([key, label, options]) => [key, [label, options]]));
  const keys = [...new Set([...Object.keys(round.changes), ...Object.keys(changes)])].filter((key) => words[key] && JSON.stringify(round.changes[key]) !== JSON.stringify(changes[key]));
  const said = (key, value) => yes(value) ?? words[key][1][String(value)]?.() ?? String(value);
  return [...keys.map((key) => [words[key][0](), said(key, round.changes[key]), said(key, changes[key])])];
}
