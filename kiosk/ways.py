"""The ways by which tablets reach the server: plain HTTP always, HTTPS where it can be had."""

from __future__ import annotations

from urllib.parse import urlsplit

from kiosk.certificates import Served


class Ways:
    """The addresses of one served meeting; `plain_url` empty while nothing listens."""

    def __init__(self, plain_url: str = "") -> None:
        self.plain_url = plain_url
        self.secure_url: str | None = None
        self.certificate: Served | None = None
        self.trouble: str | None = None  # why there is no HTTPS, in a sentence

    def secured(self, url: str, certificate: Served) -> None:
        self.secure_url = url
        self.certificate = certificate

    @property
    def secure_port(self) -> int | None:
        return urlsplit(self.secure_url).port if self.secure_url else None
