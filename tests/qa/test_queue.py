"""The question queue through its routes: asking, moderating, merging, the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kiosk.cli.main import main
from kiosk.screens import questions as showing
from tests.conftest import Hall
from tests.support.members import code_of, enrol_many


class Queue:
    """A hall's queue in few words; each answer's body, after its status was what was expected."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall

    def post(self, path: str, role: str = "chair", status: int = 200, **fields: Any) -> dict[str, Any]:
        client = self.hall.client(role)
        if role == "public":
            client.environ_base["HTTP_ORIGIN"] = "http://localhost"
        answer = client.post(path, json={"command_id": self.hall.command_id(), **fields})
        assert answer.status_code == status, (path, answer.status_code, answer.data)
        found: dict[str, Any] = answer.get_json()
        return found

    def asker(self, **fields: Any) -> str:
        return str(self.post("/qa/askers", role="public", **fields)["asker"])

    def ask(self, text: str, status: int = 200, **fields: Any) -> dict[str, Any]:
        """From a phone of its own, unless an asker is given."""
        return self.post("/qa/questions", "public", status, text=text, **{"asker": fields.pop("asker", None) or self.asker(), **fields})  # fmt: skip

    def live(self, text: str, **fields: Any) -> int:
        number = int(self.ask(text, **fields)["question"])
        self.act(number, "approval")
        return number

    def act(self, question: int, what: str, status: int = 200, **fields: Any) -> dict[str, Any]:
        return self.post(f"/qa/questions/{question}/{what}", status=status, **fields)

    def vote(self, question: int, asker: str, status: int = 200, what: str = "votes") -> dict[str, Any]:
        return self.post(f"/qa/questions/{question}/{what}", "public", status, asker=asker)

    def public(self) -> dict[str, Any]:
        found: dict[str, Any] = self.hall.snapshot("phone")["questions"]
        return found

    def panel(self) -> dict[str, Any]:
        found: dict[str, Any] = self.hall.snapshot("console", "chair")["panels"]["questions"]
        return found

    def votes(self, question: int) -> int:
        return int(self.hall.db.execute("select votes from question where id = ?", (question,)).fetchone()[0])


@pytest.fixture
def queue(hall: Hall) -> Queue:
    made = Queue(hall)
    made.post("/qa/opening")
    return made


def test_a_question_goes_from_a_phone_to_the_screen_and_its_asker_sees_each_step(queue: Queue) -> None:
    queue.post("/qa/respondents", names=["王芳", "李强"])
    token = "t" * 32
    number = queue.ask("村里的路什么时候修？", token=token)["question"]
    mine = lambda: queue.post("/qa/mine", "public", tokens=[token])["questions"][0]  # noqa: E731
    assert mine()["state"] == "pending" and queue.public()["fates"] == {str(number): ["pending", ""]}
    assert "路" not in str(queue.public()), "what is not approved is shown to nobody"
    queue.act(number, "words", text="村里的路何时修好？")
    queue.act(number, "approval")
    assert (mine()["state"], mine()["original"]) == ("live", "村里的路什么时候修？")
    assert [one["text"] for one in queue.public()["live"]] == ["村里的路何时修好？"]
    queue.act(number, "screen")
    assert queue.hall.snapshot("hall", "screen")["question"]["screen"]["text"] == "村里的路何时修好？"
    assert [one["name"] for one in queue.public()["screen"]["turns"]] == ["王芳", "李强"]
    queue.act(number, "answered")
    assert mine()["state"] == "answered" and queue.public()["screen"] is None


def test_every_step_is_taken_back_to_where_it_came_from(queue: Queue) -> None:
    number = int(queue.ask("Who pays for it?")["question"])
    state = lambda: queue.hall.db.execute("select state from question").fetchone()[0]  # noqa: E731
    for what, fields, after in [
        ("approval", {}, "live"),
        ("screen", {}, "on_screen"),
        ("answered", {}, "answered"),
        ("archival", {}, "archived"),
    ]:
        before = state()
        queue.act(number, what, **fields)
        assert state() == after
        queue.act(number, "back")
        assert state() == ("live" if before == "on_screen" else before)
        if before == "on_screen":
            queue.act(number, "screen")
        queue.act(number, what, **fields) if what != "archival" else None
    assert queue.act(number, "back")["state"] == "live"


