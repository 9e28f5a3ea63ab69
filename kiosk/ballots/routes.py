"""Preparing a round, its papers, its result: the chair's and the scrutineers' requests."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from kiosk.access import current, roles
from kiosk.ballots import counting, declaring, presets, queries, rounds, signing
from kiosk.refusals import Malformed, Refused
from kiosk.web import Body, body, perform, reader

routes = Blueprint("ballots", __name__)
CHAIR = ("chair", "operator")
SCRUTINEERS = ("chief_scrutineer", "chair", "operator")
READERS = ("chair", "operator", "supervisor", "secretary", "chief_scrutineer", "observer")
PAPERS_MOST = 1_000_000
OFFICES_MOST = 12
CANDIDATES_MOST = 200
BOXES_MOST = 50
COUNTERS_MOST = 20
ELECTORS_MOST = 2_000
BLOCKS_MOST = 200


@routes.post("/ballots/rounds")
@roles(*CHAIR)
def prepare() -> Response:
    asked = body()
    return perform(
        "prepare_round",
        asked.command_id(),
        title=asked.text("title", most=120),
        kind=asked.choice("kind", rounds.KINDS),
        preset=asked.choice("preset", list(presets.PRESETS)),
        changes=_object(asked, "changes"),
        offices=[_office(one) for one in _objects(asked, "offices", OFFICES_MOST)],
        eligible=asked.optional_integer("eligible", least=1, most=PAPERS_MOST),
        electors=[_elector(one) for one in _objects(asked, "electors", ELECTORS_MOST)]
        if asked.given("electors")
        else None,
        public_count=asked.flag("public_count", True),
        after_round=asked.optional_integer("after_round", least=1),
        reported_by=asked.choice("reported_by", rounds.REPORTERS, "chief_scrutineer"),
        declared_by=asked.choice("declared_by", rounds.REPORTERS, "chair"),
    )


@routes.post("/ballots/rounds/<int:round>/candidates")
@roles(*CHAIR)
def list_candidates(round: int) -> Response:
    asked = body()
    candidates = [_candidate(one) for one in _objects(asked, "candidates", CANDIDATES_MOST)]
    return perform(
        "list_candidates",
        asked.command_id(),
        round=round,
        candidates=candidates,
        order_by=asked.choice("order_by", rounds.ORDERS, "hand"),
        draw=asked.optional_integer("draw", least=1),
    )


@routes.post("/ballots/rounds/<int:round>/rules")
@roles(*CHAIR)
def change_rules(round: int) -> Response:
    asked = body()
    preset = asked.choice("preset", list(presets.PRESETS))
    return perform("change_rules", asked.command_id(), round=round, preset=preset, changes=_object(asked, "changes"))


@routes.post("/ballots/rounds/<int:round>/adoption")
@roles(*CHAIR)
def adopt_rules(round: int) -> Response:
    asked = body()
    return perform(
        "adopt_rules",
        asked.command_id(),
        round=round,
        votes=asked.optional_integer("votes", most=PAPERS_MOST),
        against=asked.integer("against", most=PAPERS_MOST),
        abstain=asked.integer("abstain", most=PAPERS_MOST),
    )


@routes.post("/ballots/rounds/<int:round>/issuing")
@roles(*CHAIR)
def open_issuing(round: int) -> Response:
    asked = body()
    return perform(
        "open_issuing",
        asked.command_id(),
        round=round,
        printed=asked.integer("printed", most=PAPERS_MOST),
        persons=asked.optional_integer("persons", most=PAPERS_MOST),
        votes=asked.optional_integer("votes", most=PAPERS_MOST),
    )


@routes.post("/ballots/rounds/<int:round>/latecomers")
@roles(*CHAIR)
def admit(round: int) -> Response:
    asked = body()
    votes = asked.integer("votes", least=1, most=PAPERS_MOST)
    return perform("admit_to_round", asked.command_id(), round=round, votes=votes)


@routes.post("/ballots/rounds/<int:round>/papers-out")
@roles(*SCRUTINEERS)
def papers_out(round: int) -> Response:
    asked = body()
    return perform(
        "count_papers_out",
        asked.command_id(),
        round=round,
        issued=asked.integer("issued", most=PAPERS_MOST),
        exchanged=asked.integer("exchanged", most=PAPERS_MOST),
        spare=asked.integer("spare", most=PAPERS_MOST),
    )


@routes.post("/ballots/rounds/<int:round>/boxes")
@roles(*SCRUTINEERS)
def seal_boxes(round: int) -> Response:
    asked = body()
    seals = _texts(asked, "seals", BOXES_MOST)
    if not seals:
        raise Malformed("The field %(field)s is missing.", field="seals")
    return perform("seal_boxes", asked.command_id(), round=round, seals=seals)


@routes.post("/ballots/rounds/<int:round>/voting")
@roles(*CHAIR)
def open_voting(round: int) -> Response:
    return perform("open_voting", body().command_id(), round=round)


@routes.post("/ballots/rounds/<int:round>/last-call")
@roles(*CHAIR)
def call_last(round: int) -> Response:
    return perform("call_last", body().command_id(), round=round)


@routes.post("/ballots/rounds/<int:round>/closing")
@roles(*CHAIR)
def close_voting(round: int) -> Response:
    return perform("close_voting", body().command_id(), round=round)


@routes.post("/ballots/rounds/<int:round>/papers-back")
@roles(*SCRUTINEERS)
def papers_back(round: int) -> Response:
    asked = body()
    counted = _object(asked, "boxes")
    if not all(name.isdecimal() and _count(value) for name, value in counted.items()):
        raise Malformed("Each box needs a whole number of papers.")
    late = asked.optional_integer("late", most=PAPERS_MOST) or 0
    voters = asked.optional_integer("voters", most=PAPERS_MOST)
    return perform("count_papers_back", asked.command_id(), round=round, boxes=counted, late=late, voters=voters)


@routes.post("/ballots/rounds/<int:round>/voidance")
@roles(*CHAIR)
def void(round: int) -> Response:
    asked = body()
    return perform("void_round", asked.command_id(), round=round, reason=asked.text("reason", most=280))


@routes.post("/ballots/rounds/<int:round>/rulings")
@roles(*SCRUTINEERS)
def rule_on_papers(round: int) -> Response:
    asked = body()
    return perform(
        "rule_on_papers",
        asked.command_id(),
        round=round,
        valid=asked.flag("valid"),
        reason=asked.choice("reason", rounds.INVALID_REASONS),
        papers=asked.integer("papers", least=1, most=PAPERS_MOST),
        units=_texts(asked, "units", PAPERS_MOST),
    )


@routes.post("/ballots/rulings/<int:ruling>/back")
@roles(*SCRUTINEERS)
def take_back_ruling(ruling: int) -> Response:
    return perform("take_back_ruling", body().command_id(), ruling=ruling)


@routes.post("/ballots/rounds/<int:round>/write-ins")
@roles("chief_scrutineer", *CHAIR)
def name_write_in(round: int) -> Response:
    asked = body()
    return perform(
        "name_write_in",
        asked.command_id(),
        round=round,
        office=asked.integer("office", least=1),
        written=asked.text("name", most=60),
        member=asked.optional_integer("member", least=1),
    )


@routes.post("/ballots/rounds/<int:round>/batches")
@roles(*SCRUTINEERS)
def open_counting(round: int) -> Response:
    asked = body()
    sizes = asked.items("batches", most=5_000)
    if not sizes or not all(_count(size) and counting.BATCH_LEAST <= size <= counting.BATCH_MOST for size in sizes):
        raise Malformed(
            "A batch holds %(least)s to %(most)s papers.", least=counting.BATCH_LEAST, most=counting.BATCH_MOST
        )
    method = asked.choice("method", counting.METHODS)
    return perform("open_counting", asked.command_id(), round=round, batches=sizes, method=method)


@routes.post("/ballots/batches/<int:batch>/recount")
@roles(*SCRUTINEERS)
def recount(batch: int) -> Response:
    asked = body()
    return perform("recount_batch", asked.command_id(), batch=batch, reason=asked.text("reason", most=280))


@routes.post("/ballots/rounds/<int:round>/count")
@roles(*SCRUTINEERS)
def finish_counting(round: int) -> Response:
    return perform("finish_counting", body().command_id(), round=round)


@routes.post("/ballots/rounds/<int:round>/counters")
@roles(*SCRUTINEERS)
def name_counters(round: int) -> Response:
    """Who counts and will sign, by role: several names for a team are possible."""
    asked = body()
    counters = {role: _texts(asked, role, COUNTERS_MOST) for role in signing.SIGNERS}
    return perform("name_counters", asked.command_id(), round=round, counters=counters)


@routes.post("/ballots/rounds/<int:round>/signatures")
@roles("teller_a", "teller_b", "chief_scrutineer")
def sign(round: int) -> Response:
    asked = body()
    signer = asked.text("name", most=60)
    return perform("sign_tally", asked.command_id(), round=round, signs_as=current().role, signer=signer)


@routes.post("/ballots/rounds/<int:round>/report")
@roles(*SCRUTINEERS)
def report(round: int) -> Response:
    return perform("report_result", body().command_id(), round=round)


@routes.post("/ballots/rounds/<int:round>/declaration")
@roles(*SCRUTINEERS)
def declare(round: int) -> Response:
    return perform("declare_elected", body().command_id(), round=round)


@routes.post("/ballots/rounds/<int:round>/acceptances")
@roles(*CHAIR)
def accept(round: int) -> Response:
    asked = body()
    return perform(
        "record_acceptance",
        asked.command_id(),
        round=round,
        elected=asked.text("name", most=60),
        outcome=asked.choice("outcome", declaring.ACCEPTANCES),
    )


@routes.post("/ballots/rounds/<int:round>/tie")
@roles(*CHAIR)
def decide_tie(round: int) -> Response:
    asked = body()
    return perform(
        "decide_tie",
        asked.command_id(),
        round=round,
        way=asked.choice("way", declaring.TIE_WAYS),
        names=_texts(asked, "names", CANDIDATES_MOST),
        draw=asked.optional_integer("draw", least=1),
        reason=asked.optional_text("reason", most=280) or "",
    )


@routes.post("/ballots/rounds/<int:round>/shortfall")
@roles(*CHAIR)
def decide_shortfall(round: int) -> Response:
    asked = body()
    return perform(
        "decide_shortfall",
        asked.command_id(),
        round=round,
        way=asked.choice("way", declaring.SHORTFALL_WAYS),
        votes=asked.optional_integer("votes", most=PAPERS_MOST),
        against=asked.optional_integer("against", most=PAPERS_MOST) or 0,
    )


@routes.post("/ballots/rounds/<int:round>/corrections")
@roles("chair", "chief_scrutineer")
def correct(round: int) -> Response:
    asked = body()
    reason = asked.text("reason", most=280)
    return perform("correct_result", asked.command_id(), round=round, figures=_object(asked, "figures"), reason=reason)


@routes.post("/ballots/rounds/<int:round>/incidents")
@roles("chief_scrutineer", *CHAIR)
def note_incident(round: int) -> Response:
    asked = body()
    text, signer = asked.text("text", most=500), asked.text("name", most=60)
    return perform("note_incident", asked.command_id(), round=round, text=text, signer=signer)


@routes.post("/ballots/rounds/<int:round>/sealing")
@roles(*SCRUTINEERS)
def seal_papers(round: int) -> Response:
    asked = body()
    return perform(
        "seal_papers",
        asked.command_id(),
        round=round,
        bags=_texts(asked, "bags", BOXES_MOST),
        keeper=asked.text("keeper", most=60),
        until=asked.text("until", most=40),
    )


@routes.post("/ballots/rounds/<int:round>/objections")
@roles(*SCRUTINEERS, "secretary")
def object_to(round: int) -> Response:
    asked = body()
    return perform(
        "raise_objection",
        asked.command_id(),
        round=round,
        text=asked.text("text", most=500),
        objector=asked.text("name", most=60),
        recount=asked.flag("recount"),
    )


@routes.post("/ballots/hands")
@roles(*CHAIR)
def hands() -> Response:
    asked = body()
    return perform(
        "vote_by_hands",
        asked.command_id(),
        title=asked.text("title", most=200),
        method=asked.choice("method", ("clear", "counted", "full")),
        present=asked.integer("present", most=PAPERS_MOST),
        votes=asked.optional_integer("votes", most=PAPERS_MOST),
        against=asked.integer("against", most=PAPERS_MOST),
        abstain=asked.integer("abstain", most=PAPERS_MOST),
        names=_texts(asked, "names", CANDIDATES_MOST),
        blocks=[_block(one) for one in _objects(asked, "blocks", BLOCKS_MOST)] if asked.given("blocks") else [],
        subject=asked.choice("subject", declaring.SUBJECTS, "motion"),
    )


@routes.post("/ballots/objections/<int:objection>/answer")
@roles(*SCRUTINEERS)
def answer_objection(objection: int) -> Response:
    asked = body()
    return perform(
        "answer_objection",
        asked.command_id(),
        objection=objection,
        granted=asked.flag("granted"),
        outcome=asked.text("outcome", most=500),
    )


@routes.post("/ballots/decisions")
@roles(*CHAIR)
def record_decision() -> Response:
    asked = body()
    votes = _object(asked, "votes")
    if not all(0 < len(name) <= 60 and _count(value) for name, value in votes.items()):
        raise Malformed("Each name needs a whole number of votes.")
    return perform(
        "record_committee_decision",
        asked.command_id(),
        title=asked.text("title", most=120),
        body=asked.text("body", most=120),
        document=asked.text("document", most=200),
        decided_on=asked.text("decided_on", most=40),
        names=_texts(asked, "names", CANDIDATES_MOST),
        votes=votes,
        after_round=asked.optional_integer("after_round", least=1),
    )


@routes.get("/ballots/rounds/<int:round>.json")
@roles(*READERS)
def round_file(round: int) -> Response:
    """The round's file, once its figures stand: what `kiosk verdict` judges. Who does not count reads it when it is reported."""
    row = queries.one(reader(), round)
    kept = queries.result(reader(), round, row["version"]) if row else None
    early = row is not None and row["state"] not in queries.SHOWN and current().role not in SCRUTINEERS
    if row is None or kept is None or early:
        raise Refused("no_figures", "This round has no figures yet.", status=404)
    name = f"round-{round}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(kept["figures"] + "\n", mimetype="application/json", headers=headers)


