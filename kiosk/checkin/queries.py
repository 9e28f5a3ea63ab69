"""What is known of attendance, presence and the quorum."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from kiosk.meeting import queries as meetings
from kiosk.roll import queries as roll
from kiosk.rules import quorum

MINUTE_MS = 60_000
ARRIVALS_MINUTES = 30
Block = dict[str, Any]


def attended(db: sqlite3.Connection, member: int) -> sqlite3.Row | None:
    """The attendance of a member: inside or left, since when, by which desk; None when never admitted."""
    row: sqlite3.Row | None = db.execute("select * from attendance where member = ?", (member,)).fetchone()
    return row


def was_provisional(db: sqlite3.Connection, seq: int) -> bool:
    """Whether a check-in was made without connection."""
    row = db.execute("select provisional from scan where seq = ?", (seq,)).fetchone()
    return row is not None and bool(row[0])


def taken_back(db: sqlite3.Connection, member: int) -> sqlite3.Row | None:
    """The last check-in of a member that was taken back, as `attended` would have it; None when none was."""
    row: sqlite3.Row | None = db.execute(
        "select s.seq, s.at, coalesce(d.name, 'laptop') as device_name, 'taken back' as state from scan s"
        " left join device d on d.id = s.device where s.member = ? and s.voided_seq is not null"
        " and s.verdict in ('admitted', 'admitted_nonvoting') order by s.seq desc",
        (member,),
    ).fetchone()
    return row


def inside_of(db: sqlite3.Connection, members: Sequence[int]) -> int:
    """How many of these members are inside now, with or without a vote."""
    found: int = db.execute(
        "select count(*) from attendance where state = 'inside' and member in (select value from json_each(?))",
        (json.dumps(list(members)),),
    ).fetchone()[0]
    return found


def attendance(db: sqlite3.Connection) -> Block:
    """Everything that a page shows of attendance and quorum, as counted now."""
    rule = meetings.current(db).rule
    state = roll.electorate(db)
    voters, guests, weight = db.execute(
        "select coalesce(sum(inside * with_vote), 0), coalesce(sum(inside * (1 - with_vote)), 0),"
        " coalesce(sum(inside_thousandths * with_vote), 0) from turnout"
    ).fetchone()
    represented, represented_weight = _represented(db)
    counts = _Counts(voters, voters + represented, weight + represented_weight)
    judged = counts.judge(rule, state.base, state.weight_thousandths - state.excluded_thousandths)
    return {
        "checked_in": voters,
        "votes": counts.votes,
        "guests": guests,
        "base": state.base,
        "needed": judged.needed,
        "more": max(0, judged.needed - counts.counted(rule)),
        "met": judged.met,
        "at_line": judged.at_line,
        "if_passed": _if_passed(rule, state, counts),
        "measures": [_measure(m) for m in judged.measures],
        "rule": _rule(rule),
        "groups": roll.groups(db),
        "declared": declared(db),
        "additional": additional(db) if rule["preset"] == "cooperative" else None,
    }


def additional(db: sqlite3.Connection) -> Block | None:
    """A cooperative's additional votes: of all members, and of those who are here or whose holder is; None without any."""
    base, present = 0, 0
    for one in roll.additional(db):
        base += one["votes"]
        holder = attended(db, proxy_holder(db, one["id"]) or one["id"])
        present += one["votes"] if holder is not None and holder["state"] == "inside" else 0
    return {"base": base, "present": present} if base else None


class _Counts(NamedTuple):
    """Who is inside with a vote, the votes they cast for themselves and others, and the weight of these."""

    persons: int
    votes: int
    weight_thousandths: int

    def counted(self, rule: quorum.Rule) -> int:
        """What the rule counts: a mere number of people is asked of those who are here, a share of votes."""
        return self.votes if rule["measures"] else self.persons

    def judge(self, rule: quorum.Rule, base: int, base_thousandths: int) -> quorum.Judgement:
        return quorum.judge(
            rule,
            eligible=base,
            present=min(self.counted(rule), base),
            eligible_weight=base_thousandths,
            present_weight=min(self.weight_thousandths, base_thousandths),
        )


def with_alarm(block: Block) -> Block:
    """The same for chair and supervisor: `below` tells that the live number fell under a declared line.

    What counts is who went since: heads counted in the rows may be more than the desks know.
    """
    before = block["declared"]
    if not before or not before["met"]:
        return {**block, "below": False}
    gone = before["checked_in"] - block["votes"]
    needed_weight = _weight_needed(before["measures"])
    light = any(m["name"] == "weight" and m["present"] < needed_weight for m in block["measures"])
    return {**block, "below": before["present"] - gone < before["needed"] or light}