def test_dismissed_for_a_reason_that_its_asker_is_told_and_put_back(queue: Queue) -> None:
    number = queue.live("Something else entirely?")
    queue.act(number, "dismissal", reason="off_topic")
    assert queue.public()["fates"][str(number)] == ["dismissed", "off_topic"]
    assert queue.act(number, "back")["state"] == "live"
    assert queue.act(number, "dismissal", status=400, reason="because")["code"] == "malformed"


def test_its_asker_withdraws_and_renews_it_and_nobody_else_can(queue: Queue) -> None:
    number = queue.ask("I would rather not?", token="mine" * 8)["question"]
    assert queue.post("/qa/withdrawals", "public", 404, token="yours" * 8)["code"] == "no_such_question"
    queue.post("/qa/withdrawals", "public", token="mine" * 8)
    assert queue.act(number, "back", status=409)["code"] == "not_so"
    assert queue.post("/qa/renewals", "public", token="mine" * 8)["state"] == "pending"


def test_a_merge_counts_each_person_once_and_its_undoing_restores_all(queue: Queue) -> None:
    first, second, third = (queue.live(f"Question of the {word} kind?") for word in ("one", "two", "third"))
    anna, ben, chen, dana = (queue.asker() for _ in range(4))
    for asker, questions in [(anna, (first, second, third)), (ben, (second, third)), (chen, (third,))]:
        for number in questions:
            queue.vote(number, asker)
    assert [queue.votes(one) for one in (first, second, third)] == [1, 2, 3]
    queue.act(first, "merging", questions=[second, third])
    assert queue.votes(first) == 3, "three people, though they gave six votes"
    queue.act(first, "parting")
    assert [queue.votes(one) for one in (first, second, third)] == [1, 2, 3], "as if nothing had been"
    queue.act(first, "merging", questions=[second, third])
    assert queue.public()["fates"][str(second)] == ["merged", first]
    assert queue.vote(second, anna, 409)["code"] == "voted_already", "a vote for what was merged is there already"
    queue.vote(second, dana)
    assert queue.votes(first) == 4
    queue.act(first, "parting")
    assert [queue.votes(one) for one in (first, second, third)] == [2, 2, 3], (
        "who voted for the merged one stays with it"
    )
    assert [one["id"] for one in queue.public()["live"]] == [first, second, third]


def test_merges_of_merges_are_counted_and_parted_one_by_one(queue: Queue) -> None:
    one, two, three = (queue.live(f"Matter number {word}?") for word in ("alpha", "beta", "gamma"))
    anna, ben = queue.asker(), queue.asker()
    for number, asker in [(one, anna), (two, ben), (three, anna)]:
        queue.vote(number, asker)
    queue.act(two, "merging", questions=[three])
    queue.act(one, "merging", questions=[two])
    assert queue.votes(one) == 2
    queue.vote(one, anna, what="unvotes")
    assert queue.votes(one) == 1, "who takes a vote back takes it from all that are counted together"
    queue.act(one, "parting")
    assert [queue.votes(n) for n in (one, two)] == [0, 1]
    assert queue.act(three, "merging", 409, questions=[one])["code"] == "not_open"
    queue.act(two, "parting")
    assert queue.act(two, "parting", 409)["code"] == "nothing_merged"


def test_what_cannot_be_merged_changes_nothing(queue: Queue) -> None:
    one, two = queue.live("The first of them?"), queue.live("And then another?")
    queue.act(two, "answered")
    for into, others in [(one, [one]), (one, [two]), (one, [99]), (two, [one])]:
        queue.act(into, "merging", 404 if others == [99] else 409, questions=others)
    assert queue.votes(one) == 0 and len(queue.public()["live"]) == 1


def test_members_only_one_vote_for_each_badge_from_whichever_phone(queue: Queue) -> None:
    hall = queue.hall
    member, away = enrol_many(hall, 2)
    queue.post("/checkin/scans", "desk", code=code_of(hall, member))
    number = queue.live("Where does the money go?")
    queue.post("/qa/rules", who="members")
    assert queue.post("/qa/askers", "public", 403)["code"] == "badge_needed"
    assert queue.post("/qa/askers", "public", 403, badge="nonsense")["code"] == "badge_unknown"
    assert queue.post("/qa/askers", "public", 403, badge=code_of(hall, away))["code"] == "not_checked_in"
    phones = [queue.asker(badge=code_of(hall, member)) for _ in range(2)]
    queue.vote(number, phones[0])
    assert queue.vote(number, phones[1], 409)["code"] == "voted_already"
    assert queue.votes(number) == 1
    assert queue.post("/qa/mine", "public", asker=phones[1])["votes"] == [number]
    queue.vote(number, phones[1], what="unvotes")
    assert queue.votes(number) == 0


