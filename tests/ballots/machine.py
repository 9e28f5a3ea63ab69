"""Rounds by chance, command by command: whatever is sent in whatever order, the invariants of a result hold.

Most steps send what comes next; the others send something else, and are refused or not. After every step each declared
round has no more names than seats in every office, nobody twice in one, the adopted rules, enough who took part, and the
signatures of its own version.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.ballots import queries
from kiosk.ballots.rounds.commands import rules_hash
from tests.conftest import Hall

DECLARED = ("declared", "accepted", "declined", "awaiting_approval")
NAMES = ["甲", "乙", "丙", "丁", "戊"]
PRESETS = ("party-grassroots", "association", "village", "society")
ELIGIBLE = 20
chance = st.integers(0, 1_000_000)


class Rounds(RuleBasedStateMachine):
    """One meeting; `make` gives its hall. What was declared is read out of the journal."""

    make: Callable[[], Hall]
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.hall = type(self).make()

    def run(self, command: str, **fields: Any) -> int:
        type(self).steps += 1
        answer = self.hall.run(command, **fields)
        assert answer.status in (200, 404, 409), (command, answer)
        return answer.status

    @property
    def row(self) -> Any:
        return queries.last(self.hall.db)

    @initialize(preset=st.sampled_from(PRESETS), seats=st.lists(st.integers(1, 2), min_size=1, max_size=3))
    def begin(self, preset: str, seats: list[int]) -> None:
        self.prepare(preset, seats)

    @rule(preset=st.sampled_from(PRESETS), seats=st.lists(st.integers(1, 2), min_size=1, max_size=3))
    def prepare(self, preset: str, seats: list[int]) -> None:
        offices = [{"name": f"O{place}", "seats": n} for place, n in enumerate(seats)]
        fields = {"title": "R", "kind": "election", "preset": preset, "changes": {}, "offices": offices}
        if self.run("prepare_round", eligible=ELIGIBLE, **fields) != 200:
            return
        row = self.row
        listed = [
            {
                "office": one["id"],
                "name": name,
                "origin": "self",
                "supporters": 0,
                "stage": "formal",
                "pledge": "",
                "member": None,
            }
            for one in queries.offices(self.hall.db, row["id"])
            for name in NAMES[: one["seats"] + 2]
        ]
        self.run("list_candidates", round=row["id"], candidates=listed)

    @rule(seed=chance)
    def go_on(self, seed: int) -> None:
        self._next(seed)

    @rule(seed=chance)
    def go_on_far(self, seed: int) -> None:
        for place in range(6):
            self._next(seed + place)

    def _next(self, seed: int) -> None:
        """What comes next, with figures of the seed."""
        row, id = self.row, self.row["id"]
        state = row["state"]
        if state == "prepared":
            self.run("adopt_rules", round=id, votes=None, against=0, abstain=0)
            self.run("seal_boxes", round=id, seals=["A"])
            self.run("open_issuing", round=id, printed=ELIGIBLE, votes=14 + seed % 7, persons=14 + seed % 7)
        elif state == "issuing":
            self.run("count_papers_out", round=id, issued=8 + seed % 12, exchanged=0, spare=0)
            self.run("open_voting", round=id)
        elif state == "voting":
            self.run("call_last", round=id)
            self.run("close_voting", round=id)
        elif state == "closed":
            self.run("count_papers_back", round=id, boxes={"1": max(1, row["issued"] - seed % 3)}, late=0)
        elif state == "returned":
            self.run("open_counting", round=id, batches=[row["returned"]], method="sheet")
        elif state == "counting":
            self._count(seed)
        elif state == "counted":
            clear = {"method": "clear", "present": 1, "votes": None, "against": 0, "abstain": 0}
            chiefs = [name or "S chief_scrutineer" for name in queries.unsigned(self.hall.db, row)["chief_scrutineer"]]
            self.run("vote_by_hands", title="S", subject="scrutineers", names=chiefs, **clear)
            for role, names in queries.unsigned(self.hall.db, row).items():
                for name in names:
                    self.run("sign_tally", round=id, signs_as=role, signer=name or f"S {role}")
        elif state == "signed":
            self.run("report_result", round=id)
        elif state == "reported":
            self._decide(seed)

    def _count(self, seed: int) -> None:
        """Both teams hand in the same sheet; its figures are of the seed, and often tie."""
        row = self.row
        batch = queries.open_batch(self.hall.db, row["id"])
        if batch is None:
            self.run("finish_counting", round=row["id"])
            return
        papers, each = batch["papers"], {}
        used: dict[str, int] = {}
        for place, one in enumerate(queries.candidates(self.hall.db, row["id"])):
            office = next(o for o in queries.offices(self.hall.db, row["id"]) if o["id"] == one["office"])
            share = papers * office["seats"] // (office["seats"] + 2)
            votes = min(share - (seed >> place) % 2, papers - used.get(one["name"], 0))
            used[one["name"]] = used.get(one["name"], 0) + max(0, votes)
            each[str(one["id"])] = [max(0, votes), papers - max(0, votes), 0]
        offices = {str(one["id"]): 0 for one in queries.offices(self.hall.db, row["id"])}
        sheet = {"valid": papers, "invalid": 0, "blank": 0, "votes": each, "blanks": offices}
        for team in "ab":
            type(self).steps += 1
            self.hall.work("enter_sheet", batch=batch["id"], team=team, **sheet)
            self.hall.work("finish_batch", batch=batch["id"], team=team)
        self.run("agree_batch", batch=batch["id"])

    def _decide(self, seed: int) -> None:
        row = self.row
        for one in queries.verdict_of(self.hall.db, row)["offices"]:
            names = one["revote"]["names"]
            if names:
                turned = names[seed % len(names) :] + names[: seed % len(names)]
                fields = {"office": one["name"], "names": turned[: one["revote"]["seats"]], "reason": "chance"}
                self.run("decide_tie", round=row["id"], way="chair", **fields)
        self.run("declare_elected", round=row["id"])

    @rule(office=st.sampled_from(["O0", "O1", None]), names=st.lists(st.sampled_from(NAMES), max_size=3))
    def decide_something(self, office: str | None, names: list[str]) -> None:
        fields = {} if office is None else {"office": office}
        self.run("decide_tie", round=self.row["id"], way="consent", names=names, reason="chance", **fields)

    @rule(way=st.sampled_from(["new_round", "reduced", "vacant"]))
    def decide_shortfall(self, way: str) -> None:
        self.run("decide_shortfall", round=self.row["id"], way=way, votes=12)

    @rule()
    def declare(self) -> None:
        self.run("declare_elected", round=self.row["id"])

    @rule()
    def count_again(self) -> None:
        self.run("open_recount", round=self.row["id"], reason="doubt")

    @rule(batch=st.integers(1, 2), papers=st.integers(0, 22))
    def find_papers(self, batch: int, papers: int) -> None:
        self.run("find_papers", round=self.row["id"], found={str(batch): papers}, reason="counted")

    @rule()
    def stop_the_recount(self) -> None:
        self.run("stop_recount", round=self.row["id"], reason="papers are missing")

    @rule(role=st.sampled_from(queries.SIGNERS), substitute=st.sampled_from(["", "New one", "S teller_b", "甲"]))
    def cannot_sign(self, role: str, substitute: str) -> None:
        due = queries.due(self.hall.db, self.row)[role]
        absent = due[0] if due else "Nobody"
        fields = {"absent": absent, "reason": "ill", "substitute": substitute}
        self.run("appoint_substitute", round=self.row["id"], for_role=role, **fields)

    @rule(place=st.integers(0, 5))
    def withdraw(self, place: int) -> None:
        names = queries.candidates(self.hall.db, self.row["id"])
        if place < len(names):
            self.run("withdraw_candidate", round=self.row["id"], candidate=names[place]["id"], reason="ill")

    @rule(role=st.sampled_from(["chair", "chief_scrutineer"]))
    def annul(self, role: str) -> None:
        self.run("annul_round", round=self.row["id"], reason="upheld", role=role)

    @rule(name=st.sampled_from(NAMES), outcome=st.sampled_from(["accepted", "declined"]))
    def accept(self, name: str, outcome: str) -> None:
        self.run("record_acceptance", round=self.row["id"], elected=name, outcome=outcome)

    @rule()
    def void(self) -> None:
        if self.row["state"] in ("issuing", "counting"):
            self.run("void_round", round=self.row["id"], reason="chance")

    @invariant()
    def what_is_declared_holds(self) -> None:
        db = self.hall.db
        for row in queries.rounds(db):
            if row["state"] not in DECLARED:
                continue
            data = db.execute(
                "select data from entry where kind = 'elected_declared' and json_extract(data, '$.facts.round') = ?"
                " order by seq desc limit 1",
                (row["id"],),
            ).fetchone()[0]
            facts = json.loads(data)["facts"]
            seats = {one["name"]: one["seats"] for one in queries.offices(db, row["id"])}
            for one in facts["offices"]:
                names = [*one["elected"], *(name for office, name in facts["chosen"] if office == one["name"])]
                assert len(names) <= seats[one["name"]], (one, facts["chosen"])
                assert len(set(names)) == len(names), names
            assert facts["version"] == row["version"]
            assert queries.verdict_of(db, row)["valid"]
            assert not any(queries.unsigned(db, row).values())
            adopted = rules_hash(row["preset"], json.loads(row["changes"]), row["kind"], row["rules_version"])
            assert adopted == row["rules_hash"]

    @invariant()
    def every_page_is_told(self) -> None:
        for view, role in (("hall", "screen"), ("phone", "public"), ("console", "chair")):
            self.hall.snapshot(view, role)

    def teardown(self) -> None:
        self.hall.check()  # tables and chain are what the journal says
