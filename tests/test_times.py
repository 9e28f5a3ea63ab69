"""Times are written in the meeting's zone, with the correction that was in force; a page gets the hours from UTC."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kiosk.store.times import Times, laptop_zone, zone, zones


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def test_a_time_is_that_of_the_zone_and_its_day() -> None:
    at = ms("2026-11-30T16:30:00")
    assert Times("Asia/Shanghai", True).minute(at) == "2026-12-01 00:30"
    assert Times("America/New_York", True).minute(at) == "2026-11-30 11:30"
    assert Times("Asia/Kathmandu", True).second(at) == "2026-11-30 22:15:00"


def test_a_correction_counts_from_its_entry_on_and_not_for_what_was_planned() -> None:
    at = ms("2026-11-30T10:00:00")
    written = Times("UTC", True, ((at, 3_600_000), (at + 60_000, 0)))
    assert [written.clock(at + more) for more in (-1, 0, 59_999, 60_000)] == ["09:59", "11:00", "11:00", "10:01"]
    assert written.planned(at).strftime("%H:%M") == "10:00"


def test_a_page_is_told_each_change_to_the_second() -> None:
    told = Times("Europe/Berlin", True).told(ms("2026-11-30T10:00:00"))["utc_offsets"]
    assert [ms("2027-03-28T01:00:00"), 7_200_000] in told and [ms("2026-10-25T01:00:00"), 3_600_000] in told
    assert Times("Asia/Shanghai", True).told(ms("2026-11-30T10:00:00"))["utc_offsets"][0][1] == 8 * 3_600_000


@pytest.mark.parametrize("name", ["Asia/Shangai", "", "../etc/passwd", "UTC+8", "asia/shanghai"])
def test_what_is_no_zone_is_none(name: str) -> None:
    with pytest.raises(KeyError):
        zone(name)


def test_every_zone_can_be_read() -> None:
    assert len([zone(name) for name in zones()]) > 400


def test_the_laptops_zone_is_one_of_them_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Urumqi")
    assert laptop_zone() == "Asia/Urumqi"
    monkeypatch.setenv("TZ", "XYZ-5:30")
    assert laptop_zone() is None
