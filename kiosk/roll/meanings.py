"""Columns and labels that nobody named, and that may all the same say who has no vote: a column 列席 of ticks, words in
a column of any name, 列席人员 above rows or on a sheet. What they say is never overlooked, and never gives a vote."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kiosk.roll import vocabulary, words
from kiosk.roll.tables import Table

_OCCUPATION = re.compile(
    "职业|职务|岗位|职位|工种|专业|学历|地址|住址|邮箱|occupation|job|profession|position|title|email|mail|address|url|company|beruf|firma"
)
_AT_WORK = re.compile(
    "列席|旁听|嘉宾|来宾|guest|observer|non-?voting|预备党员|积极分子"
)  # a journalist may be a member
_LEFT = re.compile(
    "请假|缺席|退会|退党|退出|转出|死亡|去世|取消|注销|停权|died|death|deceased|austritt|ausgetreten|kündigung|resign|left|leaving"
    "|cancel|verstorben|todes|décès|démission|baja|wystąpi"
)
_VOTING = re.compile("vot|stimm|投票|表决|选举|wahlberecht|голос|議決|głos")
_WHETHER = re.compile(r"^(是否为?|有无|有没有|能否|is|has|ist|est|es)")
_TICKS = frozenset(["x", "×", "✗", "✘", "✓", "√", "✔", "☑", "●", "○", "*", "+", "v"])


def find(table: Table, party: bool, decided: frozenset[int]) -> None:
    """Mark a table's unused columns that are a flag, or hold words that tell of votes; `decided` by hand stay as they are."""
    for column in range(table.first, max(table.last, max(table.titles, default=0)) + 1):
        if column in table.fields or column in decided:
            continue
        texts = {cell.text for row in table.rows if (cell := table.sheet.rows[row].get(column))}
        if not texts:
            continue
        label = _WHETHER.sub("", words.bare(table.heading(column)))
        if field := _flag(label, texts, party) or _telling(label, texts, party):
            table.fields[column] = field
    _member_flag(table)
    table.fields = dict(sorted(table.fields.items()))


def said(field: str, heading: str, text: str) -> tuple[str, bool]:
    """What a flag says of somebody, empty when nothing; and whether that is certain, or only words that may say it."""
    answer, label = words.bare(text), words.plain(heading)
    if field == "flag":
        if answer in vocabulary.VOTE_NO and answer not in _TICKS:
            return "", True
        return (label, True) if _is_tick(answer) else (f"{label}: {text}", False)
    ticked = _is_tick(answer) and answer not in ("×", "✗", "✘")
    return ("" if ticked else f"{label}: {text}"), False


def _flag(label: str, texts: Iterable[str], party: bool) -> str:
    """ "flag": who is ticked has no vote, perhaps; "unflag": who is not."""
    answers = {words.bare(text) for text in texts}
    if not label or any(one.isdecimal() and one not in ("0", "1") for one in answers):
        return ""  # so many guests, years
    ticked = [one for one in answers if _is_tick(one) or one in vocabulary.VOTE_NO]
    if words.category(label, party) == "no" and _LEFT.search(label):
        return "flag"  # the date of leaving
    if not ticked:
        return "flag" if _LEFT.search(label) else ""
    if any(len(one) > 12 for one in answers):
        return ""
    if words.tells_of_votes(label, party):
        return "flag"
    whole = len(ticked) == len(answers)
    members = label in vocabulary.YES or (party and label in vocabulary.PARTY_YES)
    return "unflag" if whole and (members or _VOTING.search(label)) else ""


def _telling(label: str, texts: Iterable[str], party: bool) -> str:
    """ "category" where all words are known as such, "perhaps" where some tell of votes."""
    telling = [text for text in texts if words.tells_of_votes(text, party)]
    if _OCCUPATION.search(label):
        telling = [text for text in telling if _AT_WORK.search(words.bare(text))]
    elif telling and all(words.category(text, party) in ("yes", "no", "weak") for text in texts):
        return "category"
    return "perhaps" if telling else ""


def _member_flag(table: Table) -> None:
    """A column called "member" that holds yes and no is no number."""
    for column, field in list(table.fields.items()):
        if field != "number":
            continue
        answers = {words.bare(cell.text) for row in table.rows if (cell := table.sheet.rows[row].get(column))}
        yes_or_no = (vocabulary.VOTE_YES | vocabulary.VOTE_NO) - {"0", "1"}
        if answers and answers <= yes_or_no:
            table.fields[column] = "unflag"


def _is_tick(answer: str) -> bool:
    return answer in vocabulary.VOTE_YES or answer in _TICKS
