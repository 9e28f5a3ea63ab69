"""The folder of this user in which keys, certificates and locks are kept, never in a meeting's file."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def data_dir() -> Path:
    """The folder of this user for what belongs to the laptop and to no meeting; KIOSK_HOME names another."""
    if named := os.environ.get("KIOSK_HOME"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "Kiosk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Kiosk"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "kiosk"
