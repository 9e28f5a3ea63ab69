"""Asking, voting, and following one's own questions: from a phone, a shared tablet, or by a volunteer."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, NamedTuple

from flask import Blueprint, Response, current_app, request
from flask.blueprints import BlueprintSetupState

from kiosk.checkin import queries as checkin
from kiosk.http.requests import Body, body, execute_anonymously, execute_command, json_response, read_db, render_view
from kiosk.qa import queries, tokens
from kiosk.qa.limits import Limits
from kiosk.roll import queries as roll
from kiosk.rules import badge_codes, question_text
from kiosk.rules.displayable_text import is_displayable
from kiosk.security.auth import current, require_roles
from kiosk.store import database as files
from kiosk.store import journal
from kiosk.store.errors import CommandRejected, ValidationError
from kiosk.store.writer import CommandResponse

routes = Blueprint("qa", __name__)
HELPERS = ("desk", "supervisor", "secretary", "operator", "chair")
TABLETS = ("stand", *HELPERS)
WAYS_OF = {"public": ("phone",), "stand": ("stand",)} | {role: ("slip", "volunteer", "microphone") for role in HELPERS}
ASKED_BY_ONESELF = ("phone", "stand")
PROSE_MOST = 20_000
NAME_MOST = 60
PLACE_MOST = 30
TOKEN_LEAST = 16
MINE_MOST = 200


@routes.record_once
def remember(state: BlueprintSetupState) -> None:
    state.app.extensions["kiosk_questions"] = Limits()


def limits() -> Limits:
    found: Limits = current_app.extensions["kiosk_questions"]
    return found


class Asker(NamedTuple):
    """Who asks or votes: `key` for limits and votes; the member's id where a badge was read."""

    key: str
    member: int | None


@routes.get("/stand")
@require_roles(*TABLETS)
def stand() -> str:
    return render_view("stand", "qa/stand.html")


@routes.post("/qa/askers")
@require_roles("public")
def enter() -> Response:
    """A token to ask and vote with: by badge, or for a visitor where anybody may ask."""
    asked = body()
    limits().need_newcomer(request.remote_addr or "")
    db = read_db()
    if not asked.given("badge"):
        if queries.rules(db).who == "members":
            raise CommandRejected(
                "badge_needed", "Only members who have checked in ask here: please read your badge.", status=403
            )
        return json_response(CommandResponse(200, {"asker": tokens.of_visitor(files.secret(db)), "name": ""}))
    person = _by_badge(asked.text("badge", most=100))
    return json_response(
        CommandResponse(200, {"asker": tokens.of_member(files.secret(db), person["id"]), "name": person["name"]})
    )


@routes.post("/qa/questions")
@require_roles("public")
def ask() -> Response:
    """A question; `token` is random, made by the page, and lets its asker follow the question."""
    asked = body()
    command_id, way = asked.command_id(), _way(asked)
    chosen = queries.rules(read_db())
    fields: dict[str, Any] = {
        "text": "" if _spoken(asked, way) else words(asked, chosen.characters_most),
        "way": way,
        "respondent": asked.optional_integer("respondent", least=1),
        "place": _line(asked, "place", PLACE_MOST),
        "token_hash": _token_hash(asked) if asked.given("token") else None,
    }
    asker = _asker(asked, way)
    named = {} if chosen.naming == "anonymous" else _named(asked, asker)
    if chosen.naming == "named" and way in ASKED_BY_ONESELF and not named["asker"]:
        raise CommandRejected("name_needed", "Questions are asked by name: please give your name.", status=400)
    _need_room(command_id, asker, way, chosen)
    if chosen.naming == "anonymous":
        answer = execute_anonymously("ask_anonymously", command_id, **fields)
    else:
        answer = execute_command("ask", command_id, **fields, **named)
    if answer.status_code == 200:
        limits().asked(answer.get_json()["question"], asker.key)
    return answer


@routes.post("/qa/questions/<int:question>/votes")
@require_roles("public")
def vote(question: int) -> Response:
    return _vote("vote", question)


@routes.post("/qa/questions/<int:question>/unvotes")
@require_roles("public")
def unvote(question: int) -> Response:
    return _vote("unvote", question)


@routes.post("/qa/withdrawals")
@require_roles("public")
def withdraw() -> Response:
    asked = body()
    return execute_anonymously("withdraw_question", asked.command_id(), token_hash=_token_hash(asked))


@routes.post("/qa/renewals")
@require_roles("public")
def renew() -> Response:
    asked = body()
    return execute_anonymously("renew_question", asked.command_id(), token_hash=_token_hash(asked))


@routes.post("/qa/mine")
@require_roles("public")
def mine() -> Response:
    """One's own questions, by their tokens, and what one supports."""
    asked = body()
    db = read_db()
    given = asked.items("tokens", most=MINE_MOST) if asked.given("tokens") else []
    if not all(isinstance(token, str) and token.isascii() for token in given):
        raise ValidationError("The field %(field)s must be a list of names.", field="tokens")
    rows = {token: queries.by_token(db, _hashed(token)) for token in given}
    known = tokens.read(files.secret(db), asked.text("asker", most=60)) if asked.given("asker") else None
    own = [{"token": token, **_fate(row)} for token, row in rows.items() if row]
    votes = queries.votes_of(db, tokens.voter(files.secret(db), known)) if known else []
    return json_response(CommandResponse(200, {"questions": own, "votes": votes}))


