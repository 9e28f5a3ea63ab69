"""A round from its rules to its declaration: states, ledger, two blind teams, signatures, corrections."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from kiosk.ballots import queries
from kiosk.store import journal
from tests.conftest import Hall
from tests.support.members import code_of, enrol_many

NAMES = ("王芳", "李强", "张伟", "赵敏")
Marks = dict[str, str]


class Round:
    """One round of a hall, in few words; each act's answer, after it was what was expected."""

    def __init__(
        self, hall: Hall, *, members: int = 12, seats: int = 1, names: tuple[str, ...] = NAMES[:2], **others: Any
    ) -> None:
        self.hall = hall
        for member in enrol_many(hall, members):
            hall.client("desk").post(
                "/checkin/scans", json={"command_id": hall.command_id(), "code": code_of(hall, member)}
            )
        fields = {"title": "Election", "kind": "election", "preset": "party-grassroots", "changes": {}, **others}
        made = self.run("prepare_round", id=False, offices=[{"name": "委员", "seats": seats}], **fields)
        self.id, self.office = made["round"], made["offices"][0]["id"]
        standing = [
            {
                "name": name,
                "office": self.office,
                "origin": "organisation",
                "supporters": 0,
                "stage": "formal",
                "pledge": "",
                "member": None,
            }
            for name in names
        ]
        listed = self.run("list_candidates", candidates=standing)["candidates"]
        self.names = {one["name"]: str(one["id"]) for one in listed}
        self.adopt_scrutineers("Signer chief_scrutineer", "Chief", "吴四")

    def run(self, command: str, status: int = 200, id: bool = True, **fields: Any) -> dict[str, Any]:
        if id and command not in ("agree_batch", "recount_batch"):
            fields["round"] = self.id
        answer = self.hall.run(command, **fields)
        assert answer.status == status, (command, answer)
        return answer.body

    def adopt_scrutineers(self, *names: str) -> None:
        clear = {"method": "clear", "present": 1, "votes": None, "against": 0, "abstain": 0}
        self.run("vote_by_hands", id=False, title="Scrutineers", subject="scrutineers", names=names, **clear)

    def work(self, name: str, status: int = 200, **fields: Any) -> dict[str, Any]:
        answer = self.hall.work(name, **fields)
        assert answer.status == status, (name, answer)
        return answer.body

    def vote(self, papers: int) -> None:
        """Up to the papers that came back: so many were issued and so many returned."""
        self.run("adopt_rules", votes=None, against=0, abstain=0)
        self.run("open_issuing", printed=papers + 2)
        self.run("count_papers_out", issued=papers, exchanged=0, spare=2)
        self.run("seal_boxes", seals=["A-1"])
        self.run("open_voting")
        self.run("call_last")
        self.run("close_voting")
        self.run("count_papers_back", boxes={"1": papers}, late=0)

    def open_batches(self, *sizes: int, method: str = "papers") -> list[int]:
        return [one["id"] for one in self.run("open_counting", batches=list(sizes), method=method)["batches"]]

    def enter(self, batch: int, team: str, papers: list[Marks], first: int = 1) -> dict[str, Any]:
        for place, marks in enumerate(papers, first):
            self.work(
                "enter_paper", batch=batch, team=team, paper=place, marks=marks, key=f"{team}-{place}-{random.random()}"
            )
        return self.work("finish_batch", batch=batch, team=team)

    def circle(self, *names: str) -> Marks:
        return {self.names[name]: "for" for name in names}

    @property
    def state(self) -> str:
        return str(self.hall.db.execute("select state from ballot_round where id = ?", (self.id,)).fetchone()[0])


@pytest.fixture
def round(hall: Hall) -> Round:
    return Round(hall)


def agreed(round: Round, papers: list[Marks]) -> None:
    """Counted by both teams in one batch, without a slip."""
    (batch,) = round.open_batches(len(papers))
    for team in "ab":
        round.enter(batch, team, papers)
    round.run("agree_batch", batch=batch)


def signed(round: Round) -> None:
    round.run("finish_counting")
    for role in ("teller_a", "teller_b", "chief_scrutineer"):
        round.run("sign_tally", signs_as=role, signer=f"Signer {role}")


