"""A round from its preparation to the signed tally: the chair's and the scrutineers' requests."""

from __future__ import annotations

from flask import Blueprint, Response

from kiosk.ballots import queries
from kiosk.ballots.count import commands as counting
from kiosk.ballots.rounds import commands as rounds
from kiosk.ballots.rounds import forms
from kiosk.http.requests import body, execute_command
from kiosk.rules.ballots import presets
from kiosk.security.auth import current, require_roles
from kiosk.store.errors import ValidationError

routes = Blueprint("ballots", __name__)
CHAIR = ("chair", "operator")
SCRUTINEERS = ("chief_scrutineer", "chair", "operator")
OFFICES_MOST = 12
CANDIDATES_MOST = 200
BOXES_MOST = 50
COUNTERS_MOST = 20
ELECTORS_MOST = 2_000


@routes.post("/ballots/rounds")
@require_roles(*CHAIR)
def prepare() -> Response:
    asked = body()
    return execute_command(
        "prepare_round",
        asked.command_id(),
        title=asked.text("title", most=120),
        kind=asked.choice("kind", rounds.KINDS),
        preset=asked.choice("preset", list(presets.PRESETS)),
        changes=forms.object(asked, "changes"),
        offices=[forms.office(one) for one in forms.objects(asked, "offices", OFFICES_MOST)],
        eligible=asked.optional_integer("eligible", least=1, most=forms.PAPERS_MOST),
        electors=[forms.elector(one) for one in forms.objects(asked, "electors", ELECTORS_MOST)]
        if asked.given("electors")
        else None,
        public_count=asked.flag("public_count", True),
        after_round=asked.optional_integer("after_round", least=1),
        reported_by=asked.choice("reported_by", rounds.REPORTERS, "chief_scrutineer"),
        declared_by=asked.choice("declared_by", rounds.REPORTERS, "chair"),
        **({"like_round": asked.integer("like_round", least=1)} if asked.given("like_round") else {}),
        **({"poll_of": asked.integer("poll_of", least=1)} if asked.given("poll_of") else {}),
    )


@routes.post("/ballots/rounds/<int:round>/candidates")
@require_roles(*CHAIR)
def list_candidates(round: int) -> Response:
    asked = body()
    candidates = [forms.candidate(one) for one in forms.objects(asked, "candidates", CANDIDATES_MOST)]
    return execute_command(
        "list_candidates",
        asked.command_id(),
        round=round,
        candidates=candidates,
        order_by=asked.choice("order_by", rounds.ORDERS, "hand"),
        draw=asked.optional_integer("draw", least=1),
    )


@routes.post("/ballots/rounds/<int:round>/rules")
@require_roles(*CHAIR)
def change_rules(round: int) -> Response:
    asked = body()
    preset = asked.choice("preset", list(presets.PRESETS))
    return execute_command(
        "change_rules", asked.command_id(), round=round, preset=preset, changes=forms.object(asked, "changes")
    )


@routes.post("/ballots/rounds/<int:round>/adoption")
@require_roles(*CHAIR)
def adopt_rules(round: int) -> Response:
    asked = body()
    return execute_command(
        "adopt_rules",
        asked.command_id(),
        round=round,
        votes=asked.optional_integer("votes", most=forms.PAPERS_MOST),
        against=asked.integer("against", most=forms.PAPERS_MOST),
        abstain=asked.integer("abstain", most=forms.PAPERS_MOST),
    )


@routes.post("/ballots/rounds/<int:round>/issuing")
@require_roles(*CHAIR)
def open_issuing(round: int) -> Response:
    asked = body()
    return execute_command(
        "open_issuing",
        asked.command_id(),
        round=round,
        printed=asked.integer("printed", most=forms.PAPERS_MOST),
        persons=asked.optional_integer("persons", most=forms.PAPERS_MOST),
        votes=asked.optional_integer("votes", most=forms.PAPERS_MOST),
    )


@routes.post("/ballots/rounds/<int:round>/latecomers")
@require_roles(*CHAIR)
def admit(round: int) -> Response:
    asked = body()
    votes = asked.integer("votes", least=1, most=forms.PAPERS_MOST)
    return execute_command("admit_to_round", asked.command_id(), round=round, votes=votes)


@routes.post("/ballots/rounds/<int:round>/papers-out")
@require_roles(*SCRUTINEERS)
def papers_out(round: int) -> Response:
    asked = body()
    return execute_command(
        "count_papers_out",
        asked.command_id(),
        round=round,
        issued=asked.integer("issued", most=forms.PAPERS_MOST),
        exchanged=asked.integer("exchanged", most=forms.PAPERS_MOST),
        spare=asked.integer("spare", most=forms.PAPERS_MOST),
    )


