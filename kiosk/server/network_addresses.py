"""The addresses of this machine, and a look at them now and then: a laptop may join a network, or change to another,
after the program was started."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import ip_address

import ifaddr  # comes with zeroconf

LOOK_SECONDS = 15.0

log = logging.getLogger("kiosk.server.network_addresses")


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


class AddressMonitor:
    """Looks until it is closed, in a native thread; each of `told` hears of the addresses at first and when they are
    others. What fails is noted, and stops nobody."""

    def __init__(self, *told: Callable[[Sequence[str]], None]) -> None:
        self._told = told
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="kiosk-addresses", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Look no more; waits a second at most."""
        self._ended.set()
        self._thread.join(1)

    def _run(self) -> None:
        known: list[str] | None = None
        while not self._ended.is_set():
            found = addresses()
            if found != known:
                known = found
                for tell in self._told:
                    self._tell(tell, found)
            self._ended.wait(LOOK_SECONDS)

    def _tell(self, tell: Callable[[Sequence[str]], None], found: list[str]) -> None:
        try:
            tell(found)
        except Exception as error:
            log.warning("the addresses %s were not taken up: %s", ", ".join(found), error)
