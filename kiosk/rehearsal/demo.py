"""`kiosk demo`: a rehearsal in the browser."""

from __future__ import annotations

import csv
import io
import secrets
import signal
import sqlite3
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from flask import Blueprint, Flask, g, request
from flask import render_template as render

from kiosk import HOUSE
from kiosk import db as files
from kiosk.access import roles, token_hash
from kiosk.checkin import quorum
from kiosk.devices.tokens import token_for
from kiosk.display import queries as display
from kiosk.door import Door, Request
from kiosk.language import LANGUAGES
from kiosk.refusals import Refused, Unusable
from kiosk.rehearsal.arrivals import Arrivals, Desk
from kiosk.rehearsal.audience import ask_when_open
from kiosk.rehearsal.counters import count_rounds
from kiosk.rehearsal.members import excluded_of, members
from kiosk.rehearsal.people import preside, supervise
from kiosk.roll import badges, preview
from kiosk.roll.reading import read_roll
from kiosk.serving import serve_file

TITLES = {"en": "Linjiang town: general meeting of members", "zh-Hans": "临江镇党员大会", "zh-Hant": "臨江鎮黨員大會"}
ORGANISATIONS = {
    "en": "Linjiang town committee",
    "zh-Hans": "中共临江镇委员会",
    "zh-Hant": "中共臨江鎮委員會",
}
PLACES = {"en": "Town hall", "zh-Hans": "镇文化礼堂", "zh-Hant": "鎮文化禮堂"}
DESKS = 4
SHOWN_BADGES = 2
PORTS = range(8080, 8100)


@click.command()
@click.option(
    "--members",
    "count",
    default=216,
    show_default=True,
    type=click.IntRange(5, 50_000),
    help="How many people are on the roll.",
)
@click.option(
    "--speed",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0.1, 1000),
    help="How much faster than usual they come.",
)
@click.option("--no-browser", is_flag=True, help="Open no pages.")
@click.option(
    "--port", default=None, type=click.IntRange(0, 65535), help="The port; the first free one from 8080 when left out."
)
@click.option(
    "--language", type=click.Choice(list(LANGUAGES)), default="zh-Hans", show_default=True, help="The hall screen's."
)
@click.option("--autopilot", "piloted", is_flag=True, help="Do the chair's part too.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the rehearsal's file here.")
def demo(
    count: int, speed: float, no_browser: bool, port: int | None, language: str, piloted: bool, keep: Path | None
) -> None:
    """A rehearsal of a meeting: invented people arrive, you are the chair."""
    _end_as_by_ctrl_c()
    with suppress(KeyboardInterrupt), tempfile.TemporaryDirectory(prefix="kiosk-rehearsal-") as folder:
        path = keep or Path(folder, "rehearsal.kiosk")
        click.echo(f"A rehearsal with {count} invented members.")
        stage = Stage(path, count, language)

        def ready(app: Flask, url: str) -> None:
            stage.open(app, url, speed, piloted)
            click.echo(
                f"\n  Begin here:  {url}/rehearsal\n\n  Ctrl-C ends it{'.' if keep else ' and leaves nothing behind.'}"
            )
            if not no_browser:
                threading.Timer(0.5, webbrowser.open, (f"{url}/rehearsal",)).start()

        for candidate in (port,) if port is not None else (*PORTS, 0):
            try:
                serve_file(path, "127.0.0.1", candidate, quiet=True, ready=ready, fit=stage.fit)
                break
            except Unusable as unusable:
                if port is not None or "Port" not in str(unusable):
                    raise


