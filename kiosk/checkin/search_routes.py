"""Finding somebody on the roll, with whether they are inside."""

from __future__ import annotations

from flask import Blueprint, Response, request

from kiosk.checkin.member_search import find, with_state
from kiosk.http.requests import app_context, json_response, read_db, sleep
from kiosk.roll import queries
from kiosk.security.auth import require_roles
from kiosk.store.writer import CommandResponse

search_routes = Blueprint("search", __name__)
SEARCHERS = ("desk", "supervisor", "secretary", "operator", "chair")
NAMESAKES_MOST = 6
NAME_MOST = 60


@search_routes.get("/roll/search")
@require_roles(*SEARCHERS)
def search() -> Response:
    """At most twenty members, best first; each says whether they are inside."""
    wanted = request.args.get("q", "")[:100]
    return json_response(CommandResponse(200, {"members": find(app_context().storage, wanted, sleep())}))


@search_routes.get("/roll/namesakes")
@require_roles("supervisor", "chair")
def namesakes() -> Response:
    """Who on the roll has a name like this, with whether they are inside."""
    db = read_db()
    found = queries.named_like(db, request.args.get("name", "")[:NAME_MOST])
    return json_response(
        CommandResponse(200, {"members": [with_state(db, person) for person in found[:NAMESAKES_MOST]]})
    )
