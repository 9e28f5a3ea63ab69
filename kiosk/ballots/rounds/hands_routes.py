"""Votes by hands, the poll that is demanded after one, and an advisory vote: the requests."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from kiosk.ballots.rounds import forms, hands_commands
from kiosk.ballots.rounds.routes import CANDIDATES_MOST, CHAIR, SCRUTINEERS
from kiosk.http.requests import Body, body, execute_command
from kiosk.rules.ballots import presets, show_of_hands
from kiosk.security.auth import require_roles

hands_routes = Blueprint("hands", __name__)
BLOCKS_MOST = 200


@hands_routes.post("/ballots/hands")
@require_roles(*CHAIR)
def raise_hands() -> Response:
    asked = body()
    return execute_command(
        "vote_by_hands",
        asked.command_id(),
        title=asked.text("title", most=200),
        method=asked.choice("method", ("clear", "counted", "full")),
        present=asked.integer("present", most=forms.PAPERS_MOST),
        votes=asked.optional_integer("votes", most=forms.PAPERS_MOST),
        against=asked.integer("against", most=forms.PAPERS_MOST),
        abstain=asked.integer("abstain", most=forms.PAPERS_MOST),
        names=forms.texts(asked, "names", CANDIDATES_MOST),
        blocks=[forms.block(one) for one in forms.objects(asked, "blocks", BLOCKS_MOST)]
        if asked.given("blocks")
        else [],
        subject=asked.choice("subject", hands_commands.SUBJECTS, "motion"),
        **_chosen(asked),
    )


def _chosen(asked: Body) -> dict[str, Any]:
    """What is asked only where it matters; an older page sends none of it."""
    found: dict[str, Any] = {}
    if asked.given("matter"):
        found["matter"] = asked.choice("matter", show_of_hands.MATTERS)
    if asked.given("base"):
        found["base"] = asked.choice("base", ("present", "eligible"))
    if asked.given("text"):
        found["text"] = asked.text("text", most=2_000)
    if asked.given("statutes_line"):
        found["statutes_line"] = _line(asked)
    if asked.given("block_vote"):
        found["block_vote"] = asked.flag("block_vote")
    if asked.given("written"):
        found["written"] = asked.integer("written", most=forms.PAPERS_MOST)
    return found


def _line(asked: Body) -> dict[str, Any]:
    """The part that the statutes ask for: {numerator, denominator, operator}."""
    line = Body(forms.object(asked, "statutes_line"))
    return {
        "numerator": line.integer("numerator", least=1, most=presets.DENOMINATOR_MOST),
        "denominator": line.integer("denominator", least=1, most=presets.DENOMINATOR_MOST),
        "operator": line.choice("operator", (">", ">=")),
    }


@hands_routes.post("/ballots/hands/<int:vote>/back")
@require_roles(*CHAIR)
def take_back_hands(vote: int) -> Response:
    asked = body()
    reason = asked.optional_text("reason", most=280) or ""
    return execute_command("take_back_hands", asked.command_id(), vote=vote, reason=reason)


@hands_routes.post("/ballots/hands/<int:vote>/poll")
@require_roles(*CHAIR)
def demand_poll(vote: int) -> Response:
    asked = body()
    by = asked.optional_text("name", most=60) or ""
    return execute_command("demand_poll", asked.command_id(), vote=vote, demanded_by=by)


@hands_routes.post("/ballots/hands/<int:vote>/no-poll")
@require_roles(*CHAIR)
def withdraw_poll(vote: int) -> Response:
    return execute_command("withdraw_poll", body().command_id(), vote=vote)


@hands_routes.post("/ballots/rounds/<int:round>/advisory")
@require_roles(*SCRUTINEERS)
def allow_advisory(round: int) -> Response:
    asked = body()
    return execute_command(
        "allow_advisory",
        asked.command_id(),
        round=round,
        reason=asked.text("reason", most=280),
        present=asked.integer("present", most=forms.PAPERS_MOST),
    )
