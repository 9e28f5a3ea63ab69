"""What is known of the roll."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from kiosk.roll import namesakes
from kiosk.roll.answers import Known

Person = dict[str, Any]
# An exclusion counts while the meeting has passed it and its member has not come.
EXCLUDED = (
    "exists (select 1 from exclusion e where e.member = m.id and e.passed = 1)"
    " and not exists (select 1 from attendance a where a.member = m.id)"
)
_PERSON = (
    "select m.id, m.number, m.name, m.group_name, m.with_vote, m.weight_thousandths, m.note, m.generation,"
    " (select e.passed from exclusion e where e.member = m.id) is 1 as excluded"
)


class Electorate(NamedTuple):
    """The roll in numbers; the base leaves out passed exclusions of members who have not come."""

    roll: int
    with_vote: int
    without_vote: int
    excluded: int
    undecided: int
    weight_thousandths: int
    excluded_thousandths: int
    undecided_thousandths: int

    @property
    def base(self) -> int:
        return self.with_vote - self.excluded


def electorate(db: sqlite3.Connection) -> Electorate:
    roll, with_vote, weight = db.execute(
        "select coalesce(sum(members), 0), coalesce(sum(with_vote * members), 0),"
        " coalesce(sum(with_vote * thousandths), 0) from turnout"
    ).fetchone()
    # "cross join" keeps the order: the few exclusions first, never ten thousand members
    left_out = {0: (0, 0), 1: (0, 0), None: (0, 0)} | {
        row[0]: (row[1], row[2])
        for row in db.execute(
            "select e.passed, count(*), sum(m.weight_thousandths) from exclusion e cross join member m on m.id = e.member"
            " where m.with_vote = 1 and not exists (select 1 from attendance a where a.member = m.id) group by e.passed"
        )
    }
    return Electorate(
        roll, with_vote, roll - with_vote, left_out[1][0], left_out[None][0], weight, left_out[1][1], left_out[None][1]
    )


def member(db: sqlite3.Connection, id: int) -> Person | None:
    """A member by id, with `excluded`, `has_namesake` (one whose name looks like theirs) and `revoked` (0)."""
    return _person(db, db.execute(f"{_PERSON}, 0 as revoked from member m where m.id = ?", (id,)).fetchone())


def member_by_number(db: sqlite3.Connection, number: str) -> Person | None:
    """A member by the number of the roll, or of an owner's unit: who owns several has their numbers in one, "1-101, 1-104"."""
    rows = db.execute(f"{_PERSON}, 0 as revoked from member m where m.number = ?", (number,)).fetchall()
    if not rows and number and "," not in number:
        several = f"{_PERSON}, 0 as revoked from member m where instr(', ' || m.number || ', ', ', ' || ? || ', ') > 0"
        rows = db.execute(several, (number,)).fetchall()
    return _person(db, rows[0] if len(rows) == 1 else None)


def _person(db: sqlite3.Connection, row: sqlite3.Row | None) -> Person | None:
    if row is None:
        return None
    return {**dict(row), "has_namesake": namesakes.has_namesake(db, version(db), row["id"], row["name"])}


def named_like(db: sqlite3.Connection, name: str) -> list[Person]:
    """The members whose name a reader may take for this one."""
    found = (member(db, id) for id in namesakes.named_like(db, version(db), name))
    return [person for person in found if person is not None]


def number(db: sqlite3.Connection, id: int) -> str:
    """A member's number; empty when there is none."""
    row = db.execute("select number from member where id = ?", (id,)).fetchone()
    return row[0] if row else ""


def weights(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, int]:
    """What these members' votes weigh, in thousandths."""
    rows = db.execute(
        "select id, weight_thousandths from member where id in (select value from json_each(?))",
        (json.dumps(list(ids)),),
    )
    return dict(rows.fetchall())


def broken_weights(db: sqlite3.Connection) -> bool:
    """Whether any vote weighs a part of one."""
    row = db.execute("select 1 from member where with_vote = 1 and weight_thousandths % 1000 != 0 limit 1").fetchone()
    return row is not None


def units(db: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[str, int]]:
    """The units of these members with their weights, as the roll lists them."""
    rows = db.execute(
        "select number, weight_thousandths from member where id in (select value from json_each(?)) order by id",
        (json.dumps(list(ids)),),
    )
    return [(row[0], row[1]) for row in rows]


def name(db: sqlite3.Connection, id: int) -> str:
    """A member's name; empty when there is none."""
    row = db.execute(
        "select name from member where id = :id union all select name from removed_member where id = :id", {"id": id}
    ).fetchone()
    return row[0] if row else ""


def member_by_code(db: sqlite3.Connection, code_hash: str) -> Person | None:
    """The member whose badge has this code; `revoked` when that badge was replaced."""
    row = db.execute(f"{_PERSON}, 0 as revoked from member m where m.code_hash = ?", (code_hash,)).fetchone()
    replaced = "m.id = (select member from revoked_code where code_hash = ?)"
    return _person(
        db,
        row or db.execute(f"{_PERSON}, 1 as revoked from member m where {replaced}", (code_hash,)).fetchone(),
    )


def member_snapshot(person: Person) -> dict[str, Any]:
    """A member as a desk sees them: no phone, no reasons; with what tells namesakes apart."""
    return {
        "id": person["id"],
        "number": person["number"],
        "name": person["name"],
        "group": person["group_name"],
        "with_vote": bool(person["with_vote"]),
        "namesake": bool(person["has_namesake"]),
    }


