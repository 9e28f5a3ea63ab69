"""Files of tests are written into memory where the machine has room for them there.

A meeting's file is durable at every commit, for which a disk takes some milliseconds and the suite asks ten thousand
times. A process that is killed loses nothing of what it wrote into memory either; a machine without power would, which
no test can try.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM_BYTES = 4 << 30  # the suite needs some hundred megabytes at a time
NAMED = "TMPDIR"


def write_there() -> None:
    """Temporary files of this process and of those that it starts go into memory, unless somebody has named a folder."""
    if NAMED in os.environ or not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM_BYTES:
        return
    os.environ[NAMED] = str(MEMORY)
    tempfile.tempdir = None  # what was found before does not count
