"""kiosk.local is told to the network, and no network is no trouble."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from zeroconf import IPVersion, ServiceInfo, Zeroconf

from kiosk import announce
from kiosk.announce import Announcer


def test_without_a_network_nothing_is_told_and_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announce, "addresses", list)
    begun = time.monotonic()
    Announcer(8080).close()
    assert time.monotonic() - begun < 2


def test_what_fails_in_the_network_stops_no_meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = threading.Event()

    def moved(known: Sequence[str]) -> None:
        heard.set()
        raise OSError("the network went away")

    monkeypatch.setattr(announce, "addresses", lambda: ["192.0.2.7"])
    announcer = Announcer(8080, moved=moved)
    assert heard.wait(5)
    assert announcer._thread.is_alive(), "it looks again later"
    announcer.close()


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
    told = announce.addresses()
    if not told:
        pytest.skip("this machine is in no network")
    announcer = Announcer(8099)
    try:
        with ThreadPoolExecutor(1) as beside:  # a browser's test may have left an event loop in this thread
            info = beside.submit(_asked, told).result()
        if info is None:
            pytest.skip("multicast does not come back on this machine")
        assert info.server == "kiosk.local." and set(info.parsed_addresses()) <= set(told)
    finally:
        announcer.close()
