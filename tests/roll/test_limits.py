"""A file that asks for more than any roll does ends by its limit, with one clear sentence; its process ends with it."""

from __future__ import annotations

import io
import os
import threading
import time
import zipfile
from collections.abc import Callable

import pytest

from kiosk.roll import isolated
from kiosk.roll.roll_file import read_roll
from kiosk.store.errors import CommandRejected
from tests.roll.files import HEADER, people, table, workbook


def _packed(part: str, inside: bytes) -> bytes:
    """A workbook with one part replaced."""
    out = io.BytesIO()
    whole = io.BytesIO(workbook([HEADER, *people(2)]))
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in before.namelist():
            packed.writestr(name, inside if name == part else before.read(name))
    return out.getvalue()


def _cells(count: int) -> bytes:
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
    return head + b'<c t="n"><v>1</v></c>' * count + b"</row></sheetData></worksheet>"


HOSTILE: dict[str, Callable[[], bytes]] = {
    "more cells than any roll, in a file of kilobytes": lambda: _packed("xl/worksheets/sheet1.xml", _cells(2_100_000)),
    "sixteen thousand columns": lambda: _packed("xl/worksheets/sheet1.xml", _cells(16_000)),
    "a styles part of gigabytes": lambda: _packed("xl/styles.xml", bytes(140 * 1024 * 1024)),
    "a line of half a million commas": lambda: "编号,姓名\n".encode() + b"," * 439_000 + b"1\n" + b"1," * 219_000,
    "a header of a hundred thousand names": lambda: ("姓名," * 100_000 + "\n张三\n").encode(),
    "a table in HTML that spans for ever": lambda: (
        b"<table><tr>" + b"<td colspan=999>a</td>" * 3_000 + b"</tr></table>"
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_asks_for_too_much_is_refused_while_it_is_counted(kind: str) -> None:
    content = HOSTILE[kind]()
    with pytest.raises(CommandRejected, match="too large for a roll") as refused:
        read_roll(content, "roll.xlsx")
    assert refused.value.code == "roll_too_large" and len(content) < 1_000_000


def test_a_reading_that_takes_too_long_is_killed_and_the_next_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "SECONDS_MOST", 0.01)
    with pytest.raises(CommandRejected, match="too large for a roll"):
        isolated.read(table(people(60_000)).encode(), "roll.csv")
    assert isolated._idle == []
    monkeypatch.undo()
    assert len(isolated.read(table(people(5)).encode(), "roll.csv").people) == 5


def _waits(content: bytes, name: str, progress: Callable[[int], None]) -> str:
    """A reading that a busy laptop keeps waiting for its processors."""
    threading.Event().wait(2.5)
    return name


def _never_ends(content: bytes, name: str, progress: Callable[[int], None]) -> None:
    while True:
        pass


def _priority(content: bytes, name: str, progress: Callable[[int], None]) -> int:
    return os.nice(0)


def test_a_list_that_waits_for_the_processor_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "PROCESSOR_SECONDS_MOST", 1)
    assert isolated.run(_waits, b"", "roll.csv", lambda rows: None) == "roll.csv"


def test_a_reading_that_uses_up_its_share_of_the_processor_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "PROCESSOR_SECONDS_MOST", 1)
    with pytest.raises(CommandRejected, match="too large for a roll") as refused:
        isolated.run(_never_ends, b"", "roll.csv", lambda rows: None)
    assert refused.value.code == "roll_too_large" and isolated._idle == []


def test_each_reading_of_a_kept_process_has_the_whole_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own, however much the process used before."""
    monkeypatch.setattr(isolated, "PROCESSOR_SECONDS_MOST", 2)
    for _ in range(3):
        assert isolated.run(_burns_a_second, b"", "roll.csv", lambda rows: None) >= 1
    assert len(isolated._idle) == 1


def _burns_a_second(content: bytes, name: str, progress: Callable[[int], None]) -> float:
    began = time.process_time()
    while time.process_time() < began + 1:
        pass
    return time.process_time() - began


def test_reading_comes_behind_the_desks() -> None:
    assert isolated.run(_priority, b"", "roll.csv", lambda rows: None) == min(19, os.nice(0) + isolated.BEHIND_DESKS)


def test_a_large_file_ends_its_process_and_a_small_one_does_not() -> None:
    isolated.read(table(people(5)).encode(), "roll.csv")
    (kept,) = isolated._idle
    isolated.read(table(people(5)).encode(), "roll.csv")
    assert isolated._idle == [kept]
    isolated.read(table([[str(i), *row[1:]] for i, row in enumerate(people(3_000))]).encode(), "roll.csv")
    assert isolated._idle == [] and not kept.alive()


def test_memory_is_limited_where_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isolated.memory_is_limited()
    monkeypatch.setattr("sys.platform", "darwin")
    assert not isolated.memory_is_limited()
