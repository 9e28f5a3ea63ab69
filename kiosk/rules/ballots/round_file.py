"""A round's file: `round/1` as JSON, read strictly, and the verdict as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from kiosk.rules import displayable_text, skeletons
from kiosk.rules.ballots.presets import VERSION, rules_of
from kiosk.rules.ballots.round import Candidate, Office, Papers, Round, Rules, Sentence
from kiosk.rules.ballots.statements import AND_THEN
from kiosk.rules.ballots.verdict import Verdict

KNOWN = {
    part: frozenset(names.split())
    for part, names in {
        "round": "format rules_version kind preset rules offices eligible present eligible_weight present_weight"
        " returned_weight valid_weight papers candidates",
        "offices": "name seats illegal invalid blank",
        "candidates": "name office for against abstain write_in withdrawn woman relatives for_weight against_weight abstain_weight"
        " written_for written_against",
        "papers": "printed issued exchanged spare returned valid invalid blank voters late delivered delivered_weight"
        " returned_weight valid_weight",
    }.items()
}
NEAR = 0.8  # how like one of the fields a remark may not be
FORMAT = "round/1"
BYTES_MOST = 4_000_000
NUMBER_MOST = 10**15
T = TypeVar("T")


class Unreadable(ValueError):
    """A file that is no round; the sentence says what is wrong."""


def read(content: bytes, version: int | None = None) -> tuple[Rules, Round]:
    """The rules and the figures of a round's file, judged by the rules that it names; where it names none, by `version`,
    or the newest. Unreadable, or presets.Unfit, for what cannot be."""
    if len(content) > BYTES_MOST:
        raise Unreadable("The file is too large for a round.")
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number, object_pairs_hook=_once)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise Unreadable("The file is not JSON in UTF-8.") from None
    except Unreadable:
        raise
    except ValueError:  # more digits than a number of people can have
        raise Unreadable("A number in the file is too large.") from None
    rules, round = of(found, VERSION if version is None else version)
    if rules.version > 1:
        _need_known(found)
        _need_told_apart(round)
    return rules, round


def _need_known(found: Mapping[str, Any]) -> None:
    """A field that nobody reads may be a figure that counts, written otherwise: it is asked about, never passed over.
    Beside the figures of the whole a file may hold remarks, such as a title, unless they look like one of its fields."""
    for key in found:
        near = get_close_matches(key, KNOWN["round"], 1, NEAR)
        if key not in KNOWN["round"] and near:
            raise Unreadable(f"The file has a field {key}, which a round does not have: is {near[0]} meant?")
    for part, those in (
        ("offices", found["offices"]),
        ("candidates", found["candidates"]),
        ("papers", [found["papers"]]),
    ):
        for one in those:
            unknown = sorted(set(one) - KNOWN[part])
            if unknown:
                raise Unreadable(f"There is no field {unknown[0]} in {part}.")


def _need_told_apart(round: Round) -> None:
    """Names as everybody reads them, and nobody written in two ways: votes for one person must not be two people's."""
    people = {one.name for one in round.candidates}
    near = {name for one in round.candidates for name in one.relatives}
    for name in [*(one.name for one in round.offices), *sorted(people | near)]:
        if not displayable_text.is_displayable(name) or name != name.strip():
            raise Unreadable(f"The name {name!a} holds what cannot be shown, or begins or ends with a blank.")
    for those in (sorted({one.name for one in round.offices}), sorted(people | near)):
        alike = skeletons.first_two_alike(those)
        if alike:
            raise Unreadable(f"{alike[0]} and {alike[1]} look the same: write one person or office in one way.")


def of(found: Any, version: int = VERSION) -> tuple[Rules, Round]:
    """The same of an object that was read already; `version` is that of figures that name none."""
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Unreadable(f"The file is not a round: its format must be {FORMAT}.")
    named = _optional(found, "rules_version")
    version = version if named is None else named
    if not 1 <= version <= VERSION:
        raise Unreadable(f"The field rules_version must be a whole number from 1 to {VERSION}.")
    kind = _text(found, "kind") if version > 1 and found.get("kind") is not None else None
    rules = rules_of(_text(found, "preset"), _object(found, "rules", {}), kind, version)
    offices = tuple(_office(one, version) for one in _list(found, "offices"))
    if not offices or len({one.name for one in offices}) < len(offices):
        raise Unreadable("A round needs at least one office, and each only once.")
    candidates = tuple(_candidate(one, offices, version) for one in _list(found, "candidates"))
    if len({one.name if version == 1 else (one.name, one.office) for one in candidates}) < len(candidates):
        raise Unreadable("A name stands twice among the candidates.")
    papers = _object(found, "papers", None)
    return rules, Round(
        offices,
        _integer(found, "eligible"),
        _integer(found, "present"),
        _papers(papers, found),
        candidates,
        _optional(found, "eligible_weight"),
        _optional(found, "present_weight"),
    )


