"""Questions on paper and as files: every question for the secretary, and cards for the seats."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, render_template

from kiosk import qr
from kiosk.http.requests import read_db
from kiosk.i18n.catalog import translate
from kiosk.meeting import queries as meetings
from kiosk.qa import export
from kiosk.qa.moderation_routes import CHAIR
from kiosk.security.auth import current, require_roles
from kiosk.store import file_identity
from kiosk.store.times import times

printing = Blueprint("questions_printed", __name__)
READERS = ("chair", "operator", "secretary", "supervisor")
CARDS_A_SHEET = 8


@printing.get("/qa/questions.csv")
@require_roles(*READERS)
def questions_csv() -> Response:
    return _file(export.as_csv(_record(), g.language, times(read_db())), "questions.csv", "text/csv; charset=utf-8")


@printing.get("/qa/questions.json")
@require_roles(*READERS)
def questions_json() -> Response:
    return _file(export.as_json(_record()), "questions.json", "application/json")


@printing.get("/qa/cards")
@require_roles(*CHAIR)
def cards() -> str:
    """Cards for the seats, to print and cut: join the Wi-Fi, open the page, ask."""
    db = read_db()
    meeting, url = meetings.current(db), file_identity.page_url(db)
    codes = []
    if meeting.wifi_name:
        text = qr.wifi_text(meeting.wifi_name, meeting.wifi_password)
        codes.append((translate(g.language, "1. Join the Wi-Fi"), qr.picture(text), meeting.wifi_name))
    if url:
        title = translate(g.language, "2. Open the page") if codes else translate(g.language, "Open the page")
        codes.append((title, qr.picture(url), url))
    return render_template(
        "qa/cards.html", language=g.language, meeting=meeting, codes=codes, cards=CARDS_A_SHEET if codes else 0
    )


def _record() -> list[dict[str, Any]]:
    listed = export.questions(read_db())
    return listed if current().role in CHAIR else export.without_names_for_the_chair(listed)


def _file(content: bytes, name: str, mimetype: str) -> Response:
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'})