def test_a_round_from_its_rules_to_its_acceptance(round: Round) -> None:
    round.vote(12)
    agreed(round, [round.circle("王芳")] * 8 + [round.circle("李强")] * 3 + [{}])
    signed(round)
    reported = round.run("report_result")
    assert reported["verdict"]["offices"][0]["elected"] == ["王芳"] and reported["verdict"]["offices"][0]["needed"] == 7
    assert round.run("declare_elected")["offices"][0]["elected"] == ["王芳"]
    round.run("record_acceptance", elected="王芳", outcome="accepted")
    assert round.state == "accepted"
    assert round.run("record_acceptance", 409, elected="李强", outcome="accepted")["code"] == "not_elected"


def test_every_step_has_its_place(round: Round) -> None:
    assert round.run("open_issuing", 409, printed=12)["code"] == "rules_first"
    for command, fields in [
        ("count_papers_out", {"issued": 1, "exchanged": 0, "spare": 0}),
        ("open_voting", {}),
        ("close_voting", {}),
        ("count_papers_back", {"boxes": {"1": 1}, "late": 0}),
        ("open_counting", {"batches": [1], "method": "papers"}),
        ("finish_counting", {}),
        ("sign_tally", {"signs_as": "teller_a", "signer": "A"}),
        ("report_result", {}),
        ("declare_elected", {}),
    ]:
        assert round.run(command, 409, **fields)["code"] == "round_elsewhere", command
    round.run("adopt_rules", votes=None, against=1, abstain=0)
    assert round.run("adopt_rules", 409, votes=3, against=1, abstain=0)["code"] == "rules_adopted"
    assert round.run("change_rules", 409, preset="village", changes={})["code"] == "rules_adopted"
    round.run("open_issuing", printed=12)
    assert round.run("open_voting", 409)["code"] == "count_out_first"
    assert round.run("prepare_round", 409, id=False, title="Another", kind="motion", preset="company", changes={}, offices=[])["code"] == "round_open"  # fmt: skip


def test_case_2_no_more_papers_than_votes_present(round: Round) -> None:
    round.run("adopt_rules", votes=12, against=0, abstain=0)
    assert round.run("open_issuing", printed=20)["needed"] == 7
    refused = round.run("count_papers_out", 409, issued=13, exchanged=0, spare=7)
    assert refused == {"code": "issued_above_present", "message": "Issued 13 > votes present 12."}


def test_case_1_more_papers_back_than_issued_is_void_and_counting_stays_shut(round: Round) -> None:
    round.run("adopt_rules", votes=12, against=0, abstain=0)
    round.run("open_issuing", printed=12)
    round.run("count_papers_out", issued=10, exchanged=1, spare=1)
    round.run("seal_boxes", seals=["A", "B"])
    round.run("open_voting")
    assert round.run("close_voting", 409)["code"] == "last_call_first"
    round.run("call_last")
    round.run("close_voting")
    assert round.run("count_papers_back", 409, boxes={"1": 5}, late=0)["code"] == "every_box"
    assert round.run("count_papers_back", boxes={"1": 6, "2": 5}, late=0)["state"] == "void"
    assert round.run("open_counting", 409, batches=[11], method="papers")["code"] == "round_elsewhere"


def test_a_latecomer_gets_a_paper_only_when_the_chair_announces_the_new_base(round: Round) -> None:
    round.run("adopt_rules", votes=12, against=0, abstain=0)
    assert round.run("open_issuing", 409, printed=12, votes=9, persons=9)["code"] == "not_valid"
    round.run("open_issuing", printed=12, votes=10, persons=10)
    assert round.run("count_papers_out", 409, issued=11, exchanged=0, spare=1)["code"] == "issued_above_present"
    assert round.run("admit_to_round", votes=1) | {"seq": 0, "at": 0, "epoch": ""} == {"round": round.id, "present": 11, "needed": 6, "seq": 0, "at": 0, "epoch": ""}  # fmt: skip
    round.run("count_papers_out", issued=11, exchanged=0, spare=1)
    assert round.run("admit_to_round", 409, votes=2)["code"] == "present_above_eligible"