def _end_as_by_ctrl_c() -> None:
    """A closed window and a shutdown end the rehearsal as Ctrl-C does: its folder is removed."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def _beside(act: Callable[..., None], *arguments: Any) -> None:
    """Somebody acts until they are done, or the rehearsal is over."""

    def run() -> None:
        with suppress(sqlite3.ProgrammingError, ConnectionError):
            act(*arguments)

    threading.Thread(target=run, daemon=True).start()


class Stage:
    """A rehearsal's file, its devices and its people."""

    def __init__(self, path: Path, count: int, language: str) -> None:
        from kiosk.cli import make_meeting

        make_meeting(
            path,
            title=TITLES[language],
            preset="party-grassroots",
            organisation=ORGANISATIONS[language],
            place=PLACES[language],
            language=language,
            rehearsal=True,
        )
        self.path = path
        self.language = language
        self.arrivals: Arrivals | None = None
        door = Door(path, HOUSE)
        try:
            db = files.reader(path)
            self._import(door, db, count)
            self.tokens = {
                name: self._pair(door, db, role, name)
                for role, name in [("chair", "Console"), ("screen", "Hall screen"), ("supervisor", "Supervisor")]
                + [("teller_a", "Team A"), ("teller_b", "Team B"), ("chief_scrutineer", "Chief scrutineer")]
                + [("desk", f"Desk {n}") for n in range(1, DESKS + 2)]
            }
            self.badges = [
                {"code": badges.member_code(db, row), "name": row["name"]}
                for row in db.execute(
                    "select * from member m where not exists"
                    " (select 1 from exclusion e where e.member = m.id) order by with_vote, position"
                )
            ]
            db.close()
        finally:
            door.close()

    def fit(self, app: Flask) -> None:
        """The page that leads to each role's page; on this machine only."""
        routes = Blueprint("rehearsal", __name__)

        @routes.get("/rehearsal")
        @roles("public")
        def landing() -> str:
            if request.remote_addr not in ("127.0.0.1", "::1"):
                raise Refused("only_here", "This page is for the laptop itself.", status=403)
            shown = [{**badge, **display.qr(badge["code"])} for badge in self.badges[-SHOWN_BADGES:]]
            own_desk = f"Desk {DESKS + 1}"
            return render(
                "rehearsal.html",
                language=g.language,
                nonce=g.nonce,
                badges=shown,
                doors=[
                    ("hall", self.tokens["Hall screen"]),
                    ("console", self.tokens["Console"]),
                    ("desk", self.tokens[own_desk]),
                ],
            )

        app.register_blueprint(routes)

    def open(self, app: Flask, url: str, speed: float, piloted: bool) -> None:
        """People start to come."""
        desks = [self.tokens[f"Desk {n}"] for n in range(1, DESKS + 1)]
        self.arrivals = Arrivals(url, desks, self.badges[:-SHOWN_BADGES], speed)
        self.arrivals.start()
        reader = app.extensions["kiosk"].storage.reader
        supervisor = Desk(url, self.tokens["Supervisor"])
        _beside(supervise, supervisor, reader, threading.Event())
        asked = threading.Event()
        _beside(ask_when_open, url, self.badges[:-SHOWN_BADGES], self.language, reader, speed, asked)
        counters = [Desk(url, self.tokens[name]) for name in ("Team A", "Team B", "Chief scrutineer")]
        _beside(count_rounds, *counters, reader, speed, threading.Event())
        if piloted:
            chair = Desk(url, self.tokens["Console"])
            _beside(preside, chair, self.arrivals, reader, speed, asked, self.language)

    def _import(self, door: Door, db: Any, count: int) -> None:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["编号", "姓名", "支部", "类别", "电话", "备注"])
        writer.writerows(members(count))
        prepared = preview.prepare(db, read_roll(text.getvalue().encode(), "roll.csv"), "roll.csv")
        self._run(door, "import_roll", rows=prepared.rows, roll_version=prepared.roll_version, source="roll.csv")
        reasons = [key for key, _ in quorum.PRESETS["party-grassroots"].exclusion_reasons]
        voters = [row[0] for row in db.execute("select id from member where with_vote = 1 order by id")]
        for i in range(excluded_of(count)):
            self._run(
                door,
                "exclude",
                member=voters[(i * 37 + 11) % len(voters)],
                reason=reasons[i % len(reasons)],
                approved_by="上级党委 / higher committee",
            )

    def _pair(self, door: Door, db: Any, role: str, name: str) -> str:
        command_id = secrets.token_urlsafe(16)
        token = token_for(db, command_id)
        self._run(door, "pair_device", command_id, role=role, name=name, token_hash=token_hash(token))
        return token

    @staticmethod
    def _run(door: Door, command: str, command_id: str | None = None, **fields: Any) -> None:
        answer = door.run(Request(command, command_id or secrets.token_urlsafe(16), fields))
        if answer.status != 200:
            raise Unusable(answer.body["message"])
