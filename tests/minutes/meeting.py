"""A whole meeting in one file, from the roll to the sealed papers, for tests of its record."""

from __future__ import annotations

from tests.ballots.test_round import Round, agreed, signed
from tests.conftest import Hall
from tests.support.members import code_of, enrol, person

PHONE = "13900001111"
NOTE = "note for the desk only"
ANONYMOUS = "Why was I never paid?"
UNPUT = "What does Wang Fang earn?"
ASKER = "Li Qiang of the mill"
STEP_MS = 47_000


def hold(hall: Hall) -> Round:
    """Hold it; every kind of the record has something in it. The round, declared."""
    people = [
        person(f"Member {i:02d}", group_name="第一支部" if i % 2 else "第二支部", phone=PHONE, note=NOTE)
        for i in range(3)
    ]
    enrol(hall, *people, person("Guest of honour", with_vote=0))
    hall.run(
        "change_meeting",
        organisation="临江镇委员会",
        place="Town hall",
        complaints_phone="010-12388",
        wifi_name="Hall",
        wifi_password="a secret word",
    )
    hall.run("exclude", role="chair", member=3, reason="abroad", approved_by="the branch committee")
    hall.run("vote_exclusions", role="chair", passed=True, in_favour=12, against=1, abstained=0)
    hall.run("open_desks", role="chair")
    _sign_in(hall, 1, 2, 4)
    held = Round(hall, seats=1)
    hall.run("depart", member=2)
    hall.later(STEP_MS)
    hall.run("check_in", role="desk", member=2, source="search")
    hall.run("declare_quorum", role="chair", present=14, measure="checked_in")
    hall.run("take_scene", role="chair", scene="attendance")
    _draw(hall)
    _speak(hall)
    _ask(hall)
    hall.run(
        "vote_by_hands",
        role="chair",
        title="Adopt the budget",
        method="counted",
        present=14,
        votes=None,
        against=2,
        abstain=1,
    )
    held.vote(12)
    agreed(held, [held.circle("王芳")] * 9 + [held.circle("李强")] * 3)
    signed(held)
    for command in ("report_result", "declare_elected"):
        hall.later(STEP_MS)
        held.run(command)
    held.run("record_acceptance", elected="王芳", outcome="accepted")
    held.run("note_incident", text="A box stood open for a minute.", signer="Signer of incidents")
    held.run("seal_papers", bags=["B-7"], keeper="The secretary", until="2027-01-01")
    hall.run("report_incident", role="observer", text="Somebody stood behind the booth.")
    hall.run(
        "add_to_minutes",
        role="secretary",
        section="opening",
        text="The chair opened the meeting.\n全体起立，奏唱国歌。",
    )
    hall.run("add_to_minutes", role="secretary", section="closing", text="=1+1 was not discussed.")
    return held


def _sign_in(hall: Hall, *members: int) -> None:
    for member in members:
        hall.later(STEP_MS)
        hall.client("desk").post(
            "/checkin/scans", json={"command_id": hall.command_id(), "code": code_of(hall, member)}
        )


def _draw(hall: Hall) -> None:
    hall.run("freeze_draw", role="chair", names=["王芳", "李强"], slots=[])
    hall.work("keep_secret", number=1)
    hall.run("commit_draw", role="chair", number=1)
    hall.later(61_000)
    hall.run("type_value", role="chair", number=1, slot=0, value="604712993310")
    assert hall.run("confirm_value", role="supervisor", number=1, slot=0, value="604712993310").status == 200


def _speak(hall: Hall) -> None:
    hall.run("make_list", role="chair", title="Candidates", source="draw", draw=1, seconds_each=60, speakers=[])
    for speaker in (1, 2):
        assert hall.run("give_floor", role="chair", speaker=speaker).status == 200
        hall.later(STEP_MS * speaker)
        hall.run("end_speech", role="chair")


def _ask(hall: Hall) -> None:
    hall.run("name_respondents", role="chair", names=["王芳", "李强"])
    hall.run("open_questions", role="chair")
    _rules(hall, "named")
    hall.run("ask", role="stand", text="When is the road repaired?", way="stand", asker=ASKER)
    hall.run("ask", role="stand", text=UNPUT, way="stand", asker=ASKER)
    _rules(hall, "anonymous")
    hall.run("ask_anonymously", text=ANONYMOUS, way="phone", respondent=1)
    for question in (1, 3):
        hall.run("approve_question", role="chair", question=question)
    hall.run("show_question", role="chair", question=1)
    hall.run("start_answer", role="chair", respondent=1)
    hall.later(STEP_MS)
    hall.run("mark_answered", role="chair", question=1)
    hall.run("dismiss_question", role="chair", question=2, reason="personal")
    hall.run("close_questions", role="chair")


def _rules(hall: Hall, naming: str) -> None:
    hall.run("set_question_rules", role="chair", who="anybody", naming=naming, approval=True, sequence="turns", votes_shown=True,
             characters_most=200, waiting_most=3, pending_most=300, answer_seconds=120)  # fmt: skip
