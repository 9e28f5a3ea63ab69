"""Saying no early, by name, in one plain sentence."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.i18n.catalog import translate
from kiosk.rules import skeletons


class CommandRejected(Exception):
    """A command or request that is not done.

    `code` is for programs and stays; `sentence` is English with `%(name)s` places for the figures,
    and is translated for the device that asked. `status` is the HTTP status: 409 for what was decided
    and refused, 400 malformed, 401/403 access, 404, 413 too large, 429 too many, 503 busy.
    """

    def __init__(self, code: str, sentence: str, *, status: int = 409, **figures: object) -> None:
        super().__init__(translate("en", sentence, **figures))
        self.code = code
        self.sentence = sentence
        self.status = status
        self.figures = figures


class ValidationError(CommandRejected):
    """A request that cannot be understood; nothing is decided and nothing is recorded."""

    def __init__(self, sentence: str, **figures: object) -> None:
        super().__init__("malformed", sentence, status=400, **figures)


class UsageError(Exception):
    """A file or an option that a command line cannot work with: exit 2 with this sentence."""


def need_distinct(names: Sequence[str]) -> None:
    """Each name of a list once, and none that a reader may take for another."""
    two = skeletons.first_two_alike(names)
    if two and two[0] == two[1]:
        raise CommandRejected("named_twice", "A name stands twice; namesakes need something that tells them apart.")
    if two:
        raise CommandRejected(
            "named_twice",
            "The names %(one)s and %(other)s look the same: add to one what tells them apart.",
            one=two[0],
            other=two[1],
        )
