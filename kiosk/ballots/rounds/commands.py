"""Decisions from the preparation of a round to the papers that came back: the ledger with its identities.

Each refusal of an identity shows the formula and both numbers. The present are frozen when issuing opens: who leaves
stays in the base, and a latecomer gets a paper only by an act that announces the new base and line.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from kiosk.ballots import queries
from kiosk.ballots.rounds import absent, advisory, hands_commands, polls, shares
from kiosk.checkin import queries as checkin
from kiosk.meeting import queries as meetings
from kiosk.roll import queries as roll
from kiosk.roll import search
from kiosk.rules import skeletons
from kiosk.rules.ballots import presets, show_of_hands
from kiosk.speeches.draw import queries as draws
from kiosk.store.errors import CommandRejected, need_distinct
from kiosk.store.registry import CommandContext, Decision, Facts

KINDS = ("recommendation", "pre_election", "trust", "committee", "election", "runoff", "motion")
ORIGINS = ("self", "joint", "organisation")
STAGES = ("applicant", "preliminary", "preparatory", "formal")
OVER = (*queries.ANNOUNCED, "void")
ORDERS = ("hand", "strokes", "pinyin", "draw")
REPORTERS = ("chief_scrutineer", "chair")
INVALID_REASONS = ("over_vote", "unclear", "identifies", "not_official", "torn", "other")


def prepare_round(
    act: CommandContext,
    *,
    title: str,
    kind: str,
    preset: str,
    changes: Mapping[str, Any],
    offices: Sequence[Mapping[str, Any]],
    eligible: int | None = None,
    electors: Sequence[Mapping[str, Any]] | None = None,
    public_count: bool = True,
    after_round: int | None = None,
    reported_by: str = "chief_scrutineer",
    declared_by: str = "chair",
    poll_of: int | None = None,
    like_round: int | None = None,
) -> Decision:
    """A round of its own electorate and rules. Who votes is the roll's base, or a list of its own with names that the
    roll has not (`electors`), or so many (`eligible`). Who reports and who declares is a setting of the meeting. `poll_of`
    is the vote by hands that it replaces; who counts is taken over from `like_round`."""
    last = queries.last(act.db)
    if last is not None and last["state"] not in (*OVER, "reported"):
        raise CommandRejected("round_open", "The round “%(title)s” is not over yet.", title=last["title"])
    judged_as, changes = _following(act.db, kind, preset, changes, after_round)
    of_roll = not electors and eligible is None
    additional = shares.additional(act.db, preset) if of_roll else None
    changes = {**shares.CHANGES, **changes} if additional else changes
    if poll_of is not None:
        changes = {**changes, **polls.changes_of(act.db, poll_of)}
    _need_rules(preset, changes, judged_as or kind)
    if len({one["name"] for one in offices}) < len(offices):
        raise CommandRejected("office_twice", "An office stands twice on the paper.")
    listed = _electors(act.db, electors) if electors else []
    counted = checkin.attendance(act.db)
    first = queries.next_id(act.db, "office")
    facts: Facts = {
        "title": title,
        "kind": kind,
        "preset": preset,
        "changes": dict(changes),
        "rules_version": presets.VERSION,
        "judged_as": judged_as,
        "ballot_form": polls.form_of(preset, changes, judged_as or kind),
        "public_count": public_count,
        "after_round": after_round,
        "reported_by": reported_by,
        "declared_by": declared_by,
        "eligible": len(listed) or (counted["base"] if eligible is None else eligible),
        "eligible_weight": _eligible_weight(counted, additional, of_roll=of_roll),
        **polls.of_shares(act.db, preset, changes, judged_as or kind, poll_of),
        "electors": listed,
        **_taken_over(act.db, like_round),
        "offices": [{"id": first + i, "name": one["name"], "seats": one["seats"]} for i, one in enumerate(offices)],
    }
    return Decision("round_prepared", facts, {"round": act.seq, "offices": facts["offices"]})


def _eligible_weight(counted: Mapping[str, Any], additional: Facts | None, *, of_roll: bool) -> int | None:
    """By area where the meeting counts it, in votes where a cooperative has additional ones."""
    if additional:
        whole: int = counted["base"] + additional["base"]
        return whole
    return _weight(counted, "base") if of_roll else None


def _taken_over(db: sqlite3.Connection, like_round: int | None) -> Facts:
    """Who counts and signs, as in the round before."""
    named = queries.counters(db, like_round) if like_round else []
    if not named:
        return {}
    return {"counters": {role: [one["name"] for one in named if one["role"] == role] for role in queries.SIGNERS}}


def _following(
    db: sqlite3.Connection, kind: str, preset: str, changes: Mapping[str, Any], after_round: int | None
) -> tuple[str | None, Mapping[str, Any]]:
    """A runoff is judged as the round whose tie it settles, and the most votes win it where the text says so; a village
    that votes again for empty seats has the lower line."""
    before = queries.one(db, after_round) if after_round else None
    if kind == "runoff":
        return queries.kind_of(before) if before else None, {"runoff": True, **changes}
    if before and preset == "village" and kind == "election" and before["kind"] == "election":
        return None, {"later_round": True, **changes}
    return None, changes


def _electors(db: sqlite3.Connection, electors: Sequence[Mapping[str, Any]]) -> list[Facts]:
    """Each name once; who is on the roll by that name, and by it alone, is taken from there."""
    names = [one["name"] for one in electors]
    need_distinct(names)
    known = roll.alone_by_name(db)
    return [{"name": one["name"], "member": one.get("member") or known.get(one["name"])} for one in electors]


def list_candidates(
    act: CommandContext,
    *,
    round: int,
    candidates: Sequence[Mapping[str, Any]],
    order_by: str = "hand",
    draw: int | None = None,
) -> Decision:
    """Who stands, in the order on the paper and how it was found; until papers are issued."""
    need_round(act, round, "prepared")
    known = {one["id"] for one in queries.offices(act.db, round)}
    first = queries.next_id(act.db, "ballot_candidate")
    names = [one["name"] for one in candidates]
    for office in {one["office"] for one in candidates}:
        need_distinct([one["name"] for one in candidates if one["office"] == office])
    need_distinct(sorted(set(names)))  # who stands for two offices is written alike in both
    need_no_counter(act.db, round, names)
    _need_no_holder(act.db, candidates)
    if any(one["office"] not in known for one in candidates):
        raise CommandRejected("no_such_office", "This round fills no such office.")
    if order_by == "pinyin":
        _need_pinyin(candidates)
    _need_order(act.db, names, order_by, draw)
    listed = [{"id": first + i, "reader": "", **one} for i, one in enumerate(candidates)]
    facts = {"round": round, "candidates": listed, "order_by": order_by, "draw": draw}
    return Decision("candidates_listed", facts, facts)


def _need_pinyin(candidates: Sequence[Mapping[str, Any]]) -> None:
    """An order that is said to be by pinyin can be read as one, office by office."""
    for office in {one["office"] for one in candidates}:
        if not search.in_order([one["name"] for one in candidates if one["office"] == office]):
            raise CommandRejected("not_by_pinyin", "The names do not stand in the order of their pinyin.")


def _need_no_holder(db: sqlite3.Connection, candidates: Sequence[Mapping[str, Any]]) -> None:
    """In a village who stands represents nobody."""
    if meetings.current(db).preset != "village":
        return
    holders = checkin.proxy_holders(db)
    for one in candidates:
        unknown = one.get("member") is None
        if one.get("member") in holders or (
            unknown and any(skeletons.alike(one["name"], name) for name in holders.values())
        ):
            raise CommandRejected(
                "candidate_holds",
                "%(name)s represents others by proxy: a candidate cannot. The proxies end first, or go to somebody else.",
                name=one["name"],
            )


def _need_order(db: sqlite3.Connection, names: Sequence[str], order_by: str, draw: int | None) -> None:
    """An order that is said to be drawn is the order of that draw."""
    if order_by != "draw":
        return
    drawn = draws.draw(db, draw or 0)
    if drawn is None or drawn.state not in ("revealed", "hand"):
        raise CommandRejected("no_such_draw", "There is no draw %(number)s.", number=draw or 0)
    if [name for name in drawn.order if name in names] != [name for name in names if name in drawn.order]:
        raise CommandRejected(
            "not_as_drawn", "The names do not stand in the order of draw %(number)s.", number=drawn.number
        )


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


CONFLICT = _("%(name)s is a candidate and cannot be teller or scrutineer.")


def need_no_counter(db: sqlite3.Connection, round: int, names: Sequence[str]) -> None:
    """Who was named to count cannot stand."""
    counting = {key for one in queries.counters(db, round) for key in skeletons.keys(one["name"])}
    for name in sorted(names):
        if not skeletons.keys(name).isdisjoint(counting):
            raise CommandRejected("candidate_signs", CONFLICT, name=name)


def change_rules(act: CommandContext, *, round: int, preset: str, changes: Mapping[str, Any]) -> Decision:
    """Another preset, or other changes to it, until the meeting has adopted them."""
    row = need_round(act, round, "prepared")
    if row["rules_hash"]:
        raise CommandRejected("rules_adopted", "The rules are adopted and frozen.")
    if row["eligible_weight"] is not None and preset == "cooperative":
        changes = {**shares.CHANGES, **changes}
    _need_rules(preset, changes, queries.kind_of(row))
    if row["poll_of"] is not None:
        raise CommandRejected("poll_line", "A poll is taken under the line of the vote that it replaces.")
    facts = {"round": round, "preset": preset, "changes": dict(changes)}
    facts["ballot_form"] = polls.form_of(preset, changes, queries.kind_of(row))
    facts |= polls.of_shares(act.db, preset, changes, queries.kind_of(row), None)
    return Decision("rules_changed", facts, facts)


def adopt_rules(act: CommandContext, *, round: int, votes: int | None, against: int, abstain: int) -> Decision:
    """The meeting adopted the rules by a show of hands (votes None: by a clear majority); they are frozen and hashed."""
    row = need_round(act, round, "prepared")
    if row["rules_hash"]:
        raise CommandRejected("rules_adopted", "The rules are adopted and frozen.")
    if queries.rules(row).kind == "pre_election" and queries.rules(row).advance_line is None:
        raise CommandRejected(
            "advance_line_missing", "Say first who goes on from the pre-election: more than half of which base?"
        )
    hands_commands.need_quorum(act.db, meetings.current(act.db).preset)
    _need_carried(act.db, votes, against, abstain)
    facts = {
        "round": round,
        "rules_hash": rules_hash(row["preset"], json.loads(row["changes"]), row["kind"], row["rules_version"]),
        "votes": votes,
        "against": against,
        "abstain": abstain,
    }
    return Decision("rules_adopted", facts, {"round": round, "rules_hash": facts["rules_hash"]})


def _need_carried(db: sqlite3.Connection, votes: int | None, against: int, abstain: int) -> None:
    """The meeting's own motion, by the line of its preset; a majority that nobody counted is the chair's to see, but is at
    most those inside, less against and abstentions."""
    inside = checkin.attendance(db)["votes"]
    if votes is None and not (inside and against + abstain):
        return
    present = max(inside, (votes or 0) + against + abstain)
    asked = show_of_hands.line_of(meetings.current(db).preset, own=True)
    judged = show_of_hands.judge(asked, show_of_hands.Hands(votes, against, abstain, present, present))
    if not judged.carried:
        figures = {
            "votes": present - against - abstain if votes is None else votes,
            "against": against,
            "needed": judged.needed,
        }
        raise CommandRejected(
            "not_carried", "%(votes)s for and %(against)s against: not adopted; %(needed)s are needed.", **figures
        )


def open_issuing(
    act: CommandContext, *, round: int, printed: int, persons: int | None = None, votes: int | None = None
) -> Decision:
    """The present are declared and frozen, and papers are handed out; the desks' number where none is given."""
    row = need_round(act, round, "prepared")
    if not row["rules_hash"]:
        raise CommandRejected("rules_first", "The meeting has not adopted the rules of this round yet.")
    if not queries.candidates(act.db, round) and queries.rules(row).ballot != "motion":
        raise CommandRejected("nobody_stands", "Nobody stands yet: list the candidates first.")
    counted = checkin.attendance(act.db)
    listed = queries.electors(act.db, round)
    inside = queries.electors_inside(act.db, round) if listed else counted["votes"]
    there = inside if votes is None else votes
    if there > row["eligible"]:
        raise CommandRejected(
            "present_above_eligible", "Votes present %(present)s > eligible %(eligible)s.", present=there, eligible=row["eligible"]
        )  # fmt: skip
    if row["advisory"] is None:
        _need_enough(act, row, there)
    advisory.need_no_waiver(row, there)
    facts = {
        "round": round,
        "printed": printed,
        "persons": (there if listed else counted["checked_in"]) if persons is None else persons,
        "votes": there,
        "weight": _present_weight(act.db, row, counted, there),
    }
    facts |= _in_person(act.db, round)
    return Decision("issuing_opened", facts, {"round": round, "present": there, "needed": queries.line_of(row, there)})


