"""Before the vote: the staff's page of papers delivered, papers come back from the absent, and opinions in writing."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from kiosk.ballots import queries
from kiosk.ballots.rounds import absent, early_commands
from kiosk.http.requests import Body, body, execute_command, json_response, read_db, render_view
from kiosk.security.auth import require_roles
from kiosk.store.errors import ValidationError
from kiosk.store.writer import CommandResponse

early_routes = Blueprint("early", __name__)
UNITS_MOST = 500


@early_routes.get("/early")
@require_roles(*early_commands.STAFF)
def page() -> str:
    return render_view("early", "ballots/early.html")


@early_routes.get("/ballots/early")
@require_roles(*early_commands.STAFF)
def listed() -> Response:
    """The round at hand with everything noted before its vote."""
    db = read_db()
    row = queries.last(db)
    if row is None:
        return json_response(CommandResponse(200, {"round": None, "noted": []}))
    open_ = row["state"] in ("prepared", "issuing", "voting") and row["last_call_at"] is None
    named = row["ballot_form"] == "named"
    told: dict[str, Any] = {
        "id": row["id"],
        "title": row["title"],
        "eligible": row["eligible"],
        "open": open_,
        "kinds": [
            *(("delivered", "returned") if named else ()),
            *(("opinion",) if queries.rules(row).written else ()),
        ],
        "prepared": row["state"] == "prepared",
        "silent": queries.rules(row).silent,
        "candidates": [{"id": one["id"], "name": one["name"]} for one in queries.candidates(db, row["id"])],
        "counted": absent.counted(db, row["id"]),
    }
    return json_response(CommandResponse(200, {"round": told, "noted": absent.early(db, row["id"])}))


@early_routes.post("/ballots/rounds/<int:round>/early")
@require_roles(*early_commands.STAFF)
def note(round: int) -> Response:
    asked = body()
    given = asked.items("units", most=UNITS_MOST)
    if not given:
        raise ValidationError("The field %(field)s is missing.", field="units")
    kind = asked.choice("kind", early_commands.KINDS)
    choices = {}
    if kind == "opinion":
        found = asked.object("choices")
        choices = {name: Body(found).choice(name, early_commands.CHOICES) for name in list(found)[:200]}
    return execute_command(
        "note_early",
        asked.command_id(),
        round=round,
        kind=kind,
        units=[Body({"units": one}).text("units", most=60) for one in given],
        way=asked.choice("way", early_commands.WAYS),
        handler=asked.text("handler", most=60),
        told_at=asked.text("told_at", most=40),
        choices=choices,
    )


@early_routes.post("/ballots/early/<int:noted>/back")
@require_roles(*early_commands.STAFF)
def take_back(noted: int) -> Response:
    asked = body()
    unit, reason = asked.text("unit", most=60), asked.text("reason", most=200)
    return execute_command("take_back_early", asked.command_id(), noted=noted, unit=unit, reason=reason)
