"""How much one asker, one address and all together may ask: held in memory, gone at restart.

Here alone is it known who asked an anonymous question, so that a noisy one can be muted; nothing of it is written.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kiosk.store.errors import CommandRejected

KNOWN_MOST = 20_000


class Pace(NamedTuple):
    """`burst` at once, then one more every `seconds`."""

    burst: int
    seconds: float


QUESTIONS_OF_ONE = Pace(5, 20)
QUESTIONS_OF_ALL = Pace(60, 0.5)
VOTES_OF_ONE = Pace(30, 1)
VOTES_OF_ALL = Pace(3_000, 0.005)
NEWCOMERS_OF_ADDRESS = Pace(1_000, 0.2)  # a whole hall may share one address
NEWCOMERS_OF_ALL = Pace(3_000, 0.05)


class Limits:
    """The paces of one served meeting, who is muted, and which question came from whom."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._asked: OrderedDict[int, str] = OrderedDict()
        self._muted: set[str] = set()

    def take(self, key: str, pace: Pace) -> int:
        """Take one; 0 when it was there, else the seconds until it will be."""
        now = self._clock()
        left, at = self._left.pop(key, (float(pace.burst), now))
        left = min(float(pace.burst), left + (now - at) / pace.seconds)
        wait = 0 if left >= 1 else max(1, round((1 - left) * pace.seconds))
        self._left[key] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > KNOWN_MOST:
            self._left.popitem(last=False)
        return wait

    def need_question(self, asker: str) -> None:
        """CommandRejected when this asker, or all together, ask faster than anybody could read."""
        if asker in self._muted:
            raise CommandRejected(
                "muted", "The chair takes no more questions from here. Please use a microphone.", status=429
            )
        if wait := self.take(f"question {asker}", QUESTIONS_OF_ONE):
            raise CommandRejected(
                "asking_too_fast",
                "You have just asked. The next question can be asked in %(seconds)s seconds.",
                status=429,
                seconds=wait,
            )
        if wait := self.take("question", QUESTIONS_OF_ALL):
            raise CommandRejected(
                "all_asking",
                "Very many questions are coming in. Please send yours again in %(seconds)s seconds.",
                status=429,
                seconds=wait,
            )

    def need_vote(self, asker: str) -> None:
        wait = self.take(f"vote {asker}", VOTES_OF_ONE) or self.take("vote", VOTES_OF_ALL)
        if wait:
            raise CommandRejected(
                "voting_too_fast", "Please wait %(seconds)s seconds, then tap again.", status=429, seconds=wait
            )

    def need_newcomer(self, address: str) -> None:
        wait = self.take(f"address {address}", NEWCOMERS_OF_ADDRESS) or self.take("newcomers", NEWCOMERS_OF_ALL)
        if wait:
            raise CommandRejected(
                "too_many_newcomers",
                "Very many phones are coming in. Please try again in %(seconds)s seconds.",
                status=429,
                seconds=wait,
            )

    def asked(self, question: int, asker: str) -> None:
        """Remember, in memory alone, from whom a question came."""
        self._asked[question] = asker
        if len(self._asked) > KNOWN_MOST:
            self._asked.popitem(last=False)

    def of(self, asker: str) -> list[int]:
        """The questions that came from an asker since the start."""
        return [question for question, known in self._asked.items() if known == asker]

    def mute(self, question: int) -> bool:
        """Take no more questions from whom this one came; False when that is not known any more."""
        asker = self._asked.get(question)
        if asker:
            self._muted.add(asker)
        return asker is not None

    def unmute_all(self) -> None:
        self._muted.clear()

    def muted_questions(self, questions: Iterable[int]) -> list[int]:
        """Those of these questions whose askers are muted."""
        return [id for id in questions if self._asked.get(id) in self._muted]

    @property
    def muted(self) -> int:
        return len(self._muted)
