"""Trusting the laptop: the page with its certificate and the steps, and the page on which a tablet tests itself."""

from __future__ import annotations

from flask import Blueprint, Response, g, render_template, request

from kiosk.http.requests import kiosk, show
from kiosk.i18n.catalog import LANGUAGES
from kiosk.security.auth import roles
from kiosk.store.errors import Refused

installing = Blueprint("installing", __name__)
TABLETS = ("ipad", "android")


@installing.get("/install")
@roles("public")
def install() -> str:
    """The steps for this kind of tablet first; the other's one tap away."""
    ways = kiosk().ways
    asked = request.args.get("tablet")
    guessed = "android" if "Android" in request.user_agent.string else "ipad"
    return render_template(
        "devices/install.html",
        language=g.language,
        languages=LANGUAGES,
        tablet=asked if asked in TABLETS else guessed,
        served=ways.certificate,
        secure_url=ways.secure_url,
        trouble=ways.trouble,
    )


@installing.get("/authority.crt")
@roles("public")
def authority() -> Response:
    """The certificate of this laptop's own authority (DER); it holds nothing secret."""
    served = kiosk().ways.certificate
    if served is None or served.authority is None:
        raise Refused("no_authority", "There is no certificate to install here.", status=404)
    return Response(
        served.authority,
        mimetype="application/x-x509-ca-cert",
        headers={"Content-Disposition": 'attachment; filename="kiosk.crt"'},
    )


@installing.get("/ready")
@roles("public")
def ready() -> str:
    """Camera ready, sound ready, offline ready: tested on the tablet itself."""
    return show("ready", "devices/ready.html", plain_url=kiosk().ways.plain_url)
