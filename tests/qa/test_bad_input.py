"""What people write into each field: kept as it is, or refused by one sentence that changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.store import journal
from tests.qa.test_queue import Queue, queue

__all__ = ["queue"]
Send = Callable[[Queue, str, int], dict[str, Any]]
FIELDS: dict[str, Send] = {
    "question": lambda queue, text, status: queue.ask(text, status),
    "name": lambda queue, text, status: queue.ask("Who asks this?", status, name=text),
    "place": lambda queue, text, status: queue.post("/qa/questions", "operator", status, way="microphone", place=text),
    "edit": lambda queue, text, status: queue.act(1, "words", status, text=text),
    "label": lambda queue, text, status: queue.act(1, "labels", status, labels=[text]),
    "respondent": lambda queue, text, status: queue.post("/qa/respondents", status=status, names=[text]),
    "note": lambda queue, text, status: queue.post("/qa/notes", "desk", status, addressee="chair", text=text),
}
ODD = {
    "turned round": "Li \u202egnaw",
    "isolated": "one\u2066two\u2069",
    "NUL": "nul\0here",
    "escape": "\x1b[2Jgone",
    "half a pair": "half \ud800 pair",
    "no width": "zero\u200bwidth",
    "of one's own": "own \ue000 use",
    "piled up": "Z" + "\u0316\u0317\u0318\u0319" + "algo",
    "10,000 letters": "x" * 10_000,
    "nothing": " \n ",
}
GOOD = ["👨‍👩‍👧 what?", "世界 мир عالم", "<b>x</b> &amp;", "张𠮷·ẞñ e\u0301?"]
MAY_BE_EMPTY = {"name", "place"}


@pytest.mark.parametrize("field", FIELDS)
def test_what_cannot_be_shown_is_refused_by_a_sentence_and_changes_nothing(queue: Queue, field: str) -> None:
    queue.ask("What is this about?")
    for role in ("chair", "operator", "desk"):
        queue.hall.token(role)  # pairing a device is an entry of its own
    before = journal.head(queue.hall.db).seq
    for name, odd in ODD.items():
        if name == "nothing" and field in MAY_BE_EMPTY:
            continue
        told = FIELDS[field](queue, odd, 400)
        assert told["message"].endswith(".") and odd not in told["message"], name
        assert journal.head(queue.hall.db).seq == before, name


@pytest.mark.parametrize("field", FIELDS)
def test_other_scripts_emoji_and_marks_are_kept_as_they_were_written(queue: Queue, field: str) -> None:
    queue.ask("What is this about?")
    for good in GOOD:
        FIELDS[field](queue, good, 200)
    told = json.dumps(queue.panel(), ensure_ascii=False)
    for good in GOOD if field not in ("edit", "label", "respondent") else GOOD[-1:]:
        assert good.replace("e\u0301", "é") in told
