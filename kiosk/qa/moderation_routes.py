"""Moderating the queue: rules, approval, the screen, answers, notes."""

from __future__ import annotations

import unicodedata
from typing import Any

from flask import Blueprint, Response

from kiosk.http.requests import body, execute_command, json_response, read_db
from kiosk.qa import answer_commands, moderation_commands, queries
from kiosk.qa.routes import limits, words
from kiosk.rules import queue_order
from kiosk.rules.displayable_text import is_displayable
from kiosk.security.auth import require_roles
from kiosk.store.errors import CommandRejected, ValidationError
from kiosk.store.writer import CommandResponse

moderation = Blueprint("moderation", __name__)
CHAIR = ("chair", "operator")
BACKSTAGE = ("chair", "operator", "secretary", "supervisor", "speaker", "desk")
LABELS_MOST = 5
LABEL_MOST = 24
NAME_MOST = 60
NOTE_MOST = 200


@moderation.post("/qa/rules")
@require_roles(*CHAIR)
def set_rules() -> Response:
    asked = body()
    now = queries.rules(read_db())
    return execute_command(
        "set_question_rules",
        asked.command_id(),
        who=asked.choice("who", moderation_commands.WHO, now.who),
        naming=asked.choice("naming", moderation_commands.NAMING, now.naming),
        approval=asked.flag("approval", now.approval),
        sequence=asked.choice("sequence", queue_order.SEQUENCES, now.sequence),
        votes_shown=asked.flag("votes_shown", now.votes_shown),
        characters_most=asked.optional_integer("characters_most", least=40, most=500) or now.characters_most,
        waiting_most=asked.optional_integer("waiting_most", least=1, most=50) or now.waiting_most,
        pending_most=asked.optional_integer("pending_most", least=10, most=2_000) or now.pending_most,
        answer_seconds=asked.optional_integer("answer_seconds", least=5, most=3_600) or now.answer_seconds,
    )


@moderation.post("/qa/opening")
@require_roles(*CHAIR)
def open_intake() -> Response:
    asked = body()
    minutes = asked.optional_integer("minutes", least=1, most=moderation_commands.OPEN_MINUTES_MOST)
    return execute_command("open_questions", asked.command_id(), minutes=minutes)


@moderation.post("/qa/trial")
@require_roles(*CHAIR)
def try_intake() -> Response:
    return execute_command("try_questions", body().command_id())


@moderation.post("/qa/closing")
@require_roles(*CHAIR)
def close_intake() -> Response:
    return execute_command("close_questions", body().command_id())


@moderation.post("/qa/respondents")
@require_roles(*CHAIR)
def name_respondents() -> Response:
    asked = body()
    names = _texts(asked.items("names", most=answer_commands.RESPONDENTS_MOST), "names", NAME_MOST)
    return execute_command("name_respondents", asked.command_id(), names=names)


@moderation.post("/qa/questions/<int:question>/words")
@require_roles(*CHAIR)
def edit(question: int) -> Response:
    asked = body()
    text = words(asked, queries.rules(read_db()).characters_most)
    return execute_command("edit_question", asked.command_id(), question=question, text=text)


@moderation.post("/qa/questions/<int:question>/labels")
@require_roles(*CHAIR)
def label(question: int) -> Response:
    asked = body()
    labels = _texts(asked.items("labels", most=LABELS_MOST), "labels", LABEL_MOST)
    return execute_command("label_question", asked.command_id(), question=question, labels=labels)


@moderation.post("/qa/questions/<int:question>/approval")
@require_roles(*CHAIR)
def approve(question: int) -> Response:
    return execute_command("approve_question", body().command_id(), question=question)


@moderation.post("/qa/questions/<int:question>/dismissal")
@require_roles(*CHAIR)
def dismiss(question: int) -> Response:
    asked = body()
    reason = asked.choice("reason", moderation_commands.REASONS)
    return execute_command("dismiss_question", asked.command_id(), question=question, reason=reason)


@moderation.post("/qa/questions/<int:question>/archival")
@require_roles(*CHAIR)
def archive(question: int) -> Response:
    return execute_command("archive_question", body().command_id(), question=question)


@moderation.post("/qa/questions/<int:into>/merging")
@require_roles(*CHAIR)
def merge(into: int) -> Response:
    asked = body()
    questions = _numbers(asked.items("questions", most=moderation_commands.MERGED_MOST), "questions")
    return execute_command("merge_questions", asked.command_id(), into=into, questions=questions)


