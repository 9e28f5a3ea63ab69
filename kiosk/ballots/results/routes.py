"""The result, what comes after it, and decisions made elsewhere: the chair's and the scrutineers' requests."""

from __future__ import annotations

from flask import Blueprint, Response

from kiosk.ballots import queries
from kiosk.ballots.results import commands as declaring
from kiosk.ballots.results import ties
from kiosk.ballots.rounds import forms
from kiosk.ballots.rounds.routes import BOXES_MOST, CANDIDATES_MOST, CHAIR, SCRUTINEERS
from kiosk.http.requests import body, execute_command, read_db
from kiosk.security.auth import current, require_roles
from kiosk.store.errors import CommandRejected, ValidationError

outcomes = Blueprint("outcomes", __name__)
READERS = ("chair", "operator", "supervisor", "secretary", "chief_scrutineer", "observer")


@outcomes.post("/ballots/rounds/<int:round>/report")
@require_roles(*SCRUTINEERS)
def report(round: int) -> Response:
    return execute_command("report_result", body().command_id(), round=round)


@outcomes.post("/ballots/rounds/<int:round>/declaration")
@require_roles(*SCRUTINEERS)
def declare(round: int) -> Response:
    return execute_command("declare_elected", body().command_id(), round=round)


@outcomes.post("/ballots/rounds/<int:round>/acceptances")
@require_roles(*CHAIR)
def accept(round: int) -> Response:
    asked = body()
    return execute_command(
        "record_acceptance",
        asked.command_id(),
        round=round,
        elected=asked.text("name", most=60),
        outcome=asked.choice("outcome", declaring.ACCEPTANCES),
        **({"reason": asked.text("reason", most=280)} if asked.given("reason") else {}),
        **({"office": asked.text("office", most=60)} if asked.given("office") else {}),
    )


@outcomes.post("/ballots/rounds/<int:round>/tie")
@require_roles(*CHAIR)
def decide_tie(round: int) -> Response:
    asked = body()
    return execute_command(
        "decide_tie",
        asked.command_id(),
        round=round,
        way=asked.choice("way", ties.TIE_WAYS),
        names=forms.texts(asked, "names", CANDIDATES_MOST),
        draw=asked.optional_integer("draw", least=1),
        reason=asked.optional_text("reason", most=280) or "",
        **({"office": asked.text("office", most=60)} if asked.given("office") else {}),
    )


@outcomes.post("/ballots/rounds/<int:round>/shortfall")
@require_roles(*CHAIR)
def decide_shortfall(round: int) -> Response:
    asked = body()
    return execute_command(
        "decide_shortfall",
        asked.command_id(),
        round=round,
        way=asked.choice("way", ties.SHORTFALL_WAYS),
        votes=asked.optional_integer("votes", most=forms.PAPERS_MOST),
        against=asked.optional_integer("against", most=forms.PAPERS_MOST) or 0,
    )


@outcomes.post("/ballots/rounds/<int:round>/corrections")
@require_roles("chair", "chief_scrutineer")
def correct(round: int) -> Response:
    asked = body()
    reason = asked.text("reason", most=280)
    return execute_command(
        "correct_result", asked.command_id(), round=round, figures=forms.object(asked, "figures"), reason=reason
    )


@outcomes.post("/ballots/rounds/<int:round>/incidents")
@require_roles("chief_scrutineer", *CHAIR)
def note_incident(round: int) -> Response:
    asked = body()
    text, signer = asked.text("text", most=500), asked.text("name", most=60)
    return execute_command("note_incident", asked.command_id(), round=round, text=text, signer=signer)


@outcomes.post("/ballots/rounds/<int:round>/sealing")
@require_roles(*SCRUTINEERS)
def seal_papers(round: int) -> Response:
    asked = body()
    return execute_command(
        "seal_papers",
        asked.command_id(),
        round=round,
        bags=forms.texts(asked, "bags", BOXES_MOST),
        keeper=asked.text("keeper", most=60),
        until=asked.text("until", most=40),
    )


@outcomes.post("/ballots/rounds/<int:round>/objections")
@require_roles(*SCRUTINEERS, "secretary")
def object_to(round: int) -> Response:
    asked = body()
    return execute_command(
        "raise_objection",
        asked.command_id(),
        round=round,
        text=asked.text("text", most=500),
        objector=asked.text("name", most=60),
        recount=asked.flag("recount"),
    )


