"""Check an exported record: every file against the MANIFEST, the chain, and what follows from it.

Whoever changes a file is found by its hash; whoever mends the MANIFEST too, by its signature, when the fingerprint of the
key was noted. A second check, without a note: the chain, and in the internal copy tables, rounds, records of draws and
the words, made anew from the journal.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.minutes import manifest as manifests
from kiosk.minutes import record_export, tables
from kiosk.minutes.manifest import Manifest
from kiosk.minutes.provable import provable
from kiosk.store import database as files
from kiosk.store import journal, signed_heads, signing_keys, verification
from kiosk.store.errors import UsageError
from kiosk.store.noted_heads import NONE, Differs, Notes, compare, matches
from kiosk.store.registry import Registry
from kiosk.store.signed_heads import Signed

_COLUMNS = ("seq", "at", "actor", "kind", "data", "salt", "data_hash", "command_id", "previous_hash", "hash")

_NO_JOURNAL = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
)  # what no journal has inside


class Trouble(Exception):
    """What does not hold; the sentence names the file."""


class Found(NamedTuple):
    """A record that holds: how many files, its journal (withheld data are None), and what is to be said of it."""

    files: int
    journal: list[journal.Entry]
    signed: list[Signed]
    said: list[str]

    @property
    def head(self) -> str:
        return self.journal[-1].hash if self.journal else journal.FIRST_PREVIOUS


def check(folder: Path, registry: Registry, noted: Notes = NONE) -> Found:
    """A whole record or one of its copies, against what was noted of it. Trouble names the file, Differs the note;
    Unusable for a folder that is no record."""
    copies = [folder / name for name in manifests.COPIES if (folder / name).is_dir()]
    if copies:
        strange = sorted(path.name for path in folder.iterdir() if path.name not in manifests.COPIES)
        if strange:
            raise Trouble(f"{strange[0]} does not belong to this record.")
        found = [_check_copy(copy, f"{copy.name}/", registry, noted) for copy in copies]
    elif (folder / manifests.NAME).is_file():
        found = [_check_copy(folder, "", registry, noted)]
    else:
        raise UsageError(f"{folder} is a folder, but neither a meeting's record nor a copy of one.")
    if len({one.head for one in found}) > 1:
        raise Trouble("internal/MANIFEST and public/MANIFEST are of different states of the meeting.")
    said = list(dict.fromkeys(sentence for one in found for sentence in one.said))
    said += registry.warnings(found[0].journal)
    said += compare(noted, [entry.hash for entry in found[0].journal], found[0].signed)
    return found[0]._replace(files=sum(one.files for one in found), said=said)


def _check_copy(folder: Path, prefix: str, registry: Registry, noted: Notes) -> Found:
    manifest = _manifest(folder, prefix)
    for sentence in _files(folder, prefix, manifest):
        raise Trouble(sentence)
    try:
        entries = list(_chain(folder, prefix, manifest))
        told = [journal.Entry(**one) for one in entries]
        signed = list(signed_heads.signed_heads(told))
    except journal.Broken as broken:
        raise Trouble(f"{prefix}journal.jsonl: {broken}") from None
    except _NO_JOURNAL:
        raise Trouble(f"{prefix}journal.jsonl was changed: it is not of the form.") from None
    said = [*_signature(folder, prefix, manifest, told, noted)]
    if manifest.copy == "internal":
        said += _anew(folder, prefix, manifest, entries, registry)
    elif manifest.made and manifest.made.is_ours():
        said += _public_anew(folder, prefix, manifest, told, registry)
    return Found(len(manifest.files) + 1 + (folder / manifests.SIGNATURE).is_file(), told, signed, said)


def _manifest(folder: Path, prefix: str) -> Manifest:
    """The MANIFEST, read strictly: written again it must be the same text."""
    try:
        manifest = manifests.read((folder / manifests.NAME).read_bytes().decode("utf-8"))
    except FileNotFoundError:
        raise Trouble(f"{prefix}{manifests.NAME} is missing.") from None
    except (OSError, UnicodeDecodeError):
        manifest = None
    if manifest is None:
        raise Trouble(f"{prefix}{manifests.NAME} was changed: it is not of the form.")
    return manifest


def _signature(
    folder: Path, prefix: str, manifest: Manifest, entries: list[journal.Entry], noted: Notes
) -> Iterator[str]:
    """Who vouches for every byte: the key that the MANIFEST names, which the journal and the notes must know."""
    key = manifest.made.key if manifest.made else ""
    if not manifests.signature_holds(folder, manifest):
        raise Trouble(
            f"{prefix}{manifests.SIGNATURE} does not hold: it is not the signature of {prefix}{manifests.NAME}."
        )
    if key and key not in {one.facts["public_key"] for one in entries if one.kind == "signing_key_added" and one.data}:
        raise Trouble(f"{prefix}{manifests.NAME} names a key that {prefix}journal.jsonl does not have.")
    if noted.fingerprints and not (key and any(matches(one, key) for one in noted.fingerprints)):
        by = f"signed by another key, fingerprint {signing_keys.fingerprint(key)}" if key else "unsigned"
        raise Differs(f"{prefix}{manifests.NAME} is {by}: nothing vouches for the files by the noted key.")
    if not key:
        yield "The record is unsigned: whoever changes a file and mends MANIFEST is not found by a key."
    elif noted.fingerprints:
        yield "Every file is signed by a noted key."


def _files(folder: Path, prefix: str, manifest: Manifest) -> Iterator[str]:
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    for name in sorted(manifest.files.keys() - there):
        yield f"{prefix}{name} is missing, though {prefix}{manifests.NAME} names it."
    for name in sorted(there - manifest.files.keys() - {manifests.NAME, manifests.SIGNATURE}):
        yield f"{prefix}{name} does not belong to this record."
    for name, digest in sorted(manifest.files.items()):
        if sha256((folder / name).read_bytes()).hexdigest() != digest:
            yield f"{prefix}{name} was changed: it is not what {prefix}{manifests.NAME} says."


def _chain(folder: Path, prefix: str, manifest: Manifest) -> Iterator[dict[str, Any]]:
    """The entries, each checked against its hashes and the one before."""
    previous, seq = journal.FIRST_PREVIOUS, 0
    for seq, line in enumerate(_lines(folder / "journal.jsonl"), 1):
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
        raise Trouble(f"{prefix}{manifests.NAME} names another head than {prefix}journal.jsonl has.")


def _lines(path: Path) -> list[str]:
    """The lines of a text that ends each by a line feed and by nothing else."""
    return path.read_bytes().decode("utf-8").removesuffix("\n").split("\n")


def _anew(
    folder: Path, prefix: str, manifest: Manifest, entries: list[dict[str, Any]], registry: Registry
) -> Iterator[str]:
    """Tables, rounds, records of draws and the words made again from the journal: each file must be the same to the byte.

    Words, and tables of a form that is not known here, only where program and catalogue are ours.
    """
    made = manifest.made
    if made and not made.is_ours():
        yield f"Worded by version {made.program}: not made again."
        return
    with closing(verification.empty(registry)) as held:
        held.executemany(
            f"insert into entry ({', '.join(_COLUMNS)}) values ({', '.join('?' * len(_COLUMNS))})",
            [[journal.canonical(one[name]) if name == "data" else one[name] for name in _COLUMNS] for one in entries],
        )
        try:
            fresh = verification.rebuild(held, registry)
        except (journal.Broken, sqlite3.Error, *_NO_JOURNAL) as broken:
            raise Trouble(f"{prefix}journal.jsonl cannot be replayed: {broken}") from None
        with closing(fresh):
            fresh.executemany(
                f"insert into entry ({', '.join(_COLUMNS)}) values ({', '.join('?' * len(_COLUMNS))})",
                [tuple(row) for row in held.execute(f"select {', '.join(_COLUMNS)} from entry order by seq")],
            )
            form = files.FORM_VERSION if made else 1
            again = (
                record_export.worded(fresh, registry, public=False)
                if made and made.time_zone == record_export.time_zone(fresh)
                else ()
            )
            if made and not again:
                yield f"Its times are of the zone {made.time_zone}, which the journal does not name: not worded again."
            for name, content in (*record_export.derived(fresh, public=False, form=form), *again):
                path = folder / name
                if not path.is_file() or path.read_bytes() != content:
                    raise Trouble(f"{prefix}{name} is not what the journal says.")


def _public_anew(
    folder: Path, prefix: str, manifest: Manifest, entries: list[journal.Entry], registry: Registry
) -> Iterator[str]:
    """The tables that follow from disclosed entries alone, made again; the rest is named as what it is."""
    made = list(provable(entries, registry, manifest.rehearsal))
    for kept in made:
        for form, content in (("json", tables.as_json(kept)), ("csv", tables.as_csv(kept))):
            path = folder / f"tables/{kept.name}.{form}"
            if not path.is_file() or path.read_bytes() != content:
                raise Trouble(f"{prefix}tables/{kept.name}.{form} is not what the journal says.")
    named = {Path(name).stem for name in manifest.files if name.startswith("tables/")}
    rest = ", ".join(sorted(named - {kept.name for kept in made}))
    yield f"Not provable from the public copy, only a signature vouches for it: all words, free text, the tables {rest}."
