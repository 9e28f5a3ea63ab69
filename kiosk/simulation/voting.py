"""The votes of a rehearsal as its chair leads them: of five three are recommended, the tied again; the committee decides
for two; the members elect one.

Each act looks at where the round is, so that it goes on from wherever somebody else has brought it. Who declares and
what is counted is told by the file alone; the papers are given out to whoever the desks count.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from kiosk.ballots import queries
from kiosk.checkin import queries as checkin
from kiosk.simulation.pacing import Part
from kiosk.speeches.draw import queries as draws
from kiosk.store.times import times

READ_SECONDS = 1.5
PAPER_SECONDS = 2.0
RESULT_SECONDS = 4.0
SPARE = 10
ADVANCE = 3
NOMINATED = 2
PARTY = "party-grassroots"
OFFICE = {"zh-Hans": "书记", "zh-Hant": "書記", "en": "Secretary"}
BODY = {"zh-Hans": "中共临江镇委员会", "zh-Hant": "中共臨江鎮委員會", "en": "Town committee"}
DOCUMENT = {"zh-Hans": "临党发〔2026〕9号", "zh-Hant": "臨黨發〔2026〕9號", "en": "Decision 9 of 2026"}
DECIDED = {"zh-Hans": "书记候选人", "zh-Hant": "書記候選人", "en": "Candidates for secretary"}
ROUNDS = {
    "recommendation": {"zh-Hans": "书记人选推荐", "zh-Hant": "書記人選推薦", "en": "Recommendation for secretary"},
    "runoff": {
        "zh-Hans": "书记人选推荐：重新投票",
        "zh-Hant": "書記人選推薦：重新投票",
        "en": "Recommendation: runoff",
    },
    "election": {"zh-Hans": "书记选举", "zh-Hant": "書記選舉", "en": "Election of the secretary"},
}
METHODS = {"recommendation": "papers", "runoff": "sheet", "election": "called"}


class Votes:
    """The chair's acts in a vote."""

    def __init__(self, part: Part, language: str, names: tuple[str, ...]) -> None:
        self._part, self._language, self._names = part, language, names

    def cast(self) -> bool:
        """From the preparation to the papers that came back; False where no vote is needed, as when nobody is tied."""
        row = queries.last(self._part.db)
        between = row is None or row["state"] in (*queries.ANNOUNCED, "void")
        if between and not self._prepare(row):
            return False
        acts = {"prepared": self._begin, "issuing": self._open, "voting": self._close, "closed": self._take_back}
        while (state := self._row()["state"]) in acts:
            acts[state]()
        return True

    def count(self) -> None:
        """The batches are opened; then the tellers and the chief scrutineer have it in their hands."""
        row = self._row()
        if row["state"] == "returned":
            batches = -(-row["returned"] // 50)
            sizes = [row["returned"] // batches + (place < row["returned"] % batches) for place in range(batches)]
            self._wait(READ_SECONDS)
            self._on("batches", batches=sizes, method=METHODS[row["kind"]])
        self._part.until(lambda db: queries.last(db)["state"] not in ("returned", "counting", "counted"))  # type: ignore[index]

    def declare(self) -> None:
        """The result stands on the screen; a tie is voted on again; who goes on or is elected is declared."""
        self._part.until(lambda db: queries.last(db)["state"] != "signed")  # type: ignore[index]
        row = self._row()
        if row["state"] != "reported":
            return
        self._wait(RESULT_SECONDS)
        if self._told(row, "tied") and not queries.notes(self._part.db, row["id"], "tie"):
            self._on("tie", way="revote", names=[], reason="")
            self._wait(READ_SECONDS)
        self._on("declaration")
        self._wait(RESULT_SECONDS * 1.5)

    def accept(self) -> None:
        row = self._row()
        if row["kind"] == "election" and row["state"] == "declared":
            for name in self._told(row, "elected"):
                self._wait(READ_SECONDS)
                self._on("acceptances", name=name, outcome="accepted")

    def _prepare(self, before: sqlite3.Row | None) -> bool:
        kind, names, after, rules = self._following(before)
        if not names:
            return False
        made = self._part.post(
            "/ballots/rounds", title=self._say(ROUNDS[kind]), kind=kind, preset=PARTY, changes=rules, after_round=after,
            offices=[{"name": self._say(OFFICE), "seats": 1}],
        )  # fmt: skip
        self._list(made["round"], names, made["offices"][0]["id"])
        return True

    def _following(self, before: sqlite3.Row | None) -> tuple[str, list[str], int | None, dict[str, Any]]:
        """What is voted on next: its kind, who stands, the round it follows, and the rules that are changed for it."""
        held = [row for row in queries.rounds(self._part.db) if row["state"] != "void"]
        if before is None or not held:
            return "recommendation", list(self._names), None, {"advance": ADVANCE, "min_candidates": "none"}
        on = [name for row in held for name in self._told(row, "advanced")]
        if len(held) == 1 and (tied := self._told(held[0], "tied")):
            rules = {"advance": max(1, ADVANCE - len(on)), "min_candidates": "none", "write_ins": False}
            return "runoff", tied, held[0]["id"], rules
        if held[-1]["kind"] == "election":
            return "election", [], None, {}
        nominated = (on or list(self._names))[:NOMINATED]
        self._decide(nominated, held[0]["id"])
        return "election", nominated, None, {}

    def _decide(self, names: list[str], after: int) -> None:
        self._wait(READ_SECONDS)
        self._part.post(
            "/ballots/decisions", title=self._say(DECIDED), body=self._say(BODY), document=self._say(DOCUMENT),
            decided_on=times(self._part.db).day(self._part.now).isoformat(), names=names, after_round=after,
        )  # fmt: skip

    def _list(self, round: int, names: list[str], office: int) -> None:
        drawn = draws.last_over(self._part.db)
        known = list(drawn.order) if drawn else []
        by_draw = drawn is not None and all(name in known for name in names)
        ordered = sorted(names, key=known.index) if by_draw else names
        how = {"order_by": "draw", "draw": drawn.number} if by_draw and drawn else {"order_by": "hand"}
        path = f"/ballots/rounds/{round}/candidates"
        self._part.post(path, candidates=[{"name": name, "office": office} for name in ordered], **how)

    def _begin(self) -> None:
        row = self._row()
        if not row["rules_hash"]:
            self._wait(READ_SECONDS)
            self._on("adoption", votes=None, against=0, abstain=0)
        self._wait(READ_SECONDS)
        if not queries.boxes(self._part.db, row["id"]):
            self._on("boxes", seals=["A-0017", "A-0018"])
        self._on("issuing", printed=checkin.attendance(self._part.db)["votes"] + SPARE)

    def _open(self) -> None:
        row = self._row()
        self._wait(PAPER_SECONDS)
        if row["issued"] is None:
            spare = max(0, row["printed"] - row["present_votes"])
            self._on("papers-out", issued=row["present_votes"], exchanged=0, spare=spare)
        self._on("voting")

    def _close(self) -> None:
        self._wait(PAPER_SECONDS)
        if self._row()["last_call_at"] is None:
            self._on("last-call")
            self._wait(READ_SECONDS)
        self._on("closing")

    def _take_back(self) -> None:
        row = self._row()
        boxes = queries.boxes(self._part.db, row["id"])
        share = row["issued"] // len(boxes)
        counted = {str(one["number"]): share for one in boxes[1:]}
        self._wait(READ_SECONDS)
        first = {str(boxes[0]["number"]): row["issued"] - share * (len(boxes) - 1)}
        self._on("papers-back", boxes={**first, **counted}, late=0)

    def _told(self, row: sqlite3.Row, what: str) -> list[str]:
        """The names of a verdict: advanced, elected, or tied."""
        kept = queries.result(self._part.db, row["id"], row["version"])
        offices = queries.verdict(json.loads(kept["figures"]))["offices"] if kept else []
        return [name for one in offices for name in (one["revote"]["names"] if what == "tied" else one[what])]

    def _row(self) -> sqlite3.Row:
        row = queries.last(self._part.db)
        assert row
        return row

    def _on(self, what: str, **fields: Any) -> None:
        self._part.post(f"/ballots/rounds/{self._row()['id']}/{what}", **fields)

    def _wait(self, seconds: float) -> None:
        self._part.wait(seconds)

    def _say(self, texts: dict[str, str]) -> str:
        return texts.get(self._language, texts["en"])
