"""Decisions about the roll: import, walk-ins, badges, exclusions from the base."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kiosk.meeting import queries as meetings
from kiosk.roll import additional, enrolling, queries
from kiosk.rules import badge_codes, quorum
from kiosk.store import database as files
from kiosk.store.errors import CommandRejected
from kiosk.store.journal import Encoded
from kiosk.store.registry import CommandContext, Decision, Facts


def stage_import(act: CommandContext, *, table: str, rows: str) -> Facts:
    """A slice of an import that was made ready, for this run of the program alone."""
    enrolling.stage(act.db, table, rows)
    return {}


def unstage_import(act: CommandContext, *, table: str) -> Facts:
    """Such a slice's table is not needed any more."""
    enrolling.unstage(act.db, table)
    return {}


def import_roll(
    act: CommandContext,
    *,
    rows: list[Facts] | enrolling.Ready,
    roll_version: int,
    source: str,
    answers: Facts | None = None,
) -> Decision:
    """Apply a prepared import: `rows` are the new and the changed members only, each with COLUMNS and, where it
    changes somebody, `id`; `answers` are remembered for a file of the same headings. CommandRejected when the roll moved
    since it was prepared: then what was made ready for it does not hold either."""
    added: Sequence[Facts] | Encoded
    changed: Sequence[Facts] | Encoded
    if queries.version(act.db) != roll_version:
        raise CommandRejected(
            "roll_moved", "The roll was changed since this preview was made. Please look at it again."
        )
    if isinstance(rows, enrolling.Ready):
        added, changed = rows.added, rows.changed
    else:
        added, changed = enrolling.enrolled(act.db, rows)
    facts = {"source": source, "added": added, "changed": changed} | ({"answers": answers} if answers else {})
    return Decision("roll_imported", facts, {"added": len(added), "changed": len(changed), "source": source})


def add_walk_in(
    act: CommandContext, *, name: str, group: str, with_vote: bool, note: str, another_person: bool = False
) -> Decision:
    """Somebody who is not on the roll is added by a supervisor and flagged; `another_person` says that whoever has a
    name like this was looked at, and is somebody else."""
    alike = queries.named_like(act.db, name)
    if alike and not another_person:
        raise _is_it_this_person(act, alike[0])
    id, position = enrolling.next_place(act.db)
    number = _free_number(act, "W", id)
    code = badge_codes.make(files.secret(act.db), id, 0)
    facts: Facts = {
        "id": id,
        "number": number,
        "name": name,
        "group_name": group,
        "category": "walk-in",
        "with_vote": int(with_vote),
        "weight_thousandths": 1000,
        "phone": "",
        "note": note,
        "position": position,
        "code_hash": badge_codes.digest(code),
    }
    member = {"id": id, "number": number, "name": name, "group": group, "with_vote": with_vote, "namesake": bool(alike)}
    return Decision("walk_in_added", facts, {"member": member})


def undo_import(act: CommandContext, *, import_seq: int) -> Decision:
    """Take back the last import as one act: whom it added are taken off, whom it changed are what they were. Who came
    meanwhile stays on the roll, flagged."""
    last = queries.last_import(act.db)
    if last is None or last["seq"] != import_seq:
        raise CommandRejected("not_the_last_import", "Only the last import can be taken back. Please look at it again.")
    removed: list[int] = []
    stayed: list[int] = []
    restored: list[Facts] = []
    for member, before, came in act.db.execute(
        "select c.member, c.before, exists (select 1 from attendance a where a.member = m.id)"
        " or exists (select 1 from proxy p where m.id in (p.grantor, p.holder))"
        " from roll_import_change c join member m on m.id = c.member where c.seq = ? order by m.position",
        (import_seq,),
    ):
        if before is not None:
            restored.append({**json.loads(before), "id": member})
        else:
            (stayed if came else removed).append(member)
    _numbers_are_free(act, restored, removed)
    facts = {"import": import_seq, "source": last["source"], "removed": removed, "restored": restored, "stayed": stayed}
    return Decision("import_undone", facts, {"removed": len(removed), "restored": len(restored), "stayed": len(stayed)})


def remove_member(act: CommandContext, *, member: int, reason: str) -> Decision:
    """Take somebody off the roll, with a reason; not while they are inside."""
    person = queries.member(act.db, member)
    if person is None:
        raise CommandRejected("no_such_member", "There is no such member on the roll.")
    if act.db.execute("select 1 from attendance where member = ? and state = 'inside'", (member,)).fetchone():
        raise CommandRejected("member_is_inside", "%(name)s is checked in. Check them out first.", name=person["name"])
    if act.db.execute("select 1 from proxy where ? in (grantor, holder)", (member,)).fetchone():
        raise CommandRejected(
            "member_has_proxy", "%(name)s has given or holds a proxy. Revoke it first.", name=person["name"]
        )
    facts: Facts = {"member": member, "number": person["number"], "name": person["name"], "reason": reason}
    above = additional.above_without(act.db, person)
    if above:
        facts["additional_above"] = above
    return Decision(
        "member_removed",
        facts,
        {"member": queries.member_snapshot(person), **({"additional_above": above} if above else {})},
    )


