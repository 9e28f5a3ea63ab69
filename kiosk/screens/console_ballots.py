"""The step "voting" of the console: the round at hand, its ledger, its line, and once it stands its verdict."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kiosk.ballots import queries
from kiosk.ballots.count import totals
from kiosk.ballots.results import commands as declaring
from kiosk.ballots.results import corrections, seats
from kiosk.ballots.rounds import absent, hands_commands, polls
from kiosk.checkin import queries as checkin
from kiosk.meeting import queries as meetings
from kiosk.rules.ballots import presets
from kiosk.rules.ballots import show_of_hands as rule
from kiosk.rules.ballots.balance_checks import least_names
from kiosk.rules.ballots.round import Office, Rules, goes_on, marks_most
from kiosk.speeches.draw import queries as draws
from kiosk.store.registry import Facts, Panel, ViewContext

OVER = ("accepted", "declined", "awaiting_approval", "void")


def panel(look: ViewContext) -> Facts:
    """Never a team's figures: agreed totals alone, and those only where the meeting counts in public."""
    row = queries.last(look.db)
    told: Facts = {
        "state": "later" if row is None else "done" if row["state"] in OVER else "now",
        "presets": {key: one.source for key, one in presets.PRESETS.items()},
        "hands": hands(look.db),
        "hands_lines": hands_lines(look.db),
        "polls": polls.offered(look.db),
        "hands_base": hands_commands.all_votes(look.db),
        "statutes": hands_statutes(look.db),
        "meeting_preset": meetings.current(look.db).preset,
        "decisions": decisions(look.db),
        "drawn": _drawn(look.db),
        "carry": carry(look.db, row),
        "roll_base": look.once(checkin.attendance)["base"],
        "declared": look.once(checkin.attendance)["declared"],
        "scrutineers": queries.scrutineers(look.db),
        "votes_inside": look.once(checkin.attendance)["votes"],
        "earlier": [_short(one) for one in queries.rounds(look.db)],
        "round": None,
    }
    return {**told, "round": _round(look, row)} if row else told


def hands(db: sqlite3.Connection) -> list[Facts]:
    rows = db.execute("select * from hands_vote order by id desc limit 10")
    return [
        {
            **dict(one),
            "names": json.loads(one["names"]),
            "blocks": json.loads(one["blocks"]),
            "told": json.loads(one["told"]) if one["told"] else None,
            "line": json.loads(one["line"]) if one["line"] else None,
            "poll_prepared": polls.prepared(db, one["id"]),
        }
        for one in rows
    ]


def hands_lines(db: sqlite3.Connection) -> Facts:
    """The lines of a show of hands under the meeting's rules, by what is decided; and of the meeting's own motions."""
    preset = meetings.current(db).preset
    known = rule.LINES[preset]
    return {
        "own": rule.line_of(preset, own=True)._asdict(),
        "matters": {matter: line._asdict() for matter, line in known.items()},
    }


def hands_statutes(db: sqlite3.Connection) -> Facts:
    """What the law leaves to the statutes: the line of a vote, a block vote for offices, never where it is secret."""
    preset = meetings.current(db).preset
    return {
        "line": preset in rule.STATUTES_SPEAK,
        "raise_only": preset in rule.RAISE_ONLY,
        "offices": preset not in rule.SECRET,
    }


def decisions(db: sqlite3.Connection) -> list[Facts]:
    rows = db.execute("select * from committee_decision order by id desc limit 10")
    return [{**dict(one), "names": json.loads(one["names"]), "votes": json.loads(one["votes"])} for one in rows]


def _drawn(db: sqlite3.Connection) -> Facts | None:
    """The last draw that is over: what an order on the paper, or a lot between the tied, can be taken from."""
    one = draws.last_over(db)
    return {"number": one.number, "order": list(one.order)} if one and one.order else None


def carry(db: sqlite3.Connection, row: sqlite3.Row | None) -> list[Facts]:
    """Names that a list may be taken from: who went on from the last round or is tied, whom a committee named, a draw."""
    earlier = [one for one in queries.rounds(db) if one["version"] and (row is None or one["id"] != row["id"])]
    found = []
    if earlier and earlier[-1]["state"] in queries.SHOWN:
        told = declaring.verdict_of(db, earlier[-1])["offices"]
        found.append({"what": "tied", "names": [name for one in told for name in one["revote"]["names"]]})
        found.append({"what": "advanced", "names": [name for one in told for name in one["advanced"]]})
        found.append({"what": "behind", "names": behind(db, earlier[-1], told)})
    found += [{"what": "decided", "names": one["names"]} for one in decisions(db)[:1]]
    drawn = _drawn(db)
    found += [{"what": "drawn", "names": drawn["order"]}] if drawn else []
    return [one for one in found if one["names"]]


def behind(db: sqlite3.Connection, row: sqlite3.Row, offices: list[Facts]) -> list[str]:
    """For the seats that nobody passed for: who was not elected, from the most votes down."""
    kept = queries.result(db, row["id"], row["version"])
    short = {one["name"]: one["elected"] for one in offices if one["shortfall"]}
    figures = json.loads(kept["figures"])["candidates"] if kept and short else []
    left = [
        one
        for one in figures
        if one["office"] in short and one["name"] not in short[one["office"]] and not one.get("withdrawn")
    ]
    return [one["name"] for one in sorted(left, key=lambda one: -one["for"]) if one["for"]]