def _in_person(db: sqlite3.Connection, round: int) -> Facts:
    """Who gave an opinion in writing and has come since: with a paper they vote in person, and not twice."""
    came = [one for one in absent.members(db, round, "opinion") if checkin.attended(db, one) is not None]
    return {"in_person": came} if came else {}


def _need_enough(act: CommandContext, row: sqlite3.Row, present: int) -> None:
    """Where the law asks how many are present, fewer vote on nothing: the law is nobody's to waive."""
    held = queries.validity_at(row, present)
    if held is None or held.met:
        return
    raise CommandRejected(
        "not_valid",
        "Present %(present)s of %(eligible)s, but %(needed)s are needed: %(missing)s more. No papers are issued; wait, count"
        " again, or declare the new number.",
        present=present, eligible=row["eligible"], needed=held.needed, missing=held.missing,
    )  # fmt: skip


def admit_to_round(act: CommandContext, *, round: int, votes: int) -> Decision:
    """Latecomers get papers: the chair announces the new base and line."""
    row = need_round(act, round, "issuing")
    there = row["present_votes"] + votes
    if there > row["eligible"]:
        raise CommandRejected(
            "present_above_eligible", "Votes present %(present)s > eligible %(eligible)s.", present=there, eligible=row["eligible"]
        )  # fmt: skip
    advisory.need_no_waiver(row, there)
    facts = {"round": round, "votes": votes, "present": there, **_in_person(act.db, round)}
    if queries.rules(row).papers_are == "votes":
        facts["weight"] = _present_weight(act.db, row, checkin.attendance(act.db), there)
    return Decision("round_admitted", facts, {"round": round, "present": there, "needed": queries.line_of(row, there)})


