"""The name `kiosk.local`, told to the network by mDNS.

It may fail: without a network, without permission, beside another laptop that has the name already. The address in
figures always works, and is always shown.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Sequence

from kiosk.server.certificates import NAME

log = logging.getLogger("kiosk.server.mdns")


class MdnsAnnouncer:
    """Announces `kiosk.local` at the addresses that it was told last, until it is closed. Never raises."""

    def __init__(self, port: int, secure_port: int | None = None) -> None:
        self._port = port
        self._secure_port = secure_port
        self._told = contextlib.ExitStack()

    def tell(self, known: Sequence[str]) -> None:
        """Take the name back where it was, and give it to these addresses; takes seconds."""
        self.close()
        try:
            if known:
                self._register(list(known))
        except Exception as error:  # no network, no permission, the name is taken: the address works
            log.info("%s is not announced: %s", NAME, error)

    def close(self) -> None:
        self._told.close()

    def _register(self, known: list[str]) -> None:
        from zeroconf import IPVersion, ServiceInfo, Zeroconf

        speaker = Zeroconf(interfaces=known, ip_version=IPVersion.V4Only)
        self._told.callback(speaker.close)
        for kind, port in (("_http._tcp.local.", self._port), ("_https._tcp.local.", self._secure_port)):
            if port is not None:
                speaker.register_service(
                    ServiceInfo(kind, f"Kiosk.{kind}", port, server=f"{NAME}.", parsed_addresses=known),
                    allow_name_change=True,
                )
