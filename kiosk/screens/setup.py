"""Setting up, the day before: what is to be done, whether the laptop is ready, and the paper kit for when it fails."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import Blueprint, Response, g, render_template, request
from flask.blueprints import BlueprintSetupState

from kiosk.checkin import queries as checkin
from kiosk.http import middleware
from kiosk.http.background import Tell
from kiosk.http.requests import (
    app_context,
    body,
    execute_command,
    json_response,
    read_db,
    render_view,
    stream_in_background,
)
from kiosk.i18n.catalog import translate
from kiosk.meeting import queries
from kiosk.roll import queries as roll
from kiosk.rules import quorum
from kiosk.security.auth import require_roles
from kiosk.server.diagnostics import Finding, findings, time_of_day
from kiosk.signing import queries as signing
from kiosk.store.times import times, zones
from kiosk.store.writer import CommandResponse

setup = Blueprint("setup", __name__)
CONSOLE = ("chair", "operator")
LINES_EACH = 22  # of a sign-in list, on one sheet of A4
EMPTY_LINES = 18  # for who is not on the list
SLIPS = 8
NAMES_TALLIED = 10
RUNOFF_NAMES = 4


@setup.record_once
def _watch(state: BlueprintSetupState) -> None:
    """Remember that somebody reached this laptop from elsewhere: by that alone it is known that tablets can."""

    def reached() -> None:
        app_context().endpoints.asked_from(request.remote_addr)

    state.app.before_request(reached)


@setup.get("/setup")
@require_roles(*CONSOLE)
def page() -> str:
    return render_view("setup", "meeting/setup.html")


@setup.get("/setup/readiness")
@require_roles(*CONSOLE)
def readiness() -> Response:
    """Ready without the internet: looked at afresh, beside the hub."""
    storage, endpoints, static = app_context().storage, app_context().endpoints, middleware.static_folder()
    db, now = read_db(), app_context().writer.clock.now()
    written, moved = times(db), queries.last_clock_move(db)
    clock = time_of_day(written, now, moved.moved_ms if moved else 0, moved.at if moved else 0)

    def look(tell: Tell[list[Finding]]) -> None:
        tell(findings(storage.path, static, endpoints, clock))

    found = [one for part in stream_in_background(look) for one in part]
    meeting, people = queries.current(db), roll.electorate(db)
    return json_response(
        CommandResponse(
            200,
            {
                "findings": [_told(one) for one in found],
                "meeting": {
                    "title": meeting.title,
                    "place": meeting.place,
                    "starts_at": meeting.starts_at,
                    "time_zone": written.name,
                    "own_zone": written.own,
                },
                "members": people.roll,
                "devices": sum(1 for _ in app_context().device_status.devices(db)),
            },
        )
    )


@setup.get("/meeting/time-zones")
@require_roles(*CONSOLE)
def time_zones() -> Response:
    """The names of all time zones, to choose from."""
    return json_response(CommandResponse(200, {"zones": list(zones())}))


@setup.post("/meeting/time-zone")
@require_roles(*CONSOLE)
def set_time_zone() -> Response:
    asked = body()
    return execute_command("set_time_zone", asked.command_id(), time_zone=asked.text("time_zone", most=60))


@setup.get("/paper-kit")
@require_roles("chair", "operator", "secretary")
def paper_kit() -> str:
    """All that is needed when every screen is dark; whatever is written on it can be typed in later as from paper."""
    db = read_db()
    counted = checkin.attendance(db)
    meeting = queries.current(db)
    return render_template(
        "meeting/paper-kit.html",
        language=g.language,
        meeting=meeting,
        rule=quorum.PRESETS[meeting.preset],
        needed=counted["needed"],
        base=counted["base"],
        lists=list(_lists(db)),
        empty=EMPTY_LINES,
        slips=SLIPS,
        names=NAMES_TALLIED,
        runoff=RUNOFF_NAMES,
        signing_key=signing.fingerprint(db),
    )


def _lists(db: Any) -> Any:
    """The roll group by group, cut into sheets: (group, sheet, of, rows)."""
    rows = sorted(roll.rows(db), key=lambda row: row["position"])
    order = {name: place for place, name in enumerate(dict.fromkeys(row["group_name"] for row in rows))}
    for name, members in groupby(
        sorted(rows, key=lambda row: order[row["group_name"]]), key=lambda row: row["group_name"]
    ):
        people = list(members)
        sheets = [people[start : start + LINES_EACH] for start in range(0, len(people), LINES_EACH)]
        for number, sheet in enumerate(sheets, 1):
            yield {"group": name, "sheet": number, "of": len(sheets), "rows": sheet}


def _told(one: Finding) -> dict[str, str]:
    return {
        "key": one.key,
        "state": one.state,
        "sentence": translate(g.language, one.sentence, **one.figures)
        if one.figures
        else translate(g.language, one.sentence),
        "remedy": translate(g.language, one.remedy) if one.remedy else "",
    }