@moderation.post("/qa/questions/<int:into>/parting")
@require_roles(*CHAIR)
def part(into: int) -> Response:
    return execute_command("part_questions", body().command_id(), into=into)


@moderation.post("/qa/questions/<int:question>/back")
@require_roles(*CHAIR)
def take_back(question: int) -> Response:
    return execute_command("take_back_step", body().command_id(), question=question)


@moderation.post("/qa/questions/<int:question>/screen")
@require_roles(*CHAIR)
def put_on_screen(question: int) -> Response:
    return execute_command("show_question", body().command_id(), question=question)


@moderation.post("/qa/questions/<int:question>/answered")
@require_roles(*CHAIR)
def answered(question: int) -> Response:
    return execute_command("mark_answered", body().command_id(), question=question)


@moderation.post("/qa/questions/<int:question>/asker")
@require_roles(*CHAIR)
def asker(question: int) -> Response:
    asked = body()
    command = "show_asker" if asked.flag("shown") else "hide_asker"
    return execute_command(command, asked.command_id(), question=question)


@moderation.post("/qa/order")
@require_roles(*CHAIR)
def rank() -> Response:
    asked = body()
    questions = _numbers(asked.items("questions", most=2_000), "questions")
    return execute_command("rank_questions", asked.command_id(), questions=questions)


@moderation.post("/qa/lot")
@require_roles(*CHAIR)
def rank_by_draw() -> Response:
    asked = body()
    return execute_command("rank_by_draw", asked.command_id(), draw=asked.integer("draw", least=1))


@moderation.post("/qa/answers")
@require_roles(*CHAIR)
def start_answer() -> Response:
    asked = body()
    return execute_command(
        "start_answer",
        asked.command_id(),
        respondent=asked.integer("respondent", least=1),
        seconds=asked.optional_integer("seconds", least=5, most=answer_commands.SECONDS_MOST),
    )


@moderation.post("/qa/answers/time")
@require_roles(*CHAIR)
def extend_answer() -> Response:
    asked = body()
    return execute_command(
        "extend_answer", asked.command_id(), seconds=asked.integer("seconds", least=-3_600, most=3_600)
    )


@moderation.post("/qa/answers/end")
@require_roles(*CHAIR)
def end_answer() -> Response:
    return execute_command("end_answer", body().command_id())


@moderation.post("/qa/questions/<int:question>/mute")
@require_roles(*CHAIR)
def mute(question: int) -> Response:
    """No more questions from whom this one came; known in memory alone, and gone when the program starts anew."""
    body().command_id()
    if not limits().mute(question):
        raise CommandRejected(
            "asker_unknown", "It is not known any more from whom question %(number)s came.", number=question
        )
    return json_response(CommandResponse(200, {"muted": limits().muted}))


@moderation.post("/qa/unmute")
@require_roles(*CHAIR)
def unmute() -> Response:
    body().command_id()
    limits().unmute_all()
    return json_response(CommandResponse(200, {"muted": 0}))


@moderation.post("/qa/notes")
@require_roles(*BACKSTAGE)
def send_note() -> Response:
    asked = body()
    return execute_command(
        "send_note",
        asked.command_id(),
        addressee=asked.choice("addressee", ("chair", "speaker")),
        text=_showable(asked.text("text", most=NOTE_MOST)),
    )


@moderation.post("/qa/notes/<int:note>/acknowledgement")
@require_roles("chair", "operator", "speaker")
def acknowledge(note: int) -> Response:
    return execute_command("acknowledge_note", body().command_id(), note=note)


def _texts(items: list[Any], field: str, most: int) -> list[str]:
    found = []
    for item in items:
        if not isinstance(item, str) or not item.strip() or len(item) > most:
            raise ValidationError("Each of %(field)s must be text of 1 to %(most)s characters.", field=field, most=most)
        found.append(_showable(unicodedata.normalize("NFC", item).strip()))
    return found


def _showable(text: str) -> str:
    if not is_displayable(text):
        raise CommandRejected(
            "not_showable", "This text holds characters that cannot be shown. Please write it anew.", status=400
        )
    return text


def _numbers(items: list[Any], field: str) -> list[int]:
    if not all(isinstance(item, int) and not isinstance(item, bool) and 0 < item < 2**53 for item in items):
        raise ValidationError("Each of %(field)s must be a number.", field=field)
    return items
