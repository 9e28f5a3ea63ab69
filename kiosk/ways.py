"""The ways by which tablets reach the server: plain HTTP always, HTTPS where it can be had."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from kiosk.certificates import Served


class Ways:
    """The addresses of one served meeting; `plain_url` empty while nothing listens."""

    def __init__(self, plain_url: str = "") -> None:
        self.plain_url = plain_url
        self.secure_url: str | None = None
        self.certificate: Served | None = None
        self.trouble: str | None = None  # why there is no HTTPS, in a sentence
        self.reached: tuple[str, float] | None = None  # the last tablet's address, and when (seconds since 1970)

    @property
    def only_here(self) -> bool:
        return (urlsplit(self.plain_url).hostname or "").startswith("127.")

    def asked_from(self, address: str | None) -> None:
        """Somebody asked from there: when it is not this laptop itself, it can be reached."""
        if address and not address.startswith("127.") and address not in ("::1", urlsplit(self.plain_url).hostname):
            self.reached = (address, time.time())

    def secured(self, url: str, certificate: Served) -> None:
        self.secure_url = url
        self.certificate = certificate

    @property
    def secure_port(self) -> int | None:
        return urlsplit(self.secure_url).port if self.secure_url else None
