"""Every question with its states, times and reasons, as a file: for the minutes, and for whoever wants to count again."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from typing import Any

from kiosk.i18n.catalog import translate
from kiosk.meeting import queries as meetings
from kiosk.qa import queries
from kiosk.store.times import Times

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


COLUMNS = {
    "number": _("Number"),
    "asked_at": _("Asked at"),
    "text": _("Question"),
    "original": _("As it was asked"),
    "to": _("To"),
    "way": _("Way"),
    "place": _("Place"),
    "asker": _("Asked by"),
    "votes": _("Supporters"),
    "state": _("State"),
    "reason": _("Reason"),
    "merged_into": _("Merged into"),
    "labels": _("Labels"),
    "answers": _("Answers, seconds"),
    "steps": _("What became of it, and when"),
}


def questions(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Every question asked in earnest, the oldest first, with all names. Times are milliseconds since 1970."""
    names = {row["id"]: row["name"] for row in db.execute("select id, name from respondent")}
    mark = meetings.no_record(db)
    return [
        {**mark, **_question(db, row, names)}
        for row in db.execute("select * from question where trial = 0 order by id")
    ]


def without_names_for_the_chair(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As whoever is not the chair may read them: a name that was given to the chair alone is left out."""
    return [{**one, "asker": ""} if one["naming"] == "chair" else one for one in listed]


def _question(db: sqlite3.Connection, row: sqlite3.Row, names: dict[int, str]) -> dict[str, Any]:
    answers = db.execute("select * from answer where question = ? order by id", (row["id"],)).fetchall()
    return {
        "number": row["id"],
        "asked_at": row["asked_at"],
        "text": row["text"],
        "original": row["original"],
        "to": names.get(row["respondent"]),
        "way": row["way"],
        "place": row["place"],
        "naming": row["naming"],
        "asker": row["asker"],
        "votes": row["votes"],
        "state": row["state"],
        "reason": row["reason"],
        "merged_into": row["merged_into"],
        "labels": json.loads(row["labels"]),
        "answers": [
            {"by": names[one["respondent"]], "began_at": one["began_at"], "ended_at": one["ended_at"]}
            for one in answers
        ],
        "steps": [
            {"at": step["at"], "state": step["state"], "reason": step["reason"], "taken_back": bool(step["back"])}
            for step in queries.steps(db, row["id"])
        ],
    }


def as_json(listed: list[dict[str, Any]]) -> bytes:
    return json.dumps(listed, ensure_ascii=False, indent=1).encode() + b"\n"


def as_csv(listed: list[dict[str, Any]], language: str, written: Times) -> bytes:
    """For a spreadsheet: UTF-8 with BOM; nothing in it can begin a formula. The zone of its times stands in the title."""
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\r\n")
    titles = {"not_a_record": _("Rehearsal: not a record"), **COLUMNS}
    columns = [name for name in titles if name in COLUMNS or any(name in one for one in listed)]
    zoned = {"asked_at": f" ({written.name})"}
    sheet.writerow(translate(language, titles[name]) + zoned.get(name, "") for name in columns)
    for one in listed:
        sheet.writerow(_cell(value) for value in _row(one, columns, language, written))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _row(one: dict[str, Any], columns: list[str], language: str, written: Times) -> list[Any]:
    plain = {
        **one,
        "asked_at": written.second(one["asked_at"]),
        "to": one["to"] or translate(language, "all"),
        "way": _said(language, WAYS, one["way"]),
        "state": _said(language, STATES, one["state"]),
        "reason": _said(language, REASONS, one["reason"]),
        "labels": ", ".join(one["labels"]),
        "answers": "; ".join(_answer(answer) for answer in one["answers"]),
        "steps": "; ".join(
            f"{written.second(step['at'])} {_said(language, STATES, step['state'])}" for step in one["steps"]
        ),
    }
    return [plain[name] for name in columns]


def _said(language: str, sentences: dict[str, str], key: str) -> str:
    return translate(language, sentences[key]) if key in sentences else key


def _answer(answer: dict[str, Any]) -> str:
    if answer["ended_at"] is None:
        return f"{answer['by']} …"
    return f"{answer['by']} {(answer['ended_at'] - answer['began_at']) // 1000}"


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


WAYS = {
    "microphone": _("microphone"),
    "slip": _("paper slip"),
    "volunteer": _("volunteer"),
    "stand": _("shared tablet"),
    "phone": _("phone"),
}
STATES = {
    "pending": _("waiting"),
    "live": _("in the queue"),
    "on_screen": _("on the screen"),
    "answered": _("answered"),
    "dismissed": _("not put"),
    "merged": _("merged"),
    "withdrawn": _("withdrawn"),
    "archived": _("put away"),
}
REASONS = {
    "duplicate": _("asked already"),
    "off_topic": _("not about this"),
    "answered_already": _("answered already"),
    "personal": _("about a person's private life"),
    "not_understood": _("not understood"),
    "other": _("no time left"),
    "trial": _("on trial"),
}
