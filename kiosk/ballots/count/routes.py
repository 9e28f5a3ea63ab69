"""The tellers' own requests: one team, one batch, and nothing of the other team."""

from __future__ import annotations

import json
import secrets
from typing import Any

from flask import Blueprint, Response

from kiosk.ballots.count import commands as counting
from kiosk.ballots.count import team_entries
from kiosk.http.requests import Body, app_context, body, execute_command, render_view, sleep, work
from kiosk.rules.ballots.papers import MARKS
from kiosk.security.auth import current, require_roles
from kiosk.store.errors import ValidationError

tellers = Blueprint("tellers", __name__)
TELLERS = ("teller_a", "teller_b")
CALLS_MOST = 1_000_000
DRAFT_MOST = 20_000
SCRUBS_MOST = 20
SCRUB_SECONDS = 0.1


@tellers.get("/teller")
@require_roles(*TELLERS, "chief_scrutineer")
def page() -> str:
    return render_view("teller", "ballots/teller.html")


@tellers.post("/ballots/batches/<int:batch>/papers")
@require_roles(*TELLERS)
def enter_paper(batch: int) -> Response:
    """A working: `key` is of this paper's entry, so that sending it again is the same."""
    asked = body()
    marks = asked.object("marks")
    if len(marks) > 300 or not all(
        name.isdecimal() and len(name) < 16 and mark in MARKS for name, mark in marks.items()
    ):
        raise ValidationError(
            "The field %(field)s must be one of: %(options)s.", field="marks", options=", ".join(MARKS)
        )
    paper = asked.integer("paper", least=1, most=counting.BATCH_MOST)
    return work(
        "enter_paper",
        batch=batch,
        team=_team(),
        paper=paper,
        marks=marks,
        key=asked.text("key", most=64),
        unit=asked.optional_text("unit", most=60),
    )


@tellers.post("/ballots/batches/<int:batch>/calls")
@require_roles("teller_a")
def call(batch: int) -> Response:
    """One call aloud: a name with its mark, or no name where the paper ends."""
    asked = body()
    candidate = asked.optional_integer("candidate", least=1)
    return work(
        "call",
        batch=batch,
        number=asked.integer("number", least=1, most=CALLS_MOST),
        candidate=candidate,
        mark=asked.choice("mark", MARKS, MARKS[0]),
        key=asked.text("key", most=64),
    )


@tellers.post("/ballots/batches/<int:batch>/calls/back")
@require_roles("teller_a")
def uncall(batch: int) -> Response:
    number = body().integer("number", least=1, most=CALLS_MOST)
    return work("uncall", batch=batch, number=number)


@tellers.post("/ballots/batches/<int:batch>/sheet")
@require_roles(*TELLERS)
def enter_sheet(batch: int) -> Response:
    asked = body()
    votes = asked.object("votes")
    if len(votes) > 300 or not all(name.isdecimal() and len(name) < 16 and _three(one) for name, one in votes.items()):
        raise ValidationError("Each name needs three numbers: for, against, abstain.")
    return work(
        "enter_sheet",
        batch=batch,
        team=_team(),
        valid=asked.integer("valid", most=counting.BATCH_MOST),
        invalid=asked.integer("invalid", most=counting.BATCH_MOST),
        blank=asked.integer("blank", most=counting.BATCH_MOST),
        votes=votes,
        spoilt=_by_office(asked, "spoilt") or {},
        blanks=_by_office(asked, "blanks"),
    )


@tellers.post("/ballots/batches/<int:batch>/draft")
@require_roles(*TELLERS)
def save_draft(batch: int) -> Response:
    """What is being typed, so that the page goes on after it was closed; nobody but this team is told."""
    draft = json.dumps(body().object("draft"), ensure_ascii=False, sort_keys=True)
    if len(draft) > DRAFT_MOST:
        raise ValidationError("The field %(field)s is too large.", field="draft")
    return work("save_draft", batch=batch, team=_team(), draft=draft)


@tellers.post("/ballots/batches/<int:batch>/finish")
@require_roles(*TELLERS)
def finish(batch: int) -> Response:
    """The team has entered the batch; once both have, and agree, the totals are recorded and the papers erased."""
    body()
    done = work("finish_batch", batch=batch, team=_team())
    told = done.get_json()
    if done.status_code != 200 or not told["both"] or told["differences"] or told.get("state"):
        return done
    agreed = execute_command("agree_batch", secrets.token_hex(16), batch=batch)
    scrub()
    return done if agreed.get_json().get("code") == "agreed_already" else agreed


def scrub() -> None:
    """What the teams entered was erased with the agreement; the file is scrubbed as soon as nobody is reading it."""
    for _ in range(SCRUBS_MOST):
        if app_context().writer.scrub():
            return
        sleep()(SCRUB_SECONDS)


def _by_office(asked: Body, field: str) -> dict[str, int] | None:
    if not asked.given(field):
        return None
    found = asked.object(field)
    if not all(name.isdecimal() and len(name) < 16 and _count(one) for name, one in found.items()):
        raise ValidationError("Each office needs a whole number of papers.")
    return found


def _team() -> str:
    return team_entries.TEAM_OF[current().role]


def _three(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 3 and all(_count(n) for n in value)


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= counting.BATCH_MOST
