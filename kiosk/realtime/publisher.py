"""Rooms and whole, versioned snapshots over Socket.IO.

Joining, reconnecting and updating are the same message: a whole snapshot of what that role may see. After a
committed group every room is marked; each view's loop publishes the newest state at once and then rests for
its interval, longer when telling everybody was dear. A snapshot equal to the last one sent is not sent again.
Large rooms are told in shards, so that the hub is never held for a whole hall.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from typing import Any

import orjson
from flask_socketio import SocketIO
from werkzeug.http import parse_cookie

from kiosk.i18n.catalog import translate
from kiosk.realtime import transport
from kiosk.realtime.device_status import DeviceStatus
from kiosk.security import auth as access
from kiosk.security import rate_limits
from kiosk.server import plain_http
from kiosk.server.endpoints import Endpoints
from kiosk.store import journal
from kiosk.store.database import reading
from kiosk.store.registry import Registry, View, ViewContext

SHARD_SIZE = 64
REST_PER_COST = 4
FOREIGN_WRITER_POLL_SECONDS = 0.25
CLIENTS_MOST = 3_000
PUBLIC_MOST = 2_600  # the rest is for paired devices, whatever the phones do

log = logging.getLogger("kiosk.realtime.publisher")
Room = tuple[str, int | None, str]  # view, device (for rooms of one device), role (for rooms of one role)


class SocketJson:
    """JSON for Socket.IO by the library that the journal uses: a hall's snapshot in a tenth of the time."""

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        return orjson.dumps(value).decode()

    loads = staticmethod(orjson.loads)