def test_slips_are_told_as_papers_and_names_and_never_by_the_other_s_figure(round: Round) -> None:
    round.vote(4)
    (batch,) = round.open_batches(4)
    truth = [round.circle("王芳"), round.circle("李强"), {}, round.circle("王芳")]
    slipped = [round.circle("李强"), round.circle("王芳"), {}, round.circle("王芳")]  # the totals cancel out
    assert round.enter(batch, "a", truth)["both"] is False
    found = round.enter(batch, "b", slipped)
    assert {paper for paper, _ in found["differences"]} == {1, 2}
    assert "for" not in json.dumps(found) and "against" not in json.dumps(found)
    assert round.run("agree_batch", 409, batch=batch)["code"] == "not_agreed"
    for place in (1, 2):
        round.work("enter_paper", batch=batch, team="b", paper=place, marks=truth[place - 1], key=f"again-{place}")
    round.work("finish_batch", batch=batch, team="a")
    assert round.work("finish_batch", batch=batch, team="b")["differences"] == []
    round.run("agree_batch", batch=batch)
    kept = next(one for one in journal.entries(round.hall.db) if one.kind == "batch_agreed")
    assert kept.facts["slips"] == 4 and kept.facts["valid"] == 4


def test_a_team_that_has_finished_waits_and_enters_nothing_more(round: Round) -> None:
    round.vote(2)
    (batch,) = round.open_batches(2)
    assert round.work("finish_batch", 409, batch=batch, team="a")["code"] == "papers_left"
    round.enter(batch, "a", [{}, {}])
    assert round.work("enter_paper", 409, batch=batch, team="a", paper=1, marks={}, key="x")["code"] == "batch_finished"
    assert round.work("enter_paper", 409, batch=batch, team="b", paper=2, marks={}, key="x")["code"] == "no_such_paper"
    assert round.work("enter_paper", 409, batch=batch, team="b", paper=1, marks={"999": "for"}, key="x")["code"] == "no_such_candidate"  # fmt: skip


def test_a_paper_sent_again_is_the_same_paper_and_leaves_no_entry(round: Round) -> None:
    round.vote(3)
    (batch,) = round.open_batches(3)
    before = journal.head(round.hall.db).seq
    for _ in range(3):
        assert (
            round.work("enter_paper", batch=batch, team="a", paper=1, marks=round.circle("王芳"), key="one")["entered"]
            == 1
        )
    assert round.work("enter_paper", batch=batch, team="a", paper=2, marks={}, key="two")["entered"] == 2
    assert journal.head(round.hall.db).seq == before


def test_by_sheet_every_figure_is_typed_and_must_add_up(round: Round) -> None:
    round.vote(12)
    (batch,) = round.open_batches(12, method="sheet")
    wang, li = round.names["王芳"], round.names["李强"]
    good = {wang: [7, 3, 1], li: [4, 6, 1]}
    for broken, code in [
        ({"valid": 11, "invalid": 0, "votes": good}, "batch_sum"),
        ({"valid": 11, "invalid": 1, "votes": {wang: [7, 3, 2], li: [4, 6, 1]}}, "candidate_sum"),
        ({"valid": 11, "invalid": 1, "votes": {wang: [7, 3, 1], li: [5, 5, 1]}}, "for_above_seats"),
        ({"valid": 11, "invalid": 1, "votes": {wang: [7, 3, 1]}}, "every_name"),
    ]:
        told = round.work("enter_sheet", 409, batch=batch, team="a", blank=1, **broken)
        assert told["code"] == code and any(c.isdigit() or code == "every_name" for c in told["message"]), told
    for team in "ab":
        round.work("enter_sheet", batch=batch, team=team, valid=11, invalid=1, blank=0, votes=good)
        done = round.work("finish_batch", batch=batch, team=team)
    assert done["differences"] == []
    round.run("agree_batch", batch=batch)
    round.run("finish_counting")
    figures = json.loads(round.hall.db.execute("select figures from tally_result").fetchone()[0])
    assert figures["papers"] | {"printed": 0} == {"printed": 0, "issued": 12, "exchanged": 0, "spare": 2, "returned": 12, "valid": 11, "invalid": 1, "blank": 0}  # fmt: skip


def test_by_sheet_a_paper_may_be_spoilt_for_one_office_alone(hall: Hall) -> None:
    round = Round(hall, preset="roberts")
    round.vote(10)
    (batch,) = round.open_batches(10, method="sheet")
    votes = {round.names["王芳"]: [6, 1, 1], round.names["李强"]: [2, 5, 1]}
    fields = {"batch": batch, "team": "a", "valid": 10, "invalid": 0, "blank": 0, "votes": votes}
    assert round.work("enter_sheet", 409, **fields)["code"] == "candidate_sum"
    round.work("enter_sheet", **fields, spoilt={str(round.office): 2})