def count_papers_out(act: CommandContext, *, round: int, issued: int, exchanged: int, spare: int) -> Decision:
    """How many papers were handed out, exchanged for spoilt ones, and kept."""
    row = need_round(act, round, "issuing", "voting")
    if queries.rules(row).papers_to == "entitled":
        if row["last_call_at"] is not None:
            raise CommandRejected("called_already", "The last call has been made.")
        if issued > row["eligible"]:
            raise CommandRejected(
                "issued_above_eligible", "Issued %(issued)s > eligible %(eligible)s.", issued=issued, eligible=row["eligible"]
            )  # fmt: skip
    elif issued > (most := shares.papers_present(row, queries.rules(row))):
        raise CommandRejected(
            "issued_above_present", "Issued %(issued)s > votes present %(present)s.", issued=issued, present=most
        )
    facts = {"round": round, "issued": issued, "exchanged": exchanged, "spare": spare}
    missing = row["printed"] - issued - exchanged - spare
    return Decision("papers_issued", facts, {**facts, "unaccounted": missing})


def seal_boxes(act: CommandContext, *, round: int, seals: Sequence[str]) -> Decision:
    """The boxes are shown empty and sealed, each with the number of its seal."""
    row = need_round(act, round, "prepared", "issuing", "voting")
    if row["state"] == "voting":
        _need_more(act.db, row, seals)
    facts = {"round": round, "seals": list(seals)}
    return Decision("boxes_sealed", facts, facts)