def words(asked: Body, most: int) -> str:
    """The question's words, fit to be shown; refused by a sentence when they are not."""
    try:
        return question_text.fit(asked.prose("text", most=PROSE_MOST), most)
    except question_text.Unfit as unfit:
        raise CommandRejected(unfit.code, unfit.msgid, status=400, **unfit.figures) from None


def _line(asked: Body, field: str, most: int) -> str:
    """A name or a place as it can stand on a screen; empty when it was not given."""
    text = asked.optional_text(field, most=most) or ""
    if not is_displayable(text):
        raise CommandRejected(
            "not_showable", "The name or the place holds characters that cannot be shown. Please write it anew.",
            status=400,
        )  # fmt: skip
    return text


def _fate(row: Any) -> dict[str, Any]:
    return {
        "id": row["id"],
        "text": row["text"],
        "original": row["original"],
        "state": row["state"],
        "reason": row["reason"],
        "merged_into": row["merged_into"],
    }


def _way(asked: Body) -> str:
    endpoints = WAYS_OF.get(current().role, ("phone",))
    return asked.choice("way", endpoints, default=endpoints[0])


def _spoken(asked: Body, way: str) -> bool:
    """At a microphone the question is heard, not typed; its words may come later."""
    return way == "microphone" and not asked.given("text")


def _asker(asked: Body, way: str) -> Asker:
    """Who asks: a volunteer or the operator vouches for whom they help; everybody else has a token of ours."""
    device = current()
    db = read_db()
    if way in ("slip", "volunteer", "microphone"):
        return Asker(f"device {device.id}", None)
    if not asked.given("asker"):
        raise CommandRejected("token_needed", "Please open the page of questions again.", status=403)
    key = tokens.read(files.secret(db), asked.text("asker", most=60))
    if key is None:
        raise CommandRejected("token_needed", "Please open the page of questions again.", status=403)
    member = tokens.member(key)
    if member is not None:
        _need_inside(member)
    elif queries.rules(db).who == "members":
        raise CommandRejected(
            "badge_needed", "Only members who have checked in ask here: please read your badge.", status=403
        )
    return Asker(key, member)


def _by_badge(code: str) -> Any:
    person = roll.member_by_code(read_db(), badge_codes.digest(code))
    if person is None or person["revoked"]:
        raise CommandRejected("badge_unknown", "This badge is not known here. Please ask at a desk.", status=403)
    _need_inside(person["id"])
    return person


def _need_inside(member: int) -> None:
    here = checkin.attended(read_db(), member)
    if here is None or here["state"] != "inside":
        raise CommandRejected("not_checked_in", "This badge has not checked in. Please go to a desk first.", status=403)


def _need_room(command_id: str, asker: Asker, way: str, chosen: queries.Rules) -> None:
    """The limits, the cheapest first: a flood must cost the desks as little as can be."""
    if way in ("slip", "volunteer", "microphone"):
        return
    db = read_db()
    try:
        limits().need_question(asker.key)
    except CommandRejected:
        if journal.receipt(db, command_id) is None:
            raise
        return  # a question that was sent before gets its old answer
    if queries.count_in(db, "pending") >= chosen.pending_most:
        raise CommandRejected("queue_full", "Very many questions wait already. Please ask again later.", status=429)
    waiting = queries.waiting_among(db, limits().of(asker.key))
    if waiting >= chosen.waiting_most and journal.receipt(db, command_id) is None:
        raise CommandRejected(
            "yours_wait", "%(count)s of your questions wait already. Please wait until they are read.", status=429,
            count=chosen.waiting_most,
        )  # fmt: skip


def _named(asked: Body, asker: Asker) -> dict[str, Any]:
    if asker.member is None:
        return {"asker": _line(asked, "name", NAME_MOST), "member": None}
    person = roll.member(read_db(), asker.member)
    return {"asker": person["name"] if person else "", "member": asker.member}


def _vote(command: str, question: int) -> Response:
    """The same person's vote is the same, from whichever phone it comes."""
    asked = body()
    command_id = asked.command_id()
    asker = _asker(asked, "phone")
    if journal.receipt(read_db(), command_id) is None:
        limits().need_vote(asker.key)
    voter = tokens.voter(files.secret(read_db()), asker.key)
    return execute_anonymously(command, command_id, question=question, voter=voter)


def _token_hash(asked: Body) -> str:
    token = asked.text("token", most=64)
    if len(token) < TOKEN_LEAST or not token.isascii():
        raise ValidationError(
            "The field %(field)s must be at least %(least)s letters.", field="token", least=TOKEN_LEAST
        )
    return _hashed(token)


def _hashed(token: str) -> str:
    return sha256(f"question {token}".encode()).hexdigest()