class SnapshotPublisher:
    """All rooms of one served meeting."""

    def __init__(
        self,
        socketio: SocketIO,
        registry: Registry,
        reader: Callable[[], sqlite3.Connection],
        device_status: DeviceStatus,
        bootstrap_token: access.BootstrapToken,
        endpoints: Endpoints,
        now: Callable[[], int],
    ) -> None:
        """`now` is the meeting's clock."""
        self._now = now
        self._socketio = socketio
        self._views = registry.views
        self._panels = registry.panels
        self._sentences = registry.sentences
        self._everywhere = registry.everywhere
        self._reader = reader
        self._device_status = device_status
        self._bootstrap_token = bootstrap_token
        self._endpoints = endpoints
        self._members: dict[Room, list[str]] = {}
        self._clients: dict[str, access.Device] = {}
        self._addresses: dict[str, str] = {}
        self._joined: dict[str, set[Room]] = {}
        self._shown: dict[Room, dict[str, Any]] = {}
        self._made: dict[Room, dict[str, Any]] = {}
        self._marks: dict[str, Any] = {}
        self._told_seq = 0
        self._paces = rate_limits.TokenBuckets()
        transport.fit(socketio.server)
        # at Socket.IO itself: a Flask request for every event is half of what a thousand pages cost that come at once
        for event, heard in (
            ("connect", self._connect),
            ("disconnect", self._disconnect),
            ("join", self._join),
            ("clock", self._clock),
        ):
            socketio.server.on(event, _told_of_mistakes(event, heard))

    def start(self) -> None:
        """Start the loops; call it once, when the server is about to listen."""
        for view in self._views.values():
            self._marks[view.name] = self._socketio.server.eio.create_event()
            self._socketio.start_background_task(self._publish_forever, view)
        self._socketio.start_background_task(self._watch_foreign_writers)

    def mark(self, seq: int) -> None:
        """The entry of this number was recorded, and is told by what is made now, with all before it: every room wants
        the newest snapshot. The watcher of foreign writers does not take it for theirs."""
        self._told_seq = max(self._told_seq, seq)
        for event in self._marks.values():
            event.set()

    def mark_soon(self) -> None:
        """The same, from any thread, for what is not in the journal: within the next look at foreign writers."""
        self._told_seq = -1

    @property
    def clients(self) -> int:
        return len(self._clients)

    def drop(self, device: int) -> None:
        """Close every socket of a device that was revoked."""
        for sid in [sid for sid, known in self._clients.items() if known.id == device]:
            self._socketio.server.disconnect(sid)

    def tell(self, device: int, event: str, told: dict[str, Any]) -> int:
        """Say something to every page of one device; how many there are."""
        sids = [sid for sid, known in self._clients.items() if known.id == device]
        if sids:
            self._socketio.emit(event, told, to=sids)
        return len(sids)

    def move(self, device: int) -> None:
        """A device has another role: its pages are told, and their sockets, which have the old one, are closed."""
        self.tell(device, "moved", {})
        self.drop(device)

    def snapshot(self, view: View, device: int | None, role: str) -> dict[str, Any]:
        """The whole state that this role may see, numbered by (epoch, seq)."""
        db = self._reader()
        now = self._now()
        with reading(db):
            seq = journal.head(db).seq
            devices, knocks = (lambda: self._device_status.devices(db)), self._device_status.knocks.told
            look = ViewContext(db, now, device, role, devices, self._panels, self._sentences, knocks)
            told = {**view.snapshot(look), **self._everywhere(db)}
            return {**told, "view": view.name, "epoch": journal.epoch(db), "seq": seq}

    def _connect(self, sid: str, environ: dict[str, Any], auth: object = None) -> bool:
        if len(self._clients) >= CLIENTS_MOST:
            return False
        asked = auth if isinstance(auth, dict) else {}
        device = self._who(environ, asked.get("token"), asked.get("device"))
        full = environ.get("kiosk.crowded") or len(self._clients) >= PUBLIC_MOST
        if device.id is None and full:
            return False
        self._clients[sid] = device
        self._addresses[sid] = str(environ.get("REMOTE_ADDR") or "")
        self._device_status.joined(device.id, self._addresses[sid])
        self._bootstrap_token.opened(device.id)
        return True

    def _disconnect(self, sid: str, *_: object) -> None:
        device = self._clients.pop(sid, None)
        self._addresses.pop(sid, None)
        self._paces.forget(sid)
        if device:
            self._device_status.left(device.id)
        for room in self._joined.pop(sid, set()):
            self._leave(sid, room)

    def _clock(self, sid: str, asked: object = None, *_: object) -> dict[str, int]:
        """The time, for a page's offset; asking is a sign of life, by which a stale screen is known in seconds, and
        says which entry the page knows last."""
        self._need_pace(sid)
        device = self._clients.get(sid, access.ANONYMOUS).id
        self._device_status.heard(device, self._addresses.get(sid))
        self._device_status.shows(device, asked.get("seq") if isinstance(asked, dict) else None)
        return {"server_now": self._now()}

    def _leave(self, sid: str, room: Room) -> None:
        self._members[room] = [one for one in self._members[room] if one != sid]
        if not self._members[room]:
            del self._members[room]
            self._shown.pop(room, None)
            self._made.pop(room, None)

    def _need_pace(self, sid: str) -> None:
        """A page asks for the time now and then; a socket that asks without end is closed."""
        if not self._paces.take(sid, rate_limits.SOCKET):
            self._socketio.server.disconnect(sid)

    def _join(self, sid: str, asked: object = None, *_: object) -> None:
        self._need_pace(sid)
        name = asked.get("view") if isinstance(asked, dict) else asked
        view = self._views.get(name) if isinstance(name, str) else None
        device = self._clients.get(sid, access.ANONYMOUS)
        if view is None:
            return self._refuse("no_such_view", "There is no such page.", sid)
        if device.role not in view.roles and "public" not in view.roles:
            return self._refuse("not_your_role", "This device may not see that.", sid)
        if device.locked:
            return self._refuse("locked", "This device is locked. Type its PIN.", sid)
        one = device.role if view.per_device or view.per_role else ""
        room: Room = (view.name, device.id if view.per_device else None, one)
        if room not in self._joined.setdefault(sid, set()):
            self._joined[sid].add(room)
            self._members.setdefault(room, []).append(sid)
        self._device_status.heard(device.id)
        self._send([sid], room, {**self._current(view, room, device), "server_now": self._now()})

    def _current(self, view: View, room: Room, device: access.Device) -> dict[str, Any]:
        """The last snapshot made for who joined when nothing was recorded since, so that a thousand cost little.

        It is not what the room was told: who was there already still waits for it.
        """
        made = self._made.get(room)
        if made is None or made["seq"] != journal.head(self._reader()).seq or self._marks[view.name].is_set():
            made = self._made[room] = self.snapshot(view, room[1], device.role)
        return made

    def _refuse(self, code: str, sentence: str, sid: str) -> None:
        self._socketio.server.emit("refused", {"code": code, "message": translate("en", sentence)}, to=sid)

    def _who(self, environ: dict[str, Any], token: object, device: object) -> access.Device:
        """Who connects; over a way that its role may not come, nobody."""
        found = self._identify(environ, token, device)
        scheme, address = environ.get("wsgi.url_scheme", "http"), environ.get("REMOTE_ADDR")
        return (
            found if plain_http.fits(self._reader(), self._endpoints, found.role, scheme, address) else access.ANONYMOUS
        )

    def _identify(self, environ: dict[str, Any], token: object, device: object) -> access.Device:
        bearer = str(environ.get("HTTP_AUTHORIZATION", "")).partition(" ")[2].strip()
        if isinstance(token, str) or bearer:
            return access.find(self._reader(), token if isinstance(token, str) else bearer) or access.ANONYMOUS
        wanted = str(device) if isinstance(device, int) else None
        found = access.devices_of_cookies(self._reader(), parse_cookie(environ), wanted)
        return found[0] if found else access.ANONYMOUS

    def _publish_forever(self, view: View) -> None:
        mark = self._marks[view.name]
        while True:
            mark.wait(view.refresh_ms / 1000 if view.refresh_ms else None)
            mark.clear()
            started = time.monotonic()
            try:
                self._publish(view)
            except Exception:
                log.exception("the view %s was not published", view.name)
            cost = time.monotonic() - started
            self._socketio.sleep(max(view.interval_ms / 1000, REST_PER_COST * cost))

    def _publish(self, view: View) -> None:
        for room in [room for room in self._members if room[0] == view.name]:
            snapshot = self._made[room] = self.snapshot(view, room[1], room[2])
            before = self._shown.get(room)
            if before is not None and {**before, "seq": snapshot["seq"]} == snapshot:
                continue
            self._shown[room] = snapshot
            self._tell(room, {**snapshot, "server_now": self._now()})

    def _tell(self, room: Room, snapshot: dict[str, Any]) -> None:
        members = self._members.get(room, [])
        for first in range(0, len(members), SHARD_SIZE):
            self._send(members[first : first + SHARD_SIZE], room, snapshot)
            self._socketio.sleep(0)

    def _send(self, sids: list[str], room: Room, snapshot: dict[str, Any]) -> None:
        """Who has not read the snapshot before this one gets this one instead."""
        transport.send_snapshot(self._socketio.server, sids, room, snapshot)

    def _watch_foreign_writers(self) -> None:
        """`kiosk pair` and `kiosk import` write the same file from their own process: see it and publish."""
        db = self._reader()
        while True:
            seq = journal.head(db).seq
            if seq != self._told_seq:
                self.mark(seq)
            self._socketio.sleep(FOREIGN_WRITER_POLL_SECONDS)


def _told_of_mistakes(event: str, heard: Callable[..., Any]) -> Callable[..., Any]:
    """A handler whose mistakes are logged here with their traceback: the library's log is kept short."""

    def guarded(*arguments: Any) -> Any:
        try:
            return heard(*arguments)
        except Exception:
            log.exception("the event %s was not handled", event)
            return False

    return guarded