def groups(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Each group's base and how many of it are inside, voters only, in roll order."""
    left_out = dict(
        db.execute(
            "select m.group_name, count(*) from exclusion e cross join member m on m.id = e.member"
            " where e.passed = 1 and m.with_vote = 1 and not exists (select 1 from attendance a where a.member = m.id)"
            " group by 1"
        ).fetchall()
    )
    rows = db.execute("select group_name, members, inside from turnout where with_vote = 1 and members > 0 order by id")
    return [{"name": row[0], "base": row[1] - left_out.get(row[0], 0), "checked_in": row[2]} for row in rows]


def missing(db: sqlite3.Connection, group: str | None, most: int) -> list[dict[str, Any]]:
    """Voters of a group (None: of all) who are not inside, in roll order."""
    rows = db.execute(
        f"{_PERSON}, 0 as revoked from member m where m.with_vote = 1 and (:group is null or m.group_name = :group)"
        f" and not exists (select 1 from attendance a where a.member = m.id and a.state = 'inside') and not ({EXCLUDED})"
        " order by m.position limit :most",
        {"group": group, "most": most},
    ).fetchall()
    return [member_snapshot(person) for row in rows if (person := _person(db, row))]


def additional(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Who of a cooperative has additional votes, and how many, in roll order: announced at each meeting."""
    rows = db.execute(
        'select id, number, name, group_name as "group", additional_votes as votes from member indexed by member_additional'
        " where additional_votes > 0 and with_vote = 1 order by position"
    )
    return [dict(row) for row in rows]


def additional_most(basic: int) -> int:
    """The most additional votes beside so many basic ones: one fifth."""
    return basic // 5


def additional_of(db: sqlite3.Connection, id: int) -> int:
    """A member's additional votes."""
    row = db.execute("select additional_votes * with_vote from member where id = ?", (id,)).fetchone()
    return row[0] if row else 0


def alone_by_name(db: sqlite3.Connection) -> dict[str, int]:
    """Name → member, for every name that the roll has once."""
    return dict(db.execute("select name, min(id) from member group by name having count(*) = 1").fetchall())


def exclusions(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Who is left out of the base, why, by whom, and whether the meeting has passed it: internal."""
    rows = db.execute(
        "select e.*, m.number, m.name, m.group_name, m.with_vote, a.at as came_at"
        " from exclusion e cross join member m on m.id = e.member left join attendance a on a.member = e.member order by m.position"
    )
    return [
        {
            "member": row["member"],
            "number": row["number"],
            "name": row["name"],
            "group": row["group_name"],
            "reason": row["reason"],
            "approved_by": row["approved_by"],
            "passed": row["passed"],
            "with_vote": row["with_vote"],
            "came_at": row["came_at"],
        }
        for row in rows
    ]


def known(db: sqlite3.Connection) -> Known:
    """What the roll says of units and of people of one name, for a file that is read anew."""
    owners = {
        unit: (number, name)
        for number, name in db.execute("select number, name from member")
        for unit in number.split(", ")
    }
    names = db.execute("select name, count(*) from member group by name having count(*) > 1").fetchall()
    return Known(owners, dict(names))


def remembered(db: sqlite3.Connection, headings: str) -> dict[str, Any]:
    """What was answered for a file of these headings; empty when nothing was."""
    row = db.execute("select answers from roll_answer where headings = ?", (headings,)).fetchone()
    return json.loads(row[0]) if row else {}


def last_import(db: sqlite3.Connection) -> dict[str, Any] | None:
    """The last import that was not taken back: its entry, time, file, how many were added and changed."""
    row = db.execute(
        "select seq, at, source, added, changed from roll_import where undone_seq is null order by seq desc limit 1"
    ).fetchone()
    return dict(row) if row else None


def stayed(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Who stayed on the roll when the import that brought them was taken back, since they had come."""
    rows = db.execute(
        'select m.id, m.number, m.name, m.group_name as "group" from roll_stayed s'
        " join member m on m.id = s.member order by m.position"
    )
    return [dict(row) for row in rows]


def version(db: sqlite3.Connection) -> int:
    """The number of the last entry that changed the roll; 0 while it is empty."""
    found: int = db.execute(
        "select coalesce(max(seq), 0) from entry indexed by entry_roll"
        " where kind in ('roll_imported', 'walk_in_added', 'badge_replaced', 'import_undone', 'member_removed')"
    ).fetchone()[0]
    return found


def rows(db: sqlite3.Connection) -> list[sqlite3.Row]:
    """The whole roll in its order."""
    return db.execute("select * from member order by position").fetchall()


def candidates(db: sqlite3.Connection) -> list[dict[str, str]]:
    """Who the roll names as a candidate, by category or note, in roll order."""
    rows = db.execute("select name, group_name from member where helper = 'candidate' order by position").fetchall()
    return [{"name": name, "group": group} for name, group in rows]


def helpers_named(db: sqlite3.Connection, role: str) -> list[str]:
    """Whom the roll names for a role, by category or note, in roll order."""
    return [
        row[0] for row in db.execute("select name from member where helper = ? order by position limit 60", (role,))
    ]


def count_candidates(db: sqlite3.Connection) -> int:
    found: int = db.execute("select count(*) from member where helper = 'candidate'").fetchone()[0]
    return found


def helpers_missing(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Helpers with a vote, by the category or note that names them, who never checked in: by role and group."""
    absent = db.execute(
        "select m.helper, m.group_name, count(*) from member m where m.helper <> '' and m.with_vote = 1"
        " and not exists (select 1 from attendance a where a.member = m.id)"
        " group by 1, 2 order by m.helper desc, min(m.position)"
    ).fetchall()
    found = []
    for role in dict.fromkeys(row[0] for row in absent):
        named = [{"name": group, "count": count} for helper, group, count in absent if helper == role]
        found.append({"role": role, "count": sum(one["count"] for one in named), "groups": named})
    return found
