"""Decisions of those who moderate: how questions are taken, and what becomes of each.

Every step can be taken back: a question remembers where it stood before. A merge joins the voters as a set: the votes
stay with the question for which they were given and are counted together, so that undoing it loses nothing.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from kiosk.qa import queries
from kiosk.speeches.draw import queries as draws
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision

WHO = ("anybody", "members")
NAMING = ("named", "chair", "anonymous")
REASONS = ("duplicate", "off_topic", "answered_already", "personal", "not_understood", "other")
MERGED_MOST = 50
OPEN_MINUTES_MOST = 24 * 60
MINUTE_MS = 60_000


def set_question_rules(
    act: CommandContext,
    *,
    who: str,
    naming: str,
    approval: bool,
    sequence: str,
    votes_shown: bool,
    characters_most: int,
    waiting_most: int,
    pending_most: int,
    answer_seconds: int,
) -> Decision:
    """Who may ask, under which name, with approval or without, in which order; for new questions only."""
    facts = queries.Rules(
        who, naming, approval, sequence, votes_shown, characters_most, waiting_most, pending_most, answer_seconds
    )._asdict()
    if sequence == "lot" and queries.rules(act.db).sequence != "lot":
        raise CommandRejected("draw_first", "Draw lots among the approved questions first.")
    return Decision("question_rules_set", facts, facts)


def open_questions(act: CommandContext, *, minutes: int | None = None) -> Decision:
    """Questions are taken, for so many minutes or until the chair closes; trial questions vanish."""
    now = queries.intake(act.db, act.at)
    closes_at = act.at + minutes * MINUTE_MS if minutes else None
    facts = {"state": "open", "closes_at": closes_at, "before": now.state}
    return Decision("questions_opened", facts, {"state": "open", "closes_at": closes_at})


def try_questions(act: CommandContext) -> Decision:
    """Questions are taken on trial: they vanish when it is meant in earnest."""
    if queries.intake(act.db, act.at).state == "open":
        raise CommandRejected("questions_open", "Questions are taken in earnest already.")
    if act.db.execute("select 1 from question where trial = 0 and state <> 'archived'").fetchone():
        raise CommandRejected(
            "asked_in_earnest", "There are questions in earnest already: archive them before you try."
        )
    return Decision("questions_tried", {"state": "trial"}, {"state": "trial"})


def close_questions(act: CommandContext) -> Decision:
    """No more questions are taken; those that were asked are answered on."""
    if queries.intake(act.db, act.at).state == "closed":
        raise CommandRejected("questions_closed", "No questions are taken now.")
    return Decision("questions_closed", {"state": "closed"}, {"state": "closed"})


def edit_question(act: CommandContext, *, question: int, text: str) -> Decision:
    """The words are put right before they are approved; the original is kept beside them."""
    row = _question(act.db, question)
    spoken = row["way"] == "microphone" and row["original"] is None
    if row["state"] not in (("pending", "live", "on_screen") if spoken else ("pending",)):
        raise CommandRejected("approved_already", "A question is edited before it is approved, not after.")
    return Decision("question_edited", {"question": question, "text": text}, {"question": question})


def label_question(act: CommandContext, *, question: int, labels: Sequence[str]) -> Decision:
    """Labels that the hall does not see."""
    _question(act.db, question)
    facts = {"question": question, "labels": list(dict.fromkeys(labels))}
    return Decision("question_labelled", facts, facts)


def approve_question(act: CommandContext, *, question: int) -> Decision:
    """The question stands in the queue."""
    return _step(act, question, ("pending",), "live", "question_approved")


def dismiss_question(act: CommandContext, *, question: int, reason: str) -> Decision:
    """The question is not put, for a reason that its asker is told."""
    return _step(act, question, ("pending", "live", "on_screen"), "dismissed", "question_dismissed", reason)


def archive_question(act: CommandContext, *, question: int) -> Decision:
    """The question is put away; it stays in the record."""
    return _step(act, question, ("answered", "dismissed", "live", "pending"), "archived", "question_archived")


def merge_questions(act: CommandContext, *, into: int, questions: Sequence[int]) -> Decision:
    """Questions that ask the same become one; who supports several of them counts once."""
    target = _question(act.db, into)
    if target["state"] not in ("pending", "live", "on_screen"):
        raise CommandRejected("not_open", "Question %(number)s is not open any more.", number=into)
    before = {}
    for id in dict.fromkeys(questions):
        row = _question(act.db, id)
        if id == into or row["state"] not in ("pending", "live"):
            raise CommandRejected("cannot_merge", "Question %(number)s cannot be merged now.", number=id)
        before[str(id)] = row["state"]
    if not before:
        raise CommandRejected("cannot_merge", "Question %(number)s cannot be merged now.", number=into)
    facts = {"into": into, "before": before}
    return Decision("questions_merged", facts, {"into": into, "questions": [int(id) for id in before]})


def part_questions(act: CommandContext, *, into: int) -> Decision:
    """The last merge into a question is undone; each has its own votes again."""
    last = act.db.execute("select max(merged_seq) from question where merged_into = ?", (into,)).fetchone()[0]
    if last is None:
        raise CommandRejected("nothing_merged", "Nothing was merged into question %(number)s.", number=into)
    parted = [row["id"] for row in act.db.execute("select id from question where merged_seq = ?", (last,))]
    states = {str(id): step["before"] for id in parted if (step := queries.last_step(act.db, id))}
    facts = {"into": into, "merge": last, "states": states}
    return Decision("questions_parted", facts, {"into": into, "questions": parted})


def take_back_step(act: CommandContext, *, question: int) -> Decision:
    """The last step of a question is taken back: it stands again where it stood before."""
    row = _question(act.db, question)
    step = queries.last_step(act.db, question)
    if row["state"] in ("withdrawn", "merged"):
        raise CommandRejected(
            "not_so", "That cannot be taken back here: part the questions, or let the asker ask again."
        )
    if step is None:
        raise CommandRejected("nothing_to_take_back", "Question %(number)s has no step to take back.", number=question)
    before = "live" if step["before"] == "on_screen" else step["before"]
    facts = {"question": question, "before": row["state"], "state": before, "undone": step["seq"]}
    return Decision("question_step_taken_back", facts, {"question": question, "state": before})


def rank_questions(act: CommandContext, *, questions: Sequence[int]) -> Decision:
    """The order by the chair's hand: these first, in this order; the queue is put by hand from now on."""
    live = {row["id"] for row in queries.in_state(act.db, "live")}
    order = list(dict.fromkeys(questions))
    if not order or not live.issuperset(order):
        raise CommandRejected("not_in_queue", "Only questions that stand in the queue can be put in order.")
    return _ranked(act, order, "hand", None)


