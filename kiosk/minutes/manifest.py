"""MANIFEST and its signature: what a copy of the record consists of, and who vouches for it.

`sha256sum -c` reads it: a line for each file, and comments. Form 2 names what the words and tables were made by, and the
key; `MANIFEST.sig` signs the SHA-256 of the MANIFEST. Form 1 (version 0.1.0) had neither and is read as it was.
"""

from __future__ import annotations

import re
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from kiosk.store import signed_heads, signing_keys

NAME = "MANIFEST"
SIGNATURE = "MANIFEST.sig"
COPIES = ("internal", "public")
_HEX = re.compile(r"[0-9a-f]{64}")
_REHEARSAL = "rehearsal: nothing of this is a record"
_SIGNED = re.compile(r"kiosk-record/1\nkey ([0-9a-f]{64})\nsignature ([0-9a-f]{128})\n")


class Made(NamedTuple):
    """By what a record was made: version, the SHA-256 of the catalogue of sentences, the time zone of its times; and
    the public key that signs it (empty: unsigned)."""

    program: str
    catalogue: str
    time_zone: str
    key: str

    def is_ours(self) -> bool:
        """Whether this program would write the same words today."""
        return (self.program, self.catalogue) == (version("kiosk"), catalogue())


class Manifest(NamedTuple):
    """What a copy consists of: which copy, where its journal ends, each file's SHA-256 by its name; `made` is None in
    form 1."""

    copy: str
    entries: int
    head: str
    rehearsal: bool
    files: dict[str, str]
    made: Made | None = None

    def text(self) -> str:
        """The file as `sha256sum -c` reads it."""
        comments = ["kiosk record 2" if self.made else "kiosk record 1"]
        comments += [f"copy {self.copy}", f"entries {self.entries}", f"head {self.head}"]
        if self.made:
            comments += [f"program {self.made.program}", f"catalogue {self.made.catalogue}"]
            comments += [f"time zone {self.made.time_zone}", f"key {self.made.key}" if self.made.key else "unsigned"]
        comments += [_REHEARSAL] if self.rehearsal else []
        lines = [f"{digest}  {name}" for name, digest in sorted(self.files.items())]
        return "".join(f"{line}\n" for line in (*(f"# {comment}" for comment in comments), *lines))

    @property
    def digest(self) -> str:
        return sha256(self.text().encode()).hexdigest()

    def write(self, folder: Path, key: signing_keys.Key | None) -> None:
        """MANIFEST, and its signature where there is a key."""
        (folder / NAME).write_text(self.text(), "utf-8", newline="\n")
        if key is not None:
            signature = key.sign(signed_heads.record_message(self.digest))
            signed = f"kiosk-record/1\nkey {key.public}\nsignature {signature}\n"
            (folder / SIGNATURE).write_text(signed, "ascii", newline="\n")


def read(text: str) -> Manifest | None:
    """A MANIFEST of either form; None when it is not to the letter what such a manifest says."""
    comments = [line[2:] for line in text.splitlines() if line.startswith("# ")]
    lines = [line.partition("  ") for line in text.splitlines() if not line.startswith("#")]
    said = {
        name: _after(comments, name) for name in ("copy", "entries", "head", "program", "catalogue", "time zone", "key")
    }
    if not said["entries"].isdecimal() or said["copy"] not in COPIES:
        return None
    made = None
    if comments[0] == "kiosk record 2":
        made = Made(said["program"], said["catalogue"], said["time zone"], said["key"])
    named = {name: digest for digest, _, name in lines}
    found = Manifest(said["copy"], int(said["entries"]), said["head"], _REHEARSAL in comments, named, made)
    whole = made is None or (_HEX.fullmatch(made.catalogue) and (not made.key or _HEX.fullmatch(made.key)))
    return found if whole and found.text() == text and "journal.jsonl" in named else None


def signature_holds(folder: Path, manifest: Manifest) -> bool:
    """Whether MANIFEST.sig is there exactly where the MANIFEST names a key, and signs it by that key."""
    key = manifest.made.key if manifest.made else ""
    path = folder / SIGNATURE
    if not key:
        return not path.exists()
    try:
        found = _SIGNED.fullmatch(path.read_bytes().decode("ascii"))
    except (OSError, UnicodeDecodeError):
        return False
    return (
        found is not None
        and found[1] == key
        and signing_keys.holds(key, signed_heads.record_message(manifest.digest), found[2])
    )


def catalogue() -> str:
    """The SHA-256 of all translations: another one words the same acts otherwise."""
    digest = sha256()
    root = files("kiosk").joinpath("translations")
    for folder in sorted((one for one in root.iterdir() if one.is_dir()), key=lambda one: one.name):
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            if file.name.endswith(".po"):
                digest.update(f"{folder.name}/{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def _after(comments: list[str], name: str) -> str:
    """What the comment of this name says; empty where there is none."""
    return next((one[len(name) + 1 :] for one in comments if one.startswith(f"{name} ")), "")
