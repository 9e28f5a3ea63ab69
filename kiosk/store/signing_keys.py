"""The signing keys of this laptop: one for each meeting, and what the laptop last saw of each meeting's journal.

Both stay in the folder of this user (`data_folder.home`), readable by nobody else, and are never in a meeting's file,
a copy, a bundle or on a stick. Keys are Ed25519; public keys and signatures are told in hexadecimal digits.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kiosk.store.data_folder import data_dir
from kiosk.store.errors import UsageError

FINGERPRINT_DIGITS = 16


class Noted(NamedTuple):
    """The last entry of a meeting's journal that this laptop saw: its number, its hash, when (ms), in which epoch."""

    seq: int
    hash: str
    at: int
    epoch: str


class Key(NamedTuple):
    """A private key, and its public half as 64 hexadecimal digits."""

    private: Ed25519PrivateKey
    public: str

    def sign(self, message: bytes) -> str:
        """The signature of the bytes, 128 hexadecimal digits."""
        return self.private.sign(message).hex()


def fingerprint(public: str) -> str:
    """What people compare of a public key: the first 16 digits of its SHA-256."""
    return sha256(bytes.fromhex(public)).hexdigest()[:FINGERPRINT_DIGITS]


def holds(public: str, message: bytes, signature: str) -> bool:
    """Whether a signature is that of these bytes by this key; anything that is no key or signature does not hold."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def find(origin: str) -> Key | None:
    """This laptop's key for a meeting; None where it has none or it cannot be read."""
    try:
        private = Ed25519PrivateKey.from_private_bytes(
            bytes.fromhex((_folder(origin) / "signing.key").read_text("ascii"))
        )
    except (OSError, ValueError):
        return None
    return Key(private, private.public_key().public_bytes_raw().hex())


def find_or_make(origin: str) -> Key:
    """This laptop's key for a meeting, made where there is none; UsageError when it cannot be kept."""
    if known := find(origin):
        return known
    private = Ed25519PrivateKey.generate()
    path = _folder(origin) / "signing.key"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, private.private_bytes_raw().hex())
    except OSError as error:
        raise UsageError(f"The signing key cannot be kept in {path.parent}: {error.strerror}.") from None
    return Key(private, private.public_key().public_bytes_raw().hex())


def note(origin: str, seen: Noted) -> None:
    """Keep beside the key which entry the laptop saw last: a file that ends before it has lost entries."""
    path = _folder(origin) / "head.json"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, json.dumps(seen._asdict()))
    except OSError:
        return  # a note that cannot be kept must not stop the meeting


def noted(origin: str) -> Noted | None:
    """The last entry that this laptop saw of a meeting; None when nothing readable was noted."""
    try:
        found = json.loads((_folder(origin) / "head.json").read_text("ascii"))
        return Noted(int(found["seq"]), str(found["hash"]), int(found["at"]), str(found["epoch"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _folder(origin: str) -> Path:
    return data_dir() / "meetings" / origin


def _write(path: Path, text: str) -> None:
    """Whole or not at all, readable by this user alone."""
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(text)
    partial.replace(path)
