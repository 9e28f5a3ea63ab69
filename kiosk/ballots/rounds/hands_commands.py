"""Decisions on votes by hands: a clear majority, against and abstentions counted, or a full count by row block; judged by
the meeting's own rules, and taken back when the chair tapped in error."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from kiosk.ballots import queries
from kiosk.checkin import queries as checkin
from kiosk.meeting import queries as meetings
from kiosk.rules import skeletons
from kiosk.rules.ballots import show_of_hands
from kiosk.rules.ballots.presets import rules_of
from kiosk.rules.ballots.validity import heads_needed
from kiosk.store.errors import CommandRejected, need_distinct
from kiosk.store.registry import CommandContext, Decision

SUBJECTS = ("motion", "rules", "scrutineers", "tellers", "offices")
OWN = ("rules", "scrutineers", "tellers")  # what the meeting decides about itself
QUIETLY_MS = 10_000  # so long a vote is taken back without a reason


def vote_by_hands(
    act: CommandContext,
    *,
    title: str,
    method: str,
    present: int,
    votes: int | None,
    against: int,
    abstain: int,
    names: Sequence[str] = (),
    blocks: Sequence[Sequence[Any]] = (),
    subject: str = "motion",
    matter: str = "ordinary",
    base: str | None = None,
    text: str = "",
    statutes_line: Mapping[str, Any] | None = None,
    block_vote: bool = False,
    written: int = 0,
) -> Decision:
    """A clear majority seen by the chair; against and abstain counted, the rest for; or a full count, by row block.
    Several names can be adopted at once (`names`): scrutineers and tellers, whom no candidate is; for offices where the
    statutes allow a block vote. `matter` picks the line, `statutes_line` is the statutes' own, `base` that of the
    meeting's own motions, `written` are the absent who agreed in writing; rules that are adopted exist: as a `text`, or
    in a round."""
    preset = meetings.current(act.db).preset
    need_quorum(act.db, preset)
    need_names(act.db, preset, subject, names, block_vote=block_vote)
    if subject == "rules" and not text and not queries.rules_waiting(act.db):
        raise CommandRejected(
            "rules_missing", "No rules are prepared yet: prepare the round whose rules they are, or give their text."
        )
    if method == "full" and blocks:
        votes, against, abstain = (sum(one[place] for one in blocks) for place in (1, 2, 3))
    in_favour = present - against - abstain if method == "counted" else votes
    if against + abstain + (votes or 0) > present:
        raise CommandRejected(
            "hands_above_present",
            "Hands counted %(hands)s > present %(present)s.",
            hands=against + abstain + (votes or 0),
            present=present,
        )
    if method == "full" and votes is None:
        raise CommandRejected("count_hands", "A full count needs the hands in favour as well.")
    asked = line_in_force(preset, subject, matter, base, statutes_line)
    told = judged(act.db, asked, show_of_hands.Hands(in_favour, against, abstain, present, 0), written)
    facts = {
        "title": title,
        "method": method,
        "present": present,
        "votes": in_favour,
        "against": against,
        "abstain": abstain,
        "carried": bool(told.carried),
        "names": list(names),
        "blocks": [list(one) for one in blocks],
        "subject": subject,
        "told": queries.clauses(told.sentence),
    }
    if text:
        facts["text"] = text
    facts["line"] = asked._asdict()
    if statutes_line:
        facts["by_statutes"] = True
    if block_vote:
        facts["block_vote"] = True
    if written:
        facts["written"] = written
    return Decision("hands_voted", facts, {**facts, "vote": act.seq})


def need_quorum(db: sqlite3.Connection, preset: str) -> None:
    """Where the law asks how many are present, a meeting that was declared too small decides nothing by hands either."""
    asked, declared = rules_of(preset, {}, "motion").valid, checkin.declared(db)
    if asked is None or asked.base != "present" or declared is None or declared["met"]:
        return
    needed = heads_needed(asked, declared["base"])
    if declared["present"] >= needed:
        return  # a motion may need fewer than the election for which the meeting was called
    raise CommandRejected(
        "quorum_not_met",
        "The quorum was declared not met: %(present)s present, %(needed)s needed. Nothing is decided by hands; wait, count"
        " again, and declare the new number.",
        present=declared["present"],
        needed=needed,
    )


def line_in_force(
    preset: str, subject: str, matter: str, base: str | None, statutes: Mapping[str, Any] | None
) -> show_of_hands.Line:
    """The line of the law, or of the statutes where the law lets them speak."""
    own = subject in OWN
    if not own and matter not in show_of_hands.LINES[preset]:
        raise CommandRejected(
            "no_such_matter", "The rules of this meeting know no line of its own for that: choose again."
        )
    law = show_of_hands.line_of(preset, matter, own=own, own_base=base or "present")
    if law.weighed:
        raise CommandRejected(
            "hands_not_enough",
            "Owners decide by heads and by area: hands show no area. Vote by named papers, each with its unit.",
        )
    if statutes is None:
        return law
    if preset not in show_of_hands.STATUTES_SPEAK:
        raise CommandRejected("line_of_law", "The law sets this line; no statutes change it.")
    found = show_of_hands.by_statutes(law, statutes["numerator"], statutes["denominator"], statutes["operator"])
    if found.numerator > found.denominator or (found.numerator == found.denominator and found.operator == ">"):
        raise CommandRejected("line_unfit", "This line asks for more votes than there can be.")
    if preset in show_of_hands.RAISE_ONLY and show_of_hands.lower(found, law):
        raise CommandRejected("line_only_raised", "The statutes may only raise this line, never lower it.")
    return found


def judged(
    db: sqlite3.Connection, asked: show_of_hands.Line, counted: show_of_hands.Hands, written: int
) -> show_of_hands.Judged:
    """A show of hands under its line; those who should attend are the roll's base, and all votes where some have more."""
    eligible = all_votes(db) or counted.present
    if asked.base == "eligible" and counted.present > eligible:
        raise CommandRejected(
            "present_above_eligible",
            "Votes present %(present)s > eligible %(eligible)s.",
            present=counted.present,
            eligible=eligible,
        )
    eligible = max(eligible, counted.present)
    absent = eligible - counted.present
    if written and (asked.base != "eligible" or written > absent):
        raise CommandRejected(
            "written_above_absent", "Opinions in writing %(n)s > absent who may give one %(most)s.",
            n=written, most=absent if asked.base == "eligible" else 0,
        )  # fmt: skip
    counted = counted._replace(eligible=eligible)
    if show_of_hands.uncounted(asked, counted):
        raise CommandRejected(
            "count_hands_line",
            "A clear majority does not show at least %(fraction)s of those who vote yes or no: count the hands in favour.",
            fraction=f"{asked.numerator}/{asked.denominator}",
        )
    if written:
        most = counted.present - counted.against - counted.abstain
        in_favour = most if counted.votes is None else counted.votes
        counted = counted._replace(votes=in_favour + written)
    return show_of_hands.judge(asked, counted)


