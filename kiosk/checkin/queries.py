"""What is known of attendance, presence and the quorum."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kiosk.checkin import quorum
from kiosk.meeting import queries as meetings
from kiosk.roll import queries as roll

MINUTE_MS = 60_000
ARRIVALS_MINUTES = 30
Block = dict[str, Any]
Sentence = tuple[str, dict[str, int | str]]


def attended(db: sqlite3.Connection, member: int) -> sqlite3.Row | None:
    """The attendance of a member: inside or left, since when, by which desk; None when never admitted."""
    row: sqlite3.Row | None = db.execute("select * from attendance where member = ?", (member,)).fetchone()
    return row


def attendance(db: sqlite3.Connection) -> Block:
    """Everything that a page shows of attendance and quorum, as counted now."""
    rule = meetings.current(db).rule
    state = roll.electorate(db)
    voters, guests, weight = db.execute(
        "select coalesce(sum(m.with_vote), 0), coalesce(sum(1 - m.with_vote), 0),"
        " coalesce(sum(m.with_vote * m.weight_thousandths), 0)"
        " from attendance a join member m on m.id = a.member where a.state = 'inside'"
    ).fetchone()
    represented, represented_weight = _represented(db)
    votes = voters + represented
    base_weight = state.weight_thousandths - state.excluded_thousandths
    judged = quorum.judge(
        rule,
        eligible=state.base,
        present=min(votes, state.base),
        eligible_weight=base_weight,
        present_weight=min(weight + represented_weight, base_weight),
    )
    met = judged.met and state.base > 0
    return {
        "checked_in": voters,
        "votes": votes,
        "guests": guests,
        "base": state.base,
        "needed": judged.needed,
        "more": max(0, judged.needed - votes),
        "met": met,
        "at_line": judged.at_line,
        "if_passed": _if_passed(rule, state, votes, weight + represented_weight),
        "measures": [_measure(m) for m in judged.measures],
        "rule": _rule(rule),
        "groups": roll.groups(db),
        "declared": declared(db),
    }


def with_alarm(block: Block) -> Block:
    """The same for chair and supervisor: `below` tells that the live number fell under a declared line."""
    before = block["declared"]
    return {**block, "below": bool(before and before["met"] and block["votes"] < before["needed"])}


def weights(db: sqlite3.Connection, rule: quorum.Rule) -> dict[str, int]:
    """The weights of a judgement of this rule, in thousandths; nothing when it counts heads only."""
    if not any(measure["name"] == "weight" for measure in rule["measures"]):
        return {}
    state = roll.electorate(db)
    present = (
        db.execute(
            "select coalesce(sum(m.weight_thousandths), 0) from attendance a join member m on m.id = a.member"
            " where a.state = 'inside' and m.with_vote = 1"
        ).fetchone()[0]
        + _represented(db)[1]
    )
    return {"eligible_weight": state.weight_thousandths - state.excluded_thousandths, "present_weight": present}


def readable(sentence: Sentence) -> Block:
    """A sentence as data: its msgid, and its figures with weights in whole units."""
    msgid, figures = sentence
    weighty = {"weight_present", "weight_base", "weight_needed"}
    return {
        "msgid": msgid,
        "figures": {name: units(int(value)) if name in weighty else value for name, value in figures.items()},
    }


def units(thousandths: int) -> str:
    """Thousandths as people write them: 87500 → "87.5"."""
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03d}".rstrip("0") if rest else str(whole)


def declared(db: sqlite3.Connection) -> Block | None:
    """The last declaration."""
    row = db.execute("select * from declaration order by seq desc limit 1").fetchone()
    if row is None:
        return None
    return {
        "seq": row["seq"],
        "at": row["at"],
        "present": row["present"],
        "base": row["base"],
        "needed": row["needed"],
        "met": bool(row["met"]),
        "head": row["head"][:16],
        "sentence": json.loads(row["sentence"]),
    }


def arrivals(db: sqlite3.Connection, now: int) -> Block:
    """Arrivals in each of the last thirty minutes, and in the last one alone."""
    first = now - now % MINUTE_MS - (ARRIVALS_MINUTES - 1) * MINUTE_MS
    counted = dict(
        db.execute("select (at - ?1) / 60000, count(*) from attendance where at >= ?1 group by 1", (first,)).fetchall()
    )
    recent = db.execute("select count(*) from attendance where at >= ?", (now - MINUTE_MS,)).fetchone()[0]
    last = [{"at": first + i * MINUTE_MS, "n": counted.get(i, 0)} for i in range(ARRIVALS_MINUTES)]
    return {"per_minute": recent, "last": last}


def minutes_to_quorum(block: Block, came: Block) -> int | None:
    """Minutes until the line at the rate of the last five minutes; None when it is met or nobody comes."""
    rate = sum(minute["n"] for minute in came["last"][-5:])
    if block["met"] or rate == 0 or block["more"] == 0:
        return None
    return int(-(-block["more"] * 5 // rate))


def head_count(db: sqlite3.Connection) -> Block:
    """The head count by row block; total None before the first block."""
    blocks = [dict(row) for row in db.execute("select block, count, at, device_name from head_count order by block")]
    return {"blocks": blocks, "total": sum(block["count"] for block in blocks) if blocks else None}


def own_last(db: sqlite3.Connection, device: int | None, most: int) -> list[int]:
    """The numbers of a desk's last check-ins that stand, newest first."""
    rows = db.execute(
        "select seq from scan where device = ? and verdict in ('admitted', 'admitted_nonvoting') and voided_seq is null"
        " order by seq desc limit ?",
        (device, most),
    )
    return [row[0] for row in rows]


