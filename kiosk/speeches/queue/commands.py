"""Decisions about the list of speakers and the floor.

One person has the floor at a time. A clock is not a thing that runs: it is the moments at which the floor was given,
paused and resumed, and the seconds granted; every page counts from these.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from kiosk.rules import skeletons
from kiosk.speeches.draw import queries as draws
from kiosk.speeches.queue import queries
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision, Facts

SPEAKERS_MOST = 4_096
SECONDS_MOST = 24 * 3_600
WARN_SECONDS = 30
MARKS = ("waiting", "skipped", "withdrawn", "absent")


def make_list(
    act: CommandContext,
    *,
    title: str,
    source: str,
    seconds_each: int,
    warn_seconds: int = WARN_SECONDS,
    seconds_group: int | None = None,
    draw: int | None = None,
    speakers: Sequence[dict[str, Any]] = (),
    prepared: bool = False,
) -> Decision:
    """A list from a draw's order, by hand, or empty for those who will ask; at hand at once, or prepared for later."""
    if not prepared:
        _floor_is_free(act)
    if source == "draw":
        drawn = draws.draw(act.db, draw or 0)
        if drawn is None or not drawn.order:
            raise CommandRejected("not_drawn", "There is no order of draw %(number)s.", number=draw or 0)
        groups = {one["name"]: one["group"] for one in speakers}
        speakers = [{"name": name, "group": groups.get(name, "")} for name in drawn.order]
    if source != "request" and not speakers:
        raise CommandRejected("nobody_listed", "A list needs at least one name.")
    first = queries.next_id(act.db)
    facts = {
        "title": title,
        "source": source,
        "draw": draw if source == "draw" else None,
        "seconds_each": seconds_each,
        "seconds_group": seconds_group,
        "warn_seconds": warn_seconds,
        "prepared": prepared,
        "speakers": [{"id": first + i, "name": one["name"], "group": one["group"]} for i, one in enumerate(speakers)],
    }
    return Decision("speaker_list_made", facts, {"list": act.seq, "speakers": len(speakers)})


def turn_to_list(act: CommandContext, *, list: int) -> Decision:
    """The meeting turns to a list that was prepared, or back to one that it left."""
    at_hand = queries.last_list(act.db)
    if _list(act, list)["id"] == (at_hand["id"] if at_hand else None):
        raise CommandRejected("list_at_hand", "This list is at hand already.")
    _floor_is_free(act)
    return Decision("speaker_list_turned_to", {"list": list}, {"list": list})


def close_list(act: CommandContext, *, list: int) -> Decision:
    """Nobody more may ask; points of order are still heard."""
    if _list(act, list)["state"] == "closed":
        raise CommandRejected("list_closed", "The list of speakers is closed.")
    return Decision("speaker_list_closed", {"list": list}, {"list": list, "state": "closed"})


def reopen_list(act: CommandContext, *, list: int) -> Decision:
    """People may ask again."""
    if _list(act, list)["state"] == "open":
        raise CommandRejected("list_open", "The list of speakers is open.")
    return Decision("speaker_list_reopened", {"list": list}, {"list": list, "state": "open"})


def ask_to_speak(
    act: CommandContext, *, list: int, name: str, group: str = "", point_of_order: bool = False
) -> Decision:
    """Somebody asks for the floor; a point of order goes before everybody who waits, and is heard on a closed list too."""
    at_hand = _list(act, list)
    if at_hand["state"] == "closed" and not point_of_order:
        raise CommandRejected("list_closed", "The list of speakers is closed.")
    listed = (row for row in queries.speakers(act.db, list) if row["state"] == "waiting")
    waiting = [row for row in listed if skeletons.alike(row["name"], name)]
    if any(bool(row["point_of_order"]) == point_of_order for row in waiting):
        raise CommandRejected("listed_already", "%(name)s is on the list already.", name=name)
    return _listed(act, at_hand, name, group, point_of_order=point_of_order)


def add_late_speaker(act: CommandContext, *, list: int, name: str, group: str = "") -> Decision:
    """By the chair's ruling somebody who came too late for the draw speaks last."""
    return _listed(act, _list(act, list), name, group, late=True)


def mark_speaker(act: CommandContext, *, speaker: int, state: str) -> Decision:
    """Passed over for now, withdrawn, absent, or back again; nobody is drawn anew."""
    row = _speaker(act, speaker)
    if row["state"] in ("speaking", "done"):
        raise CommandRejected("has_spoken", "%(name)s has had the floor.", name=row["name"])
    if row["state"] == state:
        raise CommandRejected("is_so", "%(name)s is marked so already.", name=row["name"])
    return Decision("speaker_marked", {"speaker": speaker, "state": state}, {"speaker": speaker, "state": state})


