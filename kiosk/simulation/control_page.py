"""The rehearsal's own page, on this machine only: its doors, its pause, and who plays which part.

Whoever does something on a page of the rehearsal plays that part from then on: the one who played it by itself stops.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response, g, request

from kiosk import qr
from kiosk.agenda import queries as agenda
from kiosk.ballots import queries as ballots
from kiosk.http.requests import body, json_response, read_db, render_view
from kiosk.security.auth import current, require_roles
from kiosk.simulation import officials, teller_bots
from kiosk.simulation.simulation import PLAYED, Simulation
from kiosk.store.errors import CommandRejected
from kiosk.store.writer import CommandResponse

PARTS = (*PLAYED, "desk", "phones")
ACTS = (
    "/agenda",
    "/ballots",
    "/checkin/declarations",
    "/display/takes",
    "/floor",
    "/minutes",
    "/qa",
    "/roll",
    "/speeches",
)
LOCAL = ("127.0.0.1", "::1")
DONE = 200


def fit(app: Flask, stage: Simulation) -> None:
    """Add the page to the app of a rehearsal."""
    routes = Blueprint("rehearsal", __name__)
    tempo = stage.tempo

    @app.before_request
    def as_it_is_held() -> None:
        """Every page speaks the rehearsal's language, until its reader chooses another."""
        if not (request.args.get("language") or request.cookies.get("language")):
            g.language = stage.language

    @routes.before_request
    def only_here() -> None:
        if request.remote_addr not in LOCAL:
            raise CommandRejected("only_here", "This page is for the laptop itself.", status=403)

    @routes.get("/rehearsal")
    @require_roles("public")
    def landing() -> str:
        doors = {role: f"/enter/{one.token}" for role, one in stage.own.items()}
        badges = [{**badge, **qr.picture(badge["code"])} for badge in stage.shown_badges]
        return render_view("rehearsal", "rehearsal.html", doors={**doors, "phones": "/"}, badges=badges, parts=PARTS)

    @routes.get("/rehearsal/state")
    @require_roles("public")
    def state() -> Response:
        """What the meeting is at, whether it stands still, who plays, and the papers that a team would read."""
        now = [one.step.title for one in agenda.judged(read_db()) if one.state == "now"]
        told = {"now": now[0] if now else None, "over": officials.over(read_db()), "paused": tempo.paused}
        return json_response(CommandResponse(DONE, {**told, "taken": sorted(tempo.taken), "pile": _pile()}))

    @routes.post("/rehearsal/tempo")
    @require_roles("public")
    def set_tempo() -> Response:
        (tempo.pause if body().flag("paused") else tempo.resume)()
        return state()

    @routes.post("/rehearsal/parts")
    @require_roles("public")
    def play() -> Response:
        asked = body()
        (tempo.take if asked.flag("taken") else tempo.give_back)(asked.choice("part", PARTS))
        return state()

    @app.after_request
    def taken_by_acting(response: Response) -> Response:
        if request.method == "POST" and response.status_code == DONE and request.path.startswith(ACTS):
            for role in PLAYED:
                if current().id == stage.own[role].id:
                    tempo.take(role)
        return response

    app.register_blueprint(routes)


def _pile() -> list[list[str]]:
    """The papers of the batch at hand, each the names it is for; empty while nothing is counted."""
    row = ballots.last(read_db())
    batch = ballots.open_batch(read_db(), row["id"]) if row and row["state"] == "counting" else None
    if row is None or batch is None:
        return []
    names = {str(one["id"]): str(one["name"]) for one in ballots.candidates(read_db(), row["id"])}
    return [[names[id] for id in marks] for marks in teller_bots.pile(read_db(), batch)]
