"""Saying no early, by name, in one plain sentence."""

from __future__ import annotations

from kiosk.language import say


class Refused(Exception):
    """A command or request that is not done.

    `code` is for programs and stays; `sentence` is English with `%(name)s` places for the figures,
    and is translated for the device that asked. `status` is the HTTP status: 409 for what was decided
    and refused, 400 malformed, 401/403 access, 404, 413 too large, 429 too many, 503 busy.
    """

    def __init__(self, code: str, sentence: str, *, status: int = 409, **figures: object) -> None:
        super().__init__(say("en", sentence, **figures))
        self.code = code
        self.sentence = sentence
        self.status = status
        self.figures = figures


class Malformed(Refused):
    """A request that cannot be understood; nothing is decided and nothing is recorded."""

    def __init__(self, sentence: str, **figures: object) -> None:
        super().__init__("malformed", sentence, status=400, **figures)


class Unusable(Exception):
    """A file or an option that a command line cannot work with: exit 2 with this sentence."""
