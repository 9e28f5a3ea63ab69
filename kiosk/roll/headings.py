"""Columns by the names people give them: 姓名, name, Member name (full) …"""

from __future__ import annotations

import unicodedata

INVISIBLE = dict.fromkeys(
    [0xFEFF, 0x200B, 0x2060, 0xAD, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
UNITS = "房号 房號 房间号 房間號 单元号 單元號 室号 室號 unitno unitno. unitnumber roomnumber"
NAMES = {
    "number": "编号 編號 序号 序號 学号 學號 工号 工號 号码 會員編號 会员编号 number no no. nr id code member membernumber "
    + UNITS,
    "name": "姓名 名字 名称 名稱 业主姓名 业主 会员姓名 會員姓名 党员姓名 黨員姓名 name fullname membername",
    "given_name": "名 firstname givenname givennames forename vorname",
    "family_name": "姓 姓氏 surname lastname familyname nachname",
    "group_name": "支部 小组 小組 代表团 代表團 组别 組別 单位 單位 所在支部 党支部 部门 楼栋 樓棟 楼号 樓號 group branch "
    "unit delegation section building block staircase",
    "category": "类别 類別 身份 人员类别 党员类别 类型 category type status kind",
    "with_vote": "有无选举权 有無選舉權 选举权 選舉權 表决权 表決權 votingright vote voting righttovote withvote eligible",
    "weight_thousandths": "票权 票權 面积 面積 建筑面积 权重 權重 weight area votes shares",
    "phone": "电话 電話 手机 手機 手机号 联系电话 聯絡電話 phone mobile tel telephone",
    "note": "备注 備註 说明 note notes remark remarks comment",
}
PARTS = ("given_name", "family_name")
# What a list of people may call them when no column says "name": "Member" is a number only beside a name.
CALLED = "member members person people participant attendee delegate 会员 會員 党员 黨員 成员 成員 人员 人員 代表"
_PEOPLE = frozenset(CALLED.split())
_UNITS = frozenset(UNITS.split())
COLUMN = {word: column for column, words in NAMES.items() for word in words.split()}


def header(cells: list[str]) -> dict[int, str]:
    """Column places by the names people use; the first of each name holds, but a unit's before another number. A roll
    has a column `name`, or both of PARTS."""
    found: dict[int, str] = {}
    words = [_heading(cell) for cell in cells]
    numbers = {word for word in words if COLUMN.get(word) == "number"} or {"unit"}  # a lone unit is a number
    numbers = numbers & _UNITS or numbers  # owners are known by their unit, not by the number of their row
    for place, word in enumerate(words):
        column = "number" if word in numbers else COLUMN.get(word)
        if column == "number" and word not in numbers:
            continue
        if column and column not in found.values():
            found[place] = column
    people = next((place for place, word in enumerate(words) if word in _PEOPLE), None)
    if people is not None and not names(found) and set(found) - {people}:  # alone in its row it is a title
        found[people] = "name"
    return found


def names(header: dict[int, str]) -> bool:
    """Whether a header says where the names are."""
    return "name" in header.values() or set(PARTS) <= set(header.values())


def has_name(cells: list[str]) -> bool:
    return names(header(cells))


def whole_name(given: str, family: str) -> str:
    """A name in one: 王芳 without a space, Ann Baker with one."""
    if family[:1] >= "\u2e80":
        return family + given
    return f"{given} {family}".strip()


def _heading(cell: str) -> str:
    """A heading as it stands in NAMES; what is in brackets after it counts for nothing."""
    word = "".join(unicodedata.normalize("NFKC", cell).translate(INVISIBLE).lower().split()).replace("_", "")
    return word if word in COLUMN else word.split("(")[0].strip(":*")
