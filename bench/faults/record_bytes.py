"""Change one byte of each file of a record: `python -m bench.faults.record_bytes RECORD FINGERPRINT [--places 5] [--seed 1]`.

RECORD is an exported folder, FINGERPRINT what was noted of the laptop's key. Each change is tried as it is, and with
MANIFEST mended in four ways; docs/check_record.py and the check of `kiosk verify` must find every one.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from docs import check_record
from kiosk.app import REGISTRY
from kiosk.minutes.manifest import COPIES
from kiosk.minutes.record_check import Trouble, check
from kiosk.store import signed_heads, signing_keys
from kiosk.store.noted_heads import Differs, Notes

Mend = Callable[[Path, str], None]
BY_HAND: Any = check_record  # it stands alone, without types


def left(folder: Path, manifest: str) -> None:
    """MANIFEST as it was, and its signature."""


def mended(folder: Path, manifest: str) -> None:
    """MANIFEST names the changed file's own digest; the signature is the old one."""
    (folder / "MANIFEST").write_text(manifest, "utf-8", newline="\n")


def signed_by_another(folder: Path, manifest: str) -> None:
    """MANIFEST names a key of the forger's, which signs it."""
    private = Ed25519PrivateKey.generate()
    key = signing_keys.Key(private, private.public_key().public_bytes_raw().hex())
    manifest = re.sub(r"# key .*", f"# key {key.public}", manifest)
    mended(folder, manifest)
    signature = key.sign(signed_heads.record_message(sha256(manifest.encode()).hexdigest()))
    (folder / "MANIFEST.sig").write_text(f"kiosk-record/1\nkey {key.public}\nsignature {signature}\n", newline="\n")


def unsigned(folder: Path, manifest: str) -> None:
    """MANIFEST says that nobody signs."""
    mended(folder, re.sub(r"# key .*", "# unsigned", manifest))
    (folder / "MANIFEST.sig").unlink()


def first_form(folder: Path, manifest: str) -> None:
    """MANIFEST of version 0.1.0, which had no signature."""
    manifest = manifest.replace("# kiosk record 2", "# kiosk record 1")
    mended(folder, re.sub(r"# (program|catalogue|time zone|key) .*\n", "", manifest))
    (folder / "MANIFEST.sig").unlink()


@click.command()
@click.argument("record", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("fingerprint")
@click.option("--places", default=5, show_default=True, type=click.IntRange(1), help="Random places in each file.")
@click.option("--seed", default=1, show_default=True, type=int)
def main(record: Path, fingerprint: str, places: int, seed: int) -> None:
    """Exit 1, and the first change that was not found, where a checker misses one."""
    rng, tried, files, began = Random(seed), Counter[str](), 0, monotonic()
    fingerprint = fingerprint.replace(" ", "")
    with tempfile.TemporaryDirectory() as held:
        for copy in COPIES:
            folder = Path(held) / copy
            shutil.copytree(record / copy, folder)
            if said := missed(folder, fingerprint):
                raise click.ClickException(f"{copy} does not hold before anything was changed: {said}")
            for path in sorted(one for one in folder.rglob("*") if one.is_file()):
                files += 1
                for mend, place in changes(path, places, rng):
                    tried[mend.__name__] += 1
                    if changed(folder, path, place, rng, mend, fingerprint):
                        raise click.ClickException(f"not found: {copy}/{path.relative_to(folder)} {place} {mend}")
    told = ", ".join(f"{name} {count:,}" for name, count in tried.items())
    seconds = monotonic() - began
    click.echo(f"{files} files, {tried.total():,} changes ({told}), each found by both checkers; {seconds:.0f} s")


def changes(path: Path, places: int, rng: Random) -> Iterator[tuple[Mend, int]]:
    """Where a file is changed, and how MANIFEST is mended: its first and last byte, and some by chance."""
    last = path.stat().st_size - 1
    endpoints = {"MANIFEST": (left, signed_by_another, unsigned, first_form), "MANIFEST.sig": (left,)}
    for mend in endpoints.get(path.name, (left, mended, signed_by_another, unsigned, first_form)):
        for place in (0, last, *(rng.randint(0, last) for _ in range(places))):
            yield mend, place


def changed(folder: Path, path: Path, place: int, rng: Random, mend: Mend, fingerprint: str) -> str:
    """Change a byte, mend, check, and put everything back; who missed it, or nothing."""
    kept = {one: one.read_bytes() for one in (path, folder / "MANIFEST", folder / "MANIFEST.sig")}
    content = bytearray(kept[path])
    content[place] ^= rng.randint(1, 255)
    path.write_bytes(content)
    manifest = (folder / "MANIFEST").read_bytes().decode("utf-8", "replace")
    old, new = (sha256(one).hexdigest() for one in (kept[path], content))
    try:
        mend(folder, manifest.replace(old, new))
        return missed(folder, fingerprint, found=True)
    finally:
        for one, before in kept.items():
            one.write_bytes(before)


def missed(folder: Path, fingerprint: str, found: bool = False) -> str:
    """Which checker finds something where nothing is (or, with `found`, nothing where something is)."""
    by_hand = next(BY_HAND.check(folder, (None, None, [fingerprint])), "")
    try:
        check(folder, REGISTRY, Notes(fingerprints=(fingerprint,)))
        ours = ""
    except (Trouble, Differs) as trouble:
        ours = str(trouble)
    if found:
        return " and ".join(name for name, said in (("check_record.py", by_hand), ("kiosk verify", ours)) if not said)
    return by_hand or ours


if __name__ == "__main__":
    main()
