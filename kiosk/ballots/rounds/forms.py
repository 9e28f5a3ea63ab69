"""What the requests of a round say, read field by field."""

from __future__ import annotations

from typing import Any

from kiosk.ballots.rounds import commands as rounds
from kiosk.http.requests import Body
from kiosk.store.errors import ValidationError

PAPERS_MOST = 1_000_000


def office(found: dict[str, Any]) -> dict[str, Any]:
    one = Body(found)
    return {"name": one.text("name", most=60), "seats": one.integer("seats", least=1, most=1_000)}


def elector(found: dict[str, Any]) -> dict[str, Any]:
    one = Body(found)
    return {"name": one.text("name", most=60), "member": one.optional_integer("member", least=1)}


def block(found: dict[str, Any]) -> list[Any]:
    one = Body(found)
    counted = [one.integer(name, most=PAPERS_MOST) for name in ("votes", "against", "abstain")]
    return [one.text("block", most=40), *counted]


def candidate(found: dict[str, Any]) -> dict[str, Any]:
    one = Body(found)
    return {
        "name": one.text("name", most=60),
        "office": one.integer("office", least=1),
        "origin": one.choice("origin", rounds.ORIGINS, "organisation"),
        "supporters": one.optional_integer("supporters", most=PAPERS_MOST) or 0,
        "stage": one.choice("stage", rounds.STAGES, "formal"),
        "pledge": one.optional_text("pledge", most=500) or "",
        "reader": one.optional_text("reader", most=60) or "",
        "member": one.optional_integer("member", least=1),
        **({"woman": True} if one.given("woman") and one.flag("woman") else {}),
        **({"relatives": names} if (names := texts(one, "relatives", 50)) else {}),
    }


def objects(asked: Body, field: str, most: int) -> list[dict[str, Any]]:
    found = asked.items(field, most=most)
    if not found or not all(isinstance(one, dict) for one in found):
        raise ValidationError("The field %(field)s must be a list of objects.", field=field)
    return found


def object(asked: Body, field: str) -> dict[str, Any]:
    found = asked.object(field) if asked.given(field) else {}
    if len(str(found)) > 20_000:
        raise ValidationError("The field %(field)s is too large.", field=field)
    return found


def texts(asked: Body, field: str, most: int) -> list[str]:
    found = asked.items(field, most=most) if asked.given(field) else []
    return [Body({field: one}).text(field, most=60) for one in found]


def count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= PAPERS_MOST