def _office(found: dict[str, Any]) -> dict[str, Any]:
    one = Body(found)
    return {"name": one.text("name", most=60), "seats": one.integer("seats", least=1, most=1_000)}


def _elector(found: dict[str, Any]) -> dict[str, Any]:
    one = Body(found)
    return {"name": one.text("name", most=60), "member": one.optional_integer("member", least=1)}


def _block(found: dict[str, Any]) -> list[Any]:
    one = Body(found)
    counted = [one.integer(name, most=PAPERS_MOST) for name in ("votes", "against", "abstain")]
    return [one.text("block", most=40), *counted]


def _candidate(found: dict[str, Any]) -> dict[str, Any]:
    one = Body(found)
    return {
        "name": one.text("name", most=60),
        "office": one.integer("office", least=1),
        "origin": one.choice("origin", rounds.ORIGINS, "organisation"),
        "supporters": one.optional_integer("supporters", most=PAPERS_MOST) or 0,
        "stage": one.choice("stage", rounds.STAGES, "formal"),
        "pledge": one.optional_text("pledge", most=500) or "",
        "reader": one.optional_text("reader", most=60) or "",
        "member": one.optional_integer("member", least=1),
    }


def _objects(asked: Body, field: str, most: int) -> list[dict[str, Any]]:
    found = asked.items(field, most=most)
    if not found or not all(isinstance(one, dict) for one in found):
        raise Malformed("The field %(field)s must be a list of objects.", field=field)
    return found


def _object(asked: Body, field: str) -> dict[str, Any]:
    found = asked.object(field) if asked.given(field) else {}
    if len(str(found)) > 20_000:
        raise Malformed("The field %(field)s is too large.", field=field)
    return found


def _texts(asked: Body, field: str, most: int) -> list[str]:
    found = asked.items(field, most=most) if asked.given(field) else []
    return [Body({field: one}).text(field, most=60) for one in found]


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= PAPERS_MOST
