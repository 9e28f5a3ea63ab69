"""Decisions on votes by hands: a clear majority, against and abstentions counted, or a full count by row block; judged by
the meeting's own rules, and taken back when the chair tapped in error."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from kiosk import skeletons
from kiosk.ballots import hands, queries
from kiosk.checkin import queries as checkin
from kiosk.meeting import queries as meetings
from kiosk.refusals import Refused, need_distinct
from kiosk.slices import Act, Decided

SUBJECTS = ("motion", "rules", "scrutineers")
QUIETLY_MS = 10_000  # so long a vote is taken back without a reason


def vote_by_hands(
    act: Act,
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
) -> Decided:
    """A clear majority seen by the chair; against and abstain counted, the rest for; or a full count, by row block.
    Several names can be adopted at once (`names`); scrutineers are named, and no candidate is one. `matter` picks the
    line, `base` that of the meeting's own motions; rules that are adopted exist: as a `text`, or in a round."""
    if subject == "scrutineers":
        _need_scrutineers(act.db, names)
    if subject == "rules" and not text and not queries.rules_waiting(act.db):
        raise Refused(
            "rules_missing", "No rules are prepared yet: prepare the round whose rules they are, or give their text."
        )
    if method == "full" and blocks:
        votes, against, abstain = (sum(one[place] for one in blocks) for place in (1, 2, 3))
    in_favour = present - against - abstain if method == "counted" else votes
    if against + abstain + (votes or 0) > present:
        raise Refused(
            "hands_above_present",
            "Hands counted %(hands)s > present %(present)s.",
            hands=against + abstain + (votes or 0),
            present=present,
        )
    if method == "full" and votes is None:
        raise Refused("count_hands", "A full count needs the hands in favour as well.")
    told = judged(act.db, subject, matter, base, hands.Hands(in_favour, against, abstain, present, 0))
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
    return Decided("hands_voted", facts, {**facts, "vote": act.seq})


def judged(db: sqlite3.Connection, subject: str, matter: str, base: str | None, counted: hands.Hands) -> hands.Judged:
    """A show of hands under the meeting's rules; those who should attend are the roll's base."""
    here = checkin.attendance(db)
    additional = (here["additional"] or {"base": 0})["base"]  # of a cooperative: the base is all votes
    eligible = max(here["base"] + additional, counted.present)
    asked = hands.line_of(meetings.current(db).preset, matter, own=subject != "motion", own_base=base or "present")
    if asked.weighed:
        raise Refused(
            "hands_not_enough",
            "Owners decide by heads and by area: hands show no area. Vote by named papers, each with its unit.",
        )
    return hands.judge(asked, counted._replace(eligible=eligible))


def take_back_hands(act: Act, *, vote: int, reason: str = "") -> Decided:
    """A vote that was recorded in error is taken back, visibly: within ten seconds by a tap, later with a reason."""
    row = act.db.execute("select at, taken_back from hands_vote where id = ?", (vote,)).fetchone()
    if row is None:
        raise Refused("no_such_vote", "There is no such vote by hands.", status=404)
    if row["taken_back"] is not None:
        raise Refused("taken_back_already", "This vote was taken back already.")
    if not reason and act.at - row["at"] > QUIETLY_MS:
        raise Refused("reason_first", "Ten seconds have passed: say why the vote is taken back.")
    facts = {"vote": vote, "reason": reason}
    return Decided("hands_taken_back", facts, facts)


def _need_scrutineers(db: sqlite3.Connection, names: Sequence[str]) -> None:
    if not names:
        raise Refused("scrutineers_unnamed", "Name the scrutineers first.")
    need_distinct(names)
    row = queries.last(db)
    stands = {one["name"] for one in queries.candidates(db, row["id"])} if row else set()
    for name in names:
        if any(skeletons.alike(name, other) for other in stands):
            raise Refused("candidate_signs", "%(name)s is a candidate and cannot be teller or scrutineer.", name=name)
