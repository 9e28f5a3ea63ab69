"""The page that checks records in the visitor's own browser: one file that can be saved and used without a network."""

from __future__ import annotations

import json

from flask import g, render_template

from kiosk.http.middleware import static_folder
from kiosk.i18n import catalog


def page(records: list[str]) -> str:
    """The page with its program, its languages and the meeting's records inside."""
    program = (static_folder() / "js" / "draw" / "check.js").read_text("utf-8")
    visit = (static_folder() / "js" / "draw" / "visit.js").read_text("utf-8")
    source = f"{program}\n{visit}"
    data = {
        "language": g.language,
        "languages": catalog.LANGUAGES,
        "records": records,
        "words": {code: _words(code, source) for code in catalog.LANGUAGES if code != "en"},
    }
    return render_template(
        "speeches/check.html",
        nonce=g.nonce,
        language=g.language,
        style=(static_folder() / "css" / "check.css").read_text("utf-8"),
        program=source.replace("export function", "function").replace("</", "<\\/"),
        data=json.dumps(data, ensure_ascii=False).replace("</", "<\\/"),
    )


def _words(code: str, source: str) -> dict[str, str]:
    """The sentences that the page says, in a language; English ones are their own keys."""
    return {msgid: text for msgid, text in catalog.messages(code).items() if json.dumps(msgid) in source}
