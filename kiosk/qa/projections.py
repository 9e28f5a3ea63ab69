"""The tables of the questions, written from their entries."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kiosk.store.journal import Entry

_RULES = (
    "who",
    "naming",
    "approval",
    "sequence",
    "votes_shown",
    "characters_most",
    "waiting_most",
    "pending_most",
    "answer_seconds",
)


def question_rules_set(db: sqlite3.Connection, entry: Entry) -> None:
    _rules(db, entry.facts)


def questions_opened(db: sqlite3.Connection, entry: Entry) -> None:
    """What was asked on trial is put away: it stands in no list any more."""
    _intake(db, entry)
    db.execute("delete from answer where question in (select id from question where trial = 1)")
    for row in db.execute("select id, state from question where trial = 1 and state <> 'archived'").fetchall():
        _step(db, entry, {"question": row["id"], "before": row["state"], "state": "archived", "reason": "trial"})


def questions_tried(db: sqlite3.Connection, entry: Entry) -> None:
    _intake(db, entry)


def questions_closed(db: sqlite3.Connection, entry: Entry) -> None:
    _intake(db, entry)


def respondents_named(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update respondent set gone = 1")
    for position, one in enumerate(entry.facts["respondents"], 1):
        db.execute(
            "insert into respondent (id, name, position, gone) values (:id, :name, :position, 0)"
            " on conflict (id) do update set position = :position, gone = 0",
            {**one, "position": position},
        )


def question_asked(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    db.execute(
        "insert into question (id, asked_at, text, original, respondent, way, place, naming, asker, member, token_hash,"
        " similar, labels, state, state_at, reason, merged_into, merged_seq, root, votes, rank, trial, asker_shown,"
        " first_shown_at, turns) values (:question, :at, :text, null, :respondent, :way, :place, :naming, :asker, :member,"
        " :token_hash, :similar, '[]', :state, :at, '', null, null, :question, 0, null, :trial, 0, null, '[]')",
        {**facts, "at": entry.at, "trial": int(facts["trial"])},
    )
    db.execute(
        "insert into question_step (question, seq, at, before, state, reason, back) values (?, ?, ?, null, ?, '', 0)",
        (facts["question"], entry.seq, entry.at, facts["state"]),
    )


def question_edited(db: sqlite3.Connection, entry: Entry) -> None:
    _one(
        db.execute(
            "update question set original = coalesce(original, text), text = :text where id = :question", entry.facts
        )
    )


def question_labelled(db: sqlite3.Connection, entry: Entry) -> None:
    labels = json.dumps(entry.facts["labels"], ensure_ascii=False)
    _one(db.execute("update question set labels = ? where id = ?", (labels, entry.facts["question"])))


def question_approved(db: sqlite3.Connection, entry: Entry) -> None:
    _step(db, entry, entry.facts)


def question_dismissed(db: sqlite3.Connection, entry: Entry) -> None:
    _end_answers(db, entry.facts["question"], entry.at)
    _step(db, entry, entry.facts)


def question_archived(db: sqlite3.Connection, entry: Entry) -> None:
    _step(db, entry, entry.facts)


def question_withdrawn(db: sqlite3.Connection, entry: Entry) -> None:
    _step(db, entry, entry.facts)


def question_shown(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    if facts["left"]:
        _end_answers(db, facts["left"]["question"], entry.at)
        _step(db, entry, {**facts["left"], "before": "on_screen"})
    _step(db, entry, facts)
    db.execute(
        "update question set first_shown_at = coalesce(first_shown_at, ?), turns = ? where id = ?",
        (entry.at, json.dumps(facts["turns"]), facts["question"]),
    )


def question_answered(db: sqlite3.Connection, entry: Entry) -> None:
    _end_answers(db, entry.facts["question"], entry.at)
    _step(db, entry, entry.facts)


def question_renewed(db: sqlite3.Connection, entry: Entry) -> None:
    _step_back(db, entry)


def question_step_taken_back(db: sqlite3.Connection, entry: Entry) -> None:
    _end_answers(db, entry.facts["question"], entry.at)
    _step_back(db, entry)


def questions_merged(db: sqlite3.Connection, entry: Entry) -> None:
    into = entry.facts["into"]
    for id, before in entry.facts["before"].items():
        _step(db, entry, {"question": int(id), "before": before, "state": "merged"})
        db.execute("update question set merged_into = ?, merged_seq = ? where id = ?", (into, entry.seq, int(id)))
    _count_anew(db)


def questions_parted(db: sqlite3.Connection, entry: Entry) -> None:
    for id, state in entry.facts["states"].items():
        db.execute("update question set merged_into = null, merged_seq = null where id = ?", (int(id),))
        _back(db, entry, int(id), "merged", state, entry.facts["merge"])
    _count_anew(db)


def questions_ranked(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("update question set rank = null where rank is not null")
    for place, id in enumerate(entry.facts["order"], 1):
        _one(db.execute("update question set rank = ? where id = ?", (place, id)))
    _rules(db, entry.facts["rules"])


def question_voted(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute("insert into question_vote (question, voter) values (:question, :voter)", entry.facts)
    _count(db, entry.facts["question"])


def question_unvoted(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute(
        "delete from question_vote where voter = :voter and question in (select id from question where root = :question)",
        entry.facts,
    )
    _count(db, entry.facts["question"])


def asker_shown(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update question set asker_shown = 1 where id = :question", entry.facts))


def asker_hidden(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update question set asker_shown = 0 where id = :question", entry.facts))


def answer_started(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    if facts["ended"] is not None:
        db.execute("update answer set ended_at = ? where id = ?", (entry.at, facts["ended"]))
    db.execute(
        "insert into answer (id, question, respondent, began_at, seconds) values (?, ?, ?, ?, ?)",
        (entry.seq, facts["question"], facts["respondent"], entry.at, facts["seconds"]),
    )


def answer_extended(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update answer set seconds = :seconds where id = :answer", entry.facts))


def answer_ended(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update answer set ended_at = ? where id = ?", (entry.at, entry.facts["answer"])))


def note_sent(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute(
        "insert into backstage_note (id, addressee, text, sent_at, sent_by) values (?, ?, ?, ?, ?)",
        (entry.seq, entry.facts["addressee"], entry.facts["text"], entry.at, entry.facts["sent_by"]),
    )


def note_acknowledged(db: sqlite3.Connection, entry: Entry) -> None:
    _one(db.execute("update backstage_note set acknowledged_at = ? where id = ?", (entry.at, entry.facts["note"])))


def _rules(db: sqlite3.Connection, rules: dict[str, Any]) -> None:
    db.execute(
        f"insert or replace into question_rules (id, {', '.join(_RULES)}) values (1{', ?' * len(_RULES)})",
        [int(value) if isinstance(value, bool) else value for value in (rules[name] for name in _RULES)],
    )


def _intake(db: sqlite3.Connection, entry: Entry) -> None:
    db.execute(
        "insert or replace into question_intake (id, state, since_at, closes_at) values (1, ?, ?, ?)",
        (entry.facts["state"], entry.at, entry.facts.get("closes_at")),
    )


def _step(db: sqlite3.Connection, entry: Entry, facts: dict[str, Any]) -> None:
    """A question moves on; where it stood is kept, so that the step can be taken back."""
    db.execute(
        "insert into question_step (question, seq, at, before, state, reason, back) values (?, ?, ?, ?, ?, ?, 0)",
        (facts["question"], entry.seq, entry.at, facts["before"], facts["state"], facts.get("reason", "")),
    )
    _stand(db, entry, facts["question"], facts["state"], facts.get("reason", ""))


def _step_back(db: sqlite3.Connection, entry: Entry) -> None:
    facts = entry.facts
    _back(db, entry, facts["question"], facts["before"], facts["state"], facts["undone"])


def _back(db: sqlite3.Connection, entry: Entry, question: int, before: str, state: str, undone: int) -> None:
    _one(
        db.execute(
            "update question_step set undone_seq = ? where question = ? and seq = ?", (entry.seq, question, undone)
        )
    )
    db.execute(
        "insert into question_step (question, seq, at, before, state, reason, back) values (?, ?, ?, ?, ?, '', 1)",
        (question, entry.seq, entry.at, before, state),
    )
    _stand(db, entry, question, state, "")


def _stand(db: sqlite3.Connection, entry: Entry, question: int, state: str, reason: str) -> None:
    _one(
        db.execute(
            "update question set state = ?, state_at = ?, reason = ? where id = ?", (state, entry.at, reason, question)
        )
    )


def _end_answers(db: sqlite3.Connection, question: int, at: int) -> None:
    db.execute("update answer set ended_at = ? where question = ? and ended_at is null", (at, question))


def _count(db: sqlite3.Connection, root: int) -> None:
    """Each person once, however many of the questions that are counted together they support."""
    db.execute(
        "update question set votes = (select count(distinct v.voter) from question q join question_vote v"
        " on v.question = q.id where q.root = :root) where id = :root",
        {"root": root},
    )


def _count_anew(db: sqlite3.Connection) -> None:
    """After a merge or its undoing: who is counted with whom follows from what was merged into what."""
    into = dict(db.execute("select id, merged_into from question where merged_into is not null").fetchall())
    moved = db.execute("select id, root from question where root <> id or merged_into is not null").fetchall()
    for id, _root in moved:
        root = id
        while root in into:
            root = into[root]
        db.execute("update question set root = ? where id = ?", (root, id))
    for (root,) in db.execute("select distinct root from question").fetchall():
        _count(db, root)
    db.execute(
        "update question set votes = (select count(*) from question_vote v where v.question = question.id)"
        " where root <> id"
    )


def _one(done: sqlite3.Cursor) -> None:
    """An act on one question changes one row; anything else is a mistake that must be heard of."""
    if done.rowcount != 1:
        raise LookupError(f"{done.rowcount} rows were changed instead of one")