def said(sentence: Sentence, say: Callable[..., str]) -> str:
    """A sentence in words; `say(msgid, **figures)` knows the language."""
    return say(AND_THEN).join(say(msgid, **figures) for msgid, figures in sentence)


def answer(verdict: Verdict, say: Callable[..., str]) -> dict[str, Any]:
    """The verdict as `--json` gives it; `valid` and `validity` since rules version 2."""
    held = verdict.validity
    return {
        **({} if held is None else {"valid": held.met, "validity": said(held.sentence, say)}),
        "void": verdict.void,
        "broken": list(verdict.broken),
        "warnings": list(verdict.warnings),
        "offices": [
            {
                "name": one.office,
                "needed": one.needed,
                "elected": list(one.elected),
                "advanced": list(one.advanced),
                "revote": {"names": list(one.revote), "seats": one.revote_seats},
                "shortfall": one.shortfall,
            }
            for one in verdict.results
        ],
        "sentences": [said(sentence, say) for sentence in verdict.sentences],
    }


def _office(found: Any, version: int) -> Office:
    if not isinstance(found, dict):
        raise Unreadable("Each of offices must be an object.")
    keys = ("illegal", "invalid") if version > 1 else ("invalid",)
    stated = [key for key in keys if found.get(key) is not None]
    illegal = _integer(found, stated[0]) if stated else 0
    name, seats = _text(found, "name"), _integer(found, "seats", least=1)
    return Office(name, seats, illegal, _optional(found, "blank") if version > 1 else None, bool(stated))


def _candidate(found: Any, offices: tuple[Office, ...], version: int) -> Candidate:
    if not isinstance(found, dict):
        raise Unreadable("Each of candidates must be an object.")
    name = _text(found, "name")
    office = _text(found, "office") if "office" in found else offices[0].name
    if office not in {one.name for one in offices}:
        raise Unreadable(f"{name} stands for {office}, which the round does not fill.")
    write_in = _flag(found, "write_in")
    return Candidate(
        name,
        office,
        _integer(found, "for"),
        _optional(found, "against"),
        _optional(found, "abstain"),
        write_in,
        _optional(found, "for_weight") or 0,
        _optional(found, "against_weight") or 0,
        _optional(found, "abstain_weight") or 0,
        _optional(found, "written_for") or 0,
        _optional(found, "written_against") or 0,
        version > 1 and _flag(found, "withdrawn"),
        version > 1 and _flag(found, "woman"),
        _names(found, "relatives") if version > 1 else (),
    )


def _papers(found: Mapping[str, Any], whole: Mapping[str, Any]) -> Papers:
    return Papers(
        _optional(found, "printed"),
        _integer(found, "issued"),
        _optional(found, "exchanged") or 0,
        _optional(found, "spare"),
        _integer(found, "returned"),
        _integer(found, "valid"),
        _integer(found, "invalid"),
        _optional(found, "blank") or 0,
        _optional(found, "voters"),
        _either(found, whole, "returned_weight"),
        _either(found, whole, "valid_weight"),
        _optional(found, "late") or 0,
        _optional(found, "delivered"),
        _optional(found, "delivered_weight"),
    )


def _either(found: Mapping[str, Any], whole: Mapping[str, Any], name: str) -> int | None:
    return _optional(found, name) if name in found else _optional(whole, name)


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > 200:
        raise Unreadable(f"The field {name} must be text.")
    return value


def _flag(found: Mapping[str, Any], name: str) -> bool:
    value = found.get(name, False)
    if not isinstance(value, bool):
        raise Unreadable(f"The field {name} must be true or false.")
    return value


def _object(found: Mapping[str, Any], name: str, default: T | None) -> dict[str, Any] | T:
    value = found.get(name, default)
    if not isinstance(value, dict):
        raise Unreadable(f"The field {name} must be an object.")
    return value


def _list(found: Mapping[str, Any], name: str) -> list[Any]:
    value = found.get(name)
    if not isinstance(value, list):
        raise Unreadable(f"The field {name} must be a list.")
    return value


def _integer(found: Mapping[str, Any], name: str, least: int = 0) -> int:
    value = _optional(found, name)
    if value is None or value < least:
        raise Unreadable(f"The field {name} must be a whole number from {least}.")
    return value


def _names(found: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = found.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Unreadable(f"The field {name} must be a list of names.")
    return tuple(value)


def _optional(found: Mapping[str, Any], name: str) -> int | None:
    value = found.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= NUMBER_MOST:
        raise Unreadable(f"The field {name} must be a whole number from 0.")
    return value


def _no_number(text: str) -> Any:
    raise Unreadable(f"{text} is no number.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key that stands twice could be read either way."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("A field stands twice in the file.")
    return found
