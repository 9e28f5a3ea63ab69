"""Votes by hands in words, and the poll that is demanded after one."""

from __future__ import annotations

from typing import Any

from kiosk.store.entry_messages import Audience, EntryText, Message, concatenate, of_json
from kiosk.store.journal import Entry


def hands_voted(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    told = _hands_voted(facts)
    if facts.get("by_statutes"):
        told = concatenate([told, Message("The line is that of the statutes.")])
    if facts.get("written"):
        told = concatenate(
            [told, Message("Of those in favour %(written)s agreed in writing.", written=facts["written"])]
        )
    if "text" in facts:
        told = concatenate([told, Message("Their text: %(text)s", text=facts["text"])])
    if facts.get("block_vote"):
        told = concatenate([told, Message("All names were voted on at once, as the statutes allow.")])
    return concatenate([told, Message("By name: %(names)s.", names=facts["names"])]) if facts["names"] else told


def _hands_voted(facts: dict[str, Any]) -> Message:
    if "told" in facts:
        told = of_clauses(facts["told"])
        return Message(
            "“%(title)s”, present %(present)s: %(told)s", title=facts["title"], present=facts["present"], told=told
        )
    return Message(
        "“%(title)s”, present %(present)s: %(hands)s; %(outcome)s.",
        title=facts["title"],
        present=facts["present"],
        hands=counted(facts["votes"], facts["against"], facts["abstain"]),
        outcome=Message("adopted") if facts["carried"] else Message("not adopted"),
    )


def poll_demanded(telling: Audience, entry: Entry) -> Message:
    facts = entry.facts
    title = facts["title"]
    if not facts["by"]:
        return Message("A poll was demanded on “%(title)s”: it decides instead of the show of hands.", title=title)
    by = telling.member(facts["by"])
    return Message(
        "%(by)s demanded a poll on “%(title)s”: it decides instead of the show of hands.", by=by, title=title
    )


def poll_withdrawn(telling: Audience, entry: Entry) -> Message:
    return Message(
        "The demand for a poll on “%(title)s” was withdrawn; the show of hands stands.", title=entry.facts["title"]
    )


def hands_taken_back(telling: Audience, entry: Entry) -> Message:
    row = telling.db.execute("select title from hands_vote where id = ?", (entry.facts["vote"],)).fetchone()
    title = row["title"] if row else ""
    if not entry.facts["reason"]:
        return Message("The vote by hands on “%(title)s” was recorded in error and taken back.", title=title)
    reason = entry.facts["reason"]
    return Message("The vote by hands on “%(title)s” was taken back: %(reason)s.", title=title, reason=reason)


def counted(votes: int | None, against: int, abstain: int) -> Message:
    if votes is None:
        return Message(
            "a clear majority, against %(against)s, abstaining %(abstain)s", against=against, abstain=abstain
        )
    figures = {"for": votes, "against": against, "abstain": abstain}
    return Message("for %(for)s, against %(against)s, abstaining %(abstain)s", **figures)


def of_clauses(sentence: list[dict[str, Any]]) -> Message:
    """A sentence of the verdict, whose clauses are said one after the other."""
    first, *others = [of_json(one) for one in sentence]
    for one in others:
        first = Message("%(first)s; %(then)s", first=first, then=one)
    return first


HANDS = {
    "hands_voted": EntryText(hands_voted, "hands"),
    "hands_taken_back": EntryText(hands_taken_back, "hands"),
    "poll_demanded": EntryText(poll_demanded, "hands"),
    "poll_withdrawn": EntryText(poll_withdrawn, "hands"),
}
