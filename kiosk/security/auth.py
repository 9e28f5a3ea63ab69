"""Who may do what: devices, roles, and routes that refuse by default.

Every route names its roles; the app does not start when one is missing. A device is known by its bearer
token or by its cookie; tokens are stored as SHA-256 only. One browser may hold several devices (the laptop
drives console and hall screen), so each device has a cookie of its own and a page says which it is.
"""

from __future__ import annotations

import hmac
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple, TypeVar

from flask import Flask, Response, g, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from kiosk.security import rate_limits
from kiosk.server import hosts, plain_http
from kiosk.server.endpoints import Endpoints
from kiosk.store import journal
from kiosk.store.errors import CommandRejected

ROLES = (
    "chair",
    "operator",
    "supervisor",
    "desk",
    "teller_a",
    "teller_b",
    "chief_scrutineer",
    "secretary",
    "observer",
    "screen",
    "speaker",
    "stand",
    "public",
)
LANDING_PAGE = {
    "chair": "/console",
    "operator": "/console",
    "supervisor": "/console",
    "desk": "/desk",
    "screen": "/hall",
    "secretary": "/paper",
    "teller_a": "/teller",
    "teller_b": "/teller",
    "chief_scrutineer": "/teller",
    "stand": "/stand",
    "speaker": "/speaker",
    "observer": "/observer",
}
COOKIE = "kiosk_"  # and the first eight hexadecimal digits of the token's hash
FIRST = "first."  # how a one-time key begins, which no token does
COMMAND_BYTES_MOST = 64 * 1024
_READS = ("GET", "HEAD", "OPTIONS")

F = TypeVar("F", bound=Callable[..., object])


class Device(NamedTuple):
    """A paired device; id None and role `public` is anybody."""

    id: int | None
    name: str
    role: str
    locked: bool = False  # somebody must type its PIN first


ANONYMOUS = Device(None, "", "public")


class BootstrapToken:
    """The one-time key of a start, by which the first console is paired; never given to the network.

    Its command has one id, so that the first token hash which arrives is paired and every other one finds the id used:
    the key is spent by the commit itself. The same hash gets the same answer until that console has opened a socket.
    """

    def __init__(self) -> None:
        self._make()

    def _make(self) -> None:
        self._key: str | None = FIRST + secrets.token_urlsafe(24)
        self.command_id = f"first-{secrets.token_hex(12)}"  # not derived from the key: ids are public
        self.name = ""  # what the console was called at the first try
        self._device: int | None = None

    def fits(self, key: str) -> bool:
        return self._key is not None and hmac.compare_digest(key.encode("utf-8", "replace"), self._key.encode())

    def paired(self, device: int) -> None:
        self._device = device

    def opened(self, device: int | None) -> None:
        """A device has opened a socket: when it is the console of this key, the key fits nothing any more."""
        if device is not None and device == self._device:
            self._key = None

    def renew(self) -> None:
        """Another key, where the last one was taken: the first console is to be opened once more."""
        if self._key is None or self._device is not None:
            self._make()

    def __str__(self) -> str:
        return self._key or ""


def require_roles(*names: str) -> Callable[[F], F]:
    """Name the roles of a route. `public` opens it to everybody, known devices included."""
    unknown = set(names) - set(ROLES)
    if unknown or not names:
        raise ValueError(f"no such role: {', '.join(sorted(unknown)) or 'none named'}")

    def named(route: F) -> F:
        route.roles = names  # type: ignore[attr-defined]  # a function carries its roles to the guard
        return route

    return named


def allowed_while_locked(route: F) -> F:
    """A route that a locked device may ask."""
    route.while_locked = True  # type: ignore[attr-defined]
    return route


def install_access_control(app: Flask, reader: Callable[[], sqlite3.Connection], endpoints: Endpoints) -> None:
    """Check before every request who is asking; refuse to start when a route names no role."""
    missing = sorted(name for name, route in app.view_functions.items() if not getattr(route, "roles", None))
    if missing:
        raise RuntimeError(f"these routes name no role: {', '.join(missing)}")

    left = rate_limits.TokenBuckets()

    @app.before_request
    def admit() -> BaseResponse | None:
        g.device = ANONYMOUS
        if request.endpoint is None:
            return None
        route = app.view_functions[request.endpoint]
        allowed: tuple[str, ...] = getattr(route, "roles", ())
        known = list(_devices_of_request(reader()))
        enforce_rate_limit(left, known)
        fitting = [device for device in known if device.role in allowed]
        if fitting:
            g.device = fitting[0]
        elif "public" in allowed:
            g.device = known[0] if known else ANONYMOUS
        elif known and (before := _own_command(reader(), known)):
            return Response(journal.canonical(before.decided()) + "\n", mimetype="application/json")
        elif known:
            raise CommandRejected("not_your_role", "This device may not do that.", status=403)
        else:
            raise CommandRejected("not_paired", "This device is not paired with the meeting.", status=401)
        if "public" not in allowed:
            plain_http.need(reader(), endpoints, g.device.role, request.scheme, request.remote_addr)
        elif not plain_http.fits(reader(), endpoints, g.device.role, request.scheme, request.remote_addr):
            g.device = ANONYMOUS
        if g.device.locked and "public" not in allowed and not getattr(route, "while_locked", False):
            return _locked()
        if g.device.locked and request.method not in _READS and not getattr(route, "while_locked", False):
            g.device = ANONYMOUS
        if request.method not in _READS and not (known and _scheme()):
            check_origin(endpoints)
        return None