def _numbers_are_free(act: CommandContext, restored: list[Facts], removed: list[int]) -> None:
    """CommandRejected when somebody who stays has a number that somebody else would get back."""
    moving = {row["id"] for row in restored} | set(removed)
    wanted = {row["number"] for row in restored}
    for id, number, name in act.db.execute("select id, number, name from member"):
        if number in wanted and id not in moving:
            raise CommandRejected(
                "number_taken",
                "%(name)s came with the number %(number)s, which another member had.",
                name=name,
                number=number,
            )


def replace_badge(act: CommandContext, *, member: int) -> Decision:
    """A lost badge: the old code is revoked and named so, a new one holds."""
    person = queries.member(act.db, member)
    if person is None:
        raise CommandRejected("no_such_member", "There is no such member on the roll.")
    generation = person["generation"] + 1
    code = badge_codes.make(files.secret(act.db), member, generation)
    old = act.db.execute("select code_hash from member where id = ?", (member,)).fetchone()[0]
    facts = {"member": member, "generation": generation, "code_hash": badge_codes.digest(code), "revoked": old}
    return Decision("badge_replaced", facts, {"member": queries.member_snapshot(person), "generation": generation})


def exclude(act: CommandContext, *, member: int, reason: str, approved_by: str) -> Decision:
    """Leave a voter out of the base, for a reason of the preset, approved by a named body; the meeting votes later."""
    person = queries.member(act.db, member)
    if person is None:
        raise CommandRejected("no_such_member", "There is no such member on the roll.")
    reasons = [key for key, _ in quorum.PRESETS[meetings.current(act.db).preset].exclusion_reasons]
    if not reasons:
        raise CommandRejected("no_exclusions", "The rules of this meeting leave nobody out of the base.")
    if reason not in reasons:
        raise CommandRejected("no_such_reason", "That is not a reason these rules know.")
    if not person["with_vote"]:
        raise CommandRejected("no_vote_to_exclude", "%(name)s has no vote and is not in the base.", name=person["name"])
    if act.db.execute("select 1 from attendance where member = ?", (member,)).fetchone():
        raise CommandRejected("member_is_here", "%(name)s is here and counts.", name=person["name"])
    if act.db.execute("select 1 from exclusion where member = ?", (member,)).fetchone():
        raise CommandRejected("excluded_already", "%(name)s is on the list already.", name=person["name"])
    facts = {"member": member, "reason": reason, "approved_by": approved_by}
    return Decision("exclusion_approved", facts, {"member": queries.member_snapshot(person)})


def withdraw_exclusion(act: CommandContext, *, member: int) -> Decision:
    """Take somebody off the list of exclusions: they count again."""
    if not act.db.execute("select 1 from exclusion where member = ?", (member,)).fetchone():
        raise CommandRejected("not_excluded", "This member is not on the list of exclusions.")
    return Decision("exclusion_withdrawn", {"member": member}, {})


def vote_exclusions(act: CommandContext, *, passed: bool, in_favour: int, against: int, abstained: int) -> Decision:
    """The meeting's one vote on all exclusions that wait for it."""
    waiting = [row[0] for row in act.db.execute("select member from exclusion where passed is null order by member")]
    if not waiting:
        raise CommandRejected("no_exclusions_wait", "No exclusions wait for the meeting's vote.")
    present = max(in_favour + against + abstained, _inside(act))
    if passed and in_favour * 2 <= present:
        raise CommandRejected(
            "vote_contradicts",
            "It cannot have passed with %(in_favour)s for, %(against)s against and %(abstained)s abstaining: more than half"
            " of the %(present)s present is %(needed)s.",
            in_favour=in_favour, against=against, abstained=abstained, present=present, needed=present // 2 + 1,
        )  # fmt: skip
    facts: dict[str, Any] = {
        "members": waiting,
        "passed": passed,
        "in_favour": in_favour,
        "against": against,
        "abstained": abstained,
    }
    return Decision("exclusions_voted", facts, {"passed": passed, "members": len(waiting)})


def _inside(act: CommandContext) -> int:
    """Votes inside: a motion of the meeting about itself is taken of those present."""
    row = act.db.execute("select coalesce(sum(inside * with_vote), 0) from turnout").fetchone()
    return int(row[0])


def _is_it_this_person(act: CommandContext, person: queries.Person) -> CommandRejected:
    who = ", ".join(text for text in (person["name"], person["number"], person["group_name"]) if text)
    row = act.db.execute("select state from attendance where member = ?", (person["id"],)).fetchone()
    if row is None:
        return CommandRejected("looks_like_member", "There is %(who)s, not yet in: is it this person?", who=who)
    if row["state"] == "left":
        return CommandRejected("looks_like_member", "There is %(who)s, gone out: is it this person?", who=who)
    return CommandRejected("looks_like_member", "There is %(who)s, in already: is it this person?", who=who)


def _free_number(act: CommandContext, prefix: str, start: int) -> str:
    while act.db.execute("select 1 from member where number = ?", (f"{prefix}{start}",)).fetchone():
        start += 1
    return f"{prefix}{start}"
