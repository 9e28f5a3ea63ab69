"""The page shell: static files, languages, headers, and every error as one sentence."""

from __future__ import annotations

import json
import logging
import mimetypes
import secrets
from pathlib import Path

from flask import Flask, Response, g, render_template, request, send_from_directory
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.routing import IntegerConverter, Map

from kiosk.http.requests import INTEGER_MOST, app_context, body, json_response, read_db
from kiosk.i18n import catalog
from kiosk.security import auth
from kiosk.security.auth import opened_by_a_person, require_roles
from kiosk.store import journal
from kiosk.store.errors import CommandRejected
from kiosk.store.writer import CommandResponse

ROLL_BYTES_MOST = 65 * 1024 * 1024
YEAR_SECONDS = 365 * 24 * 3600

log = logging.getLogger("kiosk.http.middleware")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/wasm", ".wasm")
mimetypes.add_type("font/woff2", ".woff2")


class BoundedInteger(IntegerConverter):
    """A number in an address; one that no file could hold is no such page."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=INTEGER_MOST)


def static_folder() -> Path:
    """`static/` inside an installed package, else beside the package in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "static"
    return inside if inside.is_dir() else package.parent / "static"


def init_app(app: Flask) -> None:
    """Give the application its shell."""
    folder = static_folder()
    app.url_map.converters["int"] = BoundedInteger
    app.config["MAX_CONTENT_LENGTH"] = ROLL_BYTES_MOST
    app.jinja_env.globals["_"] = lambda msgid, **figures: catalog.translate(g.language, msgid, **figures)

    @app.before_request
    def prepare() -> None:
        g.nonce = secrets.token_urlsafe(16)
        wanted = request.args.get("language") or request.cookies.get("language")
        g.language = catalog.negotiate_locale(wanted, [tag for tag, _ in request.accept_languages])
        g.device = auth.ANONYMOUS

    @app.after_request
    def protect(response: Response) -> Response:
        headers = response.headers
        headers["Content-Security-Policy"] = (
            f"default-src 'self'; script-src 'self' 'nonce-{g.get('nonce', '')}' 'wasm-unsafe-eval'; "
            f"style-src 'self' 'nonce-{g.get('nonce', '')}'; "
            "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
        )
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
        headers.setdefault("Cache-Control", "no-store")
        return response

    @app.get("/static/<path:name>")
    @require_roles("public")
    def static(name: str) -> Response:
        response = send_from_directory(folder, name, max_age=0, conditional=True)
        response.headers["Cache-Control"] = "no-cache"
        return response

    @app.get("/worker.js")
    @require_roles("public")
    def worker() -> Response:
        """The service worker that keeps the desk's page: at the root, so that it may answer for that."""
        text = (folder / "js" / "worker.js").read_text("utf-8")
        return Response(text, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})

    @app.get("/language/<code>.js")
    @require_roles("public")
    def messages(code: str) -> Response:
        """The catalogue of one language as an ES module."""
        if code not in catalog.LANGUAGES:
            raise CommandRejected("no_such_language", "There is no such language here.", status=404)
        text = json.dumps(catalog.messages(code), ensure_ascii=False)
        return Response(f"export default {text};\n", mimetype="text/javascript", headers={"Cache-Control": "no-cache"})

    @app.post("/language")
    @require_roles("public")
    def choose_language() -> Response:
        response = json_response(
            CommandResponse(200, {"language": (code := body().choice("language", list(catalog.LANGUAGES)))})
        )
        response.set_cookie("language", code, max_age=YEAR_SECONDS, samesite="Lax")
        return response

    @app.get("/healthz")
    @require_roles("public")
    def health() -> Response:
        db = read_db()
        seq, _, head = journal.head(db)
        return json_response(
            CommandResponse(
                200, {"epoch": journal.epoch(db), "seq": seq, "head": head, "clients": app_context().publisher.clients}
            )
        )

    @app.errorhandler(CommandRejected)
    def refused(error: CommandRejected) -> Response:
        sentence = catalog.translate(g.language, error.sentence, **error.figures)
        return _error(error.status, error.code, sentence)

    @app.errorhandler(RequestEntityTooLarge)
    def too_large(_: RequestEntityTooLarge) -> Response:
        return _error(413, "too_large", catalog.translate(g.language, "The request is too large."))

    @app.errorhandler(HTTPException)
    def unknown(error: HTTPException) -> Response:
        code = (error.name or "error").lower().replace(" ", "_")
        if error.code == 404:
            return _error(404, code, catalog.translate(g.language, "There is no such page here."))
        return _error(error.code or 400, code, catalog.translate(g.language, "This address cannot be used that way."))

    @app.errorhandler(Exception)
    def mistake(error: Exception) -> Response:
        log.exception("a request failed: %s %s", request.method, request.path, exc_info=error)
        return _error(
            503, "failed", catalog.translate(g.language, "This did not work; nothing was changed. Please try again.")
        )


def _error(status: int, code: str, sentence: str) -> Response:
    """JSON for programs, a calm page for people who opened an address."""
    if request.method == "GET" and opened_by_a_person():
        return Response(render_template("error.html", sentence=sentence, status=status, language=g.language), status)
    return json_response(CommandResponse(status, {"code": code, "message": sentence}))