@pytest.mark.parametrize("forged", ["m1.000000000000000000000000", "v1.x", "m1", "", "m1." + "é" * 24, "x" * 60])
def test_a_token_of_one_s_own_making_asks_and_votes_nowhere(queue: Queue, forged: str) -> None:
    number = queue.live("Is this allowed?")
    answer = queue.post(f"/qa/questions/{number}/votes", "public", 403, asker=forged or "none")
    assert answer["code"] == "token_needed" and queue.votes(number) == 0
    assert queue.ask("And may I ask?", 403, asker=forged or "none")["code"] == "token_needed"


def test_intake_closes_by_itself_at_the_visible_time(queue: Queue) -> None:
    queue.post("/qa/opening", minutes=5)
    assert queue.public()["closes_at"] == queue.hall.now + 300_000
    queue.hall.later(299_999)
    queue.ask("Am I in time?")
    queue.hall.later(1)
    shown = showing.public(queue.hall.db, queue.hall.now)
    assert shown and shown["state"] == "closed"
    assert queue.ask("Am I too late?", 409)["code"] == "questions_closed"
    queue.post("/qa/questions", "desk", way="slip", text="It was handed in before.")


def test_trial_questions_vanish_when_it_is_meant_in_earnest(hall: Hall) -> None:
    queue = Queue(hall)
    assert queue.ask("Too early, is it?", 409)["code"] == "questions_closed"
    queue.post("/qa/trial")
    number = queue.live("Does this work at all?")
    queue.act(number, "screen")
    queue.post("/qa/opening")
    assert queue.public()["live"] == [] and queue.public()["screen"] is None
    assert hall.client("chair").get("/qa/questions.json").get_json() == []
    queue.ask("Now it is real?")
    assert queue.post("/qa/trial", status=409)["code"] == "questions_open"


def test_at_a_microphone_the_words_may_come_later(queue: Queue) -> None:
    number = queue.post("/qa/questions", "operator", way="microphone", place="Row 7")["question"]
    assert queue.public()["live"][0] | {"votes": 0} == {"id": number, "text": "", "way": "microphone", "place": "Row 7", "respondent": None, "votes": 0}  # fmt: skip
    queue.act(number, "screen")
    queue.act(number, "words", text="It was about the roof.")
    assert queue.public()["screen"]["text"] == "It was about the roof."


def test_who_is_named_to_the_chair_only_is_named_to_the_chair_only(queue: Queue) -> None:
    number = queue.live("Who told you so?", name="Old Chen")
    queue.act(number, "screen")
    assert queue.panel()["screen"]["asker"] == "Old Chen"
    assert queue.act(number, "asker", 409, shown=True)["code"] == "no_name_to_show"
    for view, role in [("hall", "screen"), ("phone", "public"), ("stand", "stand"), ("speaker", "speaker")]:
        assert "Old Chen" not in str(queue.hall.snapshot(view, role)), view
    assert "Old Chen" in str(queue.hall.snapshot("console", "chair"))
    assert "Old Chen" not in str(queue.hall.snapshot("console", "supervisor")), "a supervisor looks on"
    for role, named in [("chair", True), ("operator", True), ("secretary", False), ("supervisor", False)]:
        for form in ("json", "csv"):
            assert (b"Old Chen" in queue.hall.client(role).get(f"/qa/questions.{form}").data) is named, (role, form)


def test_the_name_stands_on_the_screen_when_the_chair_asks(queue: Queue) -> None:
    queue.post("/qa/rules", naming="named")
    number = queue.live("May I say who I am?", name="Old Chen")
    queue.act(number, "screen")
    assert "Old Chen" not in str(queue.hall.snapshot("hall", "screen"))
    queue.act(number, "asker", shown=True)
    assert queue.public()["screen"]["asker"] == "Old Chen"
    queue.act(number, "asker", shown=False)
    assert "Old Chen" not in str(queue.hall.snapshot("hall", "screen"))


