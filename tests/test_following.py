"""The hall's router is replaced: the laptop has another address, and everything that shows or proves one follows."""

from __future__ import annotations

import http.client
import json
import ssl
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kiosk.meeting_file import make_meeting
from kiosk.server import network_addresses
from kiosk.server.network_addresses import AddressMonitor
from tests.conftest import Served
from tests.support.sockets import Socket

PATIENCE_SECONDS = 20


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have one loopback address alone")
def test_addresses_codes_and_certificate_follow_without_a_restart(tmp_path: Path) -> None:
    has = tmp_path / "addresses"
    has.write_text("127.0.0.1")
    make_meeting(tmp_path / "m.kiosk", title="Members' meeting", preset="party-grassroots")
    served = Served(tmp_path / "m.kiosk", tls=tmp_path / "home", addresses=has)
    try:
        assert served.post("/display/takes", {"scene": "codes"})[0] == 200
        page = Socket(served.url, served.token("screen"))
        assert page.join({"view": "hall"})["codes"]["page"]["url"] == f"{served.url}/"
        first = served.get("/devices/join-code")[1]
        assert first["url"] == f"{served.url}/join" and first["secure_url"] == f"{served.secure_url}/join"
        has.write_text("127.0.0.2")
        moved = served.url.replace("127.0.0.1", "127.0.0.2")
        assert said(served, "The laptop has another address") == (
            f"The laptop has another address: {moved}. Tablets join again by the code on the console."
        )
        once = said(served, "Open this once").rpartition(" ")[2]
        then = served.get("/devices/join-code")[1]
        assert then["url"] == f"{moved}/join" and then["code"] != first["code"]
        assert then["secure_url"] == f"{served.secure_url.replace('127.0.0.1', '127.0.0.2')}/join"
        assert then["fingerprint"] == first["fingerprint"], "tablets trust the same authority as before"
        assert code_until(page, f"{moved}/"), "the code in the hall is the new one"
        page.close()
        assert by_https(served, then["secure_url"]) == 200
        assert opened(once, "a" * 64) == (200, "chair")
        assert opened(once, "b" * 64)[0] == 404, "it is spent by another console, as the first one was"
    finally:
        served.stop()


def said(served: Served, begins: str) -> str:
    """The next line of that beginning on the laptop's terminal."""
    assert served.process.stdout
    return next(line.strip() for line in served.process.stdout if line.startswith(begins))


def code_until(page: Socket, url: str) -> bool:
    """Whether the hall is told that address; the socket has patience of its own."""
    while page.next()["codes"]["page"]["url"] != url:
        pass
    return True


def by_https(served: Served, url: str) -> int:
    """Asked by a tablet that trusts the authority and looks at the address in the certificate."""
    assert served.tls
    place = urlsplit(url)
    trusting = ssl.create_default_context(cafile=str(served.tls / "authority.pem"))
    wire = http.client.HTTPSConnection(str(place.hostname), place.port, timeout=PATIENCE_SECONDS, context=trusting)
    wire.request("GET", place.path)
    status = wire.getresponse().status
    wire.close()
    return status


def opened(url: str, token_hash: str) -> tuple[int, str]:
    """What the page behind that address does with its key; the role of the console that it pairs."""
    place = urlsplit(url)
    wire = http.client.HTTPConnection(str(place.hostname), place.port, timeout=PATIENCE_SECONDS)
    fields = json.dumps({"key": place.path.rpartition("/")[2], "token_hash": token_hash})
    origin = f"{place.scheme}://{place.netloc}"
    wire.request("POST", "/devices/first", fields, {"Content-Type": "application/json", "Origin": origin})
    answer = wire.getresponse()
    role = json.loads(answer.read()).get("role", "")
    wire.close()
    return answer.status, role


def test_what_fails_at_one_change_is_tried_at_the_next_and_harms_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    has = [["192.0.2.7"], ["192.0.2.7"], ["192.0.2.8"]]
    heard: list[Sequence[str]] = []
    done = threading.Event()

    def fails(known: Sequence[str]) -> None:
        raise OSError("the network went away")

    def hears(known: Sequence[str]) -> None:
        heard.append(known)
        if len(heard) == 2:
            done.set()

    monkeypatch.setattr(network_addresses, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(network_addresses, "addresses", lambda: has.pop(0) if len(has) > 1 else has[0])
    watch = AddressMonitor(fails, hears)
    assert done.wait(PATIENCE_SECONDS)
    begun = time.monotonic()
    watch.close()
    assert heard == [["192.0.2.7"], ["192.0.2.8"]] and time.monotonic() - begun < 2
