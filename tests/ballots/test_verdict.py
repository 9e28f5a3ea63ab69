"""`kiosk verdict`: a round's file judged afresh."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kiosk.cli.main import main
from tests.ballots.rounds import made

EXAMPLE = {
    "format": "round/1",
    "preset": "party-grassroots",
    "rules": {},
    "offices": [{"name": "委员", "seats": 1}],
    "eligible": 206,
    "present": 165,
    "papers": {"printed": 170, "issued": 165, "exchanged": 1, "spare": 4, "returned": 163, "valid": 160, "invalid": 3},
    "candidates": [
        {"name": "张伟", "office": "委员", "for": 150, "against": 6, "abstain": 4},
        {"name": "李强", "office": "委员", "for": 9, "against": 147, "abstain": 4},
        {"name": "王芳", "office": "委员", "for": 1, "write_in": True},
    ],
}


def run(tmp_path: Path, content: object, *options: str) -> Result:
    path = tmp_path / "round.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode())
    return CliRunner().invoke(main, ["verdict", str(path), *options])


def test_the_example_is_judged_as_json(tmp_path: Path) -> None:
    done = run(tmp_path, EXAMPLE, "--json")
    told = json.loads(done.output)
    assert done.exit_code == 0
    assert told["void"] is None and told["broken"] == [] and told["warnings"] == ["returned_below_issued"]
    assert told["offices"] == [
        {"name": "委员", "needed": 83, "elected": ["张伟"], "advanced": [], "revote": {"names": [], "seats": 0}, "shortfall": 0}
    ]  # fmt: skip


def test_it_is_said_in_sentences_in_both_languages(tmp_path: Path) -> None:
    assert run(tmp_path, EXAMPLE).output.splitlines()[0] == (
        "张伟: 150 for, 6 against, 4 abstain; more than half of the 165 present is 83; elected."
    )
    assert "当选" in run(tmp_path, EXAMPLE, "--language", "zh-Hans").output


@pytest.mark.parametrize("changed", [{"issued": 162}, {"invalid": 4}, {"issued": 166}])
def test_void_or_broken_exits_1_and_keeps_its_shape(tmp_path: Path, changed: dict[str, int]) -> None:
    done = run(tmp_path, {**EXAMPLE, "papers": {**EXAMPLE["papers"], **changed}}, "--json")  # type: ignore[dict-item]
    assert done.exit_code == 1
    assert json.loads(done.output)["offices"][0]["elected"] == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"format": "round/1"}',
        b"[" * 100_000,
        {**EXAMPLE, "format": "round/2"},
        {**EXAMPLE, "preset": "monarchy"},
        {**EXAMPLE, "present": -1},
        {**EXAMPLE, "present": 1.5},
        {**EXAMPLE, "present": True},
        {**EXAMPLE, "present": "165"},
        {**EXAMPLE, "papers": None},
        {**EXAMPLE, "offices": []},
        {**EXAMPLE, "offices": [{"name": "委员", "seats": 0}]},
        {**EXAMPLE, "rules": {"win": {"operator": "<"}}},
        {**EXAMPLE, "rules": {"win": {"denominator": 0}}},
        {**EXAMPLE, "rules": {"tie": "dice"}},
        {**EXAMPLE, "rules": {"colour": "red"}},
        {**EXAMPLE, "candidates": [{"name": "张伟", "for": 1}, {"name": "张伟", "for": 2}]},
        {**EXAMPLE, "candidates": [{"name": "张伟", "office": "书记", "for": 1}]},
        json.dumps(EXAMPLE).replace('"present": 165', '"present": 165, "present": 100').encode(),
        json.dumps(EXAMPLE).replace("165", "NaN", 1).encode(),
    ],
)
def test_what_is_no_round_is_told_in_one_sentence(tmp_path: Path, content: Any) -> None:
    done = run(tmp_path, content)
    assert done.exit_code == 2 and len(done.output.strip().splitlines()) == 1, done.output
    assert "Traceback" not in done.output


def test_operators_may_be_written_as_signs(tmp_path: Path) -> None:
    win = {"numerator": 2, "denominator": 3, "operator": "≥"}
    told = json.loads(run(tmp_path, made([110], present=165, rules={"win": win}), "--json").output)
    assert told["offices"][0] | {"name": ""} == {
        "name": "", "needed": 110, "elected": ["A"], "advanced": [], "revote": {"names": [], "seats": 0}, "shortfall": 0
    }  # fmt: skip
