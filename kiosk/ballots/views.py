"""The step "voting" of the console: the round at hand, its ledger, its line, and once it stands its verdict."""

from __future__ import annotations

import json
from typing import Any

from kiosk.ballots import declaring, presets, queries, tally
from kiosk.slices import Facts, Look, Panel

OVER = ("accepted", "declined", "awaiting_approval", "void")


def panel(look: Look) -> Facts:
    """Never a team's figures: agreed totals alone, and those only where the meeting counts in public."""
    row = queries.last(look.db)
    hands = [dict(one) for one in look.db.execute("select * from hands_vote order by id desc limit 10")]
    told: Facts = {
        "state": "later" if row is None else "done" if row["state"] in OVER else "now",
        "presets": {key: one.source for key, one in presets.PRESETS.items()},
        "hands": hands,
        "earlier": [_short(one) for one in queries.rounds(look.db)],
        "round": None,
    }
    return {**told, "round": _round(look, row)} if row else told


def _short(row: Any) -> Facts:
    return {"id": row["id"], "title": row["title"], "kind": row["kind"], "state": row["state"]}


def _round(look: Look, row: Any) -> Facts:
    db, id = look.db, row["id"]
    chosen = queries.rules(row)
    batches = queries.batches(db, id)
    stands = row["version"] > 0
    return {
        **{name: row[name] for name in row.keys() if name not in ("changes", "adopted")},  # noqa: SIM118
        "changes": json.loads(row["changes"]),
        "adopted": json.loads(row["adopted"]) if row["adopted"] else None,
        "ballot": chosen.ballot,
        "advance": chosen.advance,
        "write_ins": chosen.write_ins,
        "offices": [_office(chosen, one) for one in queries.offices(db, id)],
        "candidates": [dict(one) for one in queries.candidates(db, id)],
        "needed": queries.line_of(row, row["present_votes"]),
        "boxes": [dict(one) for one in queries.boxes(db, id)],
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
        "totals": queries.figures(db, row)["candidates"] if row["public_count"] and batches else None,
        "signed": [dict(one) for one in queries.signatures(db, id, row["version"])],
        "verdict": declaring.verdict_of(db, row) if stands else None,
        "notes": [
            {**dict(one), "text": json.loads(one["text"])}
            for one in db.execute("select * from round_note where round = ? order by id", (id,))
        ],
    }


def _office(chosen: tally.Rules, one: Any) -> Facts:
    filled = tally.Office(one["name"], one["seats"])
    return {
        "id": one["id"],
        "name": one["name"],
        "seats": one["seats"],
        "marks": tally.marks_most(chosen, filled),
        "candidates_least": tally.candidates_least(chosen, one["seats"]),
    }


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


BALLOTS = Panel("ballots", _("Voting"), 80, panel)
