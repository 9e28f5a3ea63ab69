"""A round over HTTP, act by act, as its devices send them; against a real server or a test client alike."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Made = dict[str, Any]
Post = Callable[[str, Made, str], tuple[int, Any]]


class Acts:
    """One round: `post(path, fields, role)` sends. Each act answers what the server said, once it was 200."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.id = 0
        self.offices: list[Made] = []
        self.names: dict[str, str] = {}
        self._opened: list[tuple[int, int]] = []

    def do(self, path: str, role: str = "chair", status: int = 200, **fields: Any) -> Made:
        answered, body = self.post(path, {"command_id": secrets.token_hex(12), **fields}, role)
        assert answered == status, (path, answered, body)
        return dict(body)

    def on(self, what: str, role: str = "chair", status: int = 200, **fields: Any) -> Made:
        return self.do(f"/ballots/rounds/{self.id}/{what}", role, status, **fields)

    def prepare(self, offices: Mapping[str, int], **fields: Any) -> Acts:
        asked = {"title": "Election", "kind": "election", "preset": "party-grassroots", **fields}
        made = self.do("/ballots/rounds", offices=[{"name": n, "seats": s} for n, s in offices.items()], **asked)
        self.id, self.offices = made["round"], made["offices"]
        return self

    def list(self, names: Sequence[str], office: int = 0, **fields: Any) -> Acts:
        standing = [{"name": name, "office": self.offices[office]["id"]} for name in names]
        listed = self.on("candidates", candidates=standing, **fields)["candidates"]
        self.names = {one["name"]: str(one["id"]) for one in listed}
        return self

    def adopt(self) -> Acts:
        self.on("adoption", votes=None, against=0, abstain=0)
        return self

    def vote(self, *, present: int, issued: int | None = None, returned: int | None = None, spare: int = 2) -> Made:
        """Boxes, papers out, voting, papers back; the answer to the count of the papers that came back."""
        issued = self.until_closed(present=present, issued=issued, spare=spare)
        back = issued if returned is None else returned
        return self.on("papers-back", "chief_scrutineer", boxes={"1": back}, late=0)

    def until_closed(self, *, present: int, issued: int | None = None, spare: int = 2) -> int:
        """The same, until the boxes are closed; how many papers were issued."""
        issued = present if issued is None else issued
        self.on("boxes", seals=["A-1"])
        self.on("issuing", printed=issued + spare, votes=present, persons=present)
        self.on("papers-out", "chief_scrutineer", issued=issued, exchanged=0, spare=spare)
        self.on("voting")
        self.on("last-call")
        self.on("closing")
        return issued

    def rule_out(self, papers: int, reason: str = "unclear") -> None:
        if papers:
            self.on("rulings", "chief_scrutineer", valid=False, reason=reason, papers=papers)

    def write_in(self, name: str, office: int = 0) -> None:
        made = self.on("write-ins", "chief_scrutineer", name=name, office=self.offices[office]["id"])
        self.names[name] = str(made["candidate"])

    def sheets(self, votes: Mapping[str, int], valid: int, write_ins: Mapping[str, int] | None = None) -> None:
        """All papers as sheets, in even batches, both teams alike; against is what is left of the listed names."""
        write_ins = write_ins or {}
        count = -(-valid // 200)
        sizes = [valid // count + (place < valid % count) for place in range(count)]
        batches = self.on("batches", "chief_scrutineer", batches=sizes, method="sheet")["batches"]
        self._opened = [(batch["id"], size) for batch, size in zip(batches, sizes, strict=True)]
        left, rest = {**votes, **write_ins}, valid
        for batch, size in zip(batches, sizes, strict=True):
            given = {name: n * size // rest for name, n in left.items()}
            left, rest = {name: n - given[name] for name, n in left.items()}, rest - size
            figures = {self.names[n]: [g, 0 if n in write_ins else size - g, 0] for n, g in given.items()}
            for team in ("teller_a", "teller_b"):
                path = f"/ballots/batches/{batch['id']}"
                self.do(f"{path}/sheet", team, valid=size, invalid=0, blank=0, votes=figures)
                self.do(f"{path}/finish", team)

    def again(self, votes: Mapping[str, int]) -> None:
        """The one batch of a recount, as sheets of both teams; against is what is left."""
        for number, (batch, size) in enumerate(self._opened):
            rest = sum(one for _, one in self._opened[number:])
            for team in ("teller_a", "teller_b"):
                given = {name: n * size // rest for name, n in votes.items()}
                figures = {self.names[n]: [g, size - g, 0] for n, g in given.items()}
                self.do(f"/ballots/batches/{batch}/sheet", team, valid=size, invalid=0, blank=0, votes=figures)
                self.do(f"/ballots/batches/{batch}/finish", team)
            votes = {name: n - n * size // rest for name, n in votes.items()}

    def papers(self, papers: Sequence[Mapping[str, str]], slip: Mapping[int, Mapping[str, str]] | None = None) -> None:
        """Every paper by both teams, in one batch; team B reads those of `slip` otherwise and then mends them."""
        batch = self.on("batches", "chief_scrutineer", batches=[len(papers)], method="papers")["batches"][0]["id"]
        path = f"/ballots/batches/{batch}"
        for team in ("teller_a", "teller_b"):
            for place, marks in enumerate(papers, 1):
                read = (slip or {}).get(place, marks) if team == "teller_b" else marks
                self._enter(path, team, place, read)
            self.do(f"{path}/finish", team)
        for place in slip or {}:
            self._enter(path, "teller_b", place, papers[place - 1])
        if slip:
            for team in ("teller_a", "teller_b"):
                self.do(f"{path}/finish", team)

    def _enter(self, path: str, team: str, place: int, marks: Mapping[str, str]) -> None:
        named = {self.names[name]: mark for name, mark in marks.items()}
        self.do(f"{path}/papers", team, paper=place, marks=named, key=secrets.token_hex(8))

    def sign(self) -> None:
        self.on("count", "chief_scrutineer")
        self.adopt_scrutineers()
        for role in ("teller_a", "teller_b", "chief_scrutineer"):
            self.on("signatures", role, name=f"Signer {role}")

    def adopt_scrutineers(self, *names: str) -> None:
        """The meeting adopts who will sign as chief scrutineer, by a clear majority of hands."""
        asked = {"title": "Scrutineers", "method": "clear", "present": 1, "votes": None, "against": 0, "abstain": 0}
        adopted = list(names) or ["Signer chief_scrutineer"]
        self.do("/ballots/hands", subject="scrutineers", names=adopted, **asked)

    def report(self) -> Made:
        return self.on("report", "chief_scrutineer")

    def declare(self) -> Made:
        return self.on("declaration", "chair")