def judged(rule: quorum.Rule, state: Block, votes: int) -> quorum.Judgement:
    """Judge a number of votes as present, by weight what the desks know; ValueError when there are more than may vote."""
    weight = next((m for m in state["measures"] if m["name"] == "weight"), None)
    weights = {"eligible_weight": weight["base"], "present_weight": weight["present"]} if weight else {}
    persons = votes if rule["measures"] else votes - (state["votes"] - state["checked_in"])
    return quorum.judge(rule, eligible=state["base"], present=persons, **weights)


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
        "checked_in": row["checked_in"],
        "measure": row["measure"],
        "measures": json.loads(row["measures"]),
        "sentence": json.loads(row["sentence"]),
    }


def arrivals(db: sqlite3.Connection, now: int) -> Block:
    """Arrivals in each of the last thirty minutes, and in the last sixty seconds alone."""
    first = now // MINUTE_MS - (ARRIVALS_MINUTES - 1)
    counted = dict(db.execute("select minute, people from arrival where minute >= ?", (first,)).fetchall())
    recent = db.execute("select count(*) from attendance where at >= ?", (now - MINUTE_MS,)).fetchone()[0]
    minutes = range(first, first + ARRIVALS_MINUTES)
    return {
        "per_minute": recent,
        "last": [{"at": minute * MINUTE_MS, "n": counted.get(minute, 0)} for minute in minutes],
    }


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
    return desks(db).get(device or 0, {"scans": 0, "checked_in": 0, "failed": 0, "received": 0})


def desks(db: sqlite3.Connection) -> dict[int, Block]:
    """Every desk's counts, by device id; 0 is the laptop."""
    rows = db.execute("select device, scans, checked_in, failed, received from desk_count")
    return {row[0]: {"scans": row[1], "checked_in": row[2], "failed": row[3], "received": row[4]} for row in rows}


def recent(db: sqlite3.Connection, device: int | None, most: int, undo_ms: int) -> list[Block]:
    """A desk's own last check-ins, newest first, each with the time until which it may be taken back."""
    found = []
    for seq in own_last(db, device, most):
        scan = db.execute("select at, verdict, member from scan where seq = ?", (seq,)).fetchone()
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
    count: int = db.execute("select coalesce(sum(failed), 0) from desk_count").fetchone()[0]
    return count


def conflicts(db: sqlite3.Connection) -> int:
    """Of how many members a scan made without connection waits for a supervisor's act."""
    sql = "select count(distinct member) from scan where conflict is not null and settled_seq is null"
    count: int = db.execute(sql).fetchone()[0]
    return count


def provisional(db: sqlite3.Connection) -> int:
    """How many people desks let in without connection and have not delivered, as they last reported."""
    count: int = db.execute(
        "select coalesce(sum(r.accepted), 0) from desk_report_working r"
        " join device d on d.id = r.device and d.revoked_at is null"
    ).fetchone()[0]
    return count


def received_as(db: sqlite3.Connection, ids: Sequence[str]) -> dict[int, int]:
    """How many of the scans with these command ids are here, by the device that handed them in first."""
    rows = db.execute(
        "select coalesce(s.device, 0), count(*) from entry e join scan s on s.seq = e.seq"
        " where e.command_id in (select value from json_each(?)) group by 1",
        (json.dumps(list(ids)),),
    )
    return {row[0]: row[1] for row in rows}


def silent_since_paired(db: sqlite3.Connection, device: int, paired: int | None) -> bool:
    """Whether there is such a device and it has not reported by itself since the other one was paired."""
    row = db.execute(
        "select d.id, coalesce(r.at, 0) from device d left join desk_report_working r on r.device = d.id where d.id = ?",
        (device,),
    ).fetchone()
    since = db.execute("select paired_at from device where id = ?", (paired,)).fetchone()
    return row is not None and since is not None and row[1] <= since[0]


def statements(db: sqlite3.Connection) -> dict[int, Block]:
    """What each desk made and what is here, by device, as of its last report.

    `difference` is what is missing, or too much when it is below zero, beside what is still on its way;
    `explained` holds the reason while the difference is the one that was explained.
    """
    rows = db.execute(
        "select r.device, r.made, r.received, r.waiting, r.refused, e.made - e.received as known, e.reason"
        " from desk_report_working r left join explanation e on e.device = r.device"
    )
    return {row["device"]: _statement(row) for row in rows}


