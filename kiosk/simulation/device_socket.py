"""The page that lies open on each device that is played: its socket, and the sign of life that a page gives.

Without it the console would say of everybody who plays by itself that they were not heard of.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from simple_websocket import Client, ConnectionClosed, ConnectionError

SIGN_SECONDS = 5.0
CONNECTED, PING, PONG, ASKED = "40", "2", "3", '421["clock"]'  # Socket.IO's framing


def sit(url: str, token: str, need: Callable[[], None]) -> None:
    """Keep the page open until the server or the rehearsal ends; `need` raises when it has."""
    try:
        socket = Client(url.replace("http", "ws", 1).rstrip("/") + "/socket.io/?EIO=4&transport=websocket")
        socket.send(CONNECTED + json.dumps({"token": token}))
        while True:
            need()
            heard = socket.receive(timeout=SIGN_SECONDS)
            if heard == PING:
                socket.send(PONG)
            elif heard is None:
                socket.send(ASKED)
    except (ConnectionClosed, ConnectionError):
        return
