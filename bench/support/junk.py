"""Requests that no page of ours sends: broken JSON, HTTP, Engine.IO and Socket.IO packets, websocket frames."""

from __future__ import annotations

import base64
import json
import os
import random
import re
import string
import struct
from collections.abc import Callable
from typing import Any

NAMES = [
    "command_id", "code", "member", "scans", "view", "name", "number", "title", "text", "language", "role", "device",
    "seq", "scene", "round", "batch", "paper", "marks", "votes", "reason", "question", "item", "agenda", "seconds",
    "eligible", "present", "key", "wanted", "pin", "list", "rows", "source", "group", "with_vote",
]  # fmt: skip
QUERY = [
    "member",
    "q",
    "before",
    "tablet",
    "copy",
    "size",
    "epoch",
    "roll",
    "seq",
    "device",
    "layout",
    "language",
    "for",
]
WORDS = ["", "0", "-1", "1e999", "null", "\0", "\ud800", "‮", "é" * 500, "A" * 5_000, "'; drop table entry; --", "=1+1"]
NUMBERS = [0, -1, 1, 2**31, 2**53, 2**63, -(2**63) - 1, 10**400, 0.5, -0.0, float("nan"), float("inf")]
METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "BREW", "get", "\x00", "G(T"]
POLLING = "/socket.io/?EIO=4&transport=polling"
ID = re.compile(r"<(?:int:|path:|)(\w+)>")

PACKETS = [
    "", "4", "42", "42[", '42["join"', "42[]", "42{}", "42null", "420", '42["connect",{},{}]', '42["connect"]',
    '42["disconnect"]', '42[{"a":1}]', "42[null]", "42[[]]", '42["clock",[],[],[]]', '42["join",{"view":{}}]',
    '42["join",' + "[" * 900 + "]" * 900 + "]", '42["join",' + "[" * 30_000, "43", "430[]", "439999[]",
    "43" + "9" * 120 + "[]", "44", '44{"x":1}', "45", "451-", '451-["join",{"_placeholder":true,"num":5}]',
    "4599999999999-[]", '452-["join",{"_placeholder":true,"num":0}]', "46", "461-0[]", "47", "49", "4a", "4-1",
    "40", "40{", "40[]", '40{"token":[]}', '40{"token":{"a":1},"device":1e400}', "40/elsewhere,", "40/elsewhere?x=1,{}",
    "41", "41/elsewhere,", "4\0", "4\ud83d\ude00", "0", "1", "2", "2probe", "3", "3probe", "5", "6", "7", "8", "9", "99",
    "x", "b", "bAAA", "b!!!", "\x1e", "\x1e\x1e", "4\x1e4", "-", "²", "４２[]", "٣",
]  # fmt: skip


def value(chance: random.Random, depth: int = 0) -> Any:
    """Any JSON value, often none that was meant."""
    kind = chance.randrange(9 if depth < 3 else 6)
    if kind == 0:
        return chance.choice([None, True, False])
    if kind in (1, 2):
        return chance.choice(NUMBERS)
    if kind in (3, 4):
        return chance.choice(WORDS)
    if kind == 5:
        return "".join(chance.choices(string.printable, k=chance.randrange(40)))
    if kind == 6:
        return [value(chance, depth + 1) for _ in range(chance.randrange(5))]
    return {chance.choice(NAMES): value(chance, depth + 1) for _ in range(chance.randrange(6))}


def body(chance: random.Random) -> bytes:
    """A request's body: JSON of the wrong shape, or none."""
    kind = chance.randrange(8)
    if kind == 0:
        return os.urandom(chance.randrange(300))
    if kind == 1:
        return b"[" * chance.randrange(1, 60_000)
    if kind == 2:
        return json.dumps(value(chance)).encode("utf-8", "surrogatepass")[: chance.randrange(1, 40)]
    fields = {name: value(chance) for name in chance.sample(NAMES, chance.randrange(1, 12))}
    if kind > 4:
        fields["command_id"] = f"{chance.getrandbits(96):024x}"
    return json.dumps(fields).encode()


def path(chance: random.Random, rule: str) -> str:
    """An address of a route, with numbers and names that nobody has."""
    return ID.sub(lambda _: chance.choice(["1", "0", "2", "9" * 30, "-1", "x", "%00", "%ff", "..%2f..", "🙂"]), rule)


