"""An anonymous question is anonymous in the file: nothing in it leads to who asked."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.store import journal
from tests.conftest import START, Hall
from tests.support.members import code_of, enrol_many

MEMBERS = 3
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))  # the laptop's, the same in both


def asked(make_hall: Callable[..., Hall], monkeypatch: pytest.MonkeyPatch, member: int, role: str) -> tuple[str, bytes]:
    """The dump of a file in which this member asked anonymously, and its raw bytes; clock and ids fixed."""
    own, here, writer, others = (
        threading.get_ident(),
        itertools.count(1),
        itertools.count(2**63),
        itertools.count(2**62),
    )
    before = {thread.ident for thread in threading.enumerate()}

    def drawn(n: int = 32) -> bytes:
        """Counted in this thread and in the writer's apart: whichever comes first, each draws the same. What an earlier
        test left running draws for itself."""
        thread = threading.current_thread()
        ours = writer if thread.name == "kiosk-writer" and thread.ident not in before else others
        return next(here if thread.ident == own else ours).to_bytes(max(n, 8), "big")[-n:]

    with monkeypatch.context() as fixed:
        fixed.setattr("os.urandom", drawn)
        fixed.setattr("secrets.token_bytes", drawn)
        fixed.setattr("kiosk.store.meeting_clock.Laptop.wall", lambda self: START)
        fixed.setattr("kiosk.store.meeting_clock.Laptop.steady", lambda self: START)
        fixed.setattr("time.time_ns", lambda: START * 1_000_000)
        fixed.setattr(f"{Ed25519PrivateKey.__module__}.Ed25519PrivateKey.generate", lambda: KEY)
        hall = make_hall()
        hall.at(START)
        enrol_many(hall, MEMBERS)
        for one in range(1, MEMBERS + 1):
            hall.client("desk").post(
                "/checkin/scans", json={"command_id": f"scan-{one:06d}", "code": code_of(hall, one)}
            )
        hall.token("stand")
        hall.run("set_question_rules", who="members", naming="anonymous", approval=True, sequence="turns", votes_shown=True, characters_most=200, waiting_most=3, pending_most=300, answer_seconds=120)  # fmt: skip
        hall.run("open_questions")
        client = hall.client(role)
        client.environ_base["HTTP_ORIGIN"] = "http://localhost"
        client.environ_base["REMOTE_ADDR"] = f"192.0.2.{member}"
        token = client.post("/qa/askers", json={"badge": code_of(hall, member)}).get_json()["asker"]
        answer = client.post(
            "/qa/questions",
            json={
                "command_id": "question-1",
                "asker": token,
                "text": "Where did it go?",
                "token": "follow-" * 4,
                "name": f"Member {member}",
            },
        )
        assert answer.status_code == 200, answer.data
        hall.check()
        hall.db.execute("pragma wal_checkpoint(truncate)")
        return "\n".join(hall.db.iterdump()), Path(hall.path).read_bytes()


@pytest.mark.parametrize("role", ["public", "stand"])
def test_asked_with_badge_a_or_badge_b_the_file_is_the_same_to_the_byte(
    make_hall: Callable[..., Hall], monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    first, second = (asked(make_hall, monkeypatch, member, role) for member in (1, 3))
    assert first[0] == second[0]
    assert b"Where did it go" in first[1] and first[1] == second[1], "the raw bytes, too"


def test_the_entry_names_no_actor_no_device_and_no_badge(hall: Hall) -> None:
    (member,) = enrol_many(hall, 1)
    hall.client("desk").post("/checkin/scans", json={"command_id": "scan-000001", "code": code_of(hall, member)})
    hall.run("open_questions")
    rules = {"command_id": "rules-0001", "who": "members", "naming": "anonymous"}
    assert hall.client("chair").post("/qa/rules", json=rules).status_code == 200
    stand = hall.client("stand")
    token = stand.post("/qa/askers", json={"badge": code_of(hall, member)}).get_json()["asker"]
    fields = {
        "command_id": "question-1",
        "asker": token,
        "text": "Where did it go?",
        "token": "follow-" * 4,
        "name": "Li",
    }
    assert stand.post("/qa/questions", json=fields).status_code == 200
    entry = list(journal.entries(hall.db))[-1]
    assert (entry.kind, entry.actor) == ("question_asked", "anonymous")
    assert set(entry.facts) == {"question", "text", "way", "respondent", "place", "token_hash", "similar", "state", "trial", "naming", "asker", "member"}  # fmt: skip
    assert (entry.facts["asker"], entry.facts["member"]) == ("", None)
    known = {"text": "Where did it go?", "way": "stand", "respondent": None, "place": "", "token_hash": entry.facts["token_hash"]}  # fmt: skip
    assert entry.data["request"] == journal.digest(journal.canonical(["ask_anonymously", known])), (
        "the digest covers what the entry tells anyway, and nothing else"
    )
    assert "follow-" not in str(entry), "the token itself is the asker's"


def test_a_page_that_still_asks_by_name_is_told_and_nothing_is_kept(hall: Hall) -> None:
    hall.run("open_questions")
    assert hall.run("ask_anonymously", text="Who am I?", way="phone").body["code"] == "names_taken"
    rules = {"command_id": "rules-0001", "naming": "anonymous"}
    hall.client("chair").post("/qa/rules", json=rules)
    assert hall.run("ask", text="Who am I?", way="phone", asker="Li").body["code"] == "no_names"
    assert "Li" not in "".join(entry.data["answer"].get("message", "") for entry in journal.entries(hall.db))
