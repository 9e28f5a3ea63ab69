"""What was counted: the agreed batches in one, in heads and by weight, and the round's file made of them."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kiosk.ballots import queries
from kiosk.ballots.rounds import absent
from kiosk.roll import queries as roll
from kiosk.rules.ballots import papers as paper

Row = sqlite3.Row
Block = dict[str, Any]
SHARE = 1_000  # the roll weighs in thousandths, a poll in whole shares


def counted(db: sqlite3.Connection, round: int) -> paper.Totals:
    """The agreed batches in one."""
    papers, valid, invalid, blank = db.execute(
        "select coalesce(sum(papers), 0), coalesce(sum(valid), 0), coalesce(sum(invalid), 0), coalesce(sum(blank), 0)"
        " from batch where round = ? and state = 'agreed'",
        (round,),
    ).fetchone()
    votes = db.execute(
        "select v.candidate, sum(v.votes), sum(v.against), sum(v.abstain) from batch b join batch_votes v on v.batch = b.id"
        " where b.round = ? and b.state = 'agreed' group by 1",
        (round,),
    ).fetchall()
    spoilt = db.execute(
        "select o.office, sum(o.invalid), sum(o.blank), count(*) = count(o.blank)"
        " from batch b join batch_office o on o.batch = b.id"
        " where b.round = ? and b.state = 'agreed' group by 1",
        (round,),
    ).fetchall()
    return paper.Totals(
        papers,
        valid,
        invalid,
        blank,
        {row[0]: (row[1], row[2], row[3]) for row in votes},
        {row[0]: row[1] for row in spoilt},
        {row[0]: row[2] for row in spoilt if row[3]},
    )


def weighed(db: sqlite3.Connection, row: Row) -> paper.Weights | None:
    """The weights of the agreed batches and of the papers ruled out; None where papers are secret."""
    if row["ballot_form"] != "named":
        return None
    returned, valid = db.execute(
        "select coalesce(sum(returned_weight), 0), coalesce(sum(valid_weight), 0) from batch"
        " where round = ? and state = 'agreed'",
        (row["id"],),
    ).fetchone()
    ruled = db.execute(
        "select coalesce(sum(weight), 0) from ruled_paper where round = ? and valid = 0", (row["id"],)
    ).fetchone()[0]
    votes = db.execute(
        "select v.candidate, sum(v.votes_weight), sum(v.against_weight), sum(v.abstain_weight)"
        " from batch b join batch_votes v on v.batch = b.id where b.round = ? and b.state = 'agreed' group by 1",
        (row["id"],),
    ).fetchall()
    part = 1 if queries.rules(row).area or row["preset"] == "owners" else SHARE
    figures = {one[0]: (one[1] // part, one[2] // part, one[3] // part) for one in votes}
    return paper.Weights((returned + ruled) // part, valid // part, figures)


def units_returned(db: sqlite3.Connection, round: int) -> list[int]:
    """The members whose units returned a named paper that was counted."""
    rows = db.execute("select u.member from batch b join batch_unit u on u.batch = b.id where b.round = ?", (round,))
    return [row[0] for row in rows]


def units_ruled(db: sqlite3.Connection, round: int) -> list[int]:
    """The members whose units' papers were ruled out."""
    rows = db.execute(
        "select u.member from ruled_paper p join ruled_unit u on u.ruling = p.id where p.round = ?", (round,)
    )
    return [row[0] for row in rows]


def units_there(db: sqlite3.Connection, round: int) -> list[tuple[str, int]]:
    """Every unit that returned a named paper, ruled out or counted, with its weight; as the roll lists them."""
    members = [*units_returned(db, round), *units_ruled(db, round)]
    return roll.units(db, members)