def versions(db: sqlite3.Connection, round: int) -> list[Facts]:
    """Every version of a result that was told, and the one that stands; of a correction what it changes."""
    row = queries.one(db, round)
    told: list[Facts] = []
    before: sqlite3.Row | None = None
    for one in corrections.told_versions(db, row) if row else ():
        kept = {name: one[name] for name in ("version", "reason", "reported_at", "declared_at")}
        found = corrections.between(db, row, before, one) if row and before and one["reason"] else None
        changes = [*found["figures"], *found["seats"]] if found else []
        told.append({**kept, "elected_change": bool(found and found["changed"]), "changes": changes})
        before = one
    return told


def _short(row: Any) -> Facts:
    return {"id": row["id"], "title": row["title"], "kind": row["kind"], "state": row["state"]}


def _round(look: ViewContext, row: Any) -> Facts:
    db, id = look.db, row["id"]
    chosen = queries.rules(row)
    batches = queries.batches(db, id)
    stands = row["version"] > 0
    preset = queries.preset_of(row)
    return {
        **{name: row[name] for name in row.keys() if name not in ("changes", "adopted")},  # noqa: SIM118
        "changes": json.loads(row["changes"]),
        "adopted": json.loads(row["adopted"]) if row["adopted"] else None,
        "ballot": chosen.ballot,
        "advance": chosen.advance,
        "goes_on": goes_on(chosen),
        "annulled": queries.annulled(db, row),
        "validity": _validity(row),
        "decided": queries.decided(db, id) if stands else [],
        "declined": [list(pair) for pair in seats.declined(db, row)] if stands else [],
        "acceptances": _acceptances(db, row) if stands else [],
        "seats_open": seats.seats_open(db, row) if stands else {},
        "seats_empty": seats.seats_empty(db, row) if stands else {},
        "correction": _correction(db, row) if stands else None,
        "chosen": [list(pair) for pair in queries.chosen_in_order(db, row)] if stands else [],
        "write_ins": chosen.write_ins,
        "offices": [_office(chosen, one) for one in queries.offices(db, id)],
        "candidates": [dict(one) for one in queries.candidates(db, id)],
        "electors": [one["name"] for one in queries.electors(db, id)],
        "electors_inside": queries.electors_inside(db, id),
        "win": queries.win_of(chosen),
        "rules": queries.rules_block(chosen),
        "preset_rules": {**queries.rules_block(preset), "win": queries.win_of(preset)},
        "needed": queries.line_of(row, row["present_votes"]),
        "boxes": [dict(one) for one in queries.boxes(db, id)],
        "counters": [{"role": one["role"], "name": one["name"]} for one in queries.counters(db, id)],
        "proxy_papers": checkin.proxy_papers(db, id),
        "early": _early(db, row, chosen),
        "rulings": [dict(one) for one in db.execute("select * from ruled_paper where round = ? order by id", (id,))],
        "batches": [
            {
                "id": one["id"],
                "number": one["number"],
                "papers": one["papers"],
                "state": one["state"],
                "slips": one["slips"],
            }
            for one in batches
        ],
        "totals": totals.figures(db, row)["candidates"] if row["public_count"] and batches else None,
        "due": queries.due(db, row),
        "unsigned": queries.unsigned(db, row),
        "signed": [dict(one) for one in queries.signatures(db, id, row["version"])],
        "verdict": declaring.verdict_of(db, row) if stands else None,
        "figures": json.loads(queries.result(db, id, row["version"])["figures"]) if stands else None,  # type: ignore[index]
        "versions": versions(db, id),
        "notes": [
            {**dict(one), "text": json.loads(one["text"])}
            for one in db.execute("select * from round_note where round = ? order by id", (id,))
        ],
    }


def _acceptances(db: sqlite3.Connection, row: Any) -> list[Facts]:
    """The last word of each elected, by office and name; whether it can still be said otherwise."""
    told = []
    for (office, name), note in seats.acceptances(db, row).items():
        text = json.loads(note["text"])
        over = seats.gone_on(db, row, office, name)
        told.append({"office": office, "name": name, "outcome": text["outcome"], "decided": over})
    return told


def _correction(db: sqlite3.Connection, row: Any) -> Facts | None:
    found = corrections.of(db, row)
    return found and {**found, "sentences": corrections.sentences(found)}


def _early(db: sqlite3.Connection, row: Any, chosen: Rules) -> Facts | None:
    """What was noted before the vote, where the round knows such a thing; once papers are counted, which of them are not
    there."""
    if row["ballot_form"] != "named" and not chosen.written:
        return None
    told: Facts = {**absent.counted(db, row["id"]), "lost": []}
    if row["ballot_form"] == "named" and row["state"] in ("counted", "signed", "reported"):
        there = [*totals.units_returned(db, row["id"]), *totals.units_ruled(db, row["id"])]
        told["lost"] = absent.lost(db, row["id"], there)
    return told


def _validity(row: Any) -> Facts | None:
    """Whether enough take part: those present before papers are issued, or the papers that came back."""
    held = queries.validity_back(row) or queries.validity_at(row, row["present_votes"] or 0)
    if held is None:
        return None
    told = {"needed": held.needed, "met": held.met, "missing": held.missing, "sentence": queries.clauses(held.sentence)}
    return {**told, "base": "present" if queries.validity_back(row) is None else "returned"}


def _office(chosen: Rules, one: Any) -> Facts:
    filled = Office(one["name"], one["seats"])
    return {
        "id": one["id"],
        "name": one["name"],
        "seats": one["seats"],
        "marks": marks_most(chosen, filled),
        "candidates_least": least_names(chosen, filled),
    }


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


BALLOTS = Panel("ballots", _("Voting"), 80, panel)
