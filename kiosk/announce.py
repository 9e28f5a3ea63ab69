"""The addresses of this machine, and its name `kiosk.local` told to the network by mDNS.

The announcing runs in a native thread and may fail: without a network, without permission, beside another laptop that
has the name already. The address in figures always works, and is always shown.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import ip_address

import ifaddr  # comes with zeroconf

from kiosk.certificates import NAME

LOOK_SECONDS = 15.0  # a laptop may join the hall's network after the program was started

log = logging.getLogger("kiosk.announce")


def own_address() -> str:
    """This machine's address in its network, found without sending anything; 127.0.0.1 when it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            found: str = probe.getsockname()[0]
            return found
        except OSError:
            return next(iter(addresses()), "127.0.0.1")


def addresses() -> list[str]:
    """The IPv4 addresses by which others reach this machine, without those that only it knows; sorted."""
    try:
        found = {str(ip.ip) for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4}
    except OSError:
        return []
    return sorted(one for one in found if not ip_address(one).is_loopback)


class Announcer:
    """Announces `kiosk.local` until it is closed; `moved` hears of new addresses. Never raises, never waits."""

    def __init__(
        self, port: int, secure_port: int | None = None, moved: Callable[[Sequence[str]], None] = lambda known: None
    ) -> None:
        self._port = port
        self._secure_port = secure_port
        self._moved = moved
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="kiosk-mdns", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Take the name back; waits a second at most."""
        self._ended.set()
        self._thread.join(1)

    def _run(self) -> None:
        known: list[str] = []
        with contextlib.ExitStack() as told:
            while not self._ended.is_set():
                found = addresses()
                if found != known:
                    known = found
                    told.close()
                    try:
                        self._moved(known)
                        if known:
                            self._tell(known, told)
                    except Exception as error:  # no network, no permission, the name is taken: the address works
                        log.info("%s is not announced: %s", NAME, error)
                self._ended.wait(LOOK_SECONDS)

    def _tell(self, known: list[str], told: contextlib.ExitStack) -> None:
        from zeroconf import IPVersion, ServiceInfo, Zeroconf

        speaker = Zeroconf(interfaces=known, ip_version=IPVersion.V4Only)
        told.callback(speaker.close)
        for kind, port in (("_http._tcp.local.", self._port), ("_https._tcp.local.", self._secure_port)):
            if port is not None:
                speaker.register_service(
                    ServiceInfo(kind, f"Kiosk.{kind}", port, server=f"{NAME}.", parsed_addresses=known),
                    allow_name_change=True,
                )
