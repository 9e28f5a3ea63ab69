"""The floor of a rehearsal: 25 people with phones who ask forty questions and support each other's, one of them noisy."""

from __future__ import annotations

import random
import secrets
import sqlite3
import threading
from collections.abc import Callable, Sequence

from kiosk.qa import queries
from kiosk.rehearsal.arrivals import Phone
from kiosk.traditional import traditional

ASKERS = 25
QUESTIONS = 40
NOISY_ASKS = 10
PAUSE_SECONDS = 1.2
LOOK_SECONDS = 0.5
SUPPORT = 0.35
Reader = Callable[[], sqlite3.Connection]

WORDS = {
    "en": (
        "When will the road to the upper village be repaired?", "Who pays for the new roof of the hall?",
        "How much of last year's money is left?", "Will the clinic be open on Sundays again?",
        "Why did the bus stop coming at six?", "What will you do for the old people who live alone?",
        "Can the accounts be read every month?", "When is the water tested next?",
        "How are the young to be kept in the village?", "Why does school lunch cost so much?",
        "Will the lake be leased again, and to whom?", "How can one reach you when something goes wrong?",
        "What was the mistake of the last three years?", "Which promise would you put first?",
        "When will there be lights on the lower path?", "Who decides on the empty school building?",
        "Will you keep a day for visits each week?", "What happens with the rubbish from upstream?",
        "Can we see the contract for the solar roof?", "How will you work with those who did not vote for you?",
    ),
    "zh-Hans": (
        "上村的路什么时候修？", "礼堂新屋顶的钱由谁出？", "去年的经费还剩多少？", "卫生室周日还会开门吗？",
        "六点的班车为什么停了？", "独居老人怎么照顾？", "账目能不能每月公开一次？", "自来水下次检测是什么时候？",
        "怎样把年轻人留在村里？", "学校的午饭为什么这么贵？", "水塘还要发包吗？包给谁？", "有急事怎样找到你？",
        "过去三年最大的失误是什么？", "你最先兑现哪一条承诺？", "下面那条路什么时候装路灯？", "空着的校舍由谁定用途？",
        "每周能不能定一天接待群众？", "上游漂下来的垃圾怎么办？", "光伏屋顶的合同能不能看看？",
        "没有投你票的人，你打算怎样团结？",
    ),
}  # fmt: skip
ASKING_AGAIN = {"en": "Please tell us: %s", "zh-Hans": "请问%s", "zh-Hant": "請問%s"}
NOISE = {
    "en": "And what about ME, number %s?",
    "zh-Hans": "那我的事呢？第 %s 遍！",
    "zh-Hant": "那我的事呢？第 %s 遍！",
}


def ask_when_open(
    url: str, badges: Sequence[dict[str, str]], language: str, reader: Reader, speed: float, stop: threading.Event
) -> None:
    """Wait until questions are taken, then ask them; the chair does the rest."""
    while queries.intake(reader(), 0).state != "open":
        if stop.wait(LOOK_SECONDS):
            return
    chance = random.Random(11)
    phones = [(Phone(url), badge["code"]) for badge in badges[:ASKERS]]
    tokens = [_enter(phone, code) for phone, code in phones]
    asks = [number % ASKERS for number in range(QUESTIONS - NOISY_ASKS)] + [0] * NOISY_ASKS
    chance.shuffle(asks)
    words = iter(_words(language, chance))
    for turn, asker in enumerate(asks):
        if stop.wait(PAUSE_SECONDS * chance.uniform(0.3, 1.7) / speed):
            return
        text = NOISE[language] % turn if asker == 0 and turn % 2 else next(words)
        phones[asker][0].post(
            "/qa/questions", text=text, asker=tokens[asker], token=secrets.token_hex(16), respondent=_to(reader, chance)
        )
        _support(phones, tokens, reader, chance)


def _enter(phone: Phone, code: str) -> str:
    """By badge; who is not inside comes as a visitor, where anybody may ask."""
    answer = phone.post("/qa/askers", badge=code)
    return str(answer.get("asker") or phone.post("/qa/askers").get("asker", ""))


def _words(language: str, chance: random.Random) -> list[str]:
    """Each question once, then some of them again in the words of somebody else."""
    first = list(map(traditional, WORDS["zh-Hans"])) if language == "zh-Hant" else list(WORDS[language])
    again = [ASKING_AGAIN[language] % text for text in first]
    chance.shuffle(first)
    return [*first, *again]


def _to(reader: Reader, chance: random.Random) -> int | None:
    """Half of the questions go to all."""
    those = [row["id"] for row in queries.respondents(reader())]
    return chance.choice(those) if those and chance.random() < 0.5 else None


def _support(phones: Sequence[tuple[Phone, str]], tokens: Sequence[str], reader: Reader, chance: random.Random) -> None:
    live = [row["id"] for row in queries.in_state(reader(), "live")]
    for place in chance.sample(range(len(phones)), 4):
        if live and chance.random() < SUPPORT:
            phones[place][0].post(f"/qa/questions/{chance.choice(live)}/votes", asker=tokens[place])
