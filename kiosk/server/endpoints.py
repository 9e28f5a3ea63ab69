"""The ways by which tablets reach the server: plain HTTP always, HTTPS where it can be had."""

from __future__ import annotations

from urllib.parse import urlsplit

from kiosk.server.certificates import NAME, Served, private
from kiosk.store.meeting_clock import steady_ms


class Endpoints:
    """The addresses of one served meeting; `plain_url` empty while nothing listens."""

    def __init__(self, plain_url: str = "", public_url: str = "", proxy: str = "") -> None:
        """`public_url`: where a proxy or a name of the network leads here; `proxy`: its address, when it may be believed."""
        self.plain_url = plain_url
        self.public_url = public_url
        self.proxy = proxy
        self.names: set[str] = set()  # further names by which this server may be asked
        self.secure_url: str | None = None
        self.certificate: Served | None = None
        self.trouble: str | None = None  # why there is no HTTPS, in a sentence
        self.reached: tuple[str, int] | None = (
            None  # the last tablet's address, and when (milliseconds of the steady clock)
        )

    @property
    def shown(self) -> str:
        """The address in figures that tablets are told."""
        return urlsplit(self.plain_url).hostname or ""

    @property
    def only_here(self) -> bool:
        return self.shown.startswith("127.")

    def asked_from(self, address: str | None) -> None:
        """Somebody asked from there: when it is not this laptop itself, it can be reached."""
        if address and not address.startswith("127.") and address not in ("::1", self.shown):
            self.reached = (address, steady_ms())

    def secured(self, port: int, certificate: Served) -> None:
        """HTTPS is served on that port; for an address of the public internet our authority may not vouch: then the
        name is the way."""
        ours = certificate.authority is not None
        name = self.shown if not ours or self.shown in private([self.shown]) else NAME
        self.secure_url = f"https://{name}:{port}"
        self.certificate = certificate

    def at(self, address: str) -> None:
        """The laptop has another address now."""
        self.plain_url = f"http://{address}:{urlsplit(self.plain_url).port}"
        if self.secure_port and self.certificate:
            self.secured(self.secure_port, self.certificate)

    @property
    def secure_port(self) -> int | None:
        return urlsplit(self.secure_url).port if self.secure_url else None