def current() -> Device:
    """The device that is asking."""
    device: Device = g.device
    return device


def find(db: sqlite3.Connection, token: str) -> Device | None:
    """The device that holds this token, or None when there is none or it was revoked."""
    row = db.execute(
        "select id, name, role, coalesce(locked, 0) from device left join lock_working on device = id"
        " where token_hash = ? and revoked_at is null",
        (token_hash(token),),
    ).fetchone()
    return Device(row[0], row[1], row[2], bool(row[3])) if row else None


def new_token() -> str:
    """A token for a device that this program itself holds: 32 random bytes as 43 URL-safe characters."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def cookie_name(token: str) -> str:
    """By the token alone, so that two meetings on one laptop leave each other's devices alone."""
    return f"{COOKIE}{token_hash(token)[:8]}"


def _devices_of_request(db: sqlite3.Connection) -> Iterator[Device]:
    """Known devices of this request: the bearer's, else those of the cookies (one of them, if it is named)."""
    scheme, _, token = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme:
        device = find(db, token.strip()) if scheme.lower() == "bearer" else None
        if device:
            yield device
        return
    yield from devices_of_cookies(db, request.cookies, request.headers.get("X-Device") or request.args.get("device"))


def devices_of_cookies(db: sqlite3.Connection, cookies: Mapping[str, str], wanted: str | None) -> list[Device]:
    """The devices of a browser's cookies, known by their values whatever they are called; or the one it names."""
    found = [find(db, value) for name, value in cookies.items() if name.startswith(COOKIE)]
    return [device for device in found if device and wanted in (None, str(device.id))]


def enforce_rate_limit(left: rate_limits.TokenBuckets, known: list[Device]) -> None:
    """CommandRejected when who asks is too fast, or when what room is left is for paired devices."""
    if known:
        if not left.take(known[0].id, rate_limits.DEVICE):
            raise CommandRejected("too_fast", "This device asks too often. Please wait a moment.", status=429)
        return
    if request.environ.get("kiosk.crowded"):
        raise CommandRejected("crowded", "The hall is very full just now. Please try again in a moment.", status=503)
    if request.endpoint != "static" and not left.take(request.remote_addr, rate_limits.ADDRESS):
        raise CommandRejected("too_fast", "Too many requests come from here. Please wait a moment.", status=429)


def opened_by_a_person() -> bool:
    """Whether a page is wanted: browsers name HTML among much else, programs take anything."""
    return request.accept_mimetypes.best_match(("application/json", "text/html")) == "text/html"


def _own_command(db: sqlite3.Connection, known: list[Device]) -> journal.Receipt | None:
    """What one of these devices gave before under the request's command_id, when its role has changed since."""
    if request.method in _READS or (request.content_length or 0) > COMMAND_BYTES_MOST:
        return None
    try:
        asked = request.get_json(force=True, silent=True)
    except RecursionError:  # nested too deep; whoever reads the body says so
        return None
    command_id = asked.get("command_id") if isinstance(asked, dict) else None
    before = journal.receipt(db, command_id) if isinstance(command_id, str) and command_id.isascii() else None
    own = [device for device in known if before and before.actor == f"device {device.id}" and not device.locked]
    return before if own else None


def _locked() -> BaseResponse | None:
    """A locked device opens its own page alone, for there the PIN is typed; it holds nothing of the meeting."""
    home = LANDING_PAGE[g.device.role]
    if request.method not in _READS or not opened_by_a_person():
        raise CommandRejected("locked", "This device is locked. Type its PIN.", status=403)
    return None if request.path == home else redirect(f"{home}?device={g.device.id}")


def _scheme() -> str:
    """How a request names its device itself; empty when it leaves that to cookies, which any page makes a browser send."""
    return request.headers.get("Authorization", "").strip().partition(" ")[0]


def check_origin(endpoints: Endpoints) -> None:
    if not hosts.own_origin(endpoints, request.headers.get("Origin"), request.host_url):
        raise CommandRejected("foreign_origin", "This request did not come from the meeting's own page.", status=403)
