"""Who asks and votes from a phone or a shared tablet: a member by their badge, or a visitor by a number given to them.

A token is that number with its HMAC by the file's secret, so that nobody makes their own, and it is stored nowhere.
The file knows a voter by a pseudonym, which leads to nobody without the secret.
"""

from __future__ import annotations

import hmac
import re
import secrets
from hashlib import sha256

_FORM = re.compile(r"([vm])([0-9a-f]{1,16})\.([0-9a-f]{24})")


def of_member(secret: bytes, member: int) -> str:
    return _signed(secret, f"m{member:x}")


def of_visitor(secret: bytes) -> str:
    """A new visitor's."""
    return _signed(secret, f"v{secrets.token_hex(8)}")


def read(secret: bytes, token: str) -> str | None:
    """Who holds this token: m and a member's number, or v and a visitor's, in hexadecimal; None when it is not ours."""
    found = _FORM.fullmatch(token)
    if found is None:
        return None
    asker = found[1] + found[2]
    return asker if hmac.compare_digest(_signed(secret, asker), token) else None


def member(asker: str) -> int | None:
    """The member's number, of an asker who has one."""
    return int(asker[1:], 16) if asker.startswith("m") else None


def voter(secret: bytes, asker: str) -> str:
    """The pseudonym under which the votes of an asker are kept."""
    return hmac.new(secret, f"voter {asker}".encode(), sha256).hexdigest()[:24]


def _signed(secret: bytes, asker: str) -> str:
    return f"{asker}.{hmac.new(secret, f'asker {asker}'.encode(), sha256).hexdigest()[:24]}"
