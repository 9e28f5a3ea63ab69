"""Quorum: is the meeting able to act? Exact integers, standard library only.

A rule is JSON: {"preset", "minimum", "measures": [{"name": "heads" | "weight", "numerator", "denominator",
"operator": ">=" | ">"}]}. All measures must be met together, and `minimum` heads. A measure is met when
k·denominator ≥ (or >) numerator·base, with k the present and base the eligible, heads or weight.
"""

from __future__ import annotations

from typing import Any, NamedTuple

Rule = dict[str, Any]
OPERATORS = (">=", ">")


class Preset(NamedTuple):
    """Rules as a text gives them: where they come from, what is asked, who may be left out, what is handed out."""

    key: str
    title: str
    source: str
    measures: tuple[tuple[str, int, int, str], ...]
    minimum: int = 0
    exclusion_reasons: tuple[tuple[str, str], ...] = ()
    proxies_most: int | None = 0  # for one holder; None: as many as the holder has documents for
    holder_votes: bool = False  # only a member with a vote may hold one
    at_line: str | None = None
    cards: tuple[str, str] = ("red", "white")  # with and without a vote


class Measured(NamedTuple):
    """One measure judged; needed is the least present number that meets it, 0 when none does."""

    name: str
    numerator: int
    denominator: int
    operator: str
    base: int
    present: int
    needed: int
    met: bool


class Judgement(NamedTuple):
    """The verdict; `at_line`: exactly at a line about which the texts differ.

    `sentence` and `notice` are (msgid, figures), to be said in any language.
    """

    met: bool
    needed: int
    needed_weight: int | None
    at_line: bool
    measures: tuple[Measured, ...]
    sentence: tuple[str, dict[str, int | str]]
    notice: tuple[str, dict[str, int | str]] | None


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


PRESETS: dict[str, Preset] = {
    preset.key: preset
    for preset in (
        Preset(
            "party-grassroots",
            _("Party members' meeting"),
            _("Regulations on Elections in Grassroots Party Organisations (China, 2020), Article 18"),
            (("heads", 4, 5, ">="),),
            exclusion_reasons=(
                ("unable", _("illness: cannot express their will")),
                ("abroad", _("abroad for more than half a year")),
                ("sentence", _("serving a sentence")),
                ("bedridden", _("old or ill and confined to bed")),
                ("away", _("working or studying elsewhere for more than half a year")),
            ),
            at_line=_(
                "Attendance is exactly at the line: the texts differ on whether 4/5 must be reached or exceeded."
            ),
        ),
        Preset(
            "party-branch",
            _("Party branch meeting"),
            _("Regulations on the Work of Party Branches (China, 2018), Article 11"),
            (("heads", 1, 2, ">="),),
            exclusion_reasons=(("away", _("working or studying elsewhere for more than half a year")),),
        ),
        Preset(
            "village",
            _("Village election"),
            _("Organic Law of the Villagers' Committees (China), Article 15"),
            (("heads", 1, 2, ">"),),
            proxies_most=3,
            holder_votes=True,
        ),
        Preset(
            "owners",
            _("Owners' assembly"),
            _("Civil Code (China), Article 278"),
            (("heads", 2, 3, ">="), ("weight", 2, 3, ">=")),
            proxies_most=None,
        ),
        Preset(
            "cooperative",
            _("Cooperative"),
            _("Law on Farmers' Professional Cooperatives (China), Article 30"),
            (("heads", 2, 3, ">="),),
            proxies_most=None,
            holder_votes=True,
        ),
        Preset(
            "society",
            _("Social organisation"),
            _("Model statutes of social organisations (China): members' assembly"),
            (("heads", 2, 3, ">="),),
        ),
        Preset(
            "council",
            _("Council or committee"),
            _("The body's own rules; where they are silent, half of its members and more than half of them"),
            (("heads", 1, 2, ">="),),
        ),
        Preset("association", _("Association"), "BGB § 32", (), proxies_most=None, holder_votes=True),
        Preset("roberts", _("Society under Robert's Rules"), "RONR (12th ed.) 40:2", (("heads", 1, 2, ">"),)),
        Preset("company", _("Company meeting"), "Companies Act 2006, s. 318", (), minimum=2, proxies_most=None),
    )
}


def rule_of(preset: str) -> Rule:
    """A preset's rule as a meeting starts with it; KeyError for an unknown preset."""
    found = PRESETS[preset]
    names = ("name", "numerator", "denominator", "operator")
    return {
        "preset": preset,
        "minimum": found.minimum,
        "measures": [dict(zip(names, measure, strict=True)) for measure in found.measures],
    }


def with_operator(rule: Rule, operator: str) -> Rule:
    """The same rule with "at least" (>=) or "more than" (>) in every measure."""
    if operator not in OPERATORS:
        raise ValueError(f"there is no operator {operator}")
    return {**rule, "measures": [{**measure, "operator": operator} for measure in rule["measures"]]}


