"""Rounds by chance, over every preset, kind and parameter: most add up, some do not; the same seed gives the same."""

from __future__ import annotations

from random import Random
from typing import Any

from kiosk.rules.ballots.presets import FIRST, PRESETS
from kiosk.rules.ballots.round import BALLOTS, BASES, KINDS, SHORTFALLS, TIES

Made = dict[str, Any]
NAMES = "ABCDEFG"


def generated(rng: Random, version: int = 2) -> Made:
    """One round's file, of rules version 1 or 2."""
    preset = rng.choice(FIRST if version == 1 else list(PRESETS))
    rules = _rules(rng, version)
    eligible = rng.choice([rng.randint(0, 5), *(rng.randint(8, 60) for _ in range(4)), rng.randint(60, 400)])
    present = (
        rng.randint(eligible * rng.choice([0, 3, 4, 4, 4]) // 5, eligible) if rng.random() < 0.97 else eligible + 1
    )
    issued = max(0, present - rng.choice([0, 0, 0, 1, 3]) + (rng.random() < 0.03))
    returned = max(0, issued - rng.choice([0, 0, 0, 1, 2]) + (rng.random() < 0.03))
    valid = max(0, returned - rng.choice([0, 0, 0, 1, 2, 5]))
    papers: Made = {"issued": issued, "returned": returned, "valid": valid, "invalid": returned - valid}
    if rng.random() < 0.03:
        papers["invalid"] += 1
    if rng.random() < 0.4:
        papers["blank"] = rng.randint(0, valid // 5) + (rng.random() < 0.02) * 500
    if rules.get("returned_limit") == "voters":
        papers["voters"] = min(eligible, returned + rng.choice([0, 1])) if rng.random() < 0.9 else max(0, returned - 1)
    offices = [_office(rng, name, valid) for name in ("X", "Y", "Z")[: rng.choice([1, 1, 1, 2, 3])]]
    weighed = rng.random() < 0.5 or preset == "owners"
    candidates = [one for office in offices for one in _names(rng, office, valid, weighed, version)]
    made: Made = {
        "format": "round/1", "preset": preset, "rules": rules, "offices": offices, "eligible": eligible,
        "present": present, "papers": papers, "candidates": candidates,
    }  # fmt: skip
    if weighed and rng.random() < 0.97:
        made |= _weights(rng, eligible, present, papers)
        if version == 2 and papers.get("valid_weight") is not None and rng.random() < 0.9:
            _add_up(rng, candidates, papers["valid_weight"])
    if version == 2:
        _second(rng, made, weighed)
    return made


def _rules(rng: Random, version: int) -> Made:
    found: Made = {}

    def some(key: str, chance: float, value: Any) -> None:
        if rng.random() < chance:
            found[key] = value

    win: Made = {}
    if rng.random() < 0.5:
        win["base"] = rng.choice(BASES)
    if rng.random() < 0.3:
        d = rng.randint(1, 5)
        win |= {"denominator": d, "numerator": rng.randint(0, d), "operator": ">="}
    some("win", 0.5, win)
    some("ballot", 0.3, rng.choice(BALLOTS))
    some("tie", 0.3, rng.choice(TIES))
    some("shortfall", 0.3, rng.choice(SHORTFALLS))
    some("cascade", 0.4, rng.choice(["none", "down", "add"] if version == 2 else ["none", "down"]))
    some("returned_limit", 0.15, "voters")
    some("advance", 0.15, rng.randint(0, 4))
    for key in ("write_ins", "invalid_in_base", "abstain_in_base", "weights", "decisive", "later_round"):
        some(key, 0.15, rng.random() < 0.5)
    if version == 2:
        for key in ("runoff", "plurality", "written"):
            some(key, 0.15, rng.random() < 0.6)
        some("papers_to", 0.2, rng.choice(["present", "entitled"]))
        some("papers_are", 0.15, rng.choice(["persons", "votes"]))
        some("silent", 0.25, rng.choice(["absent", "majority"]))
        some("valid", 0.25, _valid(rng))
        some("advance_line", 0.3, rng.choice([None, {}, {"base": "eligible"}, {"base": "present", "operator": ">="}]))
    return found


def _valid(rng: Random) -> Made | None:
    d = rng.randint(1, 5)
    law = {
        "numerator": rng.randint(0, d),
        "denominator": d,
        "operator": ">=",
        "base": rng.choice(["present", "returned"]),
    }
    return rng.choice([None, law, {**law, "weight": rng.random() < 0.5}, {**law, "least": rng.randint(0, 6)}])


def _office(rng: Random, name: str, valid: int) -> Made:
    office: Made = {"name": name, "seats": rng.choice([1, 1, 1, 2, 3, 5])}
    if rng.random() < 0.4:
        office[rng.choice(["invalid", "illegal"])] = min(valid, rng.randint(0, 2)) + (rng.random() < 0.02) * 900
    if rng.random() < 0.4:
        office["blank"] = rng.randint(0, valid // 5) + (rng.random() < 0.02) * 900
    return office


def _names(rng: Random, office: Made, valid: int, weighed: bool, version: int) -> list[Made]:
    if version == 1:  # where a name stood once
        office = {**office, "invalid": office.get("invalid", 0)}
        names = [f"{office['name']}{one}" for one in NAMES[: rng.randint(0, 5)]]
    else:
        names = rng.sample(NAMES if rng.random() < 0.4 else [office["name"] + one for one in NAMES], rng.randint(0, 5))
    counted = max(0, valid - office.get("invalid", office.get("illegal", 0)))
    found = []
    marked = max(0, counted - min(office.get("blank", counted // 5), counted))
    left = office["seats"] * marked if rng.random() < 0.95 else 10_000
    even = rng.randint(0, marked)
    for name in names:
        votes = min(marked, left, rng.choice([even, even, rng.randint(0, marked), marked // 2 + 1, marked]))
        left -= votes
        one: Made = {"name": name, "office": office["name"], "for": votes}
        if rng.random() < 0.2:
            one["write_in"] = True
        elif rng.random() < 0.85:
            against = rng.randint(0, counted - votes)
            one |= {"against": against, "abstain": counted - votes - against + (rng.random() < 0.02)}
        if weighed:
            one |= {f"{side}_weight": one.get(side, 0) * rng.randint(1, 3) for side in ("for", "against", "abstain")}
        found.append(one)
    return found


def _weights(rng: Random, eligible: int, present: int, papers: Made) -> Made:
    extra = rng.choice([0, eligible // 5, eligible * 2])
    eligible_weight = eligible + extra
    found: Made = {"eligible_weight": eligible_weight, "present_weight": min(eligible_weight, present + extra)}
    if rng.random() < 0.7:
        papers["returned_weight"] = min(eligible_weight, papers["returned"] + extra)
        if rng.random() < 0.5:
            papers["valid_weight"] = min(papers["returned_weight"], papers["valid"] + extra)
    return found


def _add_up(rng: Random, candidates: list[Made], whole: int) -> None:
    """For, against and abstained weigh what the valid papers weigh; what is over lies on one of them."""
    for one in candidates:
        sides = [side for side in ("for", "against", "abstain") if one.get(side)]
        if sides and "against" in one:
            one |= {f"{side}_weight": one.get(side, 0) for side in ("for", "against", "abstain")}
            rest = whole - sum(one[f"{side}_weight"] for side in sides)
            one[f"{rng.choice(sides)}_weight"] += max(0, rest)


def _second(rng: Random, made: Made, weighed: bool) -> None:
    """What a file of rules version 2 may say besides."""
    papers = made["papers"]
    if rng.random() < 0.6:
        made["kind"] = rng.choice(KINDS)
    if made.get("kind") == "pre_election" and rng.random() < 0.8:
        made["rules"]["advance_line"] = {"base": rng.choice(["present", "eligible"])}
    if rng.random() < 0.15:
        papers["late"] = min(max(0, papers["issued"] - papers["returned"]), rng.randint(0, 2)) + (rng.random() < 0.1)
    if rng.random() < 0.3:
        papers["delivered"] = min(made["eligible"], papers["returned"] + rng.randint(0, 9)) + (rng.random() < 0.05)
        if weighed and rng.random() < 0.9:
            papers["delivered_weight"] = (papers.get("returned_weight") or 0) + rng.randint(0, 5)
    for one in made["candidates"]:
        if rng.random() < 0.02:
            one["withdrawn"] = True
    if rng.random() < (0.6 if made["preset"] == "party-branch" else 0.02):
        for one in made["candidates"]:
            one |= {"written_for": rng.randint(0, 2), "written_against": rng.randint(0, 2)}
