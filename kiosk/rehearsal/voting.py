"""The chair's part of the voting: a recommendation from five to three with a tie and its runoff, the committee's
decision from three to two, the election. The tellers and the chief scrutineer do theirs beside it."""

from __future__ import annotations

import json
import time
from typing import Any

from kiosk.ballots import queries
from kiosk.checkin import queries as checkin
from kiosk.rehearsal.arrivals import Desk
from kiosk.rehearsal.audience import Reader
from kiosk.rehearsal.counters import LOOK_SECONDS
from kiosk.speeches import queries as draws

READ_SECONDS = 3.0
PAPER_SECONDS = 5.0
RESULT_SECONDS = 9.0
SPARE = 10
OFFICE = {"zh-Hans": "书记", "en": "Secretary"}
TITLES = {
    "zh-Hans": ("书记人选推荐", "书记人选推荐：重新投票", "书记选举", "书记候选人", "中共临江镇委员会"),
    "en": (
        "Recommendation for secretary", "Recommendation: runoff", "Election of the secretary", "Candidates for secretary",
        "Town committee",
    ),
}  # fmt: skip
PARTY = "party-grassroots"


class Chair:
    """Who leads the votes of a rehearsal, at its speed."""

    def __init__(self, desk: Desk, reader: Reader, speed: float, language: str) -> None:
        self._desk, self._reader, self._speed = desk, reader, speed
        self._office = OFFICE.get(language, OFFICE["en"])
        self._titles = TITLES.get(language, TITLES["en"])

    def lead(self, names: list[str]) -> None:
        """From five names to one."""
        recommended, runoff, election, decided, body = self._titles
        first = self._round(recommended, names, "recommendation", advance=3, method="papers")
        going_on = self._advanced(first)
        tied = self._tied(first)
        if tied:
            again = {"write_ins": False, "min_candidates": "none"}
            later = self._round(
                runoff, tied, "runoff", advance=3 - len(going_on), changes=again, after=first, method="sheet"
            )
            going_on += self._advanced(later)
        going_on = going_on[:3]
        self._wait(READ_SECONDS)
        self._desk.post(
            "/ballots/decisions", title=decided, body=body, document="临党发〔2026〕9号", decided_on=time.strftime("%Y-%m-%d"),
            names=going_on[:2], after_round=first,
        )  # fmt: skip
        last = self._round(election, going_on[:2], "election", method="called")
        for name in self._elected(last):
            self._wait(READ_SECONDS)
            self._on(last, "acceptances", name=name, outcome="accepted")

    def _round(
        self, title: str, names: list[str], kind: str, *, method: str, advance: int = 0, after: int | None = None,
        changes: dict[str, Any] | None = None,
    ) -> int:  # fmt: skip
        """One round to its declaration; its id."""
        rules = {**({"advance": advance, "min_candidates": "none"} if advance else {}), **(changes or {})}
        made = self._desk.post(
            "/ballots/rounds", title=title, kind=kind, preset=PARTY, changes=rules, after_round=after,
            offices=[{"name": self._office, "seats": 1}],
        )  # fmt: skip
        id = int(made["round"])
        self._list(id, names, made["offices"][0]["id"])
        self._on(id, "adoption", votes=None, against=0, abstain=0)
        self._wait(READ_SECONDS * 2)
        self._vote(id)
        self._count(id, method)
        self._close(id)
        return id

    def _list(self, id: int, names: list[str], office: int) -> None:
        drawn = draws.last_over(self._reader())
        known = list(drawn.order) if drawn else []
        by_draw = drawn is not None and all(name in known for name in names)
        ordered = sorted(names, key=known.index) if by_draw else names
        how = {"order_by": "draw", "draw": drawn.number} if by_draw and drawn else {"order_by": "hand"}
        self._on(id, "candidates", candidates=[{"name": name, "office": office} for name in ordered], **how)

    def _vote(self, id: int) -> None:
        self._on(id, "boxes", seals=["A-0017", "A-0018"])
        self._on(id, "issuing", printed=checkin.attendance(self._reader())["votes"] + SPARE)
        row = queries.one(self._reader(), id)
        assert row
        there = row["present_votes"]
        self._wait(PAPER_SECONDS)
        self._on(id, "papers-out", issued=there, exchanged=0, spare=row["printed"] - there)
        self._on(id, "voting")
        self._wait(PAPER_SECONDS)
        self._on(id, "last-call")
        self._wait(READ_SECONDS)
        self._on(id, "closing")
        half = there // 2
        self._wait(READ_SECONDS)
        self._on(id, "papers-back", boxes={"1": half, "2": there - half}, late=0)

    def _count(self, id: int, method: str) -> None:
        row = queries.one(self._reader(), id)
        assert row
        count = -(-row["returned"] // 50)
        sizes = [row["returned"] // count + (place < row["returned"] % count) for place in range(count)]
        self._wait(READ_SECONDS)
        self._on(id, "batches", batches=sizes, method=method)
        while queries.one(self._reader(), id)["state"] != "reported":  # type: ignore[index]
            time.sleep(LOOK_SECONDS)

    def _close(self, id: int) -> None:
        """The result stands on the screen; a tie is voted on again, then who goes on or is elected is declared."""
        self._wait(RESULT_SECONDS)
        if self._tied(id):
            self._on(id, "tie", way="revote", names=[], reason="")
            self._wait(READ_SECONDS)
        self._on(id, "declaration")
        self._wait(RESULT_SECONDS)

    def _offices(self, id: int) -> list[dict[str, Any]]:
        row = queries.one(self._reader(), id)
        assert row
        kept = queries.result(self._reader(), id, row["version"])
        assert kept
        found: list[dict[str, Any]] = queries.verdict(json.loads(kept["figures"]))["offices"]
        return found

    def _advanced(self, id: int) -> list[str]:
        return [name for office in self._offices(id) for name in office["advanced"]]

    def _elected(self, id: int) -> list[str]:
        return [name for office in self._offices(id) for name in office["elected"]]

    def _tied(self, id: int) -> list[str]:
        return [name for office in self._offices(id) for name in office["revote"]["names"]]

    def _on(self, id: int, what: str, **fields: Any) -> None:
        self._desk.post(f"/ballots/rounds/{id}/{what}", **fields)

    def _wait(self, seconds: float) -> None:
        time.sleep(seconds / self._speed)
