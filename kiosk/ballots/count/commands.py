"""Decisions of the count: doubtful papers first, then two blind teams, batch by batch.

What a team enters is a working: it is durable, it is told to that team alone, it leaves no entry, and it is erased when
both teams agree. Only the batch's totals are recorded. Where the teams differ both are told which papers and which
names, never the other's figure.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from kiosk.ballots import queries
from kiosk.ballots.count import named_ballots as named
from kiosk.ballots.count import team_entries
from kiosk.ballots.count import totals as counts
from kiosk.ballots.rounds.commands import need_no_recount, need_round
from kiosk.roll import queries as roll
from kiosk.rules import skeletons
from kiosk.rules.ballots import papers as rule
from kiosk.rules.ballots.balance_checks import candidate_identities, identities
from kiosk.rules.ballots.round import Candidate, Office, answers
from kiosk.rules.ballots.thresholds import asks_blank, rivalry
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision, Facts

METHODS = ("papers", "sheet", "called")
CALLER, WRITER = "a", "b"  # of a batch that is called out: team B has entered it before the first call
BATCH_LEAST, BATCH_MOST = 1, 200


def rule_on_papers(
    act: CommandContext, *, round: int, valid: bool, reason: str, papers: int, units: Sequence[str] = ()
) -> Decision:
    """The scrutineers rule on doubtful papers together, before the teams enter anything. Named papers that are ruled out
    name their `units`, which took part all the same."""
    row = need_round(act, round, "returned")
    ruled = sum(queries.ruled_invalid(act.db, round).values())
    if not valid and ruled + papers > row["returned"]:
        figures = {"invalid": ruled + papers, "returned": row["returned"]}
        raise CommandRejected("more_than_returned", "Invalid %(invalid)s > returned %(returned)s.", **figures)
    facts: Facts = {"round": round, "valid": valid, "reason": reason, "papers": papers}
    if row["ballot_form"] == "named" and not valid:
        members = named.need_units(act.db, row, units, papers)
        facts |= {"units": members, "weight": sum(roll.weights(act.db, members).values())}
    else:
        named.need_none(bool(units) and row["ballot_form"] != "named")
    return Decision("papers_ruled", facts, {"round": round, "invalid": ruled + (0 if valid else papers)})


def take_back_ruling(act: CommandContext, *, ruling: int) -> Decision:
    """A ruling is taken back, until counting begins."""
    row = act.db.execute("select round from ruled_paper where id = ?", (ruling,)).fetchone()
    if row is None:
        raise CommandRejected("no_such_ruling", "There is no such ruling.", status=404)
    need_round(act, row["round"], "returned")
    return Decision("ruling_taken_back", {"ruling": ruling, "round": row["round"]}, {"ruling": ruling})


def name_write_in(act: CommandContext, *, round: int, office: int, written: str, member: int | None = None) -> Decision:
    """Somebody who was written in is named once, for both teams."""
    row = need_round(act, round, "returned", "counting")
    need_no_recount(row)
    if not queries.rules(row).write_ins:
        raise CommandRejected("no_write_ins", "The rules of this round take no names written in.")
    if office not in {one["id"] for one in queries.offices(act.db, round)}:
        raise CommandRejected("no_such_office", "This round fills no such office.")
    for one in queries.candidates(act.db, round):
        if one["office"] == office and skeletons.alike(written, one["name"]):
            raise CommandRejected("named_already", "%(name)s is among the names already.", name=one["name"])
        if written != one["name"] and skeletons.alike(written, one["name"]):
            raise CommandRejected(
                "written_otherwise", "This name stands as %(name)s for another office: write it so.", name=one["name"]
            )
    facts = {
        "round": round,
        "office": office,
        "candidate": queries.next_id(act.db, "ballot_candidate"),
        "name": written,
        "member": member,
    }
    return Decision("write_in_named", facts, {"candidate": facts["candidate"], "name": written})


def open_counting(act: CommandContext, *, round: int, batches: Sequence[int], method: str) -> Decision:
    """The papers that were not ruled out are made into batches; the teams begin."""
    row = need_round(act, round, "returned")
    if row["ballot_form"] == "named" and method != "papers":
        raise CommandRejected("named_by_paper", "Named papers are entered paper by paper, each with its unit.")
    there = row["returned"] - sum(queries.ruled_invalid(act.db, round).values())
    if sum(batches) != there:
        raise CommandRejected(
            "batches_sum", "The batches hold %(sum)s papers, but %(papers)s are to be counted.", sum=sum(batches), papers=there
        )  # fmt: skip
    first = queries.next_id(act.db, "batch")
    listed = [{"id": first + i, "number": i + 1, "papers": size} for i, size in enumerate(batches)]
    facts = {"round": round, "method": method, "batches": listed}
    return Decision("counting_opened", facts, {"round": round, "batches": listed})


def enter_paper(
    act: CommandContext,
    *,
    batch: int,
    team: str,
    paper: int,
    marks: Mapping[str, str],
    key: str,
    unit: str | None = None,
) -> Facts:
    """One paper, by its place in the pile, a named one with its `unit`; sent again with the same key it is the same."""
    team_entries.need_team(act.role, team)
    row, ballot = need_open(act.db, batch, team)
    if row["method"] == "sheet":
        raise CommandRejected("sheet_batch", "This batch is entered as a sheet.")
    there = act.db.execute(
        "select paper from team_paper_working where batch = ? and team = ? and key = ?", (batch, team, key)
    ).fetchone()
    if there is not None:
        return _entered(act.db, row, team, there[0])
    done = len(team_entries.own_papers(act.db, batch, team))
    if not 1 <= paper <= row["papers"] or paper > done + 1:
        raise CommandRejected(
            "no_such_paper",
            "Paper %(paper)s is not next: this batch holds %(papers)s papers.",
            paper=paper,
            papers=row["papers"],
        )
    known = {int(id): mark for id, mark in marks.items() if id.isdecimal()}
    if len(known) < len(marks) or not set(known) <= set(ballot.office_of):
        raise CommandRejected("no_such_candidate", "There is no such name on the paper.")
    member = _need_unit(act.db, row, team, paper, unit)
    _forget_draft(act.db, batch, team)
    if _calls(row, team):
        _correct_call(act.db, row, paper, known, key)
    else:
        act.db.execute(
            "insert or replace into team_paper_working (batch, team, paper, marks, member, key) values (?, ?, ?, ?, ?, ?)",
            (batch, team, paper, json.dumps(dict(sorted(marks.items()))), member, key),
        )
    return _entered(act.db, row, team, paper)


def _need_unit(db: sqlite3.Connection, row: sqlite3.Row, team: str, paper: int, unit: str | None) -> int | None:
    held = queries.one(db, row["round"])
    assert held
    if held["ballot_form"] == "named":
        return named.need_unit(db, held, row["id"], team, paper, unit)
    named.need_none(bool(unit))
    return None


def call(act: CommandContext, *, batch: int, number: int, candidate: int | None, mark: str, key: str) -> Facts:
    """Team A calls one mark aloud, or (no candidate) the end of a paper; team B entered the same papers before.

    `number` counts the calls of the batch: sent again with its key a call is the same call.
    """
    row, ballot = need_open(act.db, batch, CALLER)
    if row["method"] != "called":
        raise CommandRejected("not_called", "The papers of this batch are not called out.")
    calls = team_entries.calls(act.db, batch)
    if number <= len(calls) and calls[number - 1]["key"] == key:
        return _called(act.db, row)
    if number != len(calls) + 1:
        raise CommandRejected("call_elsewhere", "This call does not follow the last one: look at the paper again.")
    if WRITER not in team_entries.closed_by(act.db, batch):
        raise CommandRejected(
            "enter_first",
            "Team B enters batch %(number)s from the papers before it is called.",
            number=row["number"],
        )
    done, at_hand = team_entries.papers_called(calls)
    if len(done) == row["papers"]:
        raise CommandRejected("all_called", "All %(papers)s papers of this batch are called.", papers=row["papers"])
    if candidate is not None and candidate not in ballot.office_of:
        raise CommandRejected("no_such_candidate", "There is no such name on the paper.")
    if candidate in at_hand:
        raise CommandRejected("name_called", "This name is called already on this paper: take it back first.")
    _write_call(act.db, batch, number, candidate, mark if candidate is not None else None, key)
    return _called(act.db, row)


def uncall(act: CommandContext, *, batch: int, number: int) -> Facts:
    """The last call is taken back; which one is said, so that saying it again takes back no other."""
    row, _ = need_open(act.db, batch, CALLER)
    last = len(team_entries.calls(act.db, batch))
    if number < last:
        raise CommandRejected("call_elsewhere", "This call does not follow the last one: look at the paper again.")
    act.db.execute("delete from call_working where batch = ? and number = ?", (batch, number))
    return _called(act.db, row)


def enter_sheet(
    act: CommandContext,
    *,
    batch: int,
    team: str,
    valid: int,
    invalid: int,
    blank: int,
    votes: Mapping[str, Sequence[int]],
    spoilt: Mapping[str, int] | None = None,
    blanks: Mapping[str, int] | None = None,
) -> Facts:
    """A batch as a sheet: every figure typed, none derived; refused when it does not add up. `spoilt` are the papers that
    mark too many names for one office alone, where the rules let the rest of such a paper count; `blanks` those that mark
    nothing for an office, asked where a line rests on them and a paper fills several offices."""
    team_entries.need_team(act.role, team)
    row, ballot = need_open(act.db, batch, team)
    if row["method"] != "sheet":
        raise CommandRejected("paper_batch", "This batch is entered paper by paper.")
    named = {int(id): figures for id, figures in votes.items() if id.isdecimal()}
    if set(named) != set(ballot.office_of):
        raise CommandRejected("every_name", "Each name needs its figures.")
    if valid + invalid != row["papers"]:
        raise CommandRejected(
            "batch_sum",
            "Valid %(valid)s + invalid %(invalid)s = %(sum)s, but the batch holds %(papers)s.",
            valid=valid,
            invalid=invalid,
            sum=valid + invalid,
            papers=row["papers"],
        )
    figures = {id: (one[0], one[1], one[2]) for id, one in named.items()}
    offices = {id: (spoilt or {}).get(str(id), 0) for id in ballot.marks_most}
    totals = rule.Totals(
        row["papers"], valid, invalid, blank, figures, offices, _blanks(act.db, row, offices, blank, blanks)
    )
    _need_sums(act.db, row, ballot, totals)
    _forget_draft(act.db, batch, team)
    act.db.execute(
        "insert or replace into team_sheet_working (batch, team, figures) values (?, ?, ?)",
        (batch, team, json.dumps(team_entries.json_of(totals))),
    )
    return {"batch": batch}


def _blanks(
    db: sqlite3.Connection, row: sqlite3.Row, offices: Mapping[int, int], blank: int, typed: Mapping[str, int] | None
) -> dict[int, int]:
    """What each office leaves blank: with one office, the papers without any mark."""
    if len(offices) == 1:
        return dict.fromkeys(offices, blank)
    held = queries.one(db, row["round"])
    assert held
    if typed is None and queries.asks_blank(queries.rules(held)):
        raise CommandRejected("every_office", "Each office needs the number of papers that leave it blank.")
    return {} if typed is None else {id: typed.get(str(id), 0) for id in offices}


def finish_batch(act: CommandContext, *, batch: int, team: str) -> Facts:
    """The team has entered the whole batch. When the other has too, they are compared: papers and names, no figures."""
    team_entries.need_team(act.role, team)
    row = _batch(act.db, batch)
    if row["state"] == "agreed":
        return {"batch": batch, "both": True, "differences": [], "state": "agreed"}
    if team not in team_entries.closed_by(act.db, batch):  # handed in again it is handed in
        need_open(act.db, batch, team)
        _need_whole(act.db, row, team)
    act.db.execute(
        "insert into team_batch_working (batch, team, closed, differences, slips) values (?, ?, 1, '[]', 0)"
        " on conflict (batch, team) do update set closed = 1, differences = '[]'",
        (batch, team),
    )
    if team_entries.closed_by(act.db, batch) != set(team_entries.TEAMS):
        return {"batch": batch, "both": False, "differences": []}
    found = [list(one) for one in _differences(act.db, row)]
    if found:
        act.db.execute(
            "update team_batch_working set closed = 0, differences = ?, slips = slips + ? where batch = ?",
            (json.dumps(found), len(found), batch),
        )
    return {"batch": batch, "both": True, "differences": found}


def save_draft(act: CommandContext, *, batch: int, team: str, draft: str) -> Facts:
    """What a team has begun to type, kept for its own page alone."""
    team_entries.need_team(act.role, team)
    need_open(act.db, batch, team)
    act.db.execute(
        "insert or replace into team_draft_working (batch, team, draft) values (?, ?, ?)", (batch, team, draft)
    )
    return {"batch": batch}


def agree_batch(act: CommandContext, *, batch: int) -> Decision:
    """Both teams have the same: the totals are recorded, and nothing of a single paper."""
    row = _batch(act.db, batch)
    if row["state"] == "agreed":
        raise CommandRejected("agreed_already", "Batch %(number)s is agreed already.", number=row["number"])
    if team_entries.closed_by(act.db, batch) != set(team_entries.TEAMS) or _differences(act.db, row):
        raise CommandRejected("not_agreed", "The two teams do not agree on batch %(number)s yet.", number=row["number"])
    totals = _totals(act.db, row, "a")
    facts = {
        "batch": batch,
        "round": row["round"],
        **team_entries.json_of(totals),
        "slips": team_entries.slips(act.db, batch),
    }
    held = queries.one(act.db, row["round"])
    assert held
    if held["ballot_form"] == "named":
        facts |= named.weighed(act.db, queries.ballot(act.db, held), batch)
    return Decision("batch_agreed", facts, {"batch": batch, "state": "agreed"})


def recount_batch(act: CommandContext, *, batch: int, reason: str) -> Decision:
    """Both teams count a batch again from the papers; what was agreed before stays in the record."""
    row = _batch(act.db, batch)
    need_round(act, row["round"], "counting")
    if row["state"] != "agreed":
        raise CommandRejected("not_agreed", "The two teams do not agree on batch %(number)s yet.", number=row["number"])
    return Decision("batch_reopened", {"batch": batch, "reason": reason}, {"batch": batch, "state": "open"})


def finish_counting(act: CommandContext, *, round: int) -> Decision:
    """Every batch is agreed and everything adds up; the figures stand, to be signed."""
    row = need_round(act, round, "counting")
    left = queries.open_batch(act.db, round)
    if left is not None:
        raise CommandRejected("batch_open", "Batch %(number)s is not agreed yet.", number=left["number"])
    figures = counts.figures(act.db, row)
    broken = next(identities(*queries.read_of(figures)), None)
    if broken:
        msgid, told = broken.clause
        raise CommandRejected(broken.code, msgid, status=409, **told)
    last = max((one["version"] for one in queries.versions(act.db, round)), default=0)
    facts = {"round": round, "version": last + 1, "figures": figures, "reason": _reason(row)}
    return Decision("round_counted", facts, {"round": round, "version": facts["version"]})


def _reason(row: sqlite3.Row) -> str:
    """Why it was counted again; empty the first time."""
    return str(json.loads(row["recount"])["reason"]) if row["recount"] else ""


def _entered(db: sqlite3.Connection, row: sqlite3.Row, team: str, paper: int) -> Facts:
    return {"batch": row["id"], "paper": paper, "entered": len(team_entries.own_papers(db, row["id"], team))}


def _forget_draft(db: sqlite3.Connection, batch: int, team: str) -> None:
    db.execute("delete from team_draft_working where batch = ? and team = ?", (batch, team))


def _called(db: sqlite3.Connection, row: sqlite3.Row) -> Facts:
    calls = team_entries.calls(db, row["id"])
    return {"batch": row["id"], "calls": len(calls), "entered": len(team_entries.papers_called(calls)[0])}


def _calls(row: sqlite3.Row, team: str) -> bool:
    return row["method"] == "called" and team == CALLER


def _correct_call(db: sqlite3.Connection, row: sqlite3.Row, paper: int, marks: Mapping[int, str], key: str) -> None:
    """A paper that was called otherwise than team B reads it is corrected where it stands."""
    papers, at_hand = team_entries.papers_called(team_entries.calls(db, row["id"]))
    if paper > len(papers):
        raise CommandRejected("call_first", "Paper %(paper)s is not called yet.", paper=paper)
    papers[paper - 1] = dict(marks)
    db.execute("delete from call_working where batch = ?", (row["id"],))
    spoken = [one for held in papers for one in (*held.items(), (None, None))]
    for number, (candidate, mark) in enumerate((*spoken, *at_hand.items()), 1):
        _write_call(db, row["id"], number, candidate, mark, key)


def _write_call(
    db: sqlite3.Connection, batch: int, number: int, candidate: int | None, mark: str | None, key: str
) -> None:
    db.execute(
        "insert into call_working (batch, number, candidate, mark, key) values (?, ?, ?, ?, ?)",
        (batch, number, candidate, mark, key),
    )


def _differences(db: sqlite3.Connection, row: sqlite3.Row) -> list[rule.Difference]:
    if row["method"] != "sheet":
        units = (team_entries.own_units(db, row["id"], team) for team in team_entries.TEAMS)
        papers = (team_entries.own_papers(db, row["id"], team) for team in team_entries.TEAMS)
        return [*rule.compare_units(*units), *rule.compare_papers(*papers)]
    return rule.compare_totals(*(_totals(db, row, team) for team in team_entries.TEAMS))


def _totals(db: sqlite3.Connection, row: sqlite3.Row, team: str) -> rule.Totals:
    if row["method"] != "sheet":
        held = queries.one(db, row["round"])
        assert held
        return rule.count(queries.ballot(db, held), team_entries.own_papers(db, row["id"], team))
    sheet = team_entries.own_sheet(db, row["id"], team)
    assert sheet
    return sheet


def _need_whole(db: sqlite3.Connection, row: sqlite3.Row, team: str) -> None:
    if row["method"] != "sheet":
        done = len(team_entries.own_papers(db, row["id"], team))
        if done < row["papers"]:
            raise CommandRejected(
                "papers_left", "%(done)s of %(papers)s papers are entered.", done=done, papers=row["papers"]
            )
        named.need_once(db, row["id"], team)
    elif team_entries.own_sheet(db, row["id"], team) is None:
        raise CommandRejected("no_sheet", "The sheet of this batch is not entered yet.")


def _need_sums(db: sqlite3.Connection, row: sqlite3.Row, ballot: rule.Ballot, totals: rule.Totals) -> None:
    """The hard identities of a batch, each told with its formula and both numbers."""
    held = queries.one(db, row["round"])
    rests = held is not None and queries.asks_blank(queries.rules(held))
    names = {one["id"]: one for one in queries.candidates(db, row["round"])}
    for office, marks in ballot.marks_most.items():
        listed = [
            Candidate(names[id]["name"], "", *figures, write_in=id in ballot.write_ins)
            for id, figures in totals.votes.items()
            if ballot.office_of[id] == office
        ]
        counted = totals.valid - totals.spoilt[office]
        marked = counted - totals.blanks[office] if office in totals.blanks else None
        if marked is not None and marked < 0:
            said = "Blank %(n)s > valid %(most)s."
            raise CommandRejected("blank_above_valid", said, n=totals.blanks[office], most=counted)
        if totals.blanks.get(office, totals.blank) < totals.blank:
            n, least = totals.blanks[office], totals.blank
            raise CommandRejected(
                "blank_below_papers", "Blank %(n)s < papers without any mark %(least)s.", n=n, least=least
            )
        other = _other_answers(db, held, office, listed) if held is not None else None
        for broken in candidate_identities(marks, counted, listed, marked, rests, other):
            msgid, told = broken.clause
            raise CommandRejected(broken.code, msgid, status=409, **told)


def _other_answers(db: sqlite3.Connection, held: sqlite3.Row, office: int, listed: Sequence[Candidate]) -> int | None:
    """Answers in a batch that are for nobody, where a line rests on the papers that mark the office; else None."""
    rules = queries.rules(held)
    place = next(Office(one["name"], one["seats"]) for one in queries.offices(db, held["id"]) if one["id"] == office)
    if rules.version == 1 or not asks_blank(rules, place, listed, rivalry(rules, place, listed)):
        return None
    return answers(rules, listed)


def need_open(db: sqlite3.Connection, batch: int, team: str) -> tuple[sqlite3.Row, rule.Ballot]:
    """An open batch of a round that is being counted, and what its papers may hold."""
    row = _batch(db, batch)
    held = queries.one(db, row["round"])
    assert held
    if held["state"] != "counting" or row["state"] != "open":
        raise CommandRejected("batch_closed", "Batch %(number)s is not open.", number=row["number"])
    if team in team_entries.closed_by(db, batch):
        raise CommandRejected(
            "batch_finished", "Your team has finished batch %(number)s; wait for the other.", number=row["number"]
        )
    return row, queries.ballot(db, held)


def _batch(db: sqlite3.Connection, batch: int) -> sqlite3.Row:
    row = queries.batch(db, batch)
    if row is None:
        raise CommandRejected("no_such_batch", "There is no such batch.", status=404)
    return row
