"""HTTPS beside plain HTTP: the context of a listener, and what is told to who speaks plain HTTP to it."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

HANDSHAKE_SECONDS = 10.0  # who has not shaken hands by then never will
HANDSHAKE_RECORD = b"\x16"  # how every TLS conversation begins

TOLD = b"This port speaks HTTPS. Write https:// before the address.\n"
PLAIN_TEXT_ANSWER = (
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n"
    b"Content-Length: " + str(len(TOLD)).encode() + b"\r\n\r\n" + TOLD
)


@dataclass(slots=True)
class TlsListener:
    """A listening socket and the context in which its next connection is wrapped; a renewed certificate is another."""

    listener: socket.socket
    context: ssl.SSLContext


def context(certificate: Path, key: Path) -> ssl.SSLContext:
    """TLS 1.2 and later with this certificate; ssl.SSLError when the two do not belong together."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_alpn_protocols(["http/1.1"])
    made.load_cert_chain(certificate, key)
    return made
