"""The presets of rules under which a round is judged, each with its source, and how a meeting changes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from kiosk.rules.ballots.round import (
    BALLOTS,
    BASES,
    KINDS,
    MINIMA,
    OPERATORS,
    SHORTFALLS,
    TAKES_PART,
    TIES,
    Floor,
    Rules,
    Valid,
    Win,
    most_votes,
)


class Preset(NamedTuple):
    """Rules as a text gives them."""

    key: str
    source: str
    rules: Rules
    ballot_form: str = "secret"
    kind: str = "election"  # what a round is for where nobody says it
    elections: Rules | None = None  # where an election has other rules than a vote on a matter


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


HALF = (1, 2, ">")
FOUR_FIFTHS = Valid("present", 4, 5)
TWO_THIRDS = Valid("present", 2, 3)
PARTY = Rules(Win("present", *HALF), min_candidates="one_fifth_more", valid=FOUR_FIFTHS, runoff_most=True)
PRESETS: dict[str, Preset] = {
    preset.key: preset
    for preset in (
        Preset(
            "party-grassroots",
            _("Regulations on Elections in Grassroots Party Organisations (China, 2020)"),
            PARTY,
        ),
        Preset(
            "party-branch",
            _("Regulations on the Work of Party Branches (China, 2018), Article 11"),
            Rules(
                Win("eligible", *HALF), ballot="motion", valid=Valid("present", 1, 2), write_ins=False, written=True
            ),
            kind="motion",
            elections=PARTY,
        ),
        Preset(
            "village",
            _("Organic Law of the Villagers' Committees (China), Article 15"),
            Rules(
                Win("returned", *HALF, floor=Floor(1, 3, ">=")),
                min_candidates="one_more",
                proxies="written",
                proxies_most=3,
                valid=Valid("returned", *HALF),
                papers_to="entitled",
                runoff_most=True,
            ),
        ),
        Preset(
            "owners",
            _("Civil Code (China), Article 278"),
            Rules(
                Win("returned", *HALF), ballot="yes_no_abstain", weights=True, area=True, write_ins=False,
                proxies="written", proxies_most=None,
                valid=Valid("returned", 2, 3, weight=True), papers_to="entitled",
            ),
            "named",
        ),
        Preset(
            "cooperative",
            _("Law on Farmers' Professional Cooperatives (China), Article 30"),
            Rules(
                Win("eligible", *HALF), proxies="statutes", proxies_most=None, valid=TWO_THIRDS, weight_alone=True,
                weight_base="eligible", additional_votes=True,
            ),
        ),
        Preset(
            "society",
            _("Model statutes of social organisations (China): members' assembly"),
            Rules(Win("present", *HALF), min_candidates="one_more", valid=TWO_THIRDS, runoff_most=True),
        ),
        Preset(
            "council",
            _("The body's own rules; where they are silent, half of its members and more than half of them"),
            Rules(Win("eligible", *HALF), valid=Valid("present", 1, 2)),
            kind="motion",
        ),
        Preset(
            "association",
            "BGB § 32",
            Rules(
                Win("yes_plus_no", *HALF, rivals_base="cast_without_blank"),
                overvote="office",
                proxies="statutes",
                proxies_most=None,
                invalid_in_base=False,
                runoff_most=True,
            ),
        ),
        Preset(
            "roberts",
            "RONR (12th ed.) 44:1, 45:32",
            Rules(Win("cast_without_blank", *HALF), overvote="office", valid=Valid("present", *HALF)),
        ),
        Preset(
            "company",
            "Companies Act 2006, s. 282, 283",
            Rules(
                Win("yes_plus_no", *HALF), ballot="yes_no_abstain", overvote="office", write_ins=False,
                proxies="written", proxies_most=None,
                valid=Valid("present", least=2), weight_alone=True, weight_base="yes_plus_no",
            ),
        ),
    )
}  # fmt: skip
FIRST = ("party-grassroots", "village", "owners", "cooperative", "association", "roberts", "company")
KIND_OF = {"runoff": "election", "committee": "election"}  # as rules know the kinds of a meeting's rounds
OF_LAW = ("party-grassroots", "party-branch", "village", "owners", "cooperative")  # no statutes ask for fewer
VERSION = 2  # of the rules: what a round is judged by from now on

_CHOICES = {
    "ballot": BALLOTS,
    "min_candidates": MINIMA,
    "overvote": ("paper", "office"),
    "returned_limit": ("issued", "voters"),
    "tie": TIES,
    "shortfall": SHORTFALLS,
    "cascade": ("none", "down", "add"),
    "proxies": ("none", "written", "statutes"),
    "papers_to": ("present", "entitled"),
    "silent": ("absent", "majority"),
    "papers_are": ("persons", "votes"),
}
_FLAGS = (
    "write_ins", "write_in_cross", "invalid_in_base", "abstain_in_base", "weights", "decisive", "later_round", "runoff",
    "plurality", "written", "relatives_apart",
)  # fmt: skip
_SECOND = {
    "papers_to",
    "papers_are",
    "women_least",
    "relatives_apart",
    "silent",
    "runoff",
    "plurality",
    "written",
    "valid",
    "advance_line",
}  # since rules version 2
_KNOWN = {*_CHOICES, *_FLAGS, "win", "advance", "proxies_most", "rank", "seats", "valid", "advance_line", "women_least"}
DENOMINATOR_MOST = 1_000_000


class Unfit(ValueError):
    """Rules that cannot be; the sentence says which."""


def rules_of(preset: str, changes: Mapping[str, Any], kind: str | None = None, version: int = VERSION) -> Rules:
    """A preset's rules for a kind of round, changed key by key, inside `win` and `valid` too. Unfit names the key that
    cannot be. Version 1 are the rules of records that name none: no validity, and other bases."""
    if preset not in PRESETS or (version == 1 and preset not in FIRST):
        raise Unfit(f"There is no preset {preset}.")
    unknown = sorted(set(changes) - (_KNOWN if version > 1 else _KNOWN - _SECOND))
    if unknown:
        raise Unfit(f"There is no rule {unknown[0]}.")
    if version == 1:
        if changes.get("cascade") == "add":
            raise Unfit("The rule cascade must be one of: none, down.")
        return _with(_first(PRESETS[preset].rules), changes)
    return _second(PRESETS[preset], changes, kind)


LINES_OF_LAW = (*OF_LAW, "company")  # whose line no statutes, articles or adopted rules can lower
AT_LEAST = {  # bases that are never smaller than the law's
    "present": ("present", "eligible"),
    "returned": ("returned", "present", "eligible"),
    "eligible": ("eligible", "weight"),
    "yes_plus_no": BASES,
}


def line_below_law(preset: str, rules: Rules, law: Rules) -> bool:
    """Whether adopted rules elect or decide by less than the law asks for, where it leaves no choice: a smaller part, or
    the same of fewer. A runoff and a later round have the lower line that the law itself gives them."""
    if preset not in LINES_OF_LAW or rules.kind not in ("election", "motion"):
        return False
    if most_votes(rules) or (rules.later_round and rules.win.floor):
        return rules.plurality or bool(rules.win.floor and law.win.floor and _smaller(rules.win.floor, law.win.floor))
    left_out = law.win.base == "returned" and (
        (law.invalid_in_base and not rules.invalid_in_base) or (law.abstain_in_base and not rules.abstain_in_base)
    )
    fewer = rules.win.base not in AT_LEAST[law.win.base] or left_out or (law.weights and not rules.weights)
    return fewer or _smaller(rules.win, law.win)


def _smaller(mine: Win | Floor, its: Win | Floor) -> bool:
    part, asked = mine.numerator * its.denominator, its.numerator * mine.denominator
    return part < asked or (part == asked and (mine.operator, its.operator) == (">=", ">"))


def below_law(preset: str, rules: Rules, law: Rules) -> bool:
    """Whether adopted rules ask for fewer to take part than the law does, where the law leaves no choice."""
    if preset not in OF_LAW or law.valid is None:
        return False
    mine, its = rules.valid, law.valid
    if mine is None or mine.base != its.base or mine.weight < its.weight:
        return True
    part, asked = mine.numerator * its.denominator, its.numerator * mine.denominator
    return part < asked or (part == asked and (mine.operator, its.operator) == (">=", ">"))


def _first(rules: Rules) -> Rules:
    """A preset as rules version 1 had it."""
    since = Rules(rules.win)._asdict()
    kept = ("runoff_most", "papers_to", "silent", "weight_alone", "weight_base", "additional_votes", "written")
    return rules._replace(version=1, valid=None, **{key: since[key] for key in kept})


def _second(preset: Preset, changes: Mapping[str, Any], kind: str | None) -> Rules:
    """Votes on matters and elections may have rules of their own; a recommendation or a vote of trust has no quorum and
    no line but what the adopted rules give it."""
    kind = kind or ("motion" if changes.get("ballot") == "motion" else preset.kind)
    if kind not in KINDS:
        raise Unfit(f"The kind must be one of: {', '.join(KINDS)}.")
    rules = preset.elections if preset.elections and kind != "motion" else preset.rules
    rules = rules._replace(kind=kind)
    if kind == "motion":
        rules = rules._replace(ballot="motion")
    if kind in ("recommendation", "trust"):
        rules = rules._replace(valid=None, line="win" in changes)
    law, rules = rules, _with(rules, changes)
    if kind == "recommendation" and rules.line and rules.advance_line is None:
        rules = rules._replace(advance_line=rules.win)
    rules = rules._replace(plurality=rules.plurality or rules.win.numerator == 0)
    quorum = below_law(preset.key, rules, law) and not (rules.later_round and law.win.floor)
    below = {"quorum_below_law": quorum, "line_below_law": line_below_law(preset.key, rules, law)}
    return rules._replace(below_law=tuple(code for code, is_so in below.items() if is_so))


def _with(rules: Rules, changes: Mapping[str, Any]) -> Rules:
    for key, value in changes.items():
        if key == "win":
            rules = rules._replace(win=_win(rules.win, value))
        elif key == "valid":
            rules = rules._replace(valid=None if value is None else _valid(rules.valid or Valid(), value))
        elif key == "advance_line":
            rules = rules._replace(advance_line=None if value is None else _win(Win("present", *HALF), value))
        elif key in _CHOICES:
            rules = _changed(rules, key, _choice(key, value, _CHOICES[key]))
        elif key in _FLAGS:
            rules = _changed(rules, key, _flag(key, value))
        elif key == "advance":
            rules = rules._replace(advance=_integer("advance", value or 0, 0, 10_000))
        elif key == "women_least":
            rules = rules._replace(women_least=_integer(key, value, 0, 1_000))
        elif key == "proxies_most":
            rules = rules._replace(proxies_most=None if value is None else _integer(key, value, 0, 10_000))
        elif key == "rank":
            _choice(key, value, ("votes",))
    return rules


def _valid(valid: Valid, changes: Any) -> Valid:
    if not isinstance(changes, Mapping):
        raise Unfit("The rule valid must be an object, or null where no number is set.")
    unknown = sorted(set(changes) - set(Valid._fields))
    if unknown:
        raise Unfit(f"There is no rule valid.{unknown[0]}.")
    found: dict[str, Any] = {}
    for key, value in changes.items():
        if key == "base":
            found[key] = _choice("valid.base", value, TAKES_PART)
        elif key == "operator":
            found[key] = _operator(value)
        elif key == "weight":
            found[key] = _flag("valid.weight", value)
        else:
            found[key] = _integer(f"valid.{key}", value, 1 if key == "denominator" else 0, DENOMINATOR_MOST)
    valid = valid._replace(**found)
    if valid.numerator > valid.denominator or (valid.numerator == valid.denominator and valid.operator == ">"):
        raise Unfit("The rule valid asks for more than there can be.")
    return valid


def _changed(rules: Rules, key: str, value: str | bool) -> Rules:
    found: dict[str, Any] = {key: value}
    return rules._replace(**found)


def _win(win: Win, changes: Any) -> Win:
    if not isinstance(changes, Mapping):
        raise Unfit("The rule win must be an object.")
    unknown = sorted(set(changes) - set(Win._fields))
    if unknown:
        raise Unfit(f"There is no rule win.{unknown[0]}.")
    if "base" in changes and "rivals_base" not in changes:
        win = win._replace(rivals_base=None)  # a base that was chosen holds for every case
    found: dict[str, Any] = {}
    for key, value in changes.items():
        if key == "base" or (key == "rivals_base" and value is not None):
            found[key] = _choice(f"win.{key}", value, BASES)
        elif key == "floor" and value is not None:
            found[key] = _floor(value)
        elif key in ("numerator", "denominator"):
            found[key] = _integer(f"win.{key}", value, 0 if key == "numerator" else 1, DENOMINATOR_MOST)
        elif key == "operator":
            found[key] = _operator(value)
        else:
            found[key] = None
    return _sensible(win._replace(**found))


def _floor(value: Any) -> Floor:
    if not isinstance(value, Mapping) or set(value) - set(Floor._fields):
        raise Unfit("The rule win.floor must be an object of numerator, denominator and operator.")
    numerator = _integer("win.floor.numerator", value.get("numerator"), 0, DENOMINATOR_MOST)
    denominator = _integer("win.floor.denominator", value.get("denominator"), 1, DENOMINATOR_MOST)
    floor = Floor(numerator, denominator, _operator(value.get("operator", ">=")))
    if numerator > denominator or (numerator == denominator and floor.operator == ">"):
        raise Unfit("The rule win.floor asks for more votes than there can be.")
    return floor


def _sensible(win: Win) -> Win:
    if win.numerator > win.denominator or (win.numerator == win.denominator and win.operator == ">"):
        raise Unfit("The rule win asks for more votes than there can be.")
    return win


def _operator(value: Any) -> str:
    return _choice("operator", ">=" if value == "≥" else value, OPERATORS)


def _choice(key: str, value: Any, options: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in options:
        raise Unfit(f"The rule {key} must be one of: {', '.join(options)}.")
    return value


def _flag(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise Unfit(f"The rule {key} must be true or false.")
    return value


def _integer(key: str, value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Unfit(f"The rule {key} must be a whole number from {least} to {most}.")
    return value