def rank_by_draw(act: CommandContext, *, draw: int) -> Decision:
    """The order of a draw among the approved, whose names are the questions' numbers."""
    drawn = draws.draw(act.db, draw)
    if drawn is None or not drawn.order or drawn.subject != "questions":
        raise CommandRejected("not_drawn", "There is no order of draw %(number)s.", number=draw)
    live = {row["id"] for row in queries.in_state(act.db, "live")}
    order = [int(found.group()) for name in drawn.order if (found := re.search(r"\d+", name))]
    return _ranked(act, [id for id in order if id in live], "lot", draw)


def _ranked(act: CommandContext, order: list[int], sequence: str, draw: int | None) -> Decision:
    rules = queries.rules(act.db)._replace(sequence=sequence)._asdict()
    return Decision("questions_ranked", {"order": order, "draw": draw, "rules": rules}, {"order": order})


def _step(
    act: CommandContext, question: int, expected: Sequence[str], state: str, kind: str, reason: str = ""
) -> Decision:
    row = _question(act.db, question)
    if row["state"] not in expected:
        raise CommandRejected("moved_on", "Question %(number)s is elsewhere by now: look at it again.", number=question)
    facts = {"question": question, "before": row["state"], "state": state, "reason": reason}
    return Decision(kind, facts, {"question": question, "state": state})


def _question(db: sqlite3.Connection, question: int) -> sqlite3.Row:
    row = queries.one(db, question)
    if row is None:
        raise CommandRejected("no_such_question", "There is no such question.", status=404)
    return row