def all_votes(db: sqlite3.Connection) -> int:
    """The votes of all who should attend, with the additional ones of a cooperative's members; 0 without a roll."""
    counted = checkin.attendance(db)
    additional = counted.get("additional") or {"base": 0}
    return int(counted["base"] + additional["base"])


def take_back_hands(act: CommandContext, *, vote: int, reason: str = "") -> Decision:
    """A vote that was recorded in error is taken back, visibly: within ten seconds by a tap, later with a reason."""
    row = act.db.execute("select at, taken_back from hands_vote where id = ?", (vote,)).fetchone()
    if row is None:
        raise CommandRejected("no_such_vote", "There is no such vote by hands.", status=404)
    if row["taken_back"] is not None:
        raise CommandRejected("taken_back_already", "This vote was taken back already.")
    if not reason and act.at - row["at"] > QUIETLY_MS:
        raise CommandRejected("reason_first", "Ten seconds have passed: say why the vote is taken back.")
    facts = {"vote": vote, "reason": reason}
    return Decision("hands_taken_back", facts, facts)


def need_names(db: sqlite3.Connection, preset: str, subject: str, names: Sequence[str], *, block_vote: bool) -> None:
    """Whose names one vote may adopt: scrutineers and tellers, who stand for nothing; for offices one by one, or all at
    once where the statutes allow it, and never where the law asks for a secret ballot."""
    need_distinct(names)
    if subject in ("scrutineers", "tellers"):
        _need_counters(db, names)
    if subject == "motion" and len(names) > 1:
        raise CommandRejected(
            "names_for_what",
            "Several names in one vote: say whether they are scrutineers, tellers, or elected to an office.",
        )
    if subject == "offices" and not names:
        raise CommandRejected("names_missing", "Name who is elected by this vote.")
    if subject == "offices" and preset in show_of_hands.SECRET:
        raise CommandRejected(
            "secret_ballot", "The rules of this meeting fill offices by secret ballot, never by hands."
        )
    if subject == "offices" and len(names) > 1 and not block_vote:
        raise CommandRejected(
            "block_vote_statutes",
            "Several names in one vote fill offices only where the statutes allow a block vote: vote on each by itself,"
            " or say that they allow it.",
        )


def _need_counters(db: sqlite3.Connection, names: Sequence[str]) -> None:
    if not names:
        raise CommandRejected("scrutineers_unnamed", "Name the scrutineers first.")
    row = queries.last(db)
    stands = {one["name"] for one in queries.candidates(db, row["id"])} if row else set()
    for name in names:
        if any(skeletons.alike(name, other) for other in stands):
            raise CommandRejected(
                "candidate_signs", "%(name)s is a candidate and cannot be teller or scrutineer.", name=name
            )
