"""A round's file: `round/1` as JSON, read strictly, and the verdict as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from kiosk.ballots.figures import Candidate, Office, Papers, Round, Rules, Sentence
from kiosk.ballots.presets import VERSION, rules_of
from kiosk.ballots.spoken import AND_THEN
from kiosk.ballots.tally import Verdict

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
    return of(found, VERSION if version is None else version)


def of(found: Any, version: int = VERSION) -> tuple[Rules, Round]:
    """The same of an object that was read already; `version` is that of figures that name none."""
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Unreadable(f"The file is not a round: its format must be {FORMAT}.")
    version = _optional(found, "rules_version") or version
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
    write_in = found.get("write_in", False)
    if not isinstance(write_in, bool):
        raise Unreadable("The field write_in must be true or false.")
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
        version > 1 and found.get("withdrawn") is True,
        version > 1 and found.get("woman") is True,
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
