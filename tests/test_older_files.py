"""What was made before goes on being read: the file and the record of a whole rehearsal, by the program of commit 10902c6.

`tests/older/form-1.kiosk.gz` is that file, `form-1-record.tar.xz` its exported record (internal and public).
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from kiosk import HOUSE
from kiosk import db as files
from kiosk.verify import rebuild, verify

OLDER = Path(__file__).parent / "older"
ROOT = Path(__file__).parent.parent
HEAD = "15b0511572aafa7441ee03f6090829792c92aa4dfb983f16ee97093b7e3f89e7"


@pytest.fixture
def older_file(tmp_path: Path) -> Path:
    path = tmp_path / "older.kiosk"
    path.write_bytes(gzip.decompress((OLDER / "form-1.kiosk.gz").read_bytes()))
    return path


@pytest.fixture
def older_record(tmp_path: Path) -> Path:
    with tarfile.open(OLDER / "form-1-record.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path / "record"


def test_an_older_file_holds_and_has_the_same_head(older_file: Path) -> None:
    finding = verify(older_file, HOUSE)
    assert finding.trouble is None
    assert (finding.entries, finding.head) == (336, HEAD)


def test_every_entry_of_an_older_file_is_replayed(older_file: Path) -> None:
    db = files.reader(older_file)
    try:
        rebuild(db, HOUSE).close()
    finally:
        db.close()


@pytest.mark.parametrize("check", [["docs/check_record.py"], ["-m", "kiosk", "verify"]])
def test_an_older_record_is_judged_right(older_record: Path, check: list[str]) -> None:
    found = subprocess.run(
        [sys.executable, *check, str(older_record)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert HEAD in found.stdout
