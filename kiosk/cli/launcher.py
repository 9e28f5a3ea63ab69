"""Starting by a double click: a page on this laptop alone, on which a meeting is made or an earlier one opened.

The page's address holds a key of this start, so that no other page in the browser can ask for anything. When a file is
chosen the page's little server ends, the meeting is served, and its console opens.
"""

from __future__ import annotations

import hmac
import logging
import re
import secrets
import sqlite3
import threading
import time
import webbrowser
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, render_template, request, send_from_directory
from markupsafe import Markup, escape
from werkzeug.serving import make_server

from kiosk.app import REGISTRY
from kiosk.http.middleware import static_folder
from kiosk.http.requests import AppContext
from kiosk.i18n import catalog
from kiosk.meeting import queries as meetings
from kiosk.rules import quorum
from kiosk.rules.agenda_templates import TEMPLATES, fitting
from kiosk.serve import BEHIND, PORT, TLS_PORT, behind, serve_file
from kiosk.server.https import HttpsOptions
from kiosk.store import migration
from kiosk.store.errors import UsageError
from kiosk.store.times import laptop_zone, times, zone, zones

SHOWN_MOST = 12
STYLE_SECONDS = 1.5  # the last page still fetches its styles
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_LISTING = threading.Lock()  # a file's header is read directly, and that may not happen beside a connection to it
Make = Callable[..., object]


class ClockBehind(UsageError):
    """The laptop's clock lies behind the meeting that was chosen: whether it is right is asked."""

    def __init__(self, file: str, sentence: str) -> None:
        super().__init__(sentence)
        self.file = file


