"""The presets of rules under which a round is judged, each with its source, and how a meeting changes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from kiosk.ballots.figures import BALLOTS, BASES, MINIMA, OPERATORS, SHORTFALLS, TIES, Floor, Rules, Win


class Preset(NamedTuple):
    """Rules as a text gives them."""

    key: str
    source: str
    rules: Rules
    ballot_form: str = "secret"


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


HALF = (1, 2, ">")
PRESETS: dict[str, Preset] = {
    preset.key: preset
    for preset in (
        Preset(
            "party-grassroots",
            _("Regulations on Elections in Grassroots Party Organisations (China, 2020)"),
            Rules(Win("present", *HALF), min_candidates="one_fifth_more"),
        ),
        Preset(
            "village",
            _("Organic Law of the Villagers' Committees (China), Article 15"),
            Rules(
                Win("returned", *HALF, floor=Floor(1, 3, ">=")),
                min_candidates="one_more",
                proxies="written",
                proxies_most=3,
            ),
        ),
        Preset(
            "owners",
            _("Civil Code (China), Article 278"),
            Rules(
                Win("returned", *HALF), ballot="yes_no_abstain", weights=True, area=True, write_ins=False,
                proxies="written", proxies_most=None,
            ),
            "named",
        ),
        Preset(
            "cooperative",
            _("Law on Farmers' Professional Cooperatives (China), Article 30"),
            Rules(Win("eligible", *HALF), proxies="statutes", proxies_most=None),
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
            ),
        ),
        Preset(
            "roberts",
            "RONR (12th ed.) 44:1, 45:32",
            Rules(Win("cast_without_blank", *HALF), overvote="office"),
        ),
        Preset(
            "company",
            "Companies Act 2006, s. 282, 283",
            Rules(
                Win("yes_plus_no", *HALF), ballot="yes_no_abstain", overvote="office", write_ins=False,
                proxies="written", proxies_most=None,
            ),
        ),
    )
}  # fmt: skip

_CHOICES = {
    "ballot": BALLOTS,
    "min_candidates": MINIMA,
    "overvote": ("paper", "office"),
    "returned_limit": ("issued", "voters"),
    "tie": TIES,
    "shortfall": SHORTFALLS,
    "cascade": ("none", "down"),
    "proxies": ("none", "written", "statutes"),
}
_FLAGS = ("write_ins", "write_in_cross", "invalid_in_base", "abstain_in_base", "weights", "decisive", "later_round")
_KNOWN = {*_CHOICES, *_FLAGS, "win", "advance", "proxies_most", "rank", "seats"}
DENOMINATOR_MOST = 1_000_000


class Unfit(ValueError):
    """Rules that cannot be; the sentence says which."""


def rules_of(preset: str, changes: Mapping[str, Any]) -> Rules:
    """A preset's rules, changed key by key, inside `win` too. Unfit names the key that cannot be."""
    if preset not in PRESETS:
        raise Unfit(f"There is no preset {preset}.")
    rules = PRESETS[preset].rules
    unknown = sorted(set(changes) - _KNOWN)
    if unknown:
        raise Unfit(f"There is no rule {unknown[0]}.")
    for key, value in changes.items():
        if key == "win":
            rules = rules._replace(win=_win(rules.win, value))
        elif key in _CHOICES:
            rules = _changed(rules, key, _choice(key, value, _CHOICES[key]))
        elif key in _FLAGS:
            rules = _changed(rules, key, _flag(key, value))
        elif key == "advance":
            rules = rules._replace(advance=_integer("advance", value or 0, 0, 10_000))
        elif key == "proxies_most":
            rules = rules._replace(proxies_most=None if value is None else _integer(key, value, 0, 10_000))
        elif key == "rank":
            _choice(key, value, ("votes",))
    return rules


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
    return Floor(numerator, denominator, _operator(value.get("operator", ">=")))


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
