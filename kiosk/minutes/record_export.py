"""The record: a folder with an internal and a public copy, each complete in itself and named file by file.

Everything is the same to the byte whenever it is written from the same journal.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from kiosk.ballots import queries as ballots
from kiosk.ballots.results import export as reports
from kiosk.i18n.catalog import LANGUAGES, translate
from kiosk.meeting import queries as meetings
from kiosk.minutes import composer, readme, redaction, tables
from kiosk.minutes.html import page
from kiosk.minutes.manifest import COPIES, Made, Manifest, catalogue
from kiosk.minutes.markdown import markdown
from kiosk.qa import export as questions
from kiosk.store import database as files
from kiosk.store import journal, signed_heads, signing_keys
from kiosk.store.errors import UsageError
from kiosk.store.packing import packed
from kiosk.store.registry import Registry
from kiosk.store.times import times

File = tuple[str, bytes]


def write_record(db: sqlite3.Connection, registry: Registry, target: Path) -> list[Manifest]:
    """Write both copies into a new folder, which appears only when it is whole; the MANIFEST of each. UsageError when it is
    there already."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{target} exists already; nothing was written.")
    partial = target.with_name(f"{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        manifests = [write_copy(db, registry, partial / copy, public=copy == "public") for copy in COPIES]
        if target.is_dir():
            target.rmdir()
        partial.rename(target)
    except journal.Broken as broken:
        raise UsageError(f"The journal does not hold, so that nothing was written: {broken}") from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return manifests


def write_copy(db: sqlite3.Connection, registry: Registry, folder: Path, *, public: bool) -> Manifest:
    """One copy, with its MANIFEST written last."""
    digests = {}
    for name, content in (*derived(db, public), *worded(db, registry, public), *_office_files(db, registry, public)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        digests[name] = sha256(content).hexdigest()
    end, key = journal.head(db), _key(db)
    made = Made(version("kiosk"), catalogue(), time_zone(db), key.public if key else "")
    manifest = Manifest(COPIES[public], end.seq, end.hash, meetings.current(db).rehearsal, digests, made)
    manifest.write(folder, key)
    return manifest


def noted(written: Sequence[Manifest]) -> dict[str, object]:
    """What the journal is told of a record that was written: the fields of `note_record`."""
    return {
        "entries": written[0].entries,
        "head": written[0].head,
        "manifests": {one.copy: one.digest for one in written},
    }


def time_zone(db: sqlite3.Connection) -> str:
    """The zone in which the record writes its times."""
    return times(db).name


def _key(db: sqlite3.Connection) -> signing_keys.Key | None:
    """This laptop's key, when it is the one in force; None: the record is unsigned."""
    key = signing_keys.find(journal.origin(db))
    return key if key and key.public == signed_heads.key_in_force(db) else None


def derived(db: sqlite3.Connection, public: bool, form: int = files.FORM_VERSION) -> Iterator[File]:
    """What follows from the journal to the byte: the journal itself, tables as a form of the file had them, rounds with
    verdicts, records of draws."""
    yield "journal.jsonl", _journal(db, public)
    for kept in tables.tables(db, public, form):
        yield f"tables/{kept.name}.json", tables.as_json(kept)
        yield f"tables/{kept.name}.csv", tables.as_csv(kept)
    yield from _rounds(db, public)
    for row in db.execute("select number, record from draw where record is not null order by number"):
        yield f"draws/draw-{row[0]}.txt", row[1].encode()
    for row in db.execute("select draw, seq, record from draw_before order by seq"):
        yield f"draws/before/draw-{row[0]}-entry-{row[1]}.txt", row[2].encode()


def pack(folder: Path, copy: str) -> bytes:
    """A copy as one file."""
    paths = sorted(path for path in (folder / copy).rglob("*") if path.is_file())
    return packed((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths)


def worded(db: sqlite3.Connection, registry: Registry, public: bool) -> Iterator[File]:
    """What people read as text, in every language: minutes, and how to check all of it."""
    for language in LANGUAGES:
        written = composer.minutes(db, registry.sentences, language, public)
        yield f"minutes.{language}.html", page(written).encode()
        yield f"minutes.{language}.md", markdown(written).encode()
        yield f"README.{language}.md", readme.readme(language, written, public).encode()
    if not public:
        yield "questions.csv", questions.as_csv(questions.questions(db), meetings.current(db).language, times(db))


def _office_files(db: sqlite3.Connection, registry: Registry, public: bool) -> Iterator[File]:
    """Word and workbook."""
    from kiosk.minutes.word import word  # python-docx takes a tenth of a second that every other start is spared

    warning = (
        translate(meetings.current(db).language, "Rehearsal: not a record") if meetings.current(db).rehearsal else ""
    )
    for row in ballots.rounds(db):
        if row["state"] in ballots.SHOWN:
            yield f"rounds/round-{row['id']}.record.docx", reports.report(db, row, internal=not public)
    yield "tables.xlsx", tables.as_workbook(list(tables.tables(db, public)), warning)
    for language in LANGUAGES:
        yield f"minutes.{language}.docx", word(composer.minutes(db, registry.sentences, language, public))


def _journal(db: sqlite3.Connection, public: bool) -> bytes:
    """Each entry on a line of its own; where its data are withheld, their hash stands for them."""
    reported = frozenset(row["id"] for row in ballots.rounds(db) if row["state"] in ballots.SHOWN)
    lines = []
    for entry in journal.checked(db):
        whole = entry._asdict()
        if public and not redaction.tells(entry, reported):
            whole |= {"data": None, "salt": None}
        lines.append(journal.canonical(whole))
    return "".join(f"{line}\n" for line in lines).encode()


def _rounds(db: sqlite3.Connection, public: bool) -> Iterator[File]:
    """Each round's file as `kiosk verdict` reads it, and beside it the verdict, both of the version that stands."""
    for row in ballots.rounds(db):
        kept = ballots.result(db, row["id"], row["version"])
        if kept is None or (public and row["state"] not in ballots.SHOWN):
            continue
        figures = json.loads(kept["figures"])
        verdict = {
            name: value for name, value in ballots.verdict(figures).items() if name not in ("sentences", "validity")
        }
        mark = meetings.no_record(db)
        yield f"rounds/round-{row['id']}.json", _pretty({**mark, **figures})
        yield f"rounds/round-{row['id']}.verdict.json", _pretty({**mark, **verdict})


def _pretty(found: object) -> bytes:
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