def _statement(row: sqlite3.Row) -> Block:
    apart = row["made"] - row["received"]
    missing = apart - row["refused"]
    on_its_way = 0 <= missing <= row["waiting"]
    found = {name: row[name] for name in ("made", "received", "waiting", "refused")}
    return {
        **found,
        "difference": 0 if on_its_way else missing,
        "explained": row["reason"] if row["known"] == apart else None,
    }


def came(db: sqlite3.Connection) -> tuple[int, int]:
    """How many people signed in, and still count, without and with a vote; who left is among them."""
    sql = "select m.with_vote, count(*) from attendance a join member m on m.id = a.member group by 1"
    found = dict(db.execute(sql).fetchall())
    return found.get(0, 0), found.get(1, 0)


def movements(db: sqlite3.Connection) -> Block:
    """Leaving during the meeting: how often somebody left, came back, and how many are away now."""
    left, came_back = db.execute(
        "select count(*) filter (where direction = 'left'), count(*) filter (where direction = 'returned') from movement"
    ).fetchone()
    return {"left": left, "returned": came_back, "away": away(db)}


def away(db: sqlite3.Connection) -> int:
    """How many have left the hall and not returned."""
    count: int = db.execute("select count(*) from attendance where state = 'left'").fetchone()[0]
    return count


def proxies_held(db: sqlite3.Connection, holder: int) -> int:
    sql = "select count(*) from proxy where holder = ? and revoked_seq is null"
    count: int = db.execute(sql, (holder,)).fetchone()[0]
    return count


def proxy_holders(db: sqlite3.Connection) -> dict[int, str]:
    """Who represents somebody now: id → name."""
    rows = db.execute(
        "select distinct m.id, m.name from proxy p join member m on m.id = p.holder where revoked_seq is null"
    )
    return dict(rows.fetchall())


def grantors(db: sqlite3.Connection, holder: int) -> list[int]:
    """Whom a member represents now."""
    rows = db.execute("select grantor from proxy where holder = ? and revoked_seq is null order by grantor", (holder,))
    return [row[0] for row in rows]


def proxy_holder(db: sqlite3.Connection, grantor: int) -> int | None:
    """Who represents a member now."""
    row = db.execute("select holder from proxy where grantor = ? and revoked_seq is null", (grantor,)).fetchone()
    return row[0] if row else None


def proxy_papers(db: sqlite3.Connection, round: int) -> Block:
    """Of represented people who came during a round: papers taken back, in the box already, and not settled yet."""
    taken_back, in_box, waiting = db.execute(
        "select count(*) filter (where finding = 'taken_back'), count(*) filter (where finding = 'in_box'),"
        " count(*) filter (where settled_seq is null) from proxy_paper where round = ?",
        (round,),
    ).fetchone()
    return {"taken_back": taken_back, "in_box": in_box, "waiting": waiting}


def proxy_ended_by(db: sqlite3.Connection, grantor: int, seq: int) -> int | None:
    """Who represented a member until this check-in of theirs."""
    row = db.execute("select holder from proxy where grantor = ? and revoked_seq = ?", (grantor, seq)).fetchone()
    return row[0] if row else None


def represented(db: sqlite3.Connection, grantor: int) -> bool:
    """Whether somebody holds this member's proxy."""
    found = db.execute("select 1 from proxy where grantor = ? and revoked_seq is null", (grantor,)).fetchone()
    return found is not None


def _represented(db: sqlite3.Connection) -> tuple[int, int]:
    """Votes, and their weight, of grantors whose holder is inside."""
    row = db.execute(
        "select count(*), coalesce(sum(m.weight_thousandths), 0) from proxy p cross join member m on m.id = p.grantor"
        " cross join attendance a on a.member = p.holder and a.state = 'inside' where p.revoked_seq is null"
    ).fetchone()
    return row[0], row[1]


def weight_inside(db: sqlite3.Connection) -> int:
    """What the votes of those inside and of whom they represent weigh, in thousandths."""
    inside = db.execute("select coalesce(sum(inside_thousandths * with_vote), 0) from turnout").fetchone()[0]
    return int(inside + _represented(db)[1])


def _if_passed(rule: quorum.Rule, state: roll.Electorate, counts: _Counts) -> Block | None:
    """The line as it will be if the meeting passes the exclusions that wait for its vote."""
    if not state.undecided:
        return None
    base = state.base - state.undecided
    weight = state.weight_thousandths - state.excluded_thousandths - state.undecided_thousandths
    judged = counts.judge(rule, base, weight)
    return {"base": base, "needed": judged.needed, "met": judged.met, "waiting": state.undecided}


def _weight_needed(measures: list[Block]) -> int:
    return next((m["needed"] for m in measures if m["name"] == "weight"), 0)


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
