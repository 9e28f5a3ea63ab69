"""Decisions of those who ask: a question, a vote, and taking either back.

An anonymous question is asked by a command of its own: neither its entry nor its receipt holds an actor, a device or a
badge, and what the digest covers leads to nobody. Whether somebody may ask is found out before, from the badge, by the
route; the file never learns which badge it was.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from kiosk.qa import queries
from kiosk.rules import question_text
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision, Facts

WAYS = ("microphone", "slip", "volunteer", "stand", "phone")
OPEN = ("live", "on_screen")


def ask(
    act: CommandContext,
    *,
    text: str,
    way: str,
    respondent: int | None = None,
    place: str = "",
    asker: str = "",
    member: int | None = None,
    token_hash: str | None = None,
) -> Decision:
    """A question, with the name its asker gave."""
    naming = queries.rules(act.db).naming
    if naming == "anonymous":
        raise CommandRejected("no_names", "Questions are anonymous now. Please ask again.")
    facts = _asked(act, text=text, way=way, respondent=respondent, place=place, token_hash=token_hash)
    return _decided({**facts, "naming": naming, "asker": asker, "member": member})


def ask_anonymously(
    act: CommandContext,
    *,
    text: str,
    way: str,
    respondent: int | None = None,
    place: str = "",
    token_hash: str | None = None,
) -> Decision:
    """A question of which nothing leads to who asked it."""
    if queries.rules(act.db).naming != "anonymous":
        raise CommandRejected("names_taken", "Questions are asked by name now. Please ask again.")
    facts = _asked(act, text=text, way=way, respondent=respondent, place=place, token_hash=token_hash)
    return _decided({**facts, "naming": "anonymous", "asker": "", "member": None})


def withdraw_question(act: CommandContext, *, token_hash: str) -> Decision:
    """Its asker takes a question back, by the token that only they hold."""
    row = _mine(act.db, token_hash)
    if row["state"] not in ("pending", "live"):
        raise CommandRejected("too_late_to_withdraw", "The question cannot be withdrawn any more.")
    facts = {"question": row["id"], "before": row["state"], "state": "withdrawn"}
    return Decision("question_withdrawn", facts, {"question": row["id"], "state": "withdrawn"})


def renew_question(act: CommandContext, *, token_hash: str) -> Decision:
    """Its asker puts a withdrawn question back to where it was."""
    row = _mine(act.db, token_hash)
    step = queries.last_step(act.db, row["id"])
    if row["state"] != "withdrawn" or step is None:
        raise CommandRejected("not_withdrawn", "The question was not withdrawn.")
    facts = {"question": row["id"], "before": "withdrawn", "state": step["before"], "undone": step["seq"]}
    return Decision("question_renewed", facts, {"question": row["id"], "state": facts["state"]})


def vote(act: CommandContext, *, question: int, voter: str) -> Decision:
    """Somebody supports a question; twice is once."""
    row = _supported(act.db, question)
    fresh = not queries.has_voted(act.db, row["root"], voter)
    facts = {"question": row["root"], "voter": voter}
    if not fresh:
        raise CommandRejected("voted_already", "You support this question already.")
    return Decision("question_voted", facts, {"question": row["root"], "voted": True})


def unvote(act: CommandContext, *, question: int, voter: str) -> Decision:
    """They take it back."""
    row = _supported(act.db, question)
    if not queries.has_voted(act.db, row["root"], voter):
        raise CommandRejected("not_voted", "You do not support this question.")
    return Decision(
        "question_unvoted", {"question": row["root"], "voter": voter}, {"question": row["root"], "voted": False}
    )


def _asked(
    act: CommandContext, *, text: str, way: str, respondent: int | None, place: str, token_hash: str | None
) -> dict[str, Any]:
    taken = queries.intake(act.db, act.at)
    if taken.state == "closed" and way in ("phone", "stand"):
        raise CommandRejected("questions_closed", "No questions are taken now.")
    if respondent is not None and respondent not in {row["id"] for row in queries.respondents(act.db)}:
        raise CommandRejected("no_such_respondent", "Nobody of that number answers questions here.")
    at_once = way == "microphone" or act.role in ("chair", "operator") or not queries.rules(act.db).approval
    alike = {row["id"]: row["text"] for row in queries.in_state(act.db, "pending", "live", "on_screen", "answered")}
    return {
        "question": queries.next_id(act.db),
        "text": text,
        "way": way,
        "respondent": respondent,
        "place": place,
        "token_hash": token_hash,
        "similar": question_text.most_alike(text, alike) if text else None,
        "state": "live" if at_once else "pending",
        "trial": taken.state == "trial",
    }


def _decided(facts: Facts) -> Decision:
    return Decision("question_asked", facts, {"question": facts["question"], "state": facts["state"]})


def _mine(db: sqlite3.Connection, token_hash: str) -> sqlite3.Row:
    row = queries.by_token(db, token_hash)
    if row is None:
        raise CommandRejected("no_such_question", "There is no such question.", status=404)
    return row


def _supported(db: sqlite3.Connection, question: int) -> sqlite3.Row:
    row = queries.one(db, question)
    root = queries.one(db, row["root"]) if row else None
    if root is None:
        raise CommandRejected("no_such_question", "There is no such question.", status=404)
    if root["state"] not in OPEN:
        raise CommandRejected("no_votes_now", "This question takes no more votes.")
    return root
