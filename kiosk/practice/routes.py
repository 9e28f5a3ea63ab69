"""The page for practising, its badges as data, and their sheet to print."""

from __future__ import annotations

from flask import Blueprint, Response, g, render_template

from kiosk import qr
from kiosk.http.requests import json_response, render_view
from kiosk.practice.cases import CASES
from kiosk.rules import badge_codes
from kiosk.security.auth import require_roles
from kiosk.store.writer import CommandResponse

routes = Blueprint("practice", __name__)
SECRET = b"practice"  # no secret at all: the same badges everywhere, and no meeting's roll has them


def code_of(place: int) -> str:
    return badge_codes.make(SECRET, place, 0)


@routes.get("/practice")
@require_roles("public")
def practice() -> str:
    return render_view("practice", "practice/practice.html")


@routes.get("/practice/cases")
@require_roles("public")
def cases() -> Response:
    listed = [{"code": code_of(place), **case._asdict()} for place, case in enumerate(CASES, 1)]
    return json_response(CommandResponse(200, {"cases": listed}))


@routes.get("/practice/badges")
@require_roles("public")
def badges() -> str:
    """The practice badges, all on one page."""
    coded = [(case, code_of(place)) for place, case in enumerate(CASES, 1)]
    listed = [{"title": case.title, "code": code, **qr.picture(code)} for case, code in coded]
    return render_template("practice/badges.html", badges=listed, language=g.language)
