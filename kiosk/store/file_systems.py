"""On which kind of file system a path lies: SQLite's write-ahead log needs one of this laptop's own.

Source: https://www.sqlite.org/wal.html, "WAL does not work over a network filesystem".
"""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from kiosk.store.errors import UsageError

MOUNTS = Path("/proc/self/mounts")
NETWORK = {
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs",
    "nfs4", "smb2", "smb3", "smbfs", "webdav",
}  # fmt: skip
NETWORK_BY_FUSE = {
    "ceph-fuse", "curlftpfs", "davfs2", "gcsfuse", "glusterfs", "gvfsd-fuse", "rclone", "s3fs", "smbnetfs", "sshfs",
}  # fmt: skip
DRIVE_REMOTE = 4  # GetDriveTypeW


def need_local(path: Path) -> None:
    """Raise UsageError when the file lies on a network file system."""
    kind = network_file_system(path)
    if kind:
        raise UsageError(
            f"{path} lies on a network file system ({kind}), where check-ins that were answered can be lost. "
            "Copy it to a folder of this laptop and serve it from there."
        )


def network_file_system(path: Path) -> str | None:
    """The name of the network file system on which the path lies; None on one of this laptop's, or where it is
    not known."""
    real = path.resolve()
    if sys.platform == "win32":
        remote = str(real).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(real.anchor) == DRIVE_REMOTE
        return "a share" if remote else None
    try:
        kind = kind_of(real, _mounted())
    except (OSError, subprocess.SubprocessError):
        return None
    return kind if is_network(kind) else None


def is_network(kind: str) -> bool:
    """Whether a kind of file system, as the system names it, is one of the network."""
    family, _, program = kind.partition(".")
    return kind in NETWORK or (family == "fuse" and program in NETWORK_BY_FUSE)


def kind_of(real: Path, mounted: Iterable[tuple[str, str]]) -> str:
    """The kind of the innermost mount that holds the path, of (mount point, kind); the last of those on one point."""
    best, kind = "", ""
    for point, found in mounted:
        if real.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, found
    return kind


def _mounted() -> list[tuple[str, str]]:
    if MOUNTS.exists():
        rows = [line.split() for line in MOUNTS.read_text("utf-8", "surrogateescape").splitlines()]
        return [(_unescaped(row[1]), row[2]) for row in rows if len(row) > 2]
    told = subprocess.run(["mount"], capture_output=True, text=True, timeout=10, check=True).stdout
    return re.findall(r"^.+? on (.+) \((\w+)[,)]", told, re.M)  # macOS: //me@host/share on /Volumes/share (smbfs, …)


def _unescaped(point: str) -> str:
    """Spaces and the like stand as octal numbers in the table of mounts."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)
