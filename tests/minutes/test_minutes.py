"""The minutes and the observer's page: what they say, to whom, and what they never say."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from docx import Document as read_docx

from kiosk.app import REGISTRY
from kiosk.minutes import composer, queries
from kiosk.minutes.markdown import markdown
from kiosk.minutes.word import word
from kiosk.store.entry_messages import Audience, render
from kiosk.store.journal import entries
from kiosk.store.times import times
from tests.conftest import Hall
from tests.minutes import meeting


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    hall = Hall(tmp_path_factory.mktemp("minutes") / "meeting.kiosk", title="临江镇党员大会", rehearsal=True)
    meeting.hold(hall)
    yield hall
    hall.check()
    hall.close()


def written(hall: Hall, language: str = "en", *, public: bool = False) -> str:
    return markdown(composer.minutes(hall.db, REGISTRY.sentences, language, public))


def post(hall: Hall, path: str, role: str, status: int = 200, **fields: Any) -> dict[str, Any]:
    answer = hall.client(role).post(path, json={"command_id": hall.command_id(), **fields})
    assert answer.status_code == status, answer.data
    found: dict[str, Any] = answer.get_json()
    return found


def test_the_minutes_tell_acts_counts_and_arithmetic(held: Hall) -> None:
    told = written(held)
    for sentence in (
        "The chair declared who is present, counted by the desks. Present 14 of 14 eligible; at least 4/5 of 14 is 12: the quorum is met.",
        "The meeting voted on leaving members out of the base (1): 12 for, 1 against, 0 abstained; adopted.",
        "The boxes were opened: 12 papers came back (late: 0) of 12 issued.",
        "王芳: 9 for, 0 against, 3 abstain; more than half of the 14 present is 8; elected.",
        "Declared elected: 王芳.",
        "“Adopt the budget”, present 14: 11 for, 2 against, 1 abstain; more than half of the 14 who should attend is 8; adopted.",
        "Incident, noted by the observer: Somebody stood behind the booth.",
        "Came, with a vote: 14 of 14 (100.0 %)",
        "Questions asked: 3; of these answered 1, in the queue 1, not put 1.",
        "| 003 | Member 02 | 第二支部 | abroad for more than half a year; left out of the base |",
    ):
        assert sentence in told, sentence


def test_they_are_written_in_chinese_as_well(held: Hall) -> None:
    told = written(held, "zh-Hans")
    assert "主持人宣布到会人数（按签到）。应到 14 人，实到 14 人；不少于 14 的 4/5 即 12 人：达到法定人数。" in told
    assert "宣布当选：王芳。" in told and "开箱清点：发出选票 12 张，收回 12 张（逾时 0 张）。" in told


def test_sections_come_in_the_order_of_the_meeting(held: Hall) -> None:
    titles = [line[3:] for line in written(held).splitlines() if line.startswith("## ")]
    assert titles == ["Opening", "Attendance and quorum", "Draw 1", "Speeches", "Questions and answers", "Votes by hands", "Election", "Incidents", "Further", "Annexes"]  # fmt: skip


def test_every_entry_can_be_told_in_full_and_to_everybody_in_every_language(held: Hall) -> None:
    for entry in entries(held.db):
        for public in (False, True):
            for language in ("en", "zh-Hans"):
                said = render(
                    language, REGISTRY.sentences[entry.kind].tell(Audience(held.db, public), entry), times(held.db)
                )
                assert said.strip() and "%(" not in said, (entry.kind, said)


def test_to_everybody_no_sentence_names_a_member_or_a_reason(held: Hall) -> None:
    told = "\n".join(
        render("en", REGISTRY.sentences[one.kind].tell(Audience(held.db, True), one), times(held.db))
        for one in entries(held.db)
    ) + written(held, public=True)
    for private in (
        "Member 0",
        "Guest of honour",
        "abroad",
        meeting.PHONE,
        meeting.ASKER,
        meeting.UNPUT,
        meeting.ANONYMOUS,
    ):
        assert private not in told, private


def test_a_rehearsal_says_so_on_the_page_and_in_every_file(held: Hall) -> None:
    client = held.client("secretary")
    for path in ("/minutes", "/minutes.html", "/minutes.md"):
        assert "Rehearsal: not a record" in client.get(path).get_data(as_text=True)
    word = read_docx(BytesIO(client.get("/minutes.docx").data))
    assert "Rehearsal: not a record" in word.sections[0].header.paragraphs[0].text


def test_word_holds_what_the_page_holds(held: Hall) -> None:
    word = read_docx(BytesIO(held.client("chair").get("/minutes.docx").data))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "Declared elected: 王芳." in text and "全体起立，奏唱国歌。" in text
    cells = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert ["王芳", "委员", "9", "0", "3", "elected"] in cells


@pytest.mark.parametrize(("language", "face"), [("zh-Hans", "SimSun"), ("zh-Hant", "PMingLiU"), ("en", "SimSun")])
def test_word_names_letters_of_its_language(held: Hall, language: str, face: str) -> None:
    packed = zipfile.ZipFile(BytesIO(word(composer.minutes(held.db, REGISTRY.sentences, language, False))))
    styles = packed.read("word/styles.xml").decode()
    assert f'w:eastAsia="{face}"' in styles


def test_the_public_form_leaves_out_who_was_absent(held: Hall) -> None:
    client = held.client("secretary")
    assert "Member 02" in client.get("/minutes").get_data(as_text=True)
    assert "Member 02" not in client.get("/minutes?for=public").get_data(as_text=True)


@pytest.mark.slow
def test_the_record_is_one_file_too_and_the_internal_one_is_the_chairs(held: Hall) -> None:
    for role, copy in (("chair", "internal"), ("chair", "public"), ("secretary", "public")):
        packed = zipfile.ZipFile(BytesIO(held.client(role).get(f"/minutes/record-{copy}.zip").data))
        assert f"{copy}/MANIFEST" in packed.namelist()
    assert held.client("secretary").get("/minutes/record-internal.zip").status_code == 403


def test_every_part_has_a_heading() -> None:
    parts = {words.part for words in REGISTRY.sentences.values() if words.part}
    assert parts - {"round", "screen"} <= composer.TITLES.keys()  # a round has its own title, the screen an annex


def test_an_addition_is_shown_as_one_amended_and_struck(hall: Hall) -> None:
    made = post(hall, "/minutes/additions", "secretary", section="opening", text="Er eröffnet.\r\n<b>Zwei</b>")[
        "addition"
    ]
    page = hall.client("secretary").get("/minutes").get_data(as_text=True)
    assert "Added by the secretary" in page and "Er eröffnet.<br>&lt;b&gt;Zwei&lt;/b&gt;" in page
    post(hall, f"/minutes/additions/{made}/words", "secretary", text="She opened it.")
    assert "She opened it." in written(hall) and "eröffnet" not in written(hall)
    post(hall, f"/minutes/additions/{made}/striking", "secretary", reason="said twice")
    assert "She opened it." not in written(hall)
    again = post(hall, f"/minutes/additions/{made}/words", "secretary", 409, text="Once more.")
    assert again["code"] == "struck_already"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"section": "nowhere", "text": "a"}, "malformed"),
        ({"section": "opening", "text": "  "}, "malformed"),
        ({"section": "opening", "text": "a\u0007b"}, "malformed"),
        ({"section": "opening", "text": "a" * 4_001}, "malformed"),
    ],
)
def test_what_cannot_be_added_is_told(hall: Hall, fields: dict[str, str], code: str) -> None:
    assert post(hall, "/minutes/additions", "secretary", 400, **fields)["code"] == code


def test_only_the_secretary_adds_and_the_chair_reads(hall: Hall) -> None:
    post(hall, "/minutes/additions", "chair", 403, section="opening", text="a")
    assert hall.client("chair").get("/minutes").status_code == 200
    assert hall.client("observer").get("/minutes").status_code == 403


def test_minutes_of_a_meeting_that_has_not_begun_are_empty_and_whole(hall: Hall) -> None:
    assert "Members' meeting" in written(hall)
    assert hall.client("secretary").get("/minutes.docx").status_code == 200


def test_the_observer_hears_the_newest_acts_with_the_head_and_the_number(held: Hall) -> None:
    told = held.snapshot("observer", "observer")
    assert told["complaints_phone"] == "010-12388" and told["head"]["seq"] == told["seq"]
    seqs = [entry["seq"] for entry in told["acts"]]
    assert seqs == sorted(seqs, reverse=True)
    assert told["incidents"][0]["text"] == "Somebody stood behind the booth."
    assert {"msgid": "Voting began.", "figures": {}} in [entry["said"] for entry in told["acts"]]


def test_the_acts_are_found_without_reading_what_comes_in_floods(held: Hall) -> None:
    (indexed,) = held.db.execute("select sql from sqlite_master where name = 'entry_act'").fetchone()
    flooding = set(re.findall(r"'(\w+)'", indexed))
    assert flooding and not flooding & {kind for kind, words in REGISTRY.sentences.items() if words.part}
    told = queries.acts(held.db, REGISTRY.sentences, 10**9, 1_000)
    wanted = [one.seq for one in entries(held.db) if REGISTRY.sentences[one.kind].part]
    assert [one["seq"] for one in told] == wanted[::-1]


def test_the_observer_pages_back_to_the_first_entry(held: Hall) -> None:
    client, before, seen = held.client("observer"), 10**9, []
    while entries := client.get(f"/observer/entries?before={before}").get_json()["entries"]:
        seen += [entry["seq"] for entry in entries]
        before = seen[-1]
    assert seen == list(range(seen[0], 0, -1))
    assert client.get("/observer/entries?before=x").status_code == 400


def test_nothing_the_observer_is_sent_names_who_asked_or_a_number_or_a_member(held: Hall) -> None:
    sent = json.dumps(held.snapshot("observer", "observer"), ensure_ascii=False)
    sent += held.client("observer").get(f"/observer/entries?before={10**9}").get_data(as_text=True)
    tokens = [row[0] for row in held.db.execute("select token_hash from device")]
    for private in (
        "Member 0",
        meeting.PHONE,
        meeting.NOTE,
        meeting.ASKER,
        meeting.UNPUT,
        meeting.ANONYMOUS,
        "a secret word",
        "abroad",
        *tokens,
    ):
        assert private not in sent, private


def test_the_observer_is_told_no_figure_of_a_count_before_it_was_reported(hall: Hall) -> None:
    from tests.ballots.test_round import Round, agreed, signed

    round = Round(hall)
    round.vote(12)
    agreed(round, [round.circle("王芳")] * 7 + [round.circle("李强")] * 5)
    signed(round)
    told = json.dumps(hall.snapshot("observer", "observer"))
    assert '"for": 7' not in told and '"for": 5' not in told
    assert "王芳: 7 for" not in written(hall)
    assert "| 王芳 |" not in written(hall)


def test_an_incident_is_noted_by_those_who_watch_alone(hall: Hall) -> None:
    post(hall, "/observer/incidents", "observer", text="The box was opened early.")
    assert "noted by the observer: The box was opened early." in written(hall)
    post(hall, "/observer/incidents", "desk", 403, text="a")
    post(hall, "/observer/incidents", "observer", 400, text="")


def test_secretary_and_chair_sign_under_the_same_act_and_an_addition_asks_for_their_names_again(hall: Hall) -> None:
    head = _shown_head(hall)
    for role, name in (("secretary", "李秘书"), ("chair", "王主持")):
        assert _sign(hall, role, name, _shown_head(hall)) == 200
    signed = {row["role"]: row["name"] for row in queries.signatures(hall.db)}
    assert signed == {"secretary": "李秘书", "chair": "王主持"}
    assert {row["under_hash"] for row in queries.signatures(hall.db)} == {head}
    text = markdown(composer.minutes(hall.db, REGISTRY.sentences, "en", public=True))
    assert "李秘书, signed at" in text and "王主持, signed at" in text
    assert _sign(hall, "chair", "王主持", head) == "signed_already"
    hall.run("add_to_minutes", role="secretary", section="closing", text="One more thing.")
    assert queries.signatures(hall.db) == []
    assert _sign(hall, "chair", "王主持", head) == "minutes_moved_on"


def _sign(hall: Hall, role: str, name: str, head: str) -> Any:
    """200, or the code of the refusal."""
    asked = {"command_id": hall.command_id(), "head": head, "name": name}
    answer = hall.client(role).post("/minutes/signatures", json=asked)
    return answer.status_code if answer.status_code == 200 else answer.get_json()["code"]


def _shown_head(hall: Hall) -> str:
    """The hash that the page bears, under which it is signed."""
    found = re.search(r'data-head="([0-9a-f]{64})"', hall.client("secretary").get("/minutes").get_data(as_text=True))
    assert found
    return found[1]


def test_nobody_else_signs_the_minutes(hall: Hall) -> None:
    for role in ("desk", "observer", "supervisor", "public"):
        asked = {"command_id": hall.command_id(), "head": "0" * 64, "name": "X"}
        assert hall.client(role).post("/minutes/signatures", json=asked).status_code in (401, 403)
