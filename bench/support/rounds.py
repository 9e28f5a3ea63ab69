"""A round of paper ballots over HTTP, from its preparation to the piles before the teams, and papers by chance."""

from __future__ import annotations

import http.client
import json
import random
import secrets
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from bench.support import fixtures

ROLES = ("chair", "teller_a", "teller_b", "chief_scrutineer")
ANSWER_SECONDS_MOST = 30

Marks = dict[str, str]


class Sends(Protocol):
    """Devices of a meeting, one for each role; each answers with status and body."""

    def post(self, path: str, fields: dict[str, Any], role: str) -> tuple[int, Any]: ...
    def get(self, path: str, role: str) -> tuple[int, Any]: ...


class Devices:
    """Devices of a served file. A request that gets no answer is sent again, the same, after `revive` (told
    what was asked) gave the server's new address; `answered` hears of each that was."""

    def __init__(
        self,
        path: Path,
        url: str,
        revive: Callable[[str], str] | None = None,
        answered: Callable[[str, dict[str, Any]], None] = lambda path, fields: None,
    ) -> None:
        self._path, self._url, self._revive, self._answered = path, url, revive, answered
        self._tokens = {role: fixtures.pair(path, role) for role in ROLES}

    def token(self, role: str) -> str:
        return self._tokens[role]

    def post(self, path: str, fields: dict[str, Any], role: str) -> tuple[int, Any]:
        data = json.dumps({"command_id": secrets.token_urlsafe(12), **fields}).encode()
        found = self._ask("POST", path, data, role)
        self._answered(path, fields)
        return found

    def get(self, path: str, role: str) -> tuple[int, Any]:
        return self._ask("GET", path, None, role)

    def _ask(self, method: str, path: str, data: bytes | None, role: str) -> tuple[int, Any]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._tokens[role]}"}
        while True:
            asked = urllib.request.Request(f"{self._url}{path}", data, headers, method=method)
            try:
                with urllib.request.urlopen(asked, timeout=ANSWER_SECONDS_MOST) as response:
                    return response.status, json.loads(response.read())
            except urllib.error.HTTPError as error:
                return error.code, json.loads(error.read())
            except (OSError, http.client.HTTPException):
                if self._revive is None:
                    raise
                self._url = self._revive(path)


class PaperRound:
    """One round of a meeting whose devices it has in hand."""

    def __init__(
        self,
        devices: Sends,
        offices: Sequence[tuple[str, int, Sequence[str]]],
        papers: int,
        *,
        preset: str = "party-grassroots",
        public_count: bool = True,
        title: str = "Election",
        kind: str = "election",
        changes: dict[str, Any] | None = None,
    ) -> None:
        self._devices = devices
        self.papers = papers
        made = self.ask(
            "/ballots/rounds",
            title=title,
            kind=kind,
            preset=preset,
            changes=changes or {},
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
        found, body = self._devices.post(path, fields, role)
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
        self.ask(self.path("last-call"))
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

    def adopt_scrutineers(self, *names: str) -> None:
        """The meeting adopts by hands who will sign as chief scrutineer."""
        clear = {"method": "clear", "present": 1, "votes": None, "against": 0, "abstain": 0}
        self.ask("/ballots/hands", "chair", title="Scrutineers", subject="scrutineers", names=list(names), **clear)

    def sign(self) -> None:
        self.adopt_scrutineers("Signer chief_scrutineer")
        for role in ("teller_a", "teller_b", "chief_scrutineer"):
            self.ask(self.path("signatures"), role, name=f"Signer {role}")

    def announce(self) -> None:
        """Reported, and the elected declared; the chair says so where the round leaves it to the chair."""
        self.ask(self.path("report"), "chief_scrutineer")
        self.ask(self.path("declaration"))

    def figures(self) -> dict[str, Any]:
        """The round's file."""
        status, found = self._devices.get(f"/ballots/rounds/{self.id}.json", "chief_scrutineer")
        assert status == 200, found
        file: dict[str, Any] = found
        return file

    def circle(self, *names: str) -> Marks:
        return {self.names[name]: "for" for name in names}