def test_the_board_shows_what_each_was_asked_and_used(queue: Queue) -> None:
    hall = queue.hall
    listed = queue.post("/qa/respondents", names=["A", "B", "C"])["respondents"]
    a, b, c = (one["id"] for one in listed)
    to_b = queue.live("Only B may tell?", respondent=b)
    queue.act(to_b, "screen")
    queue.post("/qa/answers", respondent=b)
    hall.later(60_000)
    first, second = queue.live("All of you, please?"), queue.live("And all of you again?")
    assert queue.act(first, "screen")["turns"] == [a, b, c], "the answer before it ends by itself"
    assert hall.db.execute("select state from question where id = ?", (to_b,)).fetchone()[0] == "answered"
    for one in (a, b, c):
        queue.post("/qa/answers", respondent=one)
        queue.post("/qa/answers/time", seconds=30)
        hall.later(20_000)
    queue.post("/qa/answers/end")
    assert queue.act(second, "screen")["turns"] == [b, c, a], "who answers first moves on by one"
    assert [(one["asked"], one["answers"], one["answer_ms"]) for one in queue.panel()["board"]] == [
        (0, 1, 20_000), (1, 2, 80_000), (0, 1, 20_000)
    ]  # fmt: skip
    queue.post("/qa/respondents", names=["C", "A"])
    assert [one["name"] for one in queue.panel()["board"]] == ["C", "A"], "who withdrew is off the board"
    assert queue.post("/qa/respondents", status=409, names=["A", "A"])["code"] == "named_twice"
    assert queue.post("/qa/respondents", status=409, names=["A", "Α"])["code"] == "named_twice"  # a Greek one


def test_a_drawn_lot_orders_the_queue(queue: Queue) -> None:
    numbers = [queue.live(f"Matter of {word}?") for word in ("roads", "schools", "water", "light")]
    assert queue.post("/qa/rules", status=409, sequence="lot")["code"] == "draw_first"
    hall = queue.hall
    draw = queue.post("/speeches/draws", names=[f"No. {n}" for n in numbers], subject="questions")["number"]
    queue.post("/qa/lot", status=409, draw=draw)
    queue.post(f"/speeches/draws/{draw}/commitment", stand_ms=20_000)
    hall.later(20_000)
    queue.post(f"/speeches/draws/{draw}/values", slot=0, value="123456789012")
    queue.post(f"/speeches/draws/{draw}/confirmations", "supervisor", slot=0, value="123456789012")
    order = queue.post("/qa/lot", draw=draw)["order"]
    assert sorted(order) == numbers and [one["id"] for one in queue.public()["live"]] == order


def test_by_hand_the_chair_s_order_holds(queue: Queue) -> None:
    one, two, three = (queue.live(f"Point {word}?") for word in ("one", "two", "three"))
    queue.post("/qa/order", questions=[three, one])
    assert [found["id"] for found in queue.public()["live"]] == [three, one, two]
    assert queue.post("/qa/order", status=409, questions=[99])["code"] == "not_in_queue"


def test_votes_can_be_hidden_from_everybody_but_the_chair(queue: Queue) -> None:
    number = queue.live("How many are we?")
    queue.vote(number, queue.asker())
    queue.post("/qa/rules", votes_shown=False)
    assert queue.public()["live"][0]["votes"] is None and queue.panel()["queue"][0]["votes"] == 1


def test_a_note_stays_until_it_is_acknowledged(queue: Queue) -> None:
    queue.post("/qa/notes", "secretary", addressee="speaker", text="One minute left")
    note = queue.hall.snapshot("speaker", "speaker")["notes"][0]
    assert note["text"] == "One minute left"
    queue.post(f"/qa/notes/{note['id']}/acknowledgement", "speaker")
    assert queue.hall.snapshot("speaker", "speaker")["notes"] == []
    assert queue.post(f"/qa/notes/{note['id']}/acknowledgement", "speaker", 409)["code"] == "no_such_note"
    queue.post("/qa/notes", "desk", addressee="chair", text="Row 9 cannot hear")
    assert queue.panel()["notes"][0]["text"] == "Row 9 cannot hear"
    assert "Row 9" not in str(queue.hall.snapshot("console", "supervisor"))


def test_one_asker_is_slowed_by_name_and_a_muted_one_is_told(queue: Queue) -> None:
    noisy = queue.asker()
    told = [
        queue.ask(f"Noise number {n} again?", asker=noisy, status=200 if n < 3 else 429).get("code") for n in range(6)
    ]
    assert told == [None, None, None, "yours_wait", "yours_wait", "asking_too_fast"]
    queue.act(1, "mute")
    assert queue.ask("And now?", 429, asker=noisy)["code"] == "muted"
    queue.ask("Others go on?")
    queue.post("/qa/unmute")
    assert queue.ask("Still too fast?", 429, asker=noisy)["code"] == "asking_too_fast"