def figures(db: sqlite3.Connection, row: Row) -> Block:
    """The round's file: everything that a verdict needs, as `kiosk verdict` reads it."""
    found = counted(db, row["id"])
    by_weight = weighed(db, row) or _by_votes(row, found)
    names = {one["id"]: one["name"] for one in queries.offices(db, row["id"])}
    return {
        "format": "round/1",
        **_version(row),
        "preset": row["preset"],
        "rules": json.loads(row["changes"]),
        "offices": [_office(row, found, one) for one in queries.offices(db, row["id"])],
        "eligible": row["eligible"],
        "present": row["present_votes"] or 0,
        **_weights(row),
        "papers": {
            "printed": row["printed"],
            "issued": row["issued"] or 0,
            "exchanged": row["exchanged"] or 0,
            "spare": row["spare"],
            "returned": row["returned"] or 0,
            **({"late": row["late"]} if row["rules_version"] > 1 and row["late"] else {}),
            **({} if row["voters"] is None else {"voters": row["voters"]}),
            "valid": found.valid,
            "invalid": found.invalid + sum(queries.ruled_invalid(db, row["id"]).values()),
            "blank": found.blank,
            **({"returned_weight": by_weight.returned, "valid_weight": by_weight.valid} if by_weight else {}),
            **_delivered(db, row, by_weight),
        },
        "candidates": [
            _figures_of(one, names, found, by_weight) | _in_writing(db, row, one)
            for one in queries.candidates(db, row["id"])
        ],
    }


def _delivered(db: sqlite3.Connection, row: Row, by_weight: paper.Weights | None) -> Block:
    """Papers delivered, where the rules count those that never came back."""
    if queries.rules(row).silent != "majority" or by_weight is None:
        return {}
    there = [*units_returned(db, row["id"]), *units_ruled(db, row["id"])]
    return absent.delivered(db, row["id"], there, row["returned"] or 0, by_weight.returned)


def _in_writing(db: sqlite3.Connection, row: Row, one: Row) -> Block:
    """Opinions of the absent about one name, where the rules count them and there are any."""
    given = absent.opinions(db, row["id"]) if queries.rules(row).written else {}
    votes, against = given.get(one["id"], (0, 0))
    return {"written_for": votes, "written_against": against} if votes or against else {}


def _by_votes(row: Row, found: paper.Totals) -> paper.Weights | None:
    """Where each vote has a paper the papers are the weight; None elsewhere."""
    if queries.rules(row).papers_are != "votes":
        return None
    return paper.Weights(row["returned"] or 0, found.valid, found.votes)


def _version(row: Row) -> Block:
    """By which rules it is judged, and as what kind of round; figures of version 1 say neither."""
    if row["rules_version"] == 1:
        return {}
    return {"rules_version": row["rules_version"], "kind": queries.kind_of(row)}


def _office(row: Row, found: paper.Totals, one: Row) -> Block:
    told = {"name": one["name"], "seats": one["seats"]}
    spoilt = found.spoilt.get(one["id"], 0)
    if row["rules_version"] == 1:
        return {**told, "invalid": spoilt}
    blank = found.blanks.get(one["id"])
    return {**told, "illegal": spoilt, **({} if blank is None else {"blank": blank})}


def _weights(row: Row) -> Block:
    if row["eligible_weight"] is None:
        return {}
    return {"eligible_weight": row["eligible_weight"], "present_weight": row["present_weight"]}


def _figures_of(one: Row, names: dict[int, str], found: paper.Totals, by_weight: paper.Weights | None) -> Block:
    votes, against, abstain = found.votes.get(one["id"], (0, 0, 0))
    told = {"name": one["name"], "office": names[one["office"]], "for": votes}
    told |= {"withdrawn": True} if one["withdrawn"] is not None else {}
    told |= {"woman": True} if one["woman"] else {}
    told |= {"relatives": json.loads(one["relatives"])} if one["relatives"] else {}
    weights = by_weight.votes.get(one["id"], (0, 0, 0)) if by_weight else None
    if one["origin"] == "write_in":
        return {**told, "write_in": True, **({"for_weight": weights[0]} if weights else {})}
    told |= {"against": against, "abstain": abstain}
    return {**told, **dict(zip(("for_weight", "against_weight", "abstain_weight"), weights or (), strict=False))}
