"""Trusting the laptop: the page with its certificate and the steps, and the page on which a tablet tests itself."""

from __future__ import annotations

from flask import Blueprint, Response, g, render_template, request

from kiosk.http.requests import app_context, render_view
from kiosk.i18n.catalog import LANGUAGES
from kiosk.security.auth import require_roles
from kiosk.store.errors import CommandRejected

installing = Blueprint("installing", __name__)
TABLETS = ("ipad", "android")


@installing.get("/install")
@require_roles("public")
def install() -> str:
    """The steps for this kind of tablet first; the other's one tap away."""
    endpoints = app_context().endpoints
    asked = request.args.get("tablet")
    guessed = "android" if "Android" in request.user_agent.string else "ipad"
    return render_template(
        "devices/install.html",
        language=g.language,
        languages=LANGUAGES,
        tablet=asked if asked in TABLETS else guessed,
        served=endpoints.certificate,
        secure_url=endpoints.secure_url,
        trouble=endpoints.trouble,
    )


@installing.get("/authority.crt")
@require_roles("public")
def authority() -> Response:
    """The certificate of this laptop's own authority (DER); it holds nothing secret."""
    served = app_context().endpoints.certificate
    if served is None or served.authority is None:
        raise CommandRejected("no_authority", "There is no certificate to install here.", status=404)
    return Response(
        served.authority,
        mimetype="application/x-x509-ca-cert",
        headers={"Content-Disposition": 'attachment; filename="kiosk.crt"'},
    )


@installing.get("/ready")
@require_roles("public")
def ready() -> str:
    """Camera ready, sound ready, offline ready: tested on the tablet itself."""
    return render_view("ready", "devices/ready.html", plain_url=app_context().endpoints.plain_url)