def test_a_question_sent_again_is_the_same_question(queue: Queue) -> None:
    asker = queue.asker()
    sent = [queue.ask("Did it arrive?", asker=asker, command_id="the-same-one", token="a" * 20) for _ in range(6)]
    assert len({str(one) for one in sent}) == 1 and queue.panel()["waiting_count"] == 1


def test_the_queue_is_full_at_its_limit_and_helpers_still_type(queue: Queue) -> None:
    queue.post("/qa/rules", pending_most=10)
    for n in range(10):
        queue.ask(f"Question {n} of many?")
    assert queue.ask("One too many?", 429)["code"] == "queue_full"
    queue.post("/qa/questions", "desk", way="slip", text="From the last row")


def test_a_question_like_another_is_told_to_the_chair(queue: Queue) -> None:
    queue.ask("村里的路什么时候修？")
    queue.ask("我们村里的路什么时候修啊")
    assert [one["similar"] for one in queue.panel()["waiting"]] == [None, 1]


def test_labels_are_the_chair_s_alone(queue: Queue) -> None:
    number = queue.live("Under which heading?")
    queue.act(number, "labels", labels=["roads", "budget"])
    assert queue.panel()["queue"][0]["labels"] == ["roads", "budget"]
    assert "budget" not in str(queue.public())


def test_the_export_tells_every_state_time_and_reason(queue: Queue) -> None:
    queue.post("/qa/respondents", names=["A"])
    number = queue.live("=HYPERLINK(1) is a formula?")
    other = queue.live("Something about me?")
    queue.act(number, "screen")
    queue.post("/qa/answers", respondent=1)
    queue.hall.later(12_345)
    queue.act(number, "answered")
    queue.act(other, "dismissal", reason="personal")
    exported = queue.hall.client("secretary").get("/qa/questions.json").get_json()
    assert [step["state"] for step in exported[0]["steps"]] == ["pending", "live", "on_screen", "answered"]
    assert exported[0]["answers"][0]["ended_at"] - exported[0]["answers"][0]["began_at"] == 12_345
    assert (exported[1]["state"], exported[1]["reason"]) == ("dismissed", "personal")
    sheet = queue.hall.client("secretary").get("/qa/questions.csv").data.decode("utf-8-sig").splitlines()
    assert "'=HYPERLINK(1)" in sheet[1] and "A 12" in sheet[1] and len(sheet) == 3


@pytest.mark.parametrize("odd", ["Li\u202egnaw", "Li\u200b", "a" + "\u0301" * 9])
def test_a_name_or_a_place_that_cannot_be_shown_is_refused(queue: Queue, odd: str) -> None:
    assert "cannot be shown" in queue.ask("Who am I?", 400, name=odd)["message"]
    refused = queue.post("/qa/questions", "operator", 400, way="microphone", place=odd)
    assert "cannot be shown" in refused["message"] and queue.panel()["waiting_count"] == 0


def test_where_questions_are_asked_by_name_a_name_is_needed_but_not_from_a_helper(queue: Queue) -> None:
    queue.post("/qa/rules", naming="named")
    assert queue.ask("Who is it?", 400)["code"] == "name_needed"
    queue.ask("Who is it?", name="Old Chen")
    queue.post("/qa/questions", "desk", way="slip", text="From the last row, no name on it")


def test_a_tablet_knows_whether_to_ask_to_speak_and_no_name_on_the_list(queue: Queue) -> None:
    assert queue.hall.snapshot("stand", "stand")["speeches"] is None
    queue.post("/floor/lists", title="Discussion", source="request", seconds_each=120)
    queue.post("/floor/requests", "stand", name="Old Chen")
    shown = queue.hall.snapshot("stand", "stand")
    assert shown["speeches"] == {
        "title": "Discussion",
        "state": "open",
        "seconds_group": None,
    } and "Old Chen" not in str(shown)


def test_the_command_line_writes_the_same_after_the_meeting(queue: Queue, tmp_path: Path) -> None:
    queue.live("What remains of it?")
    target = tmp_path / "questions.csv"
    done = CliRunner().invoke(main, ["questions", str(queue.hall.path), "-o", str(target)])
    assert done.exit_code == 0 and target.read_bytes() == queue.hall.client("chair").get("/qa/questions.csv").data
    refused = CliRunner().invoke(main, ["questions", str(queue.hall.path), "-o", str(tmp_path / "questions.xyz")])
    assert refused.exit_code == 2 and len(refused.output.splitlines()) == 1
