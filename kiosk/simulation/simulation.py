"""A rehearsal's file, its devices and its people."""

from __future__ import annotations

import csv
import io
import secrets
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.agenda import queries as agenda
from kiosk.app import REGISTRY
from kiosk.i18n.catalog import translate
from kiosk.meeting_file import make_meeting
from kiosk.roll import badges, preview
from kiosk.roll.roll_file import read_roll
from kiosk.rules import quorum
from kiosk.security.auth import new_token, token_hash
from kiosk.simulation import officials, teller_bots
from kiosk.simulation.attendee_bots import Arrivals, Desk, Sender, until_over
from kiosk.simulation.audience_bots import ask_when_open
from kiosk.simulation.chair_bot import Chair
from kiosk.simulation.device_socket import sit
from kiosk.simulation.members import excluded_of, members, spelling
from kiosk.simulation.pacing import Pacing, Part, Reader
from kiosk.store import database as files
from kiosk.store.connections import ReadConnections
from kiosk.store.errors import UsageError
from kiosk.store.writer import CommandRequest, CommandResponse, CommandWriter


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


TITLES = {"en": "Linjiang town: general meeting of members", "zh-Hans": "临江镇党员大会", "zh-Hant": "臨江鎮黨員大會"}
ORGANISATIONS = {"en": "Linjiang town committee", "zh-Hans": "中共临江镇委员会", "zh-Hant": "中共臨江鎮委員會"}
PLACES = {"en": "Town hall", "zh-Hans": "镇文化礼堂", "zh-Hant": "鎮文化禮堂"}
COMMITTEES = {"en": "the higher committee", "zh-Hans": "上级党委", "zh-Hant": "上級黨委"}
VOTES = {
    "en": ("Recommendation", "Runoff"),
    "zh-Hans": ("推荐投票", "重新投票"),
    "zh-Hant": ("推薦投票", "重新投票"),
}
STAGES = {
    "en": ("%s: vote", "%s: count", "%s: result"),
    "zh-Hans": ("%s", "%s：计票", "%s：结果"),
    "zh-Hant": ("%s", "%s：計票", "%s：結果"),
}
DESKS = 4
SHOWN_BADGES = 2
ENDING_SECONDS = 0.3  # who waits for an answer that does not come touches no file
DEVICES = {
    "chair": _("Console"), "supervisor": _("Supervisor"), "teller_a": _("Team A"), "teller_b": _("Team B"),
    "chief_scrutineer": _("Chief scrutineer"), "secretary": _("Secretary"), "screen": _("Hall screen"),
    "observer": _("Observer"),
}  # fmt: skip
PLAYED = ("chair", "supervisor", "teller_a", "teller_b", "chief_scrutineer", "secretary")


class Paired(NamedTuple):
    """A device: its number in the file and its token."""

    id: int
    token: str


class Simulation:
    """Everybody has two devices of a role: one by which they are played, one for whoever plays it at the keyboard."""

    def __init__(self, path: Path, count: int, language: str, tempo: Pacing) -> None:
        make_meeting(
            path, title=TITLES[language], preset="party-grassroots", organisation=ORGANISATIONS[language],
            place=PLACES[language], language=language, rehearsal=True, template="members-election",
        )  # fmt: skip
        self.path, self.language, self.tempo = path, language, tempo
        self._acting: list[threading.Thread] = []
        self._storage = ReadConnections(path)  # their own: the server closes its connections while they still act
        door = CommandWriter(path, REGISTRY)
        try:
            db = files.reader(path)
            self._vote_twice_before_the_election(door, db)
            self._import(door, db, count)
            names = {role: translate(language, name) for role, name in DEVICES.items()}
            self.own = {role: self._pair(door, db, role, name) for role, name in names.items()}
            self._played = {
                role: self._pair(door, db, role, translate(language, "%(name)s (plays by itself)", name=names[role]))
                for role in PLAYED
            }
            desks = [translate(language, "Desk %(n)s", n=n) for n in range(1, DESKS + 2)]
            *self._desks, self.own["desk"] = [self._pair(door, db, "desk", name) for name in desks]
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

    @property
    def shown_badges(self) -> list[dict[str, str]]:
        """For the desk of whoever looks on: badges of people who do not come by themselves."""
        return self.badges[-SHOWN_BADGES:]

    def open(self, url: str, over: Callable[[], None]) -> None:
        """People start to come, and everybody has their part; `over` is told when the minutes are signed."""
        reader = self._storage.reader
        coming = self.badges[:-SHOWN_BADGES]
        tokens = [one.token for one in self._desks]
        arrivals = Arrivals(url, tokens, coming, lambda seconds: self.tempo.wait("desk", seconds))
        asked = threading.Event()
        parts = {role: self._part(role, Desk(url, one.token), reader) for role, one in self._played.items()}
        phones = self._part("phones", Sender(url), reader)
        acts: list[tuple[Any, ...]] = [
            (arrivals.come,),
            (arrivals.stay, self.tempo.rest),
            (ask_when_open, url, coming, self.language, phones, asked),
            (officials.supervise, parts["supervisor"]),
            (officials.write_up, parts["secretary"], self.language),
            *((teller_bots.count, parts[role]) for role in teller_bots.TEAMS),
            (teller_bots.lead_the_count, parts["chief_scrutineer"]),
            (Chair(parts["chair"], self.language, arrivals.ended, asked).preside,),
            (_tell_when_over, self._part("end", Sender(url), reader), over),
        ]
        self._acting = [until_over(*act) for act in acts]
        for one in (*self._desks, *self._played.values()):
            until_over(sit, url, one.token, self.tempo.need)  # not waited for at the end: it touches no file

    def close(self) -> None:
        """Everybody stops, so that the file can go."""
        self.tempo.end()
        for thread in self._acting:
            thread.join(ENDING_SECONDS)
        self._storage.close()

    def _part(self, name: str, sender: Sender, reader: Reader) -> Part:
        return Part(name, sender, reader, self.tempo, spelling(self.language))

    def _vote_twice_before_the_election(self, door: CommandWriter, db: sqlite3.Connection) -> None:
        """The recommendation and its runoff are steps of their own, before those of the election."""
        after = next(step.id for step in agenda.steps(db) if step.kind == "questions")
        for what in VOTES[self.language]:
            for words, kind in zip(STAGES[self.language], ("ballot", "count", "result"), strict=True):
                added = self._run(door, "add_step", title=words % what, kind=kind, after=after)
                after = added.body["step"]

    def _import(self, door: CommandWriter, db: sqlite3.Connection, count: int) -> None:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["编号", "姓名", "支部", "类别", "电话", "备注"])
        writer.writerows(members(count, language=self.language))
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
                approved_by=COMMITTEES[self.language],
            )

    def _pair(self, door: CommandWriter, db: sqlite3.Connection, role: str, name: str) -> Paired:
        token = new_token()
        answer = self._run(door, "pair_device", role=role, name=name, token_hash=token_hash(token))
        return Paired(answer.body["device"], token)

    @staticmethod
    def _run(door: CommandWriter, command: str, command_id: str | None = None, **fields: Any) -> CommandResponse:
        answer = door.run(CommandRequest(command, command_id or secrets.token_urlsafe(16), fields))
        if answer.status != 200:
            raise UsageError(answer.body["message"])
        return answer


def _tell_when_over(part: Part, over: Callable[[], None]) -> None:
    part.until(officials.over)
    over()
