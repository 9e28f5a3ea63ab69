"""What routes share: reading a request's JSON, running a command, showing a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar, cast

from flask import Response, current_app, g, render_template, request

from kiosk.http.background import Tell, stream
from kiosk.i18n.catalog import LANGUAGES
from kiosk.realtime.device_status import DeviceStatus
from kiosk.realtime.publisher import SnapshotPublisher
from kiosk.rules.displayable_text import is_displayable
from kiosk.security.auth import BootstrapToken, Device, current
from kiosk.server.endpoints import Endpoints
from kiosk.store import journal
from kiosk.store.backups import BackupWriter
from kiosk.store.connections import ReadConnections
from kiosk.store.errors import CommandRejected, ValidationError
from kiosk.store.registry import Registry
from kiosk.store.writer import CommandRequest, CommandResponse, CommandWriter, dumps

JSON_BYTES_MOST = 256 * 1024
INTEGER_MOST = 2**53
_COMMAND_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_REQUIRED: Any = object()
T = TypeVar("T")


class AppContext(NamedTuple):
    """What one served meeting consists of; kept in app.extensions["kiosk"]."""

    registry: Registry
    storage: ReadConnections
    writer: CommandWriter
    publisher: SnapshotPublisher
    device_status: DeviceStatus
    bootstrap_token: BootstrapToken
    copies: BackupWriter
    endpoints: Endpoints


def app_context() -> AppContext:
    return cast(AppContext, current_app.extensions["kiosk"])


def read_db() -> Any:
    """The reading connection of this thread, for GET routes."""
    return app_context().storage.reader()


def stream_in_background(work: Callable[[Tell[T]], None]) -> Iterator[T]:
    """What `work(tell)` tells, one by one, from a native thread: for a request that takes seconds."""
    return stream(work, sleep())


def sleep() -> Callable[[float], object]:
    """How a request of this server waits some seconds without stopping the others."""
    waits: Callable[[float], object] = current_app.extensions["socketio"].sleep
    return waits


class Body:
    """A JSON object whose fields are taken out one by one; each raises ValidationError and names the field."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self._fields = fields

    def given(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def command_id(self) -> str:
        value = self._fields.get("command_id")
        if not isinstance(value, str) or not _COMMAND_ID.fullmatch(value):
            raise ValidationError("The field command_id must be 8 to 64 letters, digits, - or _.")
        return value

    def text(self, name: str, *, most: int = 200, default: str = _REQUIRED) -> str:
        value = self.optional_text(name, most=most)
        if value:
            return value
        if default is _REQUIRED:
            raise ValidationError("The field %(field)s is missing.", field=name)
        return default

    def optional_text(self, name: str, *, most: int = 200) -> str | None:
        value = self._fields.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise ValidationError("The field %(field)s must be text.", field=name)
        if len(value) > most:
            raise ValidationError("The field %(field)s has more than %(most)s characters.", field=name, most=most)
        if not is_displayable(value):
            raise ValidationError(
                "The field %(field)s holds characters that cannot be shown. Please write it anew.", field=name
            )
        return unicodedata.normalize("NFC", value).strip()

    def prose(self, name: str, *, most: int) -> str:
        """What somebody wrote, line ends and all; the caller decides what of it can be shown."""
        value = self._fields.get(name)
        if not isinstance(value, str):
            raise ValidationError("The field %(field)s must be text.", field=name)
        if len(value) > most:
            raise ValidationError("The field %(field)s has more than %(most)s characters.", field=name, most=most)
        return value

    def integer(self, name: str, *, least: int = 0, most: int = INTEGER_MOST) -> int:
        value = self.optional_integer(name, least=least, most=most)
        if value is None:
            raise ValidationError("The field %(field)s is missing.", field=name)
        return value

    def optional_integer(self, name: str, *, least: int = 0, most: int = INTEGER_MOST) -> int | None:
        value = self._fields.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValidationError(
                "The field %(field)s must be a whole number from %(least)s to %(most)s.",
                field=name,
                least=least,
                most=most,
            )
        return value

    def choice(self, name: str, options: Sequence[str], default: str | None = None) -> str:
        value = self._fields.get(name, default)
        if not isinstance(value, str) or value not in options:
            raise ValidationError(
                "The field %(field)s must be one of: %(options)s.", field=name, options=", ".join(options)
            )
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self._fields.get(name, default)
        if not isinstance(value, bool):
            raise ValidationError("The field %(field)s must be true or false.", field=name)
        return value

    def object(self, name: str) -> dict[str, Any]:
        value = self._fields.get(name)
        if not isinstance(value, dict):
            raise ValidationError("The field %(field)s must be an object.", field=name)
        return value

    def items(self, name: str, *, most: int) -> list[Any]:
        value = self._fields.get(name)
        if not isinstance(value, list):
            raise ValidationError("The field %(field)s must be a list.", field=name)
        if len(value) > most:
            raise CommandRejected(
                "too_many", "The list %(field)s may hold at most %(most)s.", status=413, field=name, most=most
            )
        return value

    def texts(self, name: str, *, most: int, long: int) -> list[str]:
        """A list of texts, none of them empty, each read as a text of its own would be; none where it is left out."""
        given = self.items(name, most=most) if self.given(name) else []
        return [Body({name: one}).text(name, most=long) for one in given]


def number_asked(name: str) -> int:
    """A whole number in the address's query; 0 where there is none, or one that no file could hold."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def body() -> Body:
    """The JSON object of this request."""
    if request.content_length is None or request.content_length > JSON_BYTES_MOST:
        if request.content_length is None:
            raise ValidationError("The request has no body.")
        raise CommandRejected("too_large", "The request is too large.", status=413)
    try:
        fields = request.get_json(force=True, cache=False)
    except Exception:
        raise ValidationError("The request is not JSON.") from None
    if not isinstance(fields, dict):
        raise ValidationError("The request must be a JSON object.")
    return Body(fields)


def execute_command(command: str, command_id: str, /, **fields: Any) -> Response:
    """Run a command through the door and answer with its bytes."""
    return json_response(perform_many([(command, command_id, fields)])[0])


def execute_anonymously(command: str, command_id: str, /, **fields: Any) -> Response:
    """Run a command of which the file shall not know by whom or from which device it came."""
    request = CommandRequest(command, command_id, fields, device_name="", role="anonymous", language=g.language)
    return json_response(app_context().writer.run(request))


def perform_many(items: Sequence[tuple[str, str, dict[str, Any]]]) -> list[CommandResponse]:
    """Run several commands, each decided for itself."""
    return app_context().writer.execute_many([_request(name, command_id, fields) for name, command_id, fields in items])


def work(name: str, /, **fields: Any) -> Response:
    """Write workings only: the same writer, no entry."""
    return json_response(app_context().writer.run(_request(name, None, fields)))


def json_response(answer: CommandResponse) -> Response:
    return Response(dumps(answer.body), answer.status, mimetype="application/json")


def render_view(view: str, template: str, **context: Any) -> str:
    """The page of a view: the shell with what the page's module must know."""
    device = current()
    return render_template(
        template,
        view=view,
        nonce=g.nonce,
        language=g.language,
        languages=LANGUAGES,
        page={
            "view": view,
            "language": g.language,
            "languages": LANGUAGES,
            "device": _own(device) if device.id else None,
            "epoch": journal.epoch(read_db()),
            "meeting": journal.origin(read_db()),
            "times": app_context().registry.everywhere(read_db()).get("times"),
        },
        **context,
    )


def _own(device: Device) -> dict[str, Any]:
    """What a page knows of the device it is on; of a PIN, that there is one."""
    row = read_db().execute("select locked from lock_working where device = ?", (device.id,)).fetchone()
    return {"id": device.id, "name": device.name, "role": device.role, "pin": row is not None, "locked": device.locked}


def _request(name: str, command_id: str | None, fields: dict[str, Any]) -> CommandRequest:
    device = current()
    app_context().device_status.heard(device.id, request.remote_addr)
    return CommandRequest(name, command_id, fields, device.id, device.name, device.role, g.language)
