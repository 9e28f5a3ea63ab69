"""`kiosk draw verify`: what it says, and how it exits."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli.main import main
from tests.conftest import Hall
from tests.speeches.records import TAMPERED, TRANSCRIPT, VECTOR, lines
from tests.speeches.test_ceremony import _drawn


def _verify(*files: Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["draw", "verify", *map(str, files)])
    assert "Traceback" not in done.output
    return done.exit_code, done.output + done.stderr


def _write(folder: Path, contents: list[bytes]) -> list[Path]:
    paths = [folder / f"draw-{i}.txt" for i in range(1, len(contents) + 1)]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return paths


def test_a_record_that_holds_with_its_remark(tmp_path: Path) -> None:
    code, said = _verify(*_write(tmp_path, [VECTOR]))
    assert code == 0
    assert "holds: a draw, number 1. The last slot's label declares no dice." in said


def test_several_in_any_order_and_one_whose_predecessor_is_not_there(tmp_path: Path) -> None:
    paths = _write(tmp_path, lines())
    assert _verify(*reversed(paths))[0] == 0
    code, said = _verify(paths[2])
    assert (code, "The record before this one was not given." in said) == (0, True)
    assert "given up" in said


def test_a_chain_that_breaks(tmp_path: Path) -> None:
    changed = TRANSCRIPT.replace("6047", "6048")
    code, said = _verify(*_write(tmp_path, [changed.encode(), *lines()[1:]]))
    assert (code, "FAILS" in said) == (1, True)


@pytest.mark.parametrize("tamper", [pytest.param(tamper, id=name) for name, tamper, _ in TAMPERED[:12]])
def test_what_was_touched_exits_1(tmp_path: Path, tamper) -> None:  # type: ignore[no-untyped-def]
    code, said = _verify(*_write(tmp_path, [tamper(TRANSCRIPT)]))
    assert (code, "FAILS at the" in said) == (1, True)


def test_all_draws_of_a_meetings_file(hall: Hall) -> None:
    _drawn(hall, 1)
    _drawn(hall, 2)
    code, said = _verify(hall.path)
    assert (code, said.count("holds: a draw")) == (0, 2)


def test_what_cannot_be_opened_exits_2(tmp_path: Path, hall: Hall) -> None:
    assert _verify(tmp_path / "nothing.txt")[0] == 2
    assert _verify(tmp_path)[0] == 2
    assert _verify(hall.path)[0] == 2
    assert CliRunner().invoke(main, ["draw", "verify"]).exit_code == 2
