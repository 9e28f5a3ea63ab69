"""The page that checks records in the visitor's own browser: one file that can be saved and used without a network."""

from __future__ import annotations

import json

from flask import g, render_template

from kiosk import language
from kiosk.shell import static_folder


def page(records: list[str]) -> str:
    """The page with its program, its two languages and the meeting's records inside."""
    program = (static_folder() / "js" / "draw" / "check.js").read_text("utf-8")
    visit = (static_folder() / "js" / "draw" / "visit.js").read_text("utf-8")
    return render_template(
        "speeches/check.html",
        nonce=g.nonce,
        language=g.language,
        style=(static_folder() / "css" / "check.css").read_text("utf-8"),
        program=f"{program}\n{visit}".replace("export function", "function").replace("</", "<\\/"),
        data=json.dumps({"language": g.language, "records": records, "words": _words()}, ensure_ascii=False).replace(
            "</", "<\\/"
        ),
    )


def _words() -> dict[str, dict[str, str]]:
    """Every sentence of the check in every language but English, whose sentences are their own keys."""
    return {code: language.messages(code) for code in language.LANGUAGES if code != "en"}
