// What the chair says at the lectern at each step of a round.

import { listed, number, t } from "../console/words.js";
import { marking } from "../hall/marking.js";
import { AND_THEN, byOffice, clause, elects, sentenceOf } from "../verdict.js";
import { voided } from "../voided.js";
import { chosen, nextToAccept, seatsOf } from "./outcome.js";

export function cue({ round }) {
  if (!round) return t("We come to the voting.");
  return SAID[round.state](round);
}

// The figures of the round to read out; null while there are none yet.
export function figures({ round }) {
  if (!round || round.present_votes === null) return null;
  const told = [[t("Present"), round.present_votes || null], [t("Needed"), round.goes_on ? null : round.verdict?.offices[0].needed ?? round.needed], [t("Issued"), round.issued], [t("Returned"), round.returned], [t("Valid"), round.figures?.papers.valid], [t("Invalid"), round.figures?.papers.invalid]];
  return told.filter(([, value]) => value !== null && value !== undefined);
}

const verdict = (round) => round.verdict.sentences.map(sentenceOf).join(" ");
const ballot = (round) => ({ ...round, overvote: round.rules.overvote, write_in_cross: round.rules.write_in_cross, offices: round.offices.map((office) => ({ ...office, candidates: round.candidates.filter((one) => one.office === office.id && one.origin !== "write_in") })) });

const SAID = {
  prepared: (round) => {
    if (!round.rules_hash) return t("I put the rules of this vote to the meeting: %(title)s. Those in favour, please raise your hands. Against? Abstentions?", { title: round.title });
    return t("The rules are adopted. The present are counted now; then the papers are handed out. Please stay in your places.");
  },
  issuing: (round) => (round.advisory !== null ? t("%(present)s votes are present, fewer than the rules ask for. This is an advisory vote: it decides nothing. Papers are being handed out.", { present: number(round.present_votes) }) : round.needed === null ? t("%(present)s votes are present. Papers are being handed out; who has none, please raise a hand.", { present: number(round.present_votes) })
    : t("%(present)s votes are present; %(needed)s are needed to win. Papers are being handed out; who has none, please raise a hand.", { present: number(round.present_votes), needed: number(round.needed) })),
  voting: (round) => (round.last_call_at ? t("This is the last call. Who has not put a paper in, please do it now.") : marking(ballot(round)).join(" ")),
  closed: () => t("Voting is closed. The boxes are opened before you, and the papers are counted."),
  returned: (round) => `${t("%(issued)s papers were issued, %(returned)s came back. The scrutineers look at doubtful papers first.", { issued: number(round.issued), returned: number(round.returned) })}${round.validity?.base === "returned" ? ` ${sentenceOf(round.validity.sentence)}` : ""}`,
  counting: ({ recount }) => (recount ? t("The result is being counted again. Until the new one is announced the old result stands.") : t("The tellers count in two teams. Please be patient.")),
  counted: () => t("The count is done. Tellers and the chief scrutineer sign."),
  signed: (round) => (round.reported_by === "chair" ? `${corrected(round)}${verdict(round)}` : t("I ask the chief scrutineer to report the result.")),
  reported: (round) => {
    if (round.advisory !== null) return t("This was an advisory vote below the quorum: it decides nothing, and nobody is declared. %(verdict)s", { verdict: verdict(round) });
    if (round.verdict.valid === false) return sentenceOf(round.verdict.validity);
    const settled = round.decided.map(({ office }) => office);
    const tied = round.verdict.offices.filter(({ name, revote }) => revote.names.length && !settled.includes(name)).map(({ name, revote }) => (round.offices.length > 1 ? t("%(office)s: %(names)s", { office: name, names: listed(revote.names) }) : listed(revote.names)));
    if (tied.length) return t("%(names)s are tied. We decide that first.", { names: tied.join(AND_THEN()) });
    if (round.declared_by !== "chair") return elects(round) ? t("I ask the chief scrutineer to declare who is elected.") : t("I ask the chief scrutineer to declare the result.");
    return declared(round);
  },
  declared: (round) => {
    const next = nextToAccept(round);
    if (next) return t("%(name)s, do you accept?", { name: next[1] });
    const open = seatsOf(round.seats_open);
    return open && round.declined.length ? t("%(names)s declined. We decide about the empty seats: %(seats)s.", { names: listed(round.declined.map(([, name]) => name)), seats: number(open) }) : declared(round);
  },
  accepted: (round) => SAID.declared(round), declined: (round) => SAID.declared(round), awaiting_approval: (round) => SAID.declared(round),
  void: (round) => (round.annulled ? t("This round is annulled: %(reason)s. Its seats are open again; its papers are kept.", { reason: voided(round.void_reason) }) : t("This round is void: %(reason)s. Its papers are kept.", { reason: voided(round.void_reason) })),
};

// Of a correction: why it was counted again, old and new figures, who is elected instead of whom.
const corrected = ({ correction }) => (correction ? `${correction.sentences.map(clause).join(" ")} ` : "");

const declared = (round) => `${corrected(round)}${declares(round)}`;

function declares(round) {
  const names = chosen(round);
  if (round.ballot === "motion") return names.length ? t("I declare: the motion is adopted.") : t("I declare: the motion is not adopted.");
  if (round.kind === "trust") return verdict(round);
  if (!names.length) return t("I declare: nobody is elected in this round.");
  const said = byOffice(round.verdict, round.chosen, listed);
  return round.goes_on ? t("I declare: %(names)s go on.", { names: said }) : t("I declare elected: %(names)s. Congratulations.", { names: said });
}