def start(folder: Path, make: Make, *, browser: bool) -> None:
    """Ask for a meeting by a page, then serve it until interrupted; UsageError when the folder cannot be had."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}.") from None
    path = _chosen(folder, make, browser)

    def ready(app: Flask, url: str) -> None:
        kiosk: AppContext = app.extensions["kiosk"]
        if browser:
            threading.Timer(0.5, webbrowser.open, (f"{url}/enter/{kiosk.bootstrap_token}",)).start()

    for port in (PORT, 0):
        try:
            return serve_file(
                path, "0.0.0.0", port, ready=ready, secure=HttpsOptions(TLS_PORT, needed=False), announced=True,
                clock_is_right=lambda question: True,  # it was asked on the page
            )  # fmt: skip
        except UsageError as unusable:
            if port == 0 or "Port" not in str(unusable):
                raise


def begin_app(folder: Path, key: str, make: Make, chosen: Callable[[Path], None]) -> Flask:
    """The page and its two forms; `chosen` hears of the file, once it is there and is a meeting's."""
    app = Flask("kiosk", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.jinja_env.filters["unbroken"] = _unbroken
    app.jinja_env.globals["_"] = lambda msgid, **figures: catalog.translate(g.language, msgid, **figures)

    @app.before_request
    def prepare() -> None:
        wanted = request.args.get("language")
        g.language = catalog.negotiate_locale(wanted, [tag for tag, _ in request.accept_languages])

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = "default-src 'self'; form-action 'self'; frame-ancestors 'none'"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response

    @app.get("/static/<path:name>")
    def static(name: str) -> Response:
        return send_from_directory(static_folder(), name)

    @app.get("/<given>")
    def page(given: str) -> tuple[str, int]:
        return _page(folder, None) if _fits(given, key) else ("", 404)

    @app.post("/<given>")
    def begin(given: str) -> tuple[str, int]:
        if not _fits(given, key):
            return "", 404
        try:
            path = _opened(folder, request.form) if "open" in request.form else _made(folder, make, request.form)
        except ClockBehind as asked:
            return _page(folder, str(asked), asked=asked.file)
        except UsageError as unusable:
            return _page(folder, str(unusable))
        chosen(path)
        return render_template("meeting/begin.html", language=g.language, opening=path.name), 200

    return app


def _chosen(folder: Path, make: Make, browser: bool) -> Path:
    found: list[Path] = []
    there = threading.Event()

    def chosen(path: Path) -> None:
        found.append(path)
        there.set()

    key = secrets.token_urlsafe(16)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # it would tell every request, the key with it
    server = make_server("127.0.0.1", 0, begin_app(folder, key, make, chosen), threaded=True)
    threading.Thread(target=server.serve_forever, name="kiosk-begin", daemon=True).start()
    url = f"http://127.0.0.1:{server.port}/{key}"
    print(f"Begin here: {url}", flush=True)
    if browser:
        threading.Timer(0.3, webbrowser.open, (url,)).start()
    while not there.wait(1):  # so that Ctrl-C is heard on every system
        pass
    time.sleep(STYLE_SECONDS)
    server.shutdown()
    server.server_close()
    return found[0]


def _fits(given: str, key: str) -> bool:
    return hmac.compare_digest(given.encode(), key.encode())


def _page(folder: Path, trouble: str | None, asked: str = "") -> tuple[str, int]:
    page = render_template(
        "meeting/begin.html",
        language=g.language,
        languages=catalog.LANGUAGES,
        zones=zones(),
        laptop_zone=laptop_zone() or "",
        presets=list(quorum.PRESETS.values()),
        templates=TEMPLATES,
        fitting={preset: fitting(preset) for preset in quorum.PRESETS},
        known=known(folder),
        form=request.form,
        trouble=trouble,
        asked=asked,
    )
    return page, 400 if trouble else 200


def known(folder: Path) -> list[dict[str, str]]:
    """The meetings in the folder, the last used first; what cannot be read is left out."""
    found = []
    for path in sorted(folder.glob("*.kiosk"), key=lambda one: -one.stat().st_mtime)[:SHOWN_MOST]:
        try:
            with _LISTING, migration.reader(path, REGISTRY) as db:
                title, written = meetings.current(db).title, times(db)
        except (UsageError, sqlite3.Error, TypeError, IndexError):
            continue
        found.append(
            {
                "file": path.name,
                "title": title,
                "used": f"{written.planned(int(path.stat().st_mtime * 1000)):%Y-%m-%d %H:%M}",
            }
        )
    return found


def _opened(folder: Path, form: Any) -> Path:
    name: str = form.get("open", "")
    if name not in {one["file"] for one in known(folder)}:
        raise UsageError(catalog.translate(g.language, "There is no such meeting in the folder."))
    path = folder / name
    if "clock_is_right" not in form:
        with _LISTING, migration.reader(path, REGISTRY) as db:
            figures = behind(db)
        if figures:
            raise ClockBehind(name, catalog.translate(g.language, BEHIND, **figures))
    return path


def _made(folder: Path, make: Make, form: Any) -> Path:
    title, organisation, place = (form.get(name, "").strip() for name in ("title", "organisation", "place"))
    preset, hall, template = form.get("preset", ""), form.get("hall", "en"), form.get("template", "")
    if not title or any(len(text) > 120 or not text.isprintable() for text in (title, organisation, place)):
        raise UsageError(catalog.translate(g.language, "Give the meeting a title, of at most 120 characters."))
    if preset not in quorum.PRESETS or hall not in catalog.LANGUAGES:
        raise UsageError(catalog.translate(g.language, "Choose the rules under which you meet."))
    if template and template not in TEMPLATES:
        raise UsageError(catalog.translate(g.language, "Choose the agenda it begins with."))
    time_zone = form.get("time_zone", "").strip() or laptop_zone() or ""
    if time_zone not in zones():
        raise UsageError(catalog.translate(g.language, "Choose the meeting's time zone, such as Asia/Shanghai."))
    path = folder / f"{datetime.now(zone(time_zone)):%Y-%m-%d} {_file_name(title)}.kiosk"
    if path.exists():
        raise UsageError(catalog.translate(g.language, "There is a meeting of this title already. Open it below."))
    make(
        path, title=title, preset=preset, organisation=organisation, place=place, language=hall, theme="congress",
        template=template or None, time_zone=time_zone,
    )  # fmt: skip
    return path


def _unbroken(text: str) -> Markup:
    """A sentence in which no date or time is broken at the end of a line."""
    return Markup(MOMENT.sub(r'<span class="beg-moment">\g<0></span>', str(escape(text))))


def _file_name(title: str) -> str:
    """Letters and digits of any script; nothing that leads out of a folder or that a system forbids."""
    return re.sub(r"[^\w]+", "-", title).strip("-_")[:60] or "meeting"
