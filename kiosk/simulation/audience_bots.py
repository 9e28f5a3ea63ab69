"""The floor of a rehearsal: 25 people with phones: forty questions, support for each other's, and one who is noisy."""

from __future__ import annotations

import random
import secrets
import sqlite3
import threading
from collections.abc import Sequence

from kiosk.i18n.zh_hant import to_traditional
from kiosk.qa import queries
from kiosk.simulation.attendee_bots import Phone
from kiosk.simulation.pacing import Part

ASKERS = 25
NOISY = 0
QUESTIONS = 40
NOISY_ASKS = 12
PAUSE_SECONDS = 0.45
SUPPORT = 0.35
Holder = tuple[Phone, str]  # a phone with its token

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
    url: str, badges: Sequence[dict[str, str]], language: str, part: Part, asked: threading.Event
) -> None:
    """Wait until questions are taken, then ask them; the chair does the rest, and is told when all are asked."""
    part.until(lambda db: queries.intake(db, 0).state == "open")
    phones = _enter(url, badges)
    try:
        _ask(phones, language, part)
    finally:
        asked.set()
        for phone, _ in phones:
            phone.close()


def _enter(url: str, badges: Sequence[dict[str, str]]) -> list[Holder]:
    """Those who are inside, each with the token that their badge gives them."""
    phones: list[Holder] = []
    for badge in badges:
        phone = Phone(url)
        token = phone.post("/qa/askers", badge=badge["code"]).get("asker")
        if token:
            phones.append((phone, token))
        else:
            phone.close()
        if len(phones) == ASKERS:
            break
    return phones


def _ask(phones: Sequence[Holder], language: str, part: Part) -> None:
    if len(phones) < 2:
        return
    chance = random.Random(11)
    asks = [1 + number % (len(phones) - 1) for number in range(QUESTIONS)] + [NOISY] * NOISY_ASKS
    chance.shuffle(asks)
    words = iter(_words(language, chance))
    for turn, asker in enumerate(asks):
        part.wait(PAUSE_SECONDS * chance.uniform(0.3, 1.7))
        phone, token = phones[asker]
        text = NOISE[language] % turn if asker == NOISY else next(words)
        phone.post(
            "/qa/questions", text=text, asker=token, token=secrets.token_hex(16), respondent=_to(part.db, chance)
        )
        _support(phones, part.db, chance)


def _words(language: str, chance: random.Random) -> list[str]:
    """Each question once, then some of them again in the words of somebody else."""
    first = list(map(to_traditional, WORDS["zh-Hans"])) if language == "zh-Hant" else list(WORDS[language])
    again = [ASKING_AGAIN[language] % text for text in first]
    chance.shuffle(first)
    return [*first, *again]


def _to(db: sqlite3.Connection, chance: random.Random) -> int | None:
    """Half of the questions go to all."""
    those = [row["id"] for row in queries.respondents(db)]
    return chance.choice(those) if those and chance.random() < 0.5 else None


def _support(phones: Sequence[Holder], db: sqlite3.Connection, chance: random.Random) -> None:
    live = [row["id"] for row in queries.in_state(db, "live")]
    for phone, token in chance.sample(phones, min(4, len(phones))):
        if live and chance.random() < SUPPORT:
            phone.post(f"/qa/questions/{chance.choice(live)}/votes", asker=token)
