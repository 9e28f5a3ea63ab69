"""What several commands share: their argument FILE, and options that are plain text."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.store.errors import UsageError

MEETING = click.argument("file", type=click.Path(path_type=Path))


def plain(text: str, name: str) -> str:
    """An option's text without characters that cannot be shown."""
    if any(not c.isprintable() for c in text) or len(text) > 120:
        raise UsageError(f"The {name} must be at most 120 characters that can be shown.")
    if name in ("title", "name") and not text.strip():
        raise UsageError(f"The {name} is empty.")
    return text.strip()
