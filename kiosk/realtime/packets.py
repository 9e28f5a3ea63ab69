"""What may come in through a socket: Engine.IO and Socket.IO packets of the shape that a page sends, nothing else.

The libraries raise on what is malformed, each in its own way, and take `connect` and `disconnect` as events, which
would call our handlers with whatever a stranger puts there.
"""

from __future__ import annotations

from engineio import packet as engine
from socketio import packet as events

PAYLOAD_CHARACTERS_MOST = 64 * 1024
BRACKETS_MOST = 32  # what a page sends nests twice; the library reads deeper in the stack than it is judged here
RESERVED = ("connect", "disconnect", "*")


def malformed(packet: str | bytes | None) -> bool:
    """Whether it is no Engine.IO packet that a page sends."""
    if not isinstance(packet, str) or not packet or packet[0] not in "1234567890" or int(packet[0]) > engine.NOOP:
        return True
    return packet[0] == str(engine.MESSAGE) and malformed_message(packet[1:])


def malformed_message(message: object) -> bool:
    """Whether it is no Socket.IO packet that a page sends: to come, to leave, or an event of its own with arguments."""
    if not isinstance(message, str) or not message or message[0] not in "012":
        return True
    if message.count("[") + message.count("{") > BRACKETS_MOST:
        return True
    try:
        packet = events.Packet(encoded_packet=message)
    except (ValueError, TypeError, RecursionError, IndexError):
        return True
    if packet.packet_type == events.CONNECT:
        return not (packet.data is None or isinstance(packet.data, dict))
    if packet.packet_type == events.EVENT:
        named = isinstance(packet.data, list) and bool(packet.data) and isinstance(packet.data[0], str)
        return not named or packet.data[0] in RESERVED
    return packet.data is not None


def malformed_payload(payload: bytes) -> bool:
    """The same for what is posted: packets with a separator between them."""
    try:
        text = payload.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return len(text) > PAYLOAD_CHARACTERS_MOST or any(malformed(one) for one in text.split("\x1e"))
