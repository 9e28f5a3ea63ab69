"""What is known of the agenda, and what every other slice says of its own part."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from kiosk.ballots import queries as ballots
from kiosk.checkin import queries as checkin
from kiosk.devices import queries as devices
from kiosk.roll import queries as roll
from kiosk.rules import agenda as rule
from kiosk.rules.agenda_templates import TEMPLATES
from kiosk.rules.election_stages import STAGES
from kiosk.speeches.draw import queries as draws

Block = dict[str, Any]
CHOICES = {
    "templates": [{"key": key, "title": one.title} for key, one in TEMPLATES.items()],
    "kinds": [{"key": key, "title": one.title} for key, one in rule.KINDS.items()],
    "reasons": [{"key": key, "title": title} for key, title in rule.SKIP_REASONS.items()],
}


def steps(db: sqlite3.Connection) -> list[rule.Step]:
    rows = db.execute(f"select {', '.join(rule.Step._fields)} from agenda_step order by position")
    return [rule.Step(*row) for row in rows]


def judged(db: sqlite3.Connection) -> list[rule.Judged]:
    """The agenda as it stands; empty where the meeting has none."""
    return rule.judge(listed, standing(db)) if (listed := steps(db)) else []


def standing(db: sqlite3.Connection) -> dict[str, int]:
    """How often each kind of step has been accomplished."""
    counted = checkin.attendance(db)
    people = roll.electorate(db)
    declared = counted["declared"]
    arrived = counted["checked_in"] + counted["guests"] > 0
    undecided = any(one["passed"] is None and one["came_at"] is None for one in roll.exclusions(db))
    either_line = counted["met"] or bool(counted["if_passed"] and counted["if_passed"]["met"])
    published = db.execute("select count(*) from procedure_stage where version > 0 and stage < ?", (len(STAGES),))
    return {
        "procedure": int(published.fetchone()[0] == len(STAGES) - 1),
        "prepare": int(people.roll > 0 and (arrived or devices.count(db, "desk") > 0)),
        "checkin": int(bool(declared) or (counted["needed"] > 0 and either_line)),
        "exclusions": len(steps(db)) if declared or (people.roll > 0 and not undecided) else 0,
        "quorum": int(bool(declared and declared["met"])),
        "draw": sum(bool(one.order) for one in draws.all_draws(db)),
        **ballots.accomplished(db),
    }


def console(db: sqlite3.Connection, panels: Mapping[str, Block]) -> list[Block]:
    """The agenda as the console shows it; `panels` tell what the hall is at."""
    listed = judged(db)
    last = {rule.KINDS[one.step.kind].panel: one.step.id for one in listed if one.state in ("done", "now")}
    return [_shown(one, panels, last) for one in listed]


def _shown(one: rule.Judged, panels: Mapping[str, Block], last: Mapping[str, int]) -> Block:
    step, kind = one.step, rule.KINDS[one.step.kind]
    live = panels.get(kind.panel, {}).get("live", False) and last.get(kind.panel) == step.id
    return {
        "key": f"step-{step.id}",
        "id": step.id,
        "title": step.title,
        "kind": step.kind,
        "panel": kind.panel,
        "hall": kind.hall,
        "say": step.say,
        "state": one.state,
        "live": live,
        "opened": kind.opens_itself or step.opened_at is not None,
        "opened_at": step.opened_at,
        "ended_at": step.ended_at,
        "by_hand": kind.by_hand,
        "fact": kind.fact,
        "reason": rule.SKIP_REASONS.get(step.reason, step.reason),
        "needs": [
            {"key": f"step-{other.id}", "title": other.title, "fact": rule.KINDS[other.kind].fact, "met": over}
            for other, over in one.needs
        ],
    }


def hall(db: sqlite3.Connection) -> list[Block]:
    """The items that the hall sees, numbered; what prepares the meeting and what was skipped is not among them."""
    shown = [one for one in judged(db) if rule.KINDS[one.step.kind].hall and one.state != "skipped"]
    return [
        {
            "number": number,
            "title": one.step.title,
            "kind": one.step.kind,
            "state": one.state,
            "opened_at": one.step.opened_at,
        }
        for number, one in enumerate(shown, 1)
    ]


def begun(db: sqlite3.Connection) -> int | None:
    """Since when a step without a scene of its own is open: then the screen shows the agenda."""
    opened = [
        one.step.opened_at
        for one in judged(db)
        if one.state == "now"
        and one.step.opened_at is not None
        and rule.KINDS[one.step.kind].panel in ("step", "hands")
    ]
    return opened[0] if opened else None


def stages(db: sqlite3.Connection) -> list[Block]:
    """The ten stages, each with its day and what was published."""
    known = {row["stage"]: row for row in db.execute("select * from procedure_stage")}
    return [_stage(number, known.get(number)) for number in range(1, len(STAGES) + 1)]


def _stage(number: int, row: sqlite3.Row | None) -> Block:
    stage = STAGES[number - 1]
    return {
        "number": number,
        "title": stage.title,
        "list": stage.list,
        "text": stage.text,
        "day": row["day"] if row else None,
        "names": json.loads(row["names"]) if row else [],
        "note": row["note"] if row else "",
        "published_at": row["published_at"] if row else None,
        "version": row["version"] if row else 0,
        "reason": row["reason"] if row else "",
    }
