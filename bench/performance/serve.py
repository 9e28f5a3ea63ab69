"""Serve one side of the comparison: `python -m bench.performance.serve kiosk|direct|naive FILE CODES [PORT]`; prints `ready URL`.

`GET /bench/stall` tells by how many milliseconds the hub was late since it was last asked.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # as light as the program's own main module: the process that reads a roll loads this one too
    from flask import Flask, Response


def watch(app: Flask, url: str) -> None:
    from flask import jsonify

    from bench.performance.hub_latency import Stall

    stall = Stall()

    def taken() -> Response:
        return jsonify(stall.taken())

    taken.roles = ("public",)  # type: ignore[attr-defined]
    app.add_url_rule("/bench/stall", view_func=taken)
    print("ready", url, flush=True)


def kiosk(path: Path, port: int, direct: bool) -> None:
    from kiosk import app as program
    from kiosk.serve import serve_file

    if direct:
        from bench.performance.unbatched_writer import Direct

        assert "CommandWriter" in vars(program), "the side without the writer would measure the writer"
        program.CommandWriter = Direct  # type: ignore[misc]
    serve_file(path, "127.0.0.1", port, quiet=True, ready=watch)


def naive(path: Path, codes: list[str]) -> None:
    import eventlet
    from eventlet import wsgi

    from bench.performance.naive import create_app

    app, _ = create_app(path, codes)
    listener = eventlet.listen(("127.0.0.1", 0), backlog=1024)
    watch(app, f"http://127.0.0.1:{listener.getsockname()[1]}")
    wsgi.server(listener, app, log_output=False, max_size=4000)


if __name__ == "__main__":
    side, path, codes = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if side == "naive":
        naive(path, codes.read_text().split())
    else:
        kiosk(path, int(sys.argv[4]) if len(sys.argv) > 4 else 0, side == "direct")
