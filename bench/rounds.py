"""A round of paper ballots over HTTP, from its preparation to the piles before the teams, and papers by chance."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

Marks = dict[str, str]
Post = Callable[[str, dict[str, Any], str], tuple[int, Any]]


class PaperRound:
    """One round; `post(path, fields, role)` sends a request as a device of that role and gives status and body."""

    def __init__(
        self,
        post: Post,
        offices: Sequence[tuple[str, int, Sequence[str]]],
        papers: int,
        *,
        preset: str = "party-grassroots",
        public_count: bool = True,
        title: str = "Election",
    ) -> None:
        self._post = post
        self.papers = papers
        made = self.ask(
            "/ballots/rounds",
            title=title,
            kind="election",
            preset=preset,
            offices=[{"name": name, "seats": seats} for name, seats, _ in offices],
            eligible=papers,
            public_count=public_count,
        )
        self.id: int = made["round"]
        standing = [
            {"name": name, "office": office["id"]}
            for office, (_, _, names) in zip(made["offices"], offices, strict=True)
            for name in names
        ]
        listed = self.ask(self.path("candidates"), candidates=standing)["candidates"]
        self.offices: list[dict[str, Any]] = made["offices"]
        self.names = {one["name"]: str(one["id"]) for one in listed}

    def path(self, what: str) -> str:
        return f"/ballots/rounds/{self.id}/{what}"

    def ask(self, path: str, role: str = "chair", status: int = 200, **fields: Any) -> dict[str, Any]:
        found, body = self._post(path, fields, role)
        assert found == status, (path, found, body)
        answer: dict[str, Any] = body
        return answer

    def vote(self) -> None:
        """Until every paper is out of the box and counted."""
        self.issue()
        self.ask(self.path("papers-back"), "chief_scrutineer", boxes={"1": self.papers}, late=0)

    def issue(self) -> None:
        """Until the voting is closed."""
        self.ask(self.path("adoption"), votes=self.papers, against=0, abstain=0)
        self.ask(self.path("issuing"), printed=self.papers + 2, votes=self.papers, persons=self.papers)
        self.ask(self.path("papers-out"), "chief_scrutineer", issued=self.papers, exchanged=0, spare=2)
        self.ask(self.path("boxes"), "chief_scrutineer", seals=["A-1"])
        self.ask(self.path("voting"))
        self.ask(self.path("closing"))

    def open(self, *sizes: int, method: str = "papers") -> list[int]:
        told = self.ask(self.path("batches"), "chief_scrutineer", batches=list(sizes), method=method)
        return [one["id"] for one in told["batches"]]

    def enter(self, batch: int, team: str, papers: Sequence[Marks], first: int = 1) -> None:
        for place, marks in enumerate(papers, first):
            self.enter_paper(batch, team, place, marks)

    def enter_paper(self, batch: int, team: str, place: int, marks: Marks) -> dict[str, Any]:
        key = f"{batch}-{team}-{place}-{random.getrandbits(64)}"
        return self.ask(f"/ballots/batches/{batch}/papers", f"teller_{team}", paper=place, marks=marks, key=key)

    def finish(self, batch: int, team: str) -> dict[str, Any]:
        return self.ask(f"/ballots/batches/{batch}/finish", f"teller_{team}")

    def agree(self, batch: int, papers: Sequence[Marks]) -> None:
        for team in "ab":
            self.enter(batch, team, papers)
            self.finish(batch, team)

    def sign(self) -> None:
        for role in ("teller_a", "teller_b", "chief_scrutineer"):
            self.ask(self.path("signatures"), role, name=f"Signer {role}")

    def circle(self, *names: str) -> Marks:
        return {self.names[name]: "for" for name in names}