def test_a_batch_handed_in_again_is_handed_in_and_agreed_once(round: Round) -> None:
    round.vote(2)
    (batch,) = round.open_batches(2)
    for team in "ab":
        round.enter(batch, team, [{}, {}])
    again = round.work("finish_batch", batch=batch, team="a")
    assert (again["both"], again["differences"]) == (True, []), "after a power cut between comparison and agreement"
    round.run("agree_batch", batch=batch)
    assert round.work("finish_batch", batch=batch, team="b")["state"] == "agreed"
    assert round.run("agree_batch", 409, batch=batch)["code"] == "agreed_already"


def test_doubtful_papers_are_ruled_out_before_anybody_counts(round: Round) -> None:
    round.vote(10)
    round.run("rule_on_papers", valid=False, reason="unclear", papers=2)
    mistaken = round.run("rule_on_papers", valid=False, reason="torn", papers=1)
    round.run("rule_on_papers", valid=True, reason="unclear", papers=1)
    assert round.run("rule_on_papers", 409, valid=False, reason="torn", papers=8)["code"] == "more_than_returned"
    assert round.run("open_counting", 409, batches=[10], method="papers")["code"] == "batches_sum"
    assert round.hall.run("take_back_ruling", ruling=mistaken["seq"]).status == 200
    agreed(round, [round.circle("王芳")] * 8)
    round.run("finish_counting")
    figures = json.loads(round.hall.db.execute("select figures from tally_result").fetchone()[0])
    assert (figures["papers"]["valid"], figures["papers"]["invalid"]) == (8, 2)


def test_case_12_who_was_written_in_is_named_once_for_both_teams(round: Round) -> None:
    round.vote(12)
    named = round.run("name_write_in", office=round.office, written="钱多")
    round.names["钱多"] = str(named["candidate"])
    assert round.run("name_write_in", 409, office=round.office, written="王芳")["code"] == "named_already"
    agreed(round, [round.circle("钱多")] * 9 + [round.circle("王芳")] * 3)
    signed(round)
    assert round.run("report_result")["verdict"]["offices"][0]["elected"] == ["钱多"]


def test_signatures_the_tellers_first_then_the_chief_and_no_candidate(round: Round) -> None:
    round.vote(2)
    agreed(round, [round.circle("王芳")] * 2)
    round.run("finish_counting")
    assert round.run("sign_tally", 409, signs_as="chief_scrutineer", signer="Chief")["code"] == "tellers_first"
    assert round.run("sign_tally", 409, signs_as="teller_a", signer="李强")["code"] == "candidate_signs"
    round.run("sign_tally", signs_as="teller_a", signer="A")
    assert round.run("sign_tally", 409, signs_as="teller_a", signer="A")["code"] == "signed_already"
    assert round.run("report_result", 409)["code"] == "round_elsewhere"


def test_case_8_a_tie_at_the_last_seat_is_decided_by_an_act_of_its_own(hall: Hall) -> None:
    round = Round(hall, seats=2, names=NAMES, members=12)
    round.vote(12)
    agreed(
        round,
        [round.circle("王芳", "李强")] * 4 + [round.circle("王芳", "张伟")] * 4 + [round.circle("李强", "张伟")] * 4,
    )
    signed(round)
    office = round.run("report_result")["verdict"]["offices"][0]
    assert (office["elected"], office["revote"]) == ([], {"names": ["王芳", "李强", "张伟"], "seats": 2})
    assert round.run("declare_elected", 409)["code"] == "tie_open"
    assert round.run("decide_tie", 409, way="lot", names=["赵敏", "王芳"])["code"] == "tie_unfit"
    round.run("decide_tie", way="revote", names=[])
    round.run("declare_elected")


def test_case_11_a_seat_that_nobody_passed_for_is_asked(hall: Hall) -> None:
    round = Round(hall, seats=2, names=NAMES, members=12)
    round.vote(12)
    agreed(round, [round.circle("王芳")] * 10 + [round.circle("李强")] * 2)
    signed(round)
    assert round.run("report_result")["verdict"]["offices"][0]["shortfall"] == 1
    assert round.run("decide_shortfall", 409, way="reduced", votes=3, against=5)["code"] == "not_carried"
    round.run("decide_shortfall", way="reduced", votes=9, against=1)