def desk(db: sqlite3.Connection, device: int | None) -> Block:
    """A desk's own counts."""
    row = db.execute(
        "select count(*), coalesce(sum(verdict in ('admitted', 'admitted_nonvoting') and voided_seq is null), 0),"
        " coalesce(sum(verdict in ('unknown_code', 'revoked', 'not_on_roll', 'closed')), 0) from scan where device = ?",
        (device,),
    ).fetchone()
    return {"scans": row[0], "checked_in": row[1], "failed": row[2]}


def desks(db: sqlite3.Connection) -> dict[int, Block]:
    """Every desk's counts, by device id."""
    rows = db.execute(
        "select device, count(*), sum(verdict in ('admitted', 'admitted_nonvoting') and voided_seq is null),"
        " sum(verdict in ('unknown_code', 'revoked', 'not_on_roll', 'closed')) from scan"
        " where device is not null group by device"
    )
    return {row[0]: {"scans": row[1], "checked_in": row[2], "failed": row[3]} for row in rows}


def recent(db: sqlite3.Connection, device: int | None, most: int, undo_ms: int) -> list[Block]:
    """A desk's own last check-ins, newest first, each with the time until which it may be taken back."""
    found = []
    for seq in own_last(db, device, most):
        scan = db.execute("select * from scan where seq = ?", (seq,)).fetchone()
        person = roll.member(db, scan["member"])
        if person is not None:
            found.append(
                {
                    "seq": seq,
                    "at": scan["at"],
                    "verdict": scan["verdict"],
                    "member": roll.member_snapshot(person),
                    "undo_until": scan["at"] + undo_ms,
                }
            )
    return found


def failed_scans(db: sqlite3.Connection) -> int:
    count: int = db.execute(
        "select count(*) from scan where verdict in ('unknown_code', 'revoked', 'not_on_roll', 'closed')"
    ).fetchone()[0]
    return count


def conflicts(db: sqlite3.Connection) -> int:
    count: int = db.execute("select count(*) from scan where conflict_seq is not null").fetchone()[0]
    return count


def away(db: sqlite3.Connection) -> int:
    """How many have left the hall and not returned."""
    count: int = db.execute("select count(*) from attendance where state = 'left'").fetchone()[0]
    return count


def proxies_held(db: sqlite3.Connection, holder: int) -> int:
    count: int = db.execute("select count(*) from proxy where holder = ?", (holder,)).fetchone()[0]
    return count


def _represented(db: sqlite3.Connection) -> tuple[int, int]:
    """Votes, and their weight, of grantors whose holder is inside."""
    row = db.execute(
        "select count(*), coalesce(sum(m.weight_thousandths), 0) from proxy p join member m on m.id = p.grantor"
        " join attendance a on a.member = p.holder and a.state = 'inside'"
    ).fetchone()
    return row[0], row[1]


def _if_passed(rule: quorum.Rule, state: roll.Electorate, votes: int, weight: int) -> Block | None:
    """The line as it will be if the meeting passes the exclusions that wait for its vote."""
    if not state.undecided:
        return None
    base = state.base - state.undecided
    base_weight = state.weight_thousandths - state.excluded_thousandths - state.undecided_thousandths
    judged = quorum.judge(
        rule,
        eligible=base,
        present=min(votes, base),
        eligible_weight=base_weight,
        present_weight=min(weight, base_weight),
    )
    return {"base": base, "needed": judged.needed, "met": judged.met and base > 0, "waiting": state.undecided}


def _measure(measured: quorum.Measured) -> Block:
    return measured._asdict()


def _rule(rule: quorum.Rule) -> Block | None:
    """The rule in short, as the hall shows it beside the line; None when no quorum is asked."""
    if not rule["measures"]:
        return {"preset": rule["preset"], "minimum": rule["minimum"]} if rule["minimum"] else None
    first = rule["measures"][0]
    return {
        "preset": rule["preset"],
        "numerator": first["numerator"],
        "denominator": first["denominator"],
        "operator": first["operator"],
    }
