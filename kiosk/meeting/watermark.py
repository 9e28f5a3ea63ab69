"""Nothing of a rehearsal can be taken for a real record: every page of one is marked, on the screen and on paper.

The mark is put into what is sent, whoever made the page, so that no page can forget it; the exported documents carry
their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import Blueprint, Response, g

from kiosk.http.requests import read_db
from kiosk.i18n.catalog import translate
from kiosk.meeting import queries
from kiosk.security.auth import require_roles

watermark = Blueprint("watermark", __name__)
LINK = '<link rel="stylesheet" href="/meeting/watermark.css?language={language}">\n'
STYLE = """html:not([data-rehearsal])::after {{ content: "{words}"; position: fixed;
  inset: 0; z-index: 2147483000; display: grid; place-items: center;
  pointer-events: none; transform: rotate(-20deg); white-space: nowrap; letter-spacing: .06em; color: rgb(127 127 127 / .12);
  font: 700 min({width}vw, 22vh)/1
    var(--sans, "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif) }}
@media print {{ html:not([data-rehearsal])::after {{ color: rgb(127 127 127 / .24) }} }}
"""


@watermark.get("/meeting/watermark.css")
@require_roles("public")
def style() -> Response:
    words = translate(g.language, "Rehearsal: not a record")
    return Response(STYLE.format(words=words, width=6 if words.isascii() else 9), mimetype="text/css")


@watermark.after_app_request
def mark(response: Response) -> Response:
    """A page of a rehearsal links to the mark, streamed pages too; a file to keep has its own."""
    page = response.mimetype == "text/html" and "Content-Disposition" not in response.headers
    if page and queries.current(read_db()).rehearsal:
        response.response = _marked(response.iter_encoded(), LINK.format(language=g.language).encode())
        response.headers.pop("Content-Length", None)
    return response


def _marked(parts: Iterable[bytes], link: bytes) -> Iterator[bytes]:
    for part in parts:
        yield part.replace(b"</head>", link + b"</head>", 1)