@routes.post("/ballots/rounds/<int:round>/boxes")
@require_roles(*SCRUTINEERS)
def seal_boxes(round: int) -> Response:
    asked = body()
    seals = forms.texts(asked, "seals", BOXES_MOST)
    if not seals:
        raise ValidationError("The field %(field)s is missing.", field="seals")
    return execute_command("seal_boxes", asked.command_id(), round=round, seals=seals)


@routes.post("/ballots/rounds/<int:round>/voting")
@require_roles(*CHAIR)
def open_voting(round: int) -> Response:
    return execute_command("open_voting", body().command_id(), round=round)


@routes.post("/ballots/rounds/<int:round>/last-call")
@require_roles(*CHAIR)
def call_last(round: int) -> Response:
    return execute_command("call_last", body().command_id(), round=round)


@routes.post("/ballots/rounds/<int:round>/closing")
@require_roles(*CHAIR)
def close_voting(round: int) -> Response:
    return execute_command("close_voting", body().command_id(), round=round)


@routes.post("/ballots/rounds/<int:round>/papers-back")
@require_roles(*SCRUTINEERS)
def papers_back(round: int) -> Response:
    asked = body()
    counted = forms.object(asked, "boxes")
    if not all(name.isdecimal() and len(name) < 16 and forms.count(value) for name, value in counted.items()):
        raise ValidationError("Each box needs a whole number of papers.")
    late = asked.optional_integer("late", most=forms.PAPERS_MOST) or 0
    voters = asked.optional_integer("voters", most=forms.PAPERS_MOST)
    return execute_command(
        "count_papers_back", asked.command_id(), round=round, boxes=counted, late=late, voters=voters
    )


@routes.post("/ballots/rounds/<int:round>/voidance")
@require_roles(*CHAIR)
def void(round: int) -> Response:
    asked = body()
    return execute_command("void_round", asked.command_id(), round=round, reason=asked.text("reason", most=280))


@routes.post("/ballots/rounds/<int:round>/rulings")
@require_roles(*SCRUTINEERS)
def rule_on_papers(round: int) -> Response:
    asked = body()
    return execute_command(
        "rule_on_papers",
        asked.command_id(),
        round=round,
        valid=asked.flag("valid"),
        reason=asked.choice("reason", rounds.INVALID_REASONS),
        papers=asked.integer("papers", least=1, most=forms.PAPERS_MOST),
        units=forms.texts(asked, "units", forms.PAPERS_MOST),
    )


@routes.post("/ballots/rulings/<int:ruling>/back")
@require_roles(*SCRUTINEERS)
def take_back_ruling(ruling: int) -> Response:
    return execute_command("take_back_ruling", body().command_id(), ruling=ruling)


@routes.post("/ballots/rounds/<int:round>/write-ins")
@require_roles("chief_scrutineer", *CHAIR)
def name_write_in(round: int) -> Response:
    asked = body()
    return execute_command(
        "name_write_in",
        asked.command_id(),
        round=round,
        office=asked.integer("office", least=1),
        written=asked.text("name", most=60),
        member=asked.optional_integer("member", least=1),
    )


@routes.post("/ballots/rounds/<int:round>/batches")
@require_roles(*SCRUTINEERS)
def open_counting(round: int) -> Response:
    asked = body()
    sizes = asked.items("batches", most=5_000)
    if not sizes or not all(
        forms.count(size) and counting.BATCH_LEAST <= size <= counting.BATCH_MOST for size in sizes
    ):
        raise ValidationError(
            "A batch holds %(least)s to %(most)s papers.", least=counting.BATCH_LEAST, most=counting.BATCH_MOST
        )
    method = asked.choice("method", counting.METHODS)
    return execute_command("open_counting", asked.command_id(), round=round, batches=sizes, method=method)


@routes.post("/ballots/batches/<int:batch>/recount")
@require_roles(*SCRUTINEERS)
def recount(batch: int) -> Response:
    asked = body()
    return execute_command("recount_batch", asked.command_id(), batch=batch, reason=asked.text("reason", most=280))


@routes.post("/ballots/rounds/<int:round>/count")
@require_roles(*SCRUTINEERS)
def finish_counting(round: int) -> Response:
    return execute_command("finish_counting", body().command_id(), round=round)


@routes.post("/ballots/rounds/<int:round>/counters")
@require_roles(*SCRUTINEERS)
def name_counters(round: int) -> Response:
    """Who counts and will sign, by role: several names for a team are possible."""
    asked = body()
    counters = {role: forms.texts(asked, role, COUNTERS_MOST) for role in queries.SIGNERS}
    return execute_command("name_counters", asked.command_id(), round=round, counters=counters)


@routes.post("/ballots/rounds/<int:round>/signatures")
@require_roles("teller_a", "teller_b", "chief_scrutineer")
def sign(round: int) -> Response:
    asked = body()
    signer = asked.text("name", most=60)
    return execute_command("sign_tally", asked.command_id(), round=round, signs_as=current().role, signer=signer)