def test_a_correction_is_a_new_version_and_says_whether_the_elected_change(round: Round) -> None:
    round.vote(12)
    agreed(round, [round.circle("王芳")] * 8 + [round.circle("李强")] * 4)
    signed(round)
    round.run("report_result")
    round.run("declare_elected")
    assert round.run("correct_result", 409, figures={}, reason="Typed")["code"] == "count_again"
    assert round.run("open_recount", 404, reason="Two piles", batches=[7])["code"] == "no_such_batch"
    round.run("open_recount", reason="Two piles were exchanged")
    assert queries.as_told(queries.one(round.hall.db, round.id))["state"] == "declared", "the old result stands"
    (batch,) = [row[0] for row in round.hall.db.execute("select id from batch")]
    for team in "ab":
        round.enter(batch, team, [round.circle("王芳")] * 5 + [round.circle("李强")] * 7)
    round.run("agree_batch", batch=batch)
    signed(round)
    round.run("report_result")
    assert queries.as_told(queries.one(round.hall.db, round.id))["version"] == 1, "until the new one is declared"
    told = round.run("declare_elected")
    assert (told["version"], told["offices"][0]["elected"]) == (2, ["李强"])
    kept = round.hall.db.execute("select version, reason from tally_result order by version").fetchall()
    assert [tuple(row) for row in kept] == [(1, ""), (2, "Two piles were exchanged")]


def test_a_recount_keeps_what_was_agreed_before(round: Round) -> None:
    round.vote(3)
    agreed(round, [round.circle("王芳")] * 3)
    batch = round.hall.db.execute("select id from batch").fetchone()[0]
    round.run("recount_batch", batch=batch, reason="A paper stuck to another")
    assert round.run("finish_counting", 409)["code"] == "batch_open"
    for team in "ab":
        round.enter(batch, team, [round.circle("王芳")] * 2 + [{}])
    round.run("agree_batch", batch=batch)
    round.run("finish_counting")
    kinds = [one.kind for one in journal.entries(round.hall.db)]
    assert kinds.count("batch_agreed") == 2 and kinds.count("batch_reopened") == 1


def test_the_order_of_papers_within_a_batch_leaves_the_same_journal_data(make_hall: Any) -> None:
    told = []
    for seed in (1, 2):
        round = Round(make_hall())
        round.vote(9)
        papers = [round.circle("王芳")] * 4 + [round.circle("李强")] * 3 + [{}, round.circle("王芳", "李强")]
        random.Random(seed).shuffle(papers)
        agreed(round, papers)
        told.append([one.data["facts"] for one in journal.entries(round.hall.db) if one.kind == "batch_agreed"])
    assert told[0] == told[1]


def test_after_agreement_no_paper_s_marks_are_left_in_the_file_or_its_log(round: Round) -> None:
    round.vote(3)
    (batch,) = round.open_batches(3)
    marked = '{{"{}": "against", "{}": "for"}}'.format(round.names["王芳"], round.names["李强"])
    for team in "ab":
        round.enter(batch, team, [json.loads(marked), {}, {}])
    held = b"".join(Path(f"{round.hall.path}{end}").read_bytes() for end in ("", "-wal"))
    assert marked.encode() in held, "while the batch is open it is durable"
    round.run("agree_batch", batch=batch)
    assert round.hall.writer.scrub()
    left = b"".join(Path(f"{round.hall.path}{end}").read_bytes() for end in ("", "-wal"))
    assert marked.encode() not in left
    assert b'"against"' not in left.replace(b'"against":', b""), "nothing but figures by that name"


@pytest.mark.parametrize(
    ("fields", "carried", "votes"),
    [
        ({"method": "clear", "votes": None, "against": 2, "abstain": 0}, True, None),
        ({"method": "counted", "votes": None, "against": 4, "abstain": 1}, True, 7),
        ({"method": "counted", "votes": None, "against": 6, "abstain": 0}, False, 6),
        ({"method": "full", "votes": 5, "against": 5, "abstain": 0}, False, 5),
    ],
)
def test_hands_a_clear_majority_the_rest_for_or_a_full_count(
    hall: Hall, fields: dict[str, Any], carried: bool, votes: int | None
) -> None:
    answer = hall.run("vote_by_hands", title="Scrutineers", present=12, **fields)
    assert (answer.body["carried"], answer.body["votes"]) == (carried, votes)


def test_more_hands_than_people_are_refused(hall: Hall) -> None:
    told = hall.run("vote_by_hands", title="X", method="full", present=12, votes=8, against=4, abstain=1)
    assert told.body == {"code": "hands_above_present", "message": "Hands counted 13 > present 12."}
