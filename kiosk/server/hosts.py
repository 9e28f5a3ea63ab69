"""The names by which this server is asked, and the proxy that may speak for others.

A name in a request is whatever its sender wrote there: only these are believed, for a page's own origin and in the
addresses that tablets read. `X-Forwarded-*` counts from the proxy that was named at start, and from nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from werkzeug.middleware.proxy_fix import ProxyFix

from kiosk.server import network_addresses
from kiosk.server.certificates import NAME, names
from kiosk.server.endpoints import Endpoints
from kiosk.store.errors import UsageError

WSGI = Callable[[dict[str, Any], Any], Iterable[bytes]]
FORWARDED = "HTTP_X_FORWARDED_"


def origin(url: str) -> str:
    """A named address as the origin of a page, without a path; UsageError when it is none."""
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or parts.query):
        raise UsageError(f"--public-url is an address like https://hall.example, not {url}.")
    return f"{parts.scheme}://{parts.netloc}" if url else ""


def address(proxy: str) -> str:
    """A proxy's address in figures; UsageError when it is a name or nothing of the kind."""
    try:
        return str(ip_address(proxy)) if proxy else ""
    except ValueError:
        raise UsageError(f"--proxy is an address in figures, not {proxy}.") from None


def known(endpoints: Endpoints, host: str) -> bool:
    """Whether a Host header (a name, a port may follow) is one of this server's."""
    name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    fixed = {
        "localhost",
        NAME,
        endpoints.shown,
        urlsplit(endpoints.public_url).hostname,
        urlsplit(endpoints.secure_url or "").hostname,
    }
    return (
        name in fixed | endpoints.names
        or local(endpoints, name)
        or (endpoints.certificate is not None and name in names(endpoints.certificate))
    )


def alone(host: str) -> bool:
    """Whether a Host header is one by which only this laptop itself finds the server."""
    name = urlsplit(f"//{host}").hostname or ""
    return name in ("localhost", "::1") or name.startswith("127.")


def own_origin(endpoints: Endpoints, origin: str | None, host_url: str) -> bool:
    """Whether a page's origin is the address it was asked by; behind a proxy, the address that was named at start."""
    host = urlsplit(host_url).netloc
    if endpoints.public_url and origin == endpoints.public_url and host == urlsplit(endpoints.public_url).netloc:
        return True
    return origin == host_url.rstrip("/") and known(endpoints, host)


def local(endpoints: Endpoints, address: str | None) -> bool:
    """Whether an address in figures is this machine's own, which may have changed since the last look."""
    try:
        found = ip_address((address or "").removeprefix("::ffff:"))
    except ValueError:
        return False
    return found.is_loopback or str(found) == endpoints.shown or str(found) in network_addresses.addresses()


class Proxied:
    """Takes what a proxy says of a request from the named one alone; from others it is as if it were not there."""

    def __init__(self, app: WSGI, proxy: str) -> None:
        self._plain = app
        self._proxied = ProxyFix(app, x_for=1, x_proto=1, x_host=1)
        self._proxy = proxy

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self._proxy and environ.get("REMOTE_ADDR") == self._proxy:
            return self._proxied(environ, start_response)
        for name in [name for name in environ if name.startswith(FORWARDED) or name == "HTTP_FORWARDED"]:
            del environ[name]
        return self._plain(environ, start_response)
