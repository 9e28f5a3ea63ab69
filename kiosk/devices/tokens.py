"""A device's token, derived from the file's secret, so that pairing sent again gives the same device."""

from __future__ import annotations

import base64
import hmac
import sqlite3
from hashlib import sha256

from kiosk import db as files


def token_for(db: sqlite3.Connection, command_id: str) -> str:
    """256 bits as 43 URL-safe characters."""
    made = hmac.new(files.secret(db), f"device {command_id}".encode(), sha256).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()