@outcomes.post("/ballots/rounds/<int:round>/recount")
@require_roles(*SCRUTINEERS)
def open_recount(round: int) -> Response:
    asked = body()
    numbers = asked.items("batches", most=5_000) if asked.given("batches") else []
    if not all(forms.count(one) for one in numbers):
        raise ValidationError("Each batch is a whole number.")
    return execute_command(
        "open_recount", asked.command_id(), round=round, reason=asked.text("reason", most=280), batches=numbers
    )


@outcomes.post("/ballots/rounds/<int:round>/found")
@require_roles(*SCRUTINEERS)
def find_papers(round: int) -> Response:
    """What the open batches hold, when their papers are counted."""
    asked = body()
    found = forms.object(asked, "batches")
    if not found or not all(name.isdecimal() and len(name) < 16 and forms.count(n) for name, n in found.items()):
        raise ValidationError("Each batch needs a whole number of papers.")
    reason = asked.optional_text("reason", most=280) or ""
    return execute_command("find_papers", asked.command_id(), round=round, found=found, reason=reason)


@outcomes.post("/ballots/rounds/<int:round>/recount/stop")
@require_roles(*SCRUTINEERS)
def stop_recount(round: int) -> Response:
    asked = body()
    return execute_command("stop_recount", asked.command_id(), round=round, reason=asked.text("reason", most=280))


@outcomes.post("/ballots/rounds/<int:round>/substitutes")
@require_roles(*SCRUTINEERS)
def appoint_substitute(round: int) -> Response:
    """Who cannot sign, why, and who signs instead."""
    asked = body()
    return execute_command(
        "appoint_substitute",
        asked.command_id(),
        round=round,
        for_role=asked.choice("signs_as", queries.SIGNERS),
        absent=asked.text("absent", most=60),
        reason=asked.text("reason", most=280),
        substitute=asked.optional_text("substitute", most=60) or "",
    )


@outcomes.post("/ballots/rounds/<int:round>/withdrawals")
@require_roles(*CHAIR)
def withdraw(round: int) -> Response:
    asked = body()
    return execute_command(
        "withdraw_candidate",
        asked.command_id(),
        round=round,
        candidate=asked.integer("candidate", least=1),
        reason=asked.text("reason", most=280),
    )


@outcomes.post("/ballots/rounds/<int:round>/annulment")
@require_roles(*SCRUTINEERS)
def annul(round: int) -> Response:
    asked = body()
    return execute_command("annul_round", asked.command_id(), round=round, reason=asked.text("reason", most=280))


@outcomes.post("/ballots/objections/<int:objection>/answer")
@require_roles(*SCRUTINEERS)
def answer_objection(objection: int) -> Response:
    asked = body()
    return execute_command(
        "answer_objection",
        asked.command_id(),
        objection=objection,
        granted=asked.flag("granted"),
        outcome=asked.text("outcome", most=500),
    )


@outcomes.post("/ballots/decisions")
@require_roles(*CHAIR)
def record_decision() -> Response:
    asked = body()
    votes = forms.object(asked, "votes")
    if not all(0 < len(name) <= 60 and forms.count(value) for name, value in votes.items()):
        raise ValidationError("Each name needs a whole number of votes.")
    return execute_command(
        "record_committee_decision",
        asked.command_id(),
        title=asked.text("title", most=120),
        body=asked.text("body", most=120),
        document=asked.text("document", most=200),
        decided_on=asked.text("decided_on", most=40),
        names=forms.texts(asked, "names", CANDIDATES_MOST),
        votes=votes,
        after_round=asked.optional_integer("after_round", least=1),
    )


@outcomes.get("/ballots/rounds/<int:round>.json")
@require_roles(*READERS)
def round_file(round: int) -> Response:
    """The round's file, once its figures stand: what `kiosk verdict` judges. Who does not count reads it when it is reported."""
    row = queries.one(read_db(), round)
    kept = queries.result(read_db(), round, row["version"]) if row else None
    early = row is not None and row["state"] not in queries.SHOWN and current().role not in SCRUTINEERS
    if row is None or kept is None or early:
        raise CommandRejected("no_figures", "This round has no figures yet.", status=404)
    name = f"round-{round}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(kept["figures"] + "\n", mimetype="application/json", headers=headers)
