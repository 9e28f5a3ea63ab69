"""What a roll may be at most, and saying so."""

from __future__ import annotations

from kiosk.store.errors import CommandRejected

BYTES_MOST = 32 * 1024 * 1024
UNPACKED_MOST = 128 * 1024 * 1024
PROCESSOR_SECONDS_MOST = 20  # an honest list of 20,000 takes four; on a slow laptop several times that
SECONDS_MOST = (
    120  # by the clock: a busy laptop leaves the process little of its processors, and that is no fault of the list
)


def unusable(sentence: str, **figures: object) -> CommandRejected:
    return CommandRejected("unusable_roll", sentence, status=400, **figures)


def too_large(name: str) -> CommandRejected:
    return CommandRejected(
        "roll_too_large",
        "%(file)s is too large for a roll: at most %(most)s MB.",
        status=413,
        file=name,
        most=BYTES_MOST // 1024 // 1024,
    )


def too_much(name: str) -> CommandRejected:
    """It is small as a file, and unpacks or spreads to more than any roll holds."""
    return CommandRejected(
        "roll_too_large",
        "%(file)s is too large for a roll: it holds more rows, columns or cells than a list of people.",
        status=413,
        file=name,
    )


def too_many_rows(name: str, most: int) -> CommandRejected:
    return unusable("%(file)s has more than %(most)s rows.", file=name, most=most)
