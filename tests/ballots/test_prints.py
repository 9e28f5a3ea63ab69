"""What is printed of a round: each page for its roles, nothing before its act, no number on a paper, the Word file."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.ballots.acts import Acts, Made
from tests.conftest import Hall
from tests.support.members import enrol_many

PAGES = ("paper", "list", "kit", "record", "record.docx", "challenge?member=1")


@pytest.fixture
def acts(hall: Hall) -> Acts:
    enrol_many(hall, 3)

    def post(path: str, fields: Made, role: str) -> tuple[int, Any]:
        answer = hall.client(role).post(path, json=fields)
        return answer.status_code, answer.get_json()

    made = (
        Acts(post).prepare({"委员": 2}, title="Election <b>", eligible=12).list(["王芳", "<i>李强</i>", "张伟"]).adopt()
    )
    made.vote(present=10)
    made.sheets({"王芳": 8, "<i>李强</i>": 7, "张伟": 1}, 10)
    return made


def get(hall: Hall, acts: Acts, page: str, role: str = "chair") -> tuple[int, bytes]:
    answer = hall.client(role).get(f"/ballots/rounds/{acts.id}/{page}")
    return answer.status_code, answer.data


def test_each_page_is_for_its_roles_and_names_are_text(hall: Hall, acts: Acts) -> None:
    acts.sign()
    for page in PAGES:
        assert get(hall, acts, page)[0] == 200, page
        for role in ("desk", "screen", "teller_a", "supervisor", "public"):
            assert get(hall, acts, page, role)[0] in (401, 403), (page, role)
        if page != "record.docx":
            shown = get(hall, acts, page)[1]
            assert b"<i>" not in shown.replace("<i>正".encode(), b"") and b"Election <b>" not in shown, page
    assert hall.client("chair").get("/ballots/rounds/999/paper").status_code == 404
    assert get(hall, acts, "record?copy=secret")[0] == 400
    assert get(hall, acts, "challenge?member=77")[0] == 404


def test_nobody_who_only_observes_reads_the_record_before_it_is_reported(hall: Hall, acts: Acts) -> None:
    assert get(hall, acts, "record")[0] == 404, "there are no figures yet"
    acts.sign()
    assert get(hall, acts, "record", "observer")[0] == 404
    acts.report()
    status, shown = get(hall, acts, "record?copy=internal", "observer")
    assert status == 200 and b"Public copy" in shown and b"Internal copy" not in shown


def test_a_paper_has_lines_for_names_written_in_and_bears_no_number(hall: Hall, acts: Acts) -> None:
    shown = get(hall, acts, "paper")[1].decode()
    assert shown.count('<tr class="empty">') == 2 and "At most 2 ○" in shown
    assert shown == get(hall, acts, "paper")[1].decode(), "every paper is the same paper"


def test_the_paper_says_when_a_name_written_in_needs_an_x(hall: Hall, acts: Acts) -> None:
    acts.on("voidance", reason="held again")
    acts.prepare({"委员": 1}, eligible=2, changes={"write_in_cross": True}).list(["王芳", "张伟"]).adopt()
    assert "with ○ for each listed name beside which you put ×" in get(hall, acts, "paper")[1].decode()
    assert hall.snapshot("hall", "screen")["ballot"]["write_in_cross"]
    acts.vote(present=2)
    acts.write_in("吴用")
    acts.papers([{"吴用": "for"}, {"吴用": "for", "王芳": "against"}])
    acts.sign()
    acts.report()
    papers = hall.client("chair").get(f"/ballots/rounds/{acts.id}.json").get_json()["papers"]
    assert (papers["valid"], papers["invalid"]) == (1, 1)


def test_who_is_away_is_told_by_reason_and_by_name_in_the_internal_copy_alone(hall: Hall, acts: Acts) -> None:
    for member, approved in ((1, "Branch"), (2, "Branch")):
        fields = {"member": member, "reason": "unable", "approved_by": approved, "command_id": hall.command_id()}
        assert hall.client("chair").post("/roll/exclusions", json=fields).status_code == 200
    acts.sign()
    shown = {copy: get(hall, acts, f"record?copy={copy}")[1].decode() for copy in ("internal", "public")}
    assert "2 (" in shown["public"] and "Member 0" not in shown["public"]
    assert "Member 0, Member 1)" in shown["internal"]


def test_the_word_file_says_what_the_printed_record_says(hall: Hall, acts: Acts) -> None:
    acts.sign()
    acts.report()
    document = Document(io.BytesIO(get(hall, acts, "record.docx?language=zh-Hans")[1]))
    text = "\n".join(one.text for one in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "王芳：赞成 8 票，反对 2 票，弃权 0 票；到会有表决权 10 人的过半数为 6；当选。" in text
    assert {"王芳", "8", "2", "Signer chief_scrutineer"} <= set(cells) and hall.db is not None
    english = Document(io.BytesIO(get(hall, acts, "record.docx?language=en")[1]))
    said = "王芳: 8 for, 2 against, 0 abstain; more than half of the 10 present is 6; elected."
    assert said in [one.text for one in english.paragraphs]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_the_word_file_of_ten_candidates_is_one_page(hall: Hall, acts: Acts, tmp_path: Path) -> None:
    acts.on("voidance", reason="held again")
    names = [f"候选人{place}" for place in range(10)]
    acts.prepare({"委员": 8}, title="Election of ten", eligible=206).list(names).adopt()
    acts.vote(present=170)
    acts.sheets({name: 140 - 4 * place for place, name in enumerate(names)}, 170)
    acts.sign()
    acts.report()
    acts.on("incidents", text="The seal of box 2 was renewed in front of everybody", name="Signer")
    for language in ("en", "zh-Hans"):
        (tmp_path / "record.docx").write_bytes(get(hall, acts, f"record.docx?language={language}")[1])
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        asked = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            tmp_path / "record.docx",
        ]
        subprocess.run(asked, check=True, capture_output=True, timeout=180)
        pages = re.findall(rb"/Type\s*/Page\b(?!s)", (tmp_path / "record.pdf").read_bytes())
        assert len(pages) == 1, language