def needed_of(numerator: int, denominator: int, operator: str, base: int) -> int:
    """The least present number that meets n/d of the base; 0 when no number up to the base does."""
    least = -(-numerator * base // denominator) if operator == ">=" else numerator * base // denominator + 1
    return least if least <= base else 0


def judge(
    rule: Rule,
    *,
    eligible: int,
    present: int,
    eligible_weight: int | None = None,
    present_weight: int | None = None,
) -> Judgement:
    """Judge an attendance; weights are integers in any one unit. ValueError, one sentence, for what cannot be."""
    if eligible < 0 or present < 0:
        raise ValueError("Nobody can be less than none: eligible and present must not be negative.")
    if present > eligible:
        raise ValueError(f"More are present ({present}) than are eligible ({eligible}).")
    measured = []
    for measure in rule["measures"]:
        if measure["name"] == "heads":
            measured.append(_measured(measure, eligible, present))
        else:
            if eligible_weight is None or present_weight is None:
                raise ValueError("This rule also counts weight: the eligible and the present weight are needed.")
            if eligible_weight < 0 or present_weight < 0:
                raise ValueError("A weight must not be negative.")
            if present_weight > eligible_weight:
                raise ValueError(f"More weight is present ({present_weight}) than is eligible ({eligible_weight}).")
            measured.append(_measured(measure, eligible_weight, present_weight))
    heads = [m for m in measured if m.name == "heads"]
    weights = [m for m in measured if m.name == "weight"]
    enough = present >= rule["minimum"]
    nobody = eligible == 0 or any(m.base == 0 for m in measured)
    met = enough and all(m.met for m in measured) and not nobody
    needed = max([rule["minimum"], *(m.needed for m in heads)])
    text = PRESETS[rule["preset"]].at_line if rule["preset"] in PRESETS else None
    at_line = (
        not nobody and text is not None and any(m.present * m.denominator == m.numerator * m.base > 0 for m in measured)
    )
    return Judgement(
        met,
        needed if needed <= eligible else 0,
        weights[0].needed if weights else None,
        at_line,
        tuple(measured),
        (NOBODY, {"base": 0}) if nobody else _sentence(rule, measured, eligible, present, met),
        (text, {}) if text and at_line else None,
    )


def _measured(measure: dict[str, Any], base: int, present: int) -> Measured:
    n, d, operator = measure["numerator"], measure["denominator"], measure["operator"]
    met = base > 0 and (present * d >= n * base if operator == ">=" else present * d > n * base)  # none of none is not
    return Measured(measure["name"], n, d, operator, base, present, needed_of(n, d, operator, base), met)


def _sentence(
    rule: Rule, measured: list[Measured], eligible: int, present: int, met: bool
) -> tuple[str, dict[str, int | str]]:
    """One sentence with its arithmetic; the words do not depend on the language of the caller."""
    figures: dict[str, int | str] = {"present": present, "base": eligible}
    if len(measured) == 1:
        m = measured[0]
        figures |= {"fraction": f"{m.numerator}/{m.denominator}", "needed": m.needed}
        return _ONE[m.operator, met], figures
    if len(measured) == 2:
        for m in measured:
            figures |= {
                f"{m.name}_fraction": f"{m.numerator}/{m.denominator}",
                f"{m.name}_needed": m.needed,
                f"{m.name}_present": m.present,
                f"{m.name}_base": m.base,
            }
        return _TWO[met], figures
    if rule["minimum"]:
        return _MINIMUM[met], {**figures, "needed": rule["minimum"]}
    return _("Present %(present)s of %(base)s eligible; the statutes ask for no quorum."), figures


NOBODY = _("Nobody is eligible (base %(base)s): no quorum can be met.")
_ONE = {
    (">=", True): _(
        "Present %(present)s of %(base)s eligible; at least %(fraction)s of %(base)s is %(needed)s: the quorum is met."
    ),
    (">=", False): _(
        "Present %(present)s of %(base)s eligible; at least %(fraction)s of %(base)s is %(needed)s: the quorum is not met."
    ),
    (">", True): _(
        "Present %(present)s of %(base)s eligible; more than %(fraction)s of %(base)s is %(needed)s: the quorum is met."
    ),
    (">", False): _(
        "Present %(present)s of %(base)s eligible; more than %(fraction)s of %(base)s is %(needed)s: the quorum is not met."
    ),
}
_TWO = {
    True: _(
        "Present %(heads_present)s of %(heads_base)s heads, %(heads_needed)s needed (%(heads_fraction)s), and"
        " %(weight_present)s of %(weight_base)s m², %(weight_needed)s m² needed (%(weight_fraction)s): the quorum is met."
    ),
    False: _(
        "Present %(heads_present)s of %(heads_base)s heads, %(heads_needed)s needed (%(heads_fraction)s), and"
        " %(weight_present)s of %(weight_base)s m², %(weight_needed)s m² needed (%(weight_fraction)s): the quorum is not met."
    ),
}
_MINIMUM = {
    True: _("Present %(present)s of %(base)s eligible; %(needed)s are needed: the quorum is met."),
    False: _("Present %(present)s of %(base)s eligible; %(needed)s are needed: the quorum is not met."),
}


def readable(sentence: tuple[str, dict[str, int | str]]) -> dict[str, Any]:
    """A sentence as data: its msgid, and its figures with weights in whole units."""
    msgid, figures = sentence
    weighty = {"weight_present", "weight_base", "weight_needed"}
    return {
        "msgid": msgid,
        "figures": {name: units(int(value)) if name in weighty else value for name, value in figures.items()},
    }


def units(thousandths: int) -> str:
    """Thousandths as people write them: 87500 → "87.5"."""
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03d}".rstrip("0") if rest else str(whole)
