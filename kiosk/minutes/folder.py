"""Check an exported record: every file against the MANIFEST, the chain, and what follows from it.

Whoever changes a file is found by its hash; whoever mends the MANIFEST too, by the chain, and in the internal copy by
making tables, rounds and records of draws anew from the journal.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from kiosk import journal, verify
from kiosk.minutes import record, tables
from kiosk.minutes.record import Manifest
from kiosk.refusals import Unusable
from kiosk.slices import House

_COLUMNS = ("seq", "at", "actor", "kind", "data", "salt", "data_hash", "command_id", "previous_hash", "hash")


class Trouble(Exception):
    """What does not hold; the sentence names the file."""


class Found(NamedTuple):
    """A record that holds: how many files, where its journal ends, and the journal (withheld data are None)."""

    files: int
    entries: int
    head: str
    journal: list[journal.Entry]


def check(folder: Path, house: House) -> Found:
    """A whole record or one of its copies. Trouble names the file; Unusable for a folder that is no record."""
    copies = [folder / name for name in record.COPIES if (folder / name).is_dir()]
    if not copies:
        if not (folder / record.MANIFEST).is_file():
            raise Unusable(f"{folder} is a folder, but neither a meeting's record nor a copy of one.")
        return _check_copy(folder, "", house)
    strange = sorted(path.name for path in folder.iterdir() if path.name not in record.COPIES)
    if strange:
        raise Trouble(f"{strange[0]} does not belong to this record.")
    found = [_check_copy(copy, f"{copy.name}/", house) for copy in copies]
    if len({one.head for one in found}) > 1:
        raise Trouble("internal/MANIFEST and public/MANIFEST are of different states of the meeting.")
    return found[0]._replace(files=sum(one.files for one in found))


def _check_copy(folder: Path, prefix: str, house: House) -> Found:
    manifest = _manifest(folder, prefix)
    for sentence in _files(folder, prefix, manifest):
        raise Trouble(sentence)
    entries = list(_chain(folder, prefix, manifest))
    if manifest.copy == "internal":
        _anew(folder, prefix, manifest, entries, house)
    return Found(len(manifest.files) + 1, manifest.entries, manifest.head, [journal.Entry(**one) for one in entries])


def _manifest(folder: Path, prefix: str) -> Manifest:
    """The MANIFEST, read strictly: written again it must be the same text."""
    changed = Trouble(f"{prefix}{record.MANIFEST} was changed: it is not of the form.")
    try:
        text = (folder / record.MANIFEST).read_text("utf-8")
    except FileNotFoundError:
        raise Trouble(f"{prefix}{record.MANIFEST} is missing.") from None
    except (OSError, UnicodeDecodeError):
        raise changed from None
    comments = dict(line[2:].partition(" ")[::2] for line in text.splitlines() if line.startswith("# "))
    lines = [line.partition("  ") for line in text.splitlines() if not line.startswith("#")]
    if not comments.get("entries", "").isdecimal():
        raise changed
    manifest = Manifest(
        comments.get("copy", ""),
        int(comments["entries"]),
        comments.get("head", ""),
        "rehearsal:" in comments,
        {name: digest for digest, _, name in lines},
    )
    if manifest.text() != text or manifest.copy not in record.COPIES or "journal.jsonl" not in manifest.files:
        raise changed
    return manifest


def _files(folder: Path, prefix: str, manifest: Manifest) -> Iterator[str]:
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    for name in sorted(manifest.files.keys() - there):
        yield f"{prefix}{name} is missing, though {prefix}{record.MANIFEST} names it."
    for name in sorted(there - manifest.files.keys() - {record.MANIFEST}):
        yield f"{prefix}{name} does not belong to this record."
    for name, digest in sorted(manifest.files.items()):
        if sha256((folder / name).read_bytes()).hexdigest() != digest:
            yield f"{prefix}{name} was changed: it is not what {prefix}{record.MANIFEST} says."


def _chain(folder: Path, prefix: str, manifest: Manifest) -> Iterator[dict[str, Any]]:
    """The entries, each checked against its hashes and the one before."""
    previous, seq = journal.FIRST_PREVIOUS, 0
    for seq, line in enumerate((folder / "journal.jsonl").read_text("utf-8").splitlines(), 1):
        broken = Trouble(f"{prefix}journal.jsonl was changed: entry {seq} does not hold.")
        try:
            entry = json.loads(line)
            kept = {name: entry[name] for name in _COLUMNS}
        except (ValueError, KeyError, TypeError):
            raise broken from None
        chained = {name: kept[name] for name in _COLUMNS if name not in ("data", "salt", "hash")}
        held = (
            kept["data"] is None
            or journal.digest(f"{kept['salt']}\n{journal.canonical(kept['data'])}") == kept["data_hash"]
        )
        if not held or kept["seq"] != seq or kept["previous_hash"] != previous:
            raise broken
        if journal.digest(journal.canonical(chained)) != kept["hash"]:
            raise broken
        previous = kept["hash"]
        yield kept
    if (seq, previous) != (manifest.entries, manifest.head):
        raise Trouble(f"{prefix}{record.MANIFEST} names another head than {prefix}journal.jsonl has.")


def _anew(folder: Path, prefix: str, manifest: Manifest, entries: list[dict[str, Any]], house: House) -> None:
    """Tables, rounds and records of draws made again from the journal: each file must be the same to the byte. An older
    record lacks the tables that came later, which are empty then."""
    with closing(verify.empty(house)) as held:
        held.executemany(
            f"insert into entry ({', '.join(_COLUMNS)}) values ({', '.join('?' * len(_COLUMNS))})",
            [[journal.canonical(one[name]) if name == "data" else one[name] for name in _COLUMNS] for one in entries],
        )
        try:
            fresh = verify.rebuild(held, house)
        except (journal.Broken, sqlite3.Error) as broken:
            raise Trouble(f"{prefix}journal.jsonl cannot be replayed: {broken}") from None
        with closing(fresh):
            fresh.executemany(
                f"insert into entry ({', '.join(_COLUMNS)}) values ({', '.join('?' * len(_COLUMNS))})",
                [tuple(row) for row in held.execute(f"select {', '.join(_COLUMNS)} from entry order by seq")],
            )
            empty = {f"tables/{one.name}" for one in tables.tables(fresh, public=False) if not one.rows}
            for name, content in record.derived(fresh, public=False):
                if name not in manifest.files and name.rpartition(".")[0] in empty:
                    continue
                path = folder / name
                if not path.is_file() or path.read_bytes() != content:
                    raise Trouble(f"{prefix}{name} is not what the journal says.")
