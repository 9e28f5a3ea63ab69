"""The chair of a rehearsal: whatever the agenda has at hand is called up, done and ended, until the minutes are signed.

It looks at the file before each act, so that it goes on from wherever somebody at the keyboard has brought the meeting.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

from kiosk.agenda import queries as agenda
from kiosk.checkin import queries as checkin
from kiosk.i18n.catalog import translate
from kiosk.rules import agenda as rule
from kiosk.simulation.officials import CANDIDATES, SCRUTINEERS, closed, over, sign, signed
from kiosk.simulation.pacing import Part
from kiosk.simulation.questions import take_questions
from kiosk.simulation.voting import Votes
from kiosk.speeches.draw import queries as draws
from kiosk.speeches.queue import queries as floor

WORDS_SECONDS = 2.5
HANDS_SECONDS = 2.0
SIGN_SECONDS = 2.0
STAND_MS = 20_000
SCREEN_SPEED_MOST = 5
ORDER_SECONDS = 3
SPEECH_SECONDS = 5
WARN_SECONDS = 2
RULES = {
    "en": "One round recommends three; the committee decides for two; the members elect one, by more than half of those present.",
    "zh-Hans": "第一轮推荐三人；党委会票决二人；党员大会选举一人，得赞成票超过实到会有选举权人数的半数当选。",
    "zh-Hant": "第一輪推薦三人；黨委會票決二人；黨員大會選舉一人，得贊成票超過實到會有選舉權人數的半數當選。",
}
SPEECHES = {"en": "Speeches of the candidates", "zh-Hans": "候选人演讲", "zh-Hant": "候選人演講"}


class Chair:
    def __init__(self, part: Part, language: str, arrived: threading.Event, asked: threading.Event) -> None:
        self._part, self._language, self._arrived, self._asked = part, language, arrived, asked
        self._candidates = tuple(map(part.spelled, CANDIDATES))
        self._votes = Votes(part, language, self._candidates)
        self._acts: dict[str, Callable[[rule.Step], None]] = {
            "procedure": self._skip, "prepare": self._watch, "checkin": self._watch, "exclusions": self._exclude,
            "quorum": self._declare, "rules": self._adopt, "scrutineers": self._adopt, "draw": self._draw,
            "speeches": self._hear, "questions": self._ask, "ballot": self._vote, "count": lambda _: self._votes.count(),
            "result": lambda _: self._votes.declare(), "declaration": self._accept,
        }  # fmt: skip

    def preside(self) -> None:
        """Step by step; at the end the chair signs after the secretary."""
        while not closed(self._part.db):
            for one in agenda.judged(self._part.db):
                if one.state == "now":
                    self._take_up(one)
            self._part.look()
        while not over(self._part.db):
            self._part.until(lambda db: signed(db, "secretary"))
            self._part.wait(SIGN_SECONDS)
            sign(self._part)

    def _take_up(self, one: rule.Judged) -> None:
        step, kind = one.step, rule.KINDS[one.step.kind]
        if not kind.opens_itself and step.opened_at is None:
            self._part.post(f"/agenda/steps/{step.id}/opening")
        self._acts.get(step.kind, self._speak)(step)
        if kind.by_hand and self._at_hand(step):
            self._part.post(f"/agenda/steps/{step.id}/end")

    def _at_hand(self, step: rule.Step) -> bool:
        return any(one.state == "now" and one.step.id == step.id for one in agenda.judged(self._part.db))

    def _skip(self, step: rule.Step) -> None:
        self._part.post(f"/agenda/steps/{step.id}/skip", reason="done_before")

    def _speak(self, step: rule.Step) -> None:
        self._part.wait(WORDS_SECONDS)

    def _watch(self, step: rule.Step) -> None:
        while self._at_hand(step) and not self._arrived.is_set():
            self._part.look()

    def _exclude(self, step: rule.Step) -> None:
        self._part.wait(HANDS_SECONDS)
        there = checkin.attendance(self._part.db)["votes"]  # no more hands than people are there
        against, abstain = (1, 3) if there > 8 else (0, 0)
        votes = {"for": max(1, there - against - abstain), "against": against, "abstain": abstain}
        self._part.post("/roll/exclusions/votes", passed=True, **votes)

    def _declare(self, step: rule.Step) -> None:
        while not self._arrived.is_set():
            self._part.look()
        self._part.wait(WORDS_SECONDS)
        present = checkin.attendance(self._part.db)["votes"]
        self._part.post("/checkin/declarations", present=present, measure="checked_in")

    def _adopt(self, step: rule.Step) -> None:
        """By raised hands; a round whose rules are already adopted has said it."""
        self._part.wait(HANDS_SECONDS)
        names = list(map(self._part.spelled, SCRUTINEERS)) if step.kind == "scrutineers" else []
        present = checkin.attendance(self._part.db)["votes"]
        text = {"text": RULES.get(self._language, RULES["en"])} if step.kind == "rules" else {}
        self._part.post(
            "/ballots/hands", title=translate(self._language, step.title), method="counted", present=present, votes=None,
            against=2, abstain=1, names=names, subject=step.kind, **text,
        )  # fmt: skip

    def _draw(self, step: rule.Step) -> None:
        one = draws.last(self._part.db)
        if one is None or one.state in ("void", "revealed"):
            self._part.post("/speeches/draws", names=list(self._candidates))
            self._part.wait(WORDS_SECONDS)
        one = draws.last(self._part.db)
        assert one
        path = f"/speeches/draws/{one.number}"
        if one.state == "frozen":
            self._part.post(f"{path}/commitment", stand_ms=STAND_MS)
        self._part.until(lambda db: draws.last(db).opened(self._part.now))  # type: ignore[union-attr]
        if not draws.last(self._part.db).values:  # type: ignore[union-attr]
            self._part.post(f"{path}/values", slot=0, value="".join(random.choices("0123456789", k=12)))
        self._part.until(lambda db: draws.last(db).state != "committed")  # type: ignore[union-attr]
        # the hall screen has a pace of its own
        shown_seconds = draws.SHOWN_MS * len(self._candidates) / 1000 + ORDER_SECONDS
        self._part.wait(shown_seconds * min(self._part.speed, SCREEN_SPEED_MOST))

    def _hear(self, step: rule.Step) -> None:
        drawn = draws.last_over(self._part.db)
        if floor.last_list(self._part.db) is None and drawn is not None:
            self._part.post(
                "/floor/lists", title=SPEECHES[self._language], source="draw", draw=drawn.number,
                seconds_each=SPEECH_SECONDS, warn_seconds=WARN_SECONDS,
            )  # fmt: skip
        listed = floor.last_list(self._part.db)
        while listed and (following := floor.following(self._part.db, listed["id"])):
            self._part.wait(1)
            self._part.post(f"/floor/speakers/{following['id']}/floor")
            self._part.wait(SPEECH_SECONDS * random.uniform(0.7, 1.1))
        if floor.speaking(self._part.db):
            self._part.post("/floor/end")

    def _ask(self, step: rule.Step) -> None:
        take_questions(self._part, self._asked)

    def _vote(self, step: rule.Step) -> None:
        if not self._votes.cast():
            for one in agenda.judged(self._part.db):
                if one.step.kind in ("ballot", "count", "result") and one.state in ("now", "later"):
                    self._part.post(f"/agenda/steps/{one.step.id}/skip", reason="not_needed")

    def _accept(self, step: rule.Step) -> None:
        self._votes.accept()
        self._part.wait(WORDS_SECONDS)