def _need_more(db: sqlite3.Connection, row: sqlite3.Row, seals: Sequence[str]) -> None:
    """While voting is open a mobile box may be added, until the last call; those that are sealed stay."""
    if row["last_call_at"] is not None:
        raise CommandRejected("called_already", "The last call has been made.")
    if list(seals)[: len(queries.boxes(db, row["id"]))] != [one["seal"] for one in queries.boxes(db, row["id"])]:
        raise CommandRejected("boxes_stay", "The boxes that are sealed stay; a mobile box is added after them.")


def open_voting(act: CommandContext, *, round: int) -> Decision:
    """The papers are out and the boxes are open."""
    row = need_round(act, round, "issuing")
    if row["issued"] is None:
        raise CommandRejected("count_out_first", "Count the papers that were handed out first.")
    if not queries.boxes(act.db, round):
        raise CommandRejected("seal_first", "Seal a box first.")
    return _moved("voting_opened", round, "voting")


def call_last(act: CommandContext, *, round: int) -> Decision:
    """The last call: who has not put a paper in does so now."""
    row = need_round(act, round, "voting")
    if row["last_call_at"] is not None:
        raise CommandRejected("called_already", "The last call has been made.")
    return Decision("last_called", {"round": round}, {"round": round})


def close_voting(act: CommandContext, *, round: int) -> Decision:
    """After the last call nobody puts a paper in any more; what comes later is enveloped and not counted."""
    row = need_round(act, round, "voting")
    if row["last_call_at"] is None:
        raise CommandRejected(
            "last_call_first", "Make the last call first: whoever still holds a paper puts it in now."
        )
    return _moved("voting_closed", round, "closed")


