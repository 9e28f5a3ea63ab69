"""Serve a file for a test: `python -m tests.serve FILE eventlet|threading PORT [COPIES]`; prints `ready URL KEY`.

With KIOSK_TEST_TLS it serves HTTPS too, on any free port, and prints that address as a third word.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from flask import Flask

from kiosk.server import Eventlet, Threads
from kiosk.serving import Tls, serve_file


def ready(app: Flask, url: str) -> None:
    kiosk = app.extensions["kiosk"]
    kiosk.door._clock = lambda: time.time_ns() // 1_000_000 + int(os.environ.get("KIOSK_TEST_AHEAD_MS", "0"))
    print("ready", url, kiosk.first_key, kiosk.ways.secure_url or "", flush=True)


if __name__ == "__main__":
    path, mode, port = sys.argv[1:4]
    copies = Path(sys.argv[4]) if len(sys.argv) > 4 else None
    serve_file(
        Path(path),
        "127.0.0.1",
        int(port),
        mode=Eventlet if mode == "eventlet" else Threads,
        quiet=True,
        ready=ready,
        copies=copies,
        secure=Tls(0) if os.environ.get("KIOSK_TEST_TLS") else None,
    )
