"""What may come in through a socket, and what strangers cause in the log."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.support.junk import PACKETS
from kiosk.realtime.packets import malformed, malformed_message, malformed_payload
from kiosk.server.logs import CHARACTERS_MOST, LINES_A_MINUTE, Brief, Lines

SENT_BY_PAGES = [
    "40", '40{"token":"x"}', '40{"device":3}', "41", '42["join",{"view":"hall"}]', '421["clock",{"seq":null}]', "1", "2",
    "2probe", "3", "3probe", "5", "6", '42["no such event",1]', "40/elsewhere,", "41/elsewhere,",
]  # fmt: skip


@pytest.mark.parametrize("packet", SENT_BY_PAGES)
def test_what_a_page_sends_is_heard(packet: str) -> None:
    assert not malformed(packet)


@pytest.mark.parametrize("levels", [33, 400, 900, 30_000])
def test_what_nests_deeper_than_any_page_sends_is_turned_away_before_it_is_read(levels: int) -> None:
    """Where it could just be read here, the library failed by it a few calls deeper in the stack."""
    assert malformed('42["join",' + "[" * levels + "]" * levels + "]")
    assert malformed("40" + '{"a":' * levels + "1" + "}" * levels)


# of the right shape: their content is judged by who hears the event
WELL_FORMED = [
    *SENT_BY_PAGES,
    "0",
    '42["clock",[],[],[]]',
    '42["join",{"view":{}}]',
    "40/elsewhere?x=1,{}",
    '40{"token":[]}',
]


@pytest.mark.parametrize(
    "packet", [one for one in PACKETS if one not in WELL_FORMED and "[[[" not in one and "1e400" not in one]
)
def test_junk_is_not(packet: str) -> None:
    assert malformed(packet)


@pytest.mark.parametrize("packet", [None, b"4", b""])
def test_bytes_and_nothing_are_no_packets(packet: bytes | None) -> None:
    assert malformed(packet)


def test_a_payload_is_as_good_as_its_worst_packet() -> None:
    assert not malformed_payload(b'40\x1e42["join",{"view":"phone"}]')
    for junk in ("40\x1e", "40\x1e4", "\x1e", "", "d=40"):
        assert malformed_payload(junk.encode())
    assert malformed_payload(b"4\xff")


@settings(max_examples=300, deadline=None)
@given(st.text() | st.from_regex(r"[0-6][0-9]?(/\w*,?)?[0-9]{0,3}[\[{\"].{0,30}"))
def test_whatever_comes_is_judged(text: str) -> None:
    assert malformed(text) in (True, False)
    assert malformed_message(text) in (True, False)
    assert malformed_payload(text.encode("utf-8", "replace")) in (True, False)


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def test_a_flood_of_errors_is_a_few_short_lines() -> None:
    now = [0.0]
    kept = Kept()
    log = logging.Logger("strangers")
    log.addHandler(kept)
    log.addFilter(Brief(lambda: now[0]))
    for _ in range(1_000):
        try:
            int("x" * 400 + "\n\x1b[31m")
        except ValueError:
            log.exception("message handler error")
    assert len(kept.lines) == LINES_A_MINUTE
    assert all("\n" not in line and "\x1b" not in line and len(line) <= CHARACTERS_MOST for line in kept.lines)
    assert kept.lines[0].startswith("message handler error: ValueError: invalid literal")
    now[0] = 60
    Lines(log).write("server=x socket shutdown error\n")
    assert kept.lines[-1] == f"server=x socket shutdown error (and {1_000 - LINES_A_MINUTE} more before it)"
