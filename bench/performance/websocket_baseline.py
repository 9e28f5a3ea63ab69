"""A bare websocket server on the same async library: it upgrades, and answers each page with one snapshot's bytes.

What joining costs at the very least; nothing is kept, read or checked.
"""

from __future__ import annotations

import json
from typing import Any

SNAPSHOT = "42" + json.dumps(
    ["snapshot", {"view": "phone", "epoch": "bare", "seq": 1, "padding": "x" * 1_500}], separators=(",", ":")
)


def serve() -> None:
    import eventlet
    from eventlet import websocket, wsgi

    @websocket.WebSocketWSGI
    def talk(wire: Any) -> None:
        wire.send('0{"sid":"x","upgrades":[],"pingInterval":10000,"pingTimeout":10000}')
        while (said := wire.wait()) is not None:
            if said.startswith("40"):
                wire.send('40{"sid":"x"}')
            elif said.startswith("42"):
                wire.send(SNAPSHOT)

    listener = eventlet.listen(("127.0.0.1", 0), backlog=1024)
    print("ready", f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    wsgi.server(listener, talk, log_output=False, max_size=4_000)


if __name__ == "__main__":
    serve()