def name_reader(act: CommandContext, *, speaker: int, reader: str) -> Decision:
    """A statement is read by somebody else, or (empty) by the speaker after all."""
    _speaker(act, speaker)
    return Decision("reader_named", {"speaker": speaker, "reader": reader}, {"speaker": speaker, "reader": reader})


def give_floor(act: CommandContext, *, speaker: int, since_last: bool = False) -> Decision:
    """The floor is given; who has it gives it up. `since_last` counts from the end of the speech before."""
    row = _speaker(act, speaker)
    if row["state"] not in ("waiting", "skipped", "absent"):
        raise CommandRejected("cannot_speak", "%(name)s cannot be given the floor now.", name=row["name"])
    now = queries.speaking(act.db)
    began = queries.last_ended(act.db) if since_last else act.at
    if began is None:
        raise CommandRejected("nobody_before", "Nobody has spoken before: there is no end to count from.")
    facts = {"speaker": speaker, "began_at": act.at if now else began, "ended": now["id"] if now else None}
    facts["seconds"] = _seconds(act, row)
    return Decision(
        "floor_given", facts, {"speaker": speaker, "began_at": facts["began_at"], "seconds": facts["seconds"]}
    )


def pause_clock(act: CommandContext) -> Decision:
    """The clock stops; the time that passes until it goes on is nobody's."""
    row = _floor(act)
    if row["paused_at"] is not None:
        raise CommandRejected("clock_paused", "The clock is stopped already.")
    return Decision("clock_paused", {"speaker": row["id"]}, {"speaker": row["id"]})


def resume_clock(act: CommandContext) -> Decision:
    """The clock goes on."""
    row = _floor(act)
    if row["paused_at"] is None:
        raise CommandRejected("clock_runs", "The clock is running.")
    return Decision("clock_resumed", {"speaker": row["id"]}, {"speaker": row["id"]})


def add_seconds(act: CommandContext, *, seconds: int) -> Decision:
    """More time, or less, while somebody speaks."""
    row = _floor(act)
    granted = row["seconds"] + seconds
    if not 1 <= granted <= SECONDS_MOST:
        raise CommandRejected(
            "no_such_time", "That leaves %(seconds)s seconds; at least one is needed.", seconds=granted
        )
    facts = {"speaker": row["id"], "seconds": granted, "added": seconds}
    return Decision("time_added", facts, {"speaker": row["id"], "seconds": granted})


def end_speech(act: CommandContext) -> Decision:
    """The speech is over; what was used is kept."""
    row = _floor(act)
    return Decision(
        "speech_ended", {"speaker": row["id"]}, {"speaker": row["id"], "used_ms": queries.used_ms(row, act.at)}
    )


def ring_bell(act: CommandContext) -> Decision:
    """The bell, on the hall's screens and at the lectern."""
    return Decision("bell_rung", {}, {})


def _listed(
    act: CommandContext,
    at_hand: sqlite3.Row,
    name: str,
    group: str,
    *,
    point_of_order: bool = False,
    late: bool = False,
) -> Decision:
    facts: Facts = {
        "list": at_hand["id"],
        "speaker": queries.next_id(act.db),
        "name": name,
        "group": group,
        "point_of_order": point_of_order,
        "late": late,
        "seconds": at_hand["seconds_each"],
    }
    return Decision("speaker_listed", facts, {"list": at_hand["id"], "speaker": facts["speaker"]})


def _seconds(act: CommandContext, row: sqlite3.Row) -> int:
    """What the list grants each, or what is left of the group's time when that is less."""
    at_hand = _list(act, row["list"])
    each: int = at_hand["seconds_each"]
    if at_hand["seconds_group"] is None or not row["group_name"]:
        return each
    used = sum(
        queries.used_ms(other, act.at)
        for other in queries.speakers(act.db, row["list"])
        if other["group_name"] == row["group_name"]
    )
    left: int = at_hand["seconds_group"] - used // 1000
    return max(1, min(each, left))


def _list(act: CommandContext, list: int) -> sqlite3.Row:
    row = queries.one_list(act.db, list)
    if row is None:
        raise CommandRejected("no_such_list", "There is no such list of speakers.")
    return row


def _speaker(act: CommandContext, speaker: int) -> sqlite3.Row:
    row = queries.one_speaker(act.db, speaker)
    if row is None:
        raise CommandRejected("no_such_speaker", "There is no such speaker.")
    return row


def _floor_is_free(act: CommandContext) -> None:
    """The clock belongs to the list at hand: another one waits until the speech is over."""
    row = queries.speaking(act.db)
    if row is not None:
        raise CommandRejected("floor_taken", "%(name)s has the floor: end the speech first.", name=row["name"])


def _floor(act: CommandContext) -> sqlite3.Row:
    row = queries.speaking(act.db)
    if row is None:
        raise CommandRejected("nobody_speaks", "Nobody has the floor.")
    return row
