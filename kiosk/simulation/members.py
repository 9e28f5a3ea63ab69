"""Invented members, the same for the same number: names of all the kinds that occur."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from kiosk.i18n.zh_hant import to_traditional

GROUPS = {
    "en": ("Branch 1", "Branch 2", "Branch 3", "Offices", "Neighbourhood"),
    "zh-Hans": ("第一支部", "第二支部", "第三支部", "机关支部", "社区支部"),
    "zh-Hant": ("第一支部", "第二支部", "第三支部", "機關支部", "社區支部"),
}
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏"
    "程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚"
    "邵万单仇解查"
)
SAME_SURNAMES = "于余范"  # in Traditional Chinese these are others as words
GIVEN = [
    "建国",
    "秀英",
    "伟",
    "芳",
    "志强",
    "丽华",
    "晓东",
    "玉兰",
    "军",
    "敏",
    "桂英",
    "海燕",
    "国庆",
    "春梅",
    "永福",
    "淑珍",
    "明",
    "静",
    "文斌",
    "红霞",
    "德胜",
    "雪梅",
    "立新",
    "凤英",
    "刚",
    "艳",
    "小平",
    "金花",
    "卫东",
    "美玲",
    "俊杰",
    "婷婷",
    "浩然",
    "子涵",
    "宇航",
    "欣怡",
    "长生",
    "翠兰",
    "兴旺",
    "素芬",
]
RARE = (
    "欧阳建国",
    "司马相云",
    "上官婉清",
    "诸葛明远",
    "阿依古丽·买买提",
    "迪丽热巴·艾合买提",
    "扎西多吉",
    "張偉",
    "王喆",
    "李䶮",
    "赵𬭎",
    "陈堃",
    "José Álvarez",
    "Siobhán O'Brien",
    "Nguyễn Thị Minh Khai",
    "单雄信",
    "曾令仪",
    "尉迟敬",
    "长孙晓",
    "冯骉",
)
NAMESAKE = "王秀英"
NOTES = {7: "需要轮椅座位 / needs a wheelchair place", 23: "听力不便，请大声 / hard of hearing"}
ORDINARY = 216
PROBATIONARY, EXCLUSIONS = 4, 6


class Person(NamedTuple):
    """One line of the invented roll."""

    number: str
    name: str
    group: str
    category: str
    phone: str
    note: str


def members(count: int = ORDINARY, seed: int = 2026, language: str = "zh-Hans") -> list[Person]:
    """`count` people in five groups; the last ones of the roll are probationary, in the measure of 4 to 216."""
    chance = random.Random(seed)
    names = [*RARE, NAMESAKE, NAMESAKE][:count]
    while len(names) < count:
        names.append(chance.choice(SURNAMES) + chance.choice(GIVEN))
    chance.shuffle(names)
    width, groups = max(3, len(str(count))), GROUPS[language]
    probationary = probationary_of(count)
    return [
        Person(
            str(i + 1).zfill(width),
            spelling(language)(name),
            groups[i * len(groups) // count],
            "预备党员" if i >= count - probationary else "正式党员",
            f"1380000{i + 1:04d}",
            NOTES.get(i, ""),
        )
        for i, name in enumerate(names)
    ]


def spelling(language: str) -> Callable[[str], str]:
    """How a name is written in a language: in Traditional characters, or as it is."""
    return _in_traditional if language == "zh-Hant" else str


def _in_traditional(name: str) -> str:
    first = name[:1] if name[:1] in SAME_SURNAMES else ""
    return first + to_traditional(name.removeprefix(first))


def probationary_of(count: int) -> int:
    return count * PROBATIONARY // ORDINARY


def excluded_of(count: int) -> int:
    return count * EXCLUSIONS // ORDINARY
