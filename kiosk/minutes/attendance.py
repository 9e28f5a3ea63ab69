"""The certificate of attendance: how many were called, how many came, when, and who did not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from kiosk.checkin import queries as checkin
from kiosk.minutes.document import Block, Particulars, Prose, Table
from kiosk.roll import queries as roll
from kiosk.rules import quorum
from kiosk.rules.rate import rate
from kiosk.store.times import times

ARRIVALS_MINUTES = 10
MINUTE_MS = 60_000
Words = Callable[..., str]  # msgid and figures → the sentence in the document's language


def certificate(db: sqlite3.Connection, words: Words) -> Iterator[Block]:
    """The numbers; nobody is named."""
    people = roll.electorate(db)
    if not people.roll:
        return
    counted = checkin.attendance(db)
    came = checkin.came(db)
    represented = counted["votes"] - counted["checked_in"]
    rows = [
        (
            words("On the roll"),
            words(
                "%(with)s with a vote, %(without)s without",
                **{"with": people.with_vote, "without": people.without_vote},
            ),
        ),
        (words("Left out of the base"), str(people.excluded)),
        (words("Eligible"), str(people.base)),
        (
            words("Came, with a vote"),
            words(
                "%(came)s of %(base)s (%(share)s)",
                came=came[1],
                base=people.base,
                share=rate(came[1], people.base) or "–",
            ),
        ),
        (words("Came, without a vote"), str(came[0])),
        (words("Represented by others"), str(represented)),
        (words("Absent, with a vote"), str(max(0, people.base - came[1]))),
    ]
    if counted["additional"]:
        rows.append((words("Additional votes"), _additional(db, counted, words)))
    yield Particulars([row for row in rows if row[1] != "0"])
    yield from _arrivals(db, words)
    yield from _groups(db, words)


def _additional(db: sqlite3.Connection, counted: dict[str, Any], words: Words) -> str:
    """A cooperative's additional votes, told to the meeting as the law says: by number of the roll and how many."""
    members = words(", ").join(f"{one['number']} ({one['votes']})" for one in roll.additional(db))
    figures = {"base": counted["base"], "additional": counted["additional"]["base"]}
    figures["all"] = sum(figures.values())
    told = words("%(base)s basic + %(additional)s additional = %(all)s votes", **figures)
    return words("%(told)s; by member: %(members)s", told=told, members=members)


def absent(db: sqlite3.Connection, words: Words) -> Iterator[Block]:
    """Who has a vote and never signed in, by group, each with the reason that is known; internal."""
    reasons = {key: title for preset in quorum.PRESETS.values() for key, title in preset.exclusion_reasons}
    rows = db.execute(
        "select m.number, m.name, m.group_name, e.reason, e.passed,"
        " (select h.name from proxy p join member h on h.id = p.holder where p.grantor = m.id and p.revoked_seq is null)"
        " as holder from member m left join exclusion e on e.member = m.id where m.with_vote = 1"
        " and not exists (select 1 from attendance a where a.member = m.id) order by m.position"
    ).fetchall()
    if not rows:
        yield Prose(words("Nobody was absent."))
        return

    def reason(row: sqlite3.Row) -> str:
        if row["holder"]:
            return words("represented by %(name)s", name=row["holder"])
        if row["reason"] is None:
            return "—"
        left_out = "%(reason)s; left out of the base" if row["passed"] else "%(reason)s; counts in the base"
        return words(left_out, reason=words(reasons.get(row["reason"], row["reason"])))

    titles = (words("Number"), words("Name"), words("Group"), words("Reason, as far as it is known"))
    yield Table(titles, [(row["number"], row["name"], row["group_name"], reason(row)) for row in rows])


def _arrivals(db: sqlite3.Connection, words: Words) -> Iterator[Block]:
    """When they came: sums for each ten minutes; who left and came back."""
    minutes = db.execute("select minute, people from arrival where people > 0 order by minute").fetchall()
    if not minutes:
        return
    clock = times(db).clock
    spans = [
        (clock(span * ARRIVALS_MINUTES * MINUTE_MS), sum(row[1] for row in some))
        for span, some in groupby(minutes, lambda row: row[0] // ARRIVALS_MINUTES)
    ]
    comma = words(", ")
    told = comma.join(words("%(time)s (%(people)s)", time=time, people=people) for time, people in spans)
    first, last = db.execute("select min(at), max(at) from attendance").fetchone()
    yield Prose(
        words(
            "Signed in between %(first)s and %(last)s; by ten minutes: %(arrivals)s.",
            first=clock(first),
            last=clock(last),
            arrivals=told,
        )
    )
    moved = checkin.movements(db)
    if moved["left"]:
        yield Prose(
            words(
                "Left during the meeting: %(left)s; came back: %(returned)s.",
                left=moved["left"],
                returned=moved["returned"],
            )
        )


def _groups(db: sqlite3.Connection, words: Words) -> Iterator[Block]:
    came = dict(
        db.execute(
            "select m.group_name, count(*) from attendance a join member m on m.id = a.member where m.with_vote = 1 group by 1"
        ).fetchall()
    )
    groups = roll.groups(db)
    if len(groups) < 2:
        return
    rows = [
        (
            one["name"] or "—",
            str(one["base"]),
            str(came.get(one["name"], 0)),
            rate(came.get(one["name"], 0), one["base"]) or "–",
        )
        for one in groups
    ]
    yield Table((words("Group"), words("Eligible"), words("Came"), words("Share")), rows, frozenset({1, 2, 3}))


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


_LEFT_OUT = (_("%(reason)s; left out of the base"), _("%(reason)s; counts in the base"))