def count_papers_back(
    act: CommandContext, *, round: int, boxes: Mapping[str, int], late: int, voters: int | None = None
) -> Decision:
    """How many papers came out of each box. More than were issued, or than voters came where the rules say so: the
    round is void, counting stays shut."""
    row = need_round(act, round, "closed")
    known = {str(one["number"]) for one in queries.boxes(act.db, round)}
    if set(boxes) != known:
        raise CommandRejected("every_box", "Each of the %(count)s boxes needs its number of papers.", count=len(known))
    returned = sum(boxes.values())
    by_voters = queries.rules(row).returned_limit == "voters"
    if by_voters and voters is None:
        raise CommandRejected(
            "count_voters", "These rules hold the papers to the voters who came: count the voters at the box."
        )
    limit, said = (voters or 0, "voters") if by_voters else (row["issued"], "issued")
    void = returned > limit
    early = len(absent.members(act.db, round, "returned"))
    if returned < early:
        raise CommandRejected(
            "early_above_returned",
            "Returned %(returned)s < %(early)s papers that came back before the vote: they are among those returned.",
            returned=returned, early=early,
        )  # fmt: skip
    outstanding = max(0, (row["issued"] or 0) - returned)
    if late > outstanding and not void:
        raise CommandRejected(
            "late_above_outstanding", "Late %(n)s > papers outstanding %(most)s.", n=late, most=outstanding
        )
    facts = {"round": round, "boxes": dict(boxes), "late": late, "returned": returned, "void": void}
    if by_voters:
        facts["voters"] = voters
    if void:
        facts["reason"] = f"Returned {returned} > {said} {limit}"
    return Decision(
        "papers_returned", facts, {"round": round, "returned": returned, "state": "void" if void else "returned"}
    )


def void_round(act: CommandContext, *, round: int, reason: str) -> Decision:
    """The round does not count, for a reason; the papers are kept."""
    row = need_round(act, round)
    if row["state"] in OVER or queries.as_told(row)["state"] in OVER:
        raise CommandRejected("too_late_to_void", "A declared result is corrected, not voided.")
    return Decision("round_voided", {"round": round, "reason": reason}, {"round": round, "state": "void"})


def rules_hash(preset: str, changes: Mapping[str, Any], kind: str = "", version: int = 1) -> str:
    """SHA-256 of the adopted rules: the preset's name, a line feed, and the changes as canonical JSON; since rules
    version 2 the version and the kind of round stand before them."""
    text = json.dumps(changes, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    before = f"rules {version}\n{kind}\n" if version > 1 else ""
    return sha256(f"{before}{preset}\n{text}".encode()).hexdigest()


def _need_rules(preset: str, changes: Mapping[str, Any], kind: str) -> None:
    judged_as = presets.KIND_OF.get(kind, kind)
    try:
        rules = presets.rules_of(preset, changes, judged_as)
    except presets.Unfit as unfit:
        raise CommandRejected("rules_unfit", "These rules cannot be: %(why)s", why=str(unfit)) from None
    if "quorum_below_law" in rules.below_law:
        raise CommandRejected(
            "quorum_of_law", "The law sets how many must take part; adopted rules may ask for more, not for less."
        )


def _present_weight(db: sqlite3.Connection, row: sqlite3.Row, counted: Mapping[str, Any], there: int) -> int | None:
    if row["eligible_weight"] is None:
        return None
    if queries.rules(row).papers_are == "votes":
        return there + shares.present(db)
    return polls.present_weight(db, row, _weight(counted, "present"), by_desks=counted["votes"] == there)


def _weight(counted: Mapping[str, Any], side: str) -> int | None:
    found: list[int] = [one[side] for one in counted["measures"] if one["name"] == "weight"]
    return found[0] if found else None


def _moved(kind: str, round: int, state: str) -> Decision:
    return Decision(kind, {"round": round}, {"round": round, "state": state})


def need_no_recount(row: sqlite3.Row) -> None:
    """A recount changes figures alone: no name comes or goes."""
    if row["recount"]:
        raise CommandRejected("figures_alone", "While a result is counted again only its figures can change.")


def need_round(act: CommandContext, round: int, *states: str) -> sqlite3.Row:
    row = queries.one(act.db, round)
    if row is None:
        raise CommandRejected("no_such_round", "There is no such round.", status=404)
    if states and row["state"] not in states:
        raise CommandRejected(
            "round_elsewhere", "The round “%(title)s” is at another step: look at it again.", title=row["title"]
        )
    return row
