"""Rolls as people have them: each file of cases/, by command line, with its right value.

`people`: number/name/group, then ":no" without a vote, ":?" where it is asked, "=89.52" a weight that is not one vote.
`troubles`: row, column, code. `asked`: kind and rows. Exit 1 when something is asked or refused, 2 when it is no roll.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from kiosk.cli.main import main
from kiosk.meeting_file import make_meeting

CASES = Path(__file__).parent / "cases"
ODD = (CASES / "21-odd-names.csv").read_text("utf-8").splitlines()[1:]


class Case(NamedTuple):
    people: str
    columns: str = ""
    unused: str = ""
    troubles: str = ""
    asked: str = ""
    preset: str = "party-grassroots"
    sheets: str = ""


TWO = "001/张三 002/李四"
RIGHT = {
    "01a-sep-semicolon.csv": Case("001/张三/一支部 002/李四/二支部", "A=number B=name C=group"),
    "01b-sep-pipe.csv": Case("1/Ann_Baker/North 2/Bo_Chen/South", "A=number B=name C=group"),
    "01c-sep-utf16.csv": Case("001/张三", "A=number B=name"),
    "01d-utf16le-nobom.csv": Case(TWO, "A=number B=name"),
    "02a-name-vorname.csv": Case(
        "17/Jens_Müller/Turnen 18/Ilse_Müller/Turnen 19/Karl_Schmidt/Fußball",
        "A=number B=family_name C=given_name D=group",
    ),
    "02c-decimal-comma.csv": Case(
        "1-101/Ann_Baker=89.52 1-102/Bo_Chen=120.5 1-103/Cy_Dorn=1204.75", "A=number B=name C=weight", preset="owners"
    ),
    "03a-sheet-per-branch.xlsx": Case(
        "001/张三/一支部 002/李四/一支部 003/王五/二支部 004/赵六/二支部 005/钱七/三支部",
        "A=number B=name",
        sheets="一支部+ 二支部+ 三支部+",
    ),
    "03c-hidden-rows-filter.xlsx": Case("001/张三 004/赵六", "A=number B=name C=category", asked="hidden:3,4"),
    "03d-strikethrough.xlsx": Case("001/张三 003/王五", asked="struck:3"),
    "04a-merged-group.xlsx": Case(
        "001/张三/一支部 002/李四/一支部 003/王五/一支部:no 004/赵六/二支部 005/钱七/二支部",
        "A=group B=number C=name D=category",
    ),
    "04c-two-row-header.xlsx": Case("1/张三 2/李四", "A=number B=name C=phone", unused="D"),
    "04d-side-by-side.xlsx": Case(
        "1/张三 2/李四 3/王五 4/赵六 5/钱七 6/孙八 7/孙九 8/周十 9/吴一",
        "A=number B=name C=number D=name E=number F=name",
    ),
    "05a-number-format-000.xlsx": Case("007/张三 008/李四 009/王五"),
    "05b-scientific.csv": Case(
        "", troubles="2A=shortened 2C=shortened 3A=shortened 3C=shortened 4A=shortened 4C=shortened"
    ),
    "05c-big-int-16.xlsx": Case("", troubles="2A=digits_lost 3A=digits_lost 4A=digits_lost"),
    "05d-unit-became-date.xlsx": Case(
        "3-13/李四=90", troubles="2A=became_date 4A=became_date", preset="owners"
    ),
    "05f-fullwidth.csv": Case("001/张三", troubles="3A=number_used"),
    "05g-apostrophe.csv": Case(TWO),
    "05h-tab-protected.csv": Case(TWO, "A=number B=name C=phone"),
    "05i-mixed-text-number.xlsx": Case("001/张三 2/王五", troubles="5A=number_used", asked="number:3"),
    "06a-formula-no-cache.xlsx": Case(
        "", troubles="2A=not_calculated 2D=not_calculated 3A=not_calculated 3D=not_calculated"
    ),
    "06b-formula-number-only.xlsx": Case("/张三 /李四", troubles="2A=not_calculated 3A=not_calculated"),
    "06c-error-values.xlsx": Case(
        "", troubles="2C=error_value 3B=error_value 4A=error_value 4C=error_value 5A=error_value"
    ),
    "07a-padded.csv": Case("/张三 /李四 /王小五"),
    "07b-unpadded.csv": Case("/张三 /李四 /王小五"),
    "08a-concatenated.csv": Case(TWO),
    "08c-totals.csv": Case("001/张三/一支部 002/李四/一支部", asked="person:4,5,6,7"),
    "08e-signature-footer.xlsx": Case(TWO, "A=number B=name", unused="C", asked="person:5,6,7"),
    "09a-strict.xlsx": Case(TWO),
    "09b-macro.xlsm": Case(TWO),
    "09e-last-row-cell.xlsx": Case(TWO),
    "09f-no-refs.xlsx": Case(TWO),
    "09j-numbers-export.xlsx": Case(
        "1/Ann_Baker/North 2/Bo_Chen/South", "A=number B=name C=group", sheets="Export_Summary- Sheet_1_-_Roll+"
    ),
    "09k-header-row-25.xlsx": Case("1/张三"),
    "09m-chartsheet.xlsx": Case("1/张三", sheets="Sheet+ 图表-"),
    "10a-html.xls": Case("001/张三"),
    "10b-xml2003.xls": Case("/张三"),
    "10c-jielong.txt": Case("1/张三 2/李四/一支部 3/王五:no"),
    "10d-names-only.txt": Case("/张三 /李四 /王五", "A=name"),
    "10e-contacts.vcf": Case("/Ann_Baker /Bo_Chen", "A=name B=phone"),
    "10f-markdown.csv": Case("001/张三", "A=number B=name"),
    "10g-space-columns.txt": Case("001/张三/一支部 002/李四/二支部", "A=number B=name C=group"),
    "11a-luma.csv": Case(
        "/Ann_Baker /Bo_Chen /Cy_Dorn:no",
        "B=name C=given_name D=family_name F=phone H=category",
        unused="A E G I",
        preset="association",
    ),
    "11c-openslides.csv": Case(
        "7/Ann_Baker/North=2.5 8/Bo_Chen/South:no",
        "B=given_name C=family_name E=category I=number J=group K=weight L=category M=note",
        unused="A D F G H N",
        preset="association",
    ),
    "11e-civicrm.csv": Case(
        "/Baker,_Ann /Chen,_Bo:no", "A=name C=category D=category E=category", unused="B", preset="association"
    ),
    "11g-wjx.csv": Case("1/张三/一支部 2/李四/二支部", "A=number D=name E=group F=phone", unused="B C"),
    "11h-tencent-form.csv": Case("1/张三/一支部", "A=number B=name C=phone D=group"),
    "11i-dingtalk.csv": Case("u1/张三/技术部 u2/李四/技术部", "A=number B=name C=group E=phone", unused="D"),
    "11j-wecom.xlsx.csv": Case("/张三/公司、一支部", "A=name E=group G=phone", unused="B C D F"),
    "11l-hievents.csv": Case(
        "1/Ann_Baker 2/Bo_Chen:no",
        "A=number B=given_name C=family_name E=category H=category",
        unused="D F G",
        preset="association",
    ),
    "11m-eventyay.csv": Case(
        "/Ann_Baker:?", "C=category D=given_name E=family_name G=category", unused="A B F", asked="category:2"
    ),
    "11n-dup-headers.csv": Case("001/张三", "A=number B=name C=phone D=phone E=note F=note"),
    "12a-categories.csv": Case(
        "1/甲 2/乙:no 3/丙:no 4/丁:no 5/戊:no 6/己:no 7/庚:? 8/辛:? 9/壬:no 10/癸:? 11/子:no 12/丑:no 13/寅:no 14/卯:? "
        "15/辰:no 16/巳:? 17/午:no 18/未:no 19/申:no 20/酉:no 21/戌:no 22/亥:no 23/角:no",
        "A=number B=name C=category",
        asked="category:8,9,11,15,17",
    ),
    "12b-votes.csv": Case(
        "1/甲 2/乙:no 3/丙 4/丁:? 5/戊 6/己:no 7/庚 8/辛:? 9/壬:? 10/癸:? 11/子:? 12/丑:? 13/寅 14/卯:no 15/辰 16/巳:no 17/午",
        "A=number B=name C=vote",
        asked="vote:5,9,10,11,12,13",
    ),
    "12c-weights.csv": Case(
        "1-101/甲=89.52 1-102/乙=1204.75 1-104/丁=120.5 1-107/庚=89.52 1-108/辛=? 1-110/癸=1204.75 1-112/丑=12.5 1-114/卯=1204.75",
        "A=number B=name C=weight",
        troubles="4C=bad_weight 6C=bad_weight 7C=bad_weight 10C=bad_weight 12C=bad_weight 14C=bad_weight",
        asked="decimal:8,11,13 weight:9",
        preset="owners",
    ),
    "20a-roll.csv": Case(
        "2020001/张三/一支部 2020002/李四/一支部 2020003/王五/一支部 2020004/赵六/一支部",
        "B=number C=name D=group",
        unused="A",
    ),
    "20b-inserted.csv": Case(
        "2020001/张三/一支部 2020009/新来的/一支部 2020002/李四/一支部 2020003/王五/一支部 2020004/赵六/一支部",
        "B=number C=name D=group",
        unused="A",
    ),
    "21-odd-names.csv": Case(" ".join(line.replace(" ", "_").replace(",", "/") for line in ODD)),
    "22-roll-of-one.csv": Case("1/独一"),
    "23-corrected.csv": Case("001/张三/一支部 002/李四/一支部"),
    "24-owner-two-units.csv": Case(
        "1-101,_1-104/张三=149.52 1-102/李四=90 1-103/王五=120.5", asked="one_person:5", preset="owners"
    ),
    "27-headerless.csv": Case("", asked="columns:"),
    "30a-old.xls": Case(
        "001/张三/一支部=89.5 2/李四/一支部=1204.5 003/王五/二支部=70", "A=number B=name C=group D=weight", unused="E", sheets="名册+ 说明-"
    ),
    "30b-open.ods": Case("001/张三/一支部 2/李四/二支部", "A=number B=name C=group", asked="person:6"),
    "30c-parking.csv": Case(
        "1-101/张三、李四=89.5 1-102/王五=90", "B=number C=name D=weight E=parking", unused="A", asked="parking:4", preset="owners"
    ),
    "30d-branch-rows.csv": Case("001/张三/一支部 002/李四/二支部 003/王五/二支部", asked="person:5,8"),
    "30e-merged-owner.xlsx": Case(
        "101,_102/赵甲/1栋=200 201/钱乙/2栋=80", "A=group B=number C=name D=weight", asked="one_person:4", preset="owners"
    ),
    "30f-co-owners.csv": Case("1-101/张三、李四=90 1-102/王五=80", asked="co_owner:3", preset="owners"),
    "30g-names-in-lines.txt": Case("/张三 /赵六 /李四 /钱七 /王五"),
    "30h-households.csv": Case("/张三 /李四 /王五 /赵六", "B=name", unused="A C", preset="village"),
    "30i-last-first.csv": Case(
        "/Ann_Baker /Bo_Chen:?", "A=family_name B=given_name C=category", asked="category:3", preset="association"
    ),
    "31-chain-example.txt": Case("1/张三/一支部 2/李四 3/Ann_Baker"),
    "31-names-brackets.txt": Case("/张三 /李四:no /王五"),
    "31-numbered-names.txt": Case("1/张三 2/李四 3/王五"),
    "31-no-weight.csv": Case("/Ann /Bo=? /Cy=2", asked="weight:3", preset="association"),
    "31-group-above.xlsx": Case("1/张三/一支部 2/李四/二支部", asked="person:4"),
    "31-votes-as-numbers.csv": Case("1/张三 2/李四:no"),
    "32-error-cell.xls": Case("1/张三 3/王五", troubles="3C=error_value", sheets="a+ b-"),
    "coop.csv": Case("1/社员1=3 " + " ".join(f"{n}/社员{n}" for n in range(2, 11)), preset="cooperative"),
    "hv.csv": Case("1/正式 2/预备:no", "A=number B=name C=vote D=vote"),
    "owners.csv": Case(
        "1-101,_1-102,_1-103/赵甲=300 1-201/钱乙=80.5 1-202/孙丙=90 1-203/李丁=90 1-301/周戊=120 1-302/吴己=120 1-303/郑庚=60 1-401/王辛=60",
        "A=number B=name C=weight",
        asked="one_person:3,4",
        preset="owners",
    ),
}  # fmt: skip
NO_ROLL = {
    "09g-roll.ods": "not a workbook",
    "09h-roll.numbers": "Numbers",
    "09i-roll.zip": "roll.csv",
    "10i-pdf.xlsx": "PDF",
    "10j-docx-like.xlsx": "not a workbook",
}


@pytest.fixture(scope="module")
def meetings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    place = tmp_path_factory.mktemp("cases")
    made = {preset: place / f"{preset}.kiosk" for preset in {case.preset for case in RIGHT.values()}}
    for preset, path in made.items():
        make_meeting(path, title="Members' meeting", preset=preset)
    yield made


def _look(meeting: Path, name: str, *options: str) -> tuple[int, dict[str, Any]]:
    done = CliRunner().invoke(main, ["import", str(meeting), str(CASES / name), "--dry-run", "--json", *options])
    assert done.exit_code in (0, 1), done.output
    return done.exit_code, json.loads(done.stdout)


def _person(one: dict[str, Any]) -> str:
    votes = {True: "", False: ":no", None: ":?"}[one["votes"]]
    weight = "=?" if one["weight"] is None else "" if one["weight"] == "1" else f"={one['weight']}"
    group = f"/{one['group'].replace('/', '、')}" if one["group"] else ""
    return f"{one['number']}/{one['name']}{group}{votes}{weight}".replace(" ", "_")


def test_every_file_has_its_right_value() -> None:
    assert {path.name for path in CASES.iterdir()} == set(RIGHT) | set(NO_ROLL)


@pytest.mark.parametrize("name", RIGHT)
def test_a_roll_as_people_have_it(name: str, meetings: dict[str, Path]) -> None:
    right = RIGHT[name]
    code, told = _look(meetings[right.preset], name)
    assert set(told) == {"people", "columns", "unused", "sheets", "troubles", "questions", "base"}
    assert [_person(one) for one in told["people"]] == right.people.split()
    if right.columns:
        assert told["columns"] == dict(pair.split("=") for pair in right.columns.split())
        assert told["unused"] == right.unused.split()
    assert [f"{one['row']}{one['column']}={one['code']}" for one in told["troubles"]] == right.troubles.split()
    asked = [f"{one['kind']}:{','.join(map(str, one['rows']))}" for one in told["questions"]]
    assert sorted(asked) == sorted(right.asked.split())
    assert code == (1 if right.asked or right.troubles else 0)
    assert all(one["default"] in one["options"] and one["sentence"] for one in told["questions"])
    if right.sheets:
        sheets = [f"{one['name'].replace(' ', '_')}{'+' if one['read'] else '-'}" for one in told["sheets"]]
        assert sheets == right.sheets.split()
    assert told["base"] == {"before": 0, "after": sum(one["votes"] is True for one in told["people"])}


@pytest.mark.parametrize("name", NO_ROLL)
def test_what_is_no_roll_says_what_it_is_and_what_to_do(name: str, meetings: dict[str, Path]) -> None:
    done = CliRunner().invoke(main, ["import", str(meetings["owners"]), str(CASES / name), "--dry-run", "--json"])
    assert done.exit_code == 2 and done.stderr.count("\n") == 1
    assert NO_ROLL[name] in done.stderr


@pytest.mark.parametrize(
    ("name", "options", "people"),
    [
        ("27-headerless.csv", ["--column", "B=name", "--column", "A=number"], "001/张三 002/李四 003/王五"),
        ("27-headerless.csv", ["--accept"], ""),
        ("03a-sheet-per-branch.xlsx", ["--sheet", "二支部"], "003/王五 004/赵六"),
        ("03c-hidden-rows-filter.xlsx", ["--person", "3=yes", "--person", "4=no"], "001/张三 002/李四:no 004/赵六"),
        ("12c-weights.csv", ["--decimal", "point", "--person", "9=no"], "1-101/甲=89.52 1-102/乙=1204.75 1-104/丁=120.5 1-114/卯=1204.75"),
        ("08c-totals.csv", ["--accept"], "001/张三/一支部 002/李四/一支部"),
        ("24-owner-two-units.csv", ["--person", "5=yes"], "1-101/张三=89.52 1-102/李四=90 1-103/王五=120.5 1-104/张三=60"),
        ("11m-eventyay.csv", ["--category", "x=yes"], "/Ann_Baker"),
        ("11m-eventyay.csv", ["--accept"], "/Ann_Baker:no"),
        ("hv.csv", ["--column", "D=unused", "--column", "有选举权=unused"], "1/正式 2/预备"),
    ],
)  # fmt: skip
def test_what_is_answered_is_not_asked(name: str, options: list[str], people: str, meetings: dict[str, Path]) -> None:
    _code, told = _look(meetings[RIGHT[name].preset], name, *options)
    assert ([_person(one) for one in told["people"]], told["questions"]) == (people.split(), [])


@pytest.mark.parametrize(
    "option", [["--column", "name"], ["--column", "A=nonsense"], ["--person", "4=perhaps"], ["--sheet", "nowhere"]]
)
def test_an_answer_that_is_none_is_one_sentence(option: list[str], meetings: dict[str, Path]) -> None:
    arguments = ["import", str(meetings["owners"]), str(CASES / "owners.csv"), "--dry-run", *option]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2 and done.stderr.count("\n") == 1, done.output


def test_with_a_question_open_nothing_is_imported_and_the_defaults_give_nothing(tmp_path: Path) -> None:
    make_meeting(tmp_path / "m.kiosk", title="Members' meeting", preset="party-grassroots")
    asked = CliRunner().invoke(main, ["import", str(tmp_path / "m.kiosk"), str(CASES / "12a-categories.csv")])
    assert asked.exit_code == 1 and asked.output.startswith("Nothing was imported")
    accepted = CliRunner().invoke(
        main, ["import", str(tmp_path / "m.kiosk"), str(CASES / "12a-categories.csv"), "--accept", "--json"]
    )
    told = json.loads(accepted.stdout)
    assert (accepted.exit_code, told["imported"], told["base"]) == (0, 23, {"before": 0, "after": 1})
