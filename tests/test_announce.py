"""kiosk.local is told to the network, and no network is no trouble."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from zeroconf import IPVersion, ServiceInfo, Zeroconf

from kiosk.server.mdns import MdnsAnnouncer
from kiosk.server.network_addresses import addresses


def test_without_a_network_nothing_is_told_and_nothing_waits() -> None:
    begun = time.monotonic()
    announcer = MdnsAnnouncer(8080)
    announcer.tell([])
    announcer.close()
    assert time.monotonic() - begun < 1


def test_what_fails_in_the_network_stops_no_meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def fails(*, interfaces: list[str], ip_version: IPVersion) -> None:
        asked.append(interfaces)
        raise OSError("the network went away")

    monkeypatch.setattr("zeroconf.Zeroconf", fails)
    announcer = MdnsAnnouncer(8080)
    announcer.tell(["192.0.2.7"])
    announcer.tell(["192.0.2.8"])
    announcer.close()
    assert asked == [["192.0.2.7"], ["192.0.2.8"]], "it tries again at the next address"


def _asked(told: list[str]) -> ServiceInfo | None:
    """What the machine answers by mDNS; None when nothing comes back."""
    with Zeroconf(interfaces=told, ip_version=IPVersion.V4Only) as asking:
        until = time.monotonic() + 15
        info = None
        while info is None and time.monotonic() < until:
            info = asking.get_service_info("_http._tcp.local.", "Kiosk._http._tcp.local.", timeout=1_000)
    return info


def test_the_name_leads_to_this_machine() -> None:
    """On the loopback alone: what is asked by mDNS is answered with the address that was announced."""
    told = addresses()
    if not told:
        pytest.skip("this machine is in no network")
    announcer = MdnsAnnouncer(8099)
    try:
        announcer.tell(told)
        with ThreadPoolExecutor(1) as beside:  # a browser's test may have left an event loop in this thread
            info = beside.submit(_asked, told).result()
        if info is None:
            pytest.skip("multicast does not come back on this machine")
        assert info.server == "kiosk.local." and set(info.parsed_addresses()) <= set(told)
    finally:
        announcer.close()