def request(chance: random.Random, methods: list[str], rule: str, token: str) -> bytes:
    """One whole request to a route of ours."""
    told = body(chance)
    where = path(chance, rule)
    if chance.random() < 0.3:
        where += f"?{chance.choice(QUERY)}={chance.choice(['9' * 30, '-1', '%00', '%ff', '%f0%9f', 'x' * 400, '1e9', '%D9%A3'])}"
    lines = [
        f"{chance.choice(methods)} {where} HTTP/1.1",
        "Host: hall",
        f"Content-Length: {len(told)}",
        f"Content-Type: {chance.choice(['application/json', 'text/plain', 'multipart/form-data', 'x/y; charset=zz', ''])}",
    ]
    if chance.random() < 0.9:
        lines.append(f"Authorization: Bearer {token}")
    if chance.random() < 0.2:
        lines.append(f"Cookie: {chance.choice(['kiosk_1=x', '=;=;', chr(0), 'language=' + 'x' * 900])}")
    if chance.random() < 0.1:
        lines.append(f"Accept-Language: {chance.choice(['zh-' * 200, ';q=', 'en;q=nan', '*'])}")
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + told


def http(chance: random.Random) -> bytes:
    """What is hardly HTTP."""
    method = chance.choice(METHODS)
    where = chance.choice(
        ["/", "/healthz", "//", "*", "http://x/", "/%", "/%zz", "/" + "a" * 9_000, "/\xff", "/?" + "a=&" * 900]
    )
    version = chance.choice(["HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/9.9", "HTTP/x", "", "HTTP/1.1 x"])
    heads = [
        "Host: hall", "Content-Length: -1", "Content-Length: x", "Content-Length: 5", "Content-Length: ²",
        "Content-Length: " + "9" * 5_000, "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked",
        "Expect: 100-continue", "Connection: upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: !", "Sec-WebSocket-Key1: 1", "Origin: null", "Host: [", "Host: \xff",
        "Authorization: Bearer", "Authorization: " + "x" * 3_000, "Cookie: \xff=\xff", "X: " + "y" * 70_000, "No colon",
        ": nameless", " folded", "Range: bytes=9-1", "If-Modified-Since: x", "Accept: */", "Accept-Encoding: \0",
    ]  # fmt: skip
    lines = [f"{method} {where} {version}", *chance.sample(heads, chance.randrange(5))]
    rest = chance.choice(
        [b"", b"5\r\nhello\r\n0\r\n\r\n", b"zz\r\n", b"-5\r\n", b"ffffffffffffffff\r\nx", os.urandom(50)]
    )
    return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + rest


def handshake(chance: random.Random) -> bytes:
    """The opening of a websocket, mostly a good one."""
    key = base64.b64encode(os.urandom(16)).decode() if chance.random() < 0.9 else chance.choice(["", "x", "é"])
    where = "/socket.io/?EIO=4&transport=websocket"
    if chance.random() < 0.1:
        where += chance.choice(["&sid=nobody", "&j=1", "&j=x", "&b64=1", "&EIO=3"])
    return (
        f"GET {where} HTTP/1.1\r\nHost: hall\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        f"Sec-WebSocket-Version: {chance.choice(['13', '13', '13', '13', '8', '99', 'x'])}\r\nSec-WebSocket-Key: {key}\r\n\r\n"
    ).encode("latin-1", "replace")


def frame(chance: random.Random) -> bytes:
    """A websocket frame: a junk packet in a whole one, or one that breaks the protocol."""
    if chance.random() < 0.6:
        return masked(0x81, packet(chance).encode("utf-8", "replace"))
    broken: list[Callable[[], bytes]] = [
        lambda: masked(0x81, b"\xff\xfe"),
        lambda: masked(0x82, os.urandom(20)),
        lambda: masked(0xC1, b"4"),
        lambda: masked(0x80, b"4"),
        lambda: masked(0x01, b"42[") + masked(0x81, b"]"),
        lambda: masked(0x89, b"x" * 125),
        lambda: masked(0x88, b"\x03"),
        lambda: masked(0x88, b"\x00\x05x"),
        lambda: masked(0x8F, b""),
        lambda: masked(0x81, b""),
        lambda: b"\x81\x05hello",
        lambda: struct.pack("!BBQ", 0x81, 0xFF, 2**63),
        lambda: masked(0x81, b"4" * 70_000),
        lambda: os.urandom(30),
    ]
    return chance.choice(broken)()


def packet(chance: random.Random) -> str:
    """An Engine.IO packet, now and then one that a page would send."""
    if chance.random() < 0.2:
        return '42["join",{"view":"phone"}]'
    if chance.random() < 0.2:
        return "42" + json.dumps([chance.choice(["join", "clock", "x"]), value(chance)])
    return chance.choice(PACKETS)


def masked(first: int, told: bytes) -> bytes:
    """A client's frame with a mask of zeros."""
    if len(told) < 126:
        length = struct.pack("!B", 0x80 | len(told))
    elif len(told) < 65_536:
        length = struct.pack("!BH", 0xFE, len(told))
    else:
        length = struct.pack("!BQ", 0xFF, len(told))
    return bytes([first]) + length + bytes(4) + told
