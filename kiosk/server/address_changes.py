"""The laptop gets another address while it serves: addresses, codes and the certificate follow, without a restart.

Pages that were opened by the old address cannot reach it any more, the console on this laptop among them: it is told
where it is now, and gets a new one-time address.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.server import certificates, network_addresses, tls
from kiosk.server.endpoints import Endpoints
from kiosk.store import data_folder
from kiosk.store.file_identity import remember


class AddressChanges:
    """Keeps the ways of one served file at the addresses that this laptop has; `moved` hears when they are others."""

    def __init__(
        self, path: Path, endpoints: Endpoints, secure: tls.TlsListener | None, moved: Callable[[], None]
    ) -> None:
        self._path = path
        self._endpoints = endpoints
        self._secure = secure
        self._moved = moved

    def follow(self, known: Sequence[str]) -> None:
        """Without any address the last one is kept: the laptop is between two networks."""
        if not known:
            return
        self._renew(known)
        if self._endpoints.shown in known:
            return
        best = network_addresses.own_address()
        self._endpoints.at(best if best in known else known[0])
        remember(self._path, self._endpoints.plain_url)
        self._moved()

    def _renew(self, known: Sequence[str]) -> None:
        """A certificate that is somebody else's stays what it is."""
        before = self._endpoints.certificate
        if self._secure is None or before is None or before.authority is None:
            return
        served = certificates.load_or_issue(data_folder.data_dir(), known)
        self._secure.context = tls.context(served.certificate, served.key)
        self._endpoints.certificate = served
