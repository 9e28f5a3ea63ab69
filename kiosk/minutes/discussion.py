"""Speeches and questions as the minutes sum them up: each is a row of a table."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from kiosk.minutes.document import Block, Prose, Table
from kiosk.qa import queries as qa
from kiosk.speeches.queue import queries as floor
from kiosk.store.entry_messages import minutes_seconds
from kiosk.store.times import Times, times

Words = Callable[..., str]  # msgid and figures → the sentence in the document's language


def speeches(db: sqlite3.Connection, words: Words) -> Iterator[Block]:
    """Each list: who spoke, when, for how long of what was granted."""
    titles = (words("Speaker"), words("Began"), words("Time granted"), words("Used"), words("Over"))
    for row in db.execute("select id, title from speaker_list order by id").fetchall():
        rows = [_speech(one, words, times(db)) for one in floor.speakers(db, row["id"])]
        if rows:
            yield Prose(words("Speeches, “%(title)s”:", title=row["title"]))
            yield Table(titles, rows, frozenset({1, 2, 3, 4}))


def _speech(row: sqlite3.Row, words: Words, written: Times) -> tuple[str, ...]:
    name = row["name"] + (words(" (%(group)s)", group=row["group_name"]) if row["group_name"] else "")
    if row["read_by"]:
        name = words("%(name)s, read by %(reader)s", name=name, reader=row["read_by"])
    if row["point_of_order"]:
        name = words("%(name)s, point of order", name=name)
    if row["began_at"] is None or row["ended_at"] is None:
        state = STATES[row["state"]]
        return name, words(state), minutes_seconds(row["seconds"]), "", ""
    used = floor.used_ms(row, row["ended_at"]) // 1000
    over = minutes_seconds(used - row["seconds"]) if used > row["seconds"] else "—"
    return name, written.clock(row["began_at"]), minutes_seconds(row["seconds"]), minutes_seconds(used), over


def questions(db: sqlite3.Connection, words: Words) -> Iterator[Block]:
    """Every question that was put, with its answers; of the others how many there were. Who asked is not told."""
    states = dict(db.execute("select state, count(*) from question where trial = 0 group by 1").fetchall())
    if not states:
        return
    counted = [
        words("%(state)s %(count)s", state=words(word), count=states[key])
        for key, word in FATES.items()
        if key in states
    ]
    total = sum(states.values())
    yield Prose(
        words("Questions asked: %(total)s; of these %(states)s.", total=total, states=words(", ").join(counted))
    )
    put = db.execute(
        "select * from question where trial = 0 and first_shown_at is not null order by first_shown_at, id"
    ).fetchall()
    if not put:
        return
    titles = (words("No."), words("Put at"), words("Question"), words("To"), words("Supporters"), words("Answers"))
    yield Table(titles, [_question(db, row, words) for row in put], frozenset({0, 1, 4}))


def _question(db: sqlite3.Connection, row: sqlite3.Row, words: Words) -> tuple[str, ...]:
    answers = db.execute("select * from answer where question = ? and ended_at is not null order by id", (row["id"],))
    given = [
        words(
            "%(name)s %(time)s",
            name=qa.respondent(db, one["respondent"]),
            time=minutes_seconds((one["ended_at"] - one["began_at"]) // 1000),
        )
        for one in answers
    ]
    return (
        str(row["id"]),
        times(db).clock(row["first_shown_at"]),
        row["text"] or words("(put at the microphone)"),
        qa.respondent(db, row["respondent"]) if row["respondent"] else words("all"),
        str(row["votes"]),
        words(", ").join(given) or "—",
    )


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


STATES = {
    "waiting": _("did not speak"),
    "speaking": _("speaking"),
    "done": _("spoke"),
    "skipped": _("passed over"),
    "withdrawn": _("withdrew"),
    "absent": _("absent"),
}
FATES = {
    "answered": _("answered"),
    "on_screen": _("on the screen"),
    "live": _("in the queue"),
    "pending": _("waiting"),
    "merged": _("merged"),
    "dismissed": _("not put"),
    "withdrawn": _("withdrawn"),
    "archived": _("put away"),
}
