"""The cookie by which a browser is a device: called by its token's hash, for as long as browsers keep one.

Files of version 0.1 left cookies called by the device's number, which two meetings on one laptop shared.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from flask import Flask, Response, request
from werkzeug.wrappers import Response as Reply

from kiosk.security import auth

SECONDS = 400 * 24 * 3600


def leave(response: Reply, token: str) -> None:
    """Make the browser that gets this answer the device of that token."""
    response.set_cookie(
        auth.cookie_name(token), token, max_age=SECONDS, httponly=True, samesite="Lax", secure=request.is_secure
    )


def rename_old(app: Flask, reader: Callable[[], sqlite3.Connection]) -> None:
    """A cookie of this meeting that has another name gets the right one at the next GET; unknown ones are left alone."""

    @app.after_request
    def rename(response: Response) -> Response:
        if request.method != "GET" or not request.cookies or request.endpoint == "static":
            return response
        for name, value in request.cookies.items():
            if name.startswith(auth.COOKIE) and name != auth.cookie_name(value) and auth.find(reader(), value):
                leave(response, value)
                response.delete_cookie(name, httponly=True, samesite="Lax", secure=request.is_secure)
        return response
