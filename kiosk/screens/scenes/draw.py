"""The draw, from the frozen names to the order that anybody can check."""

from __future__ import annotations

from kiosk import qr
from kiosk.speeches.draw import queries as draws
from kiosk.store import file_identity
from kiosk.store.registry import Facts, ViewContext


def draw(look: ViewContext) -> Facts:
    return {"draw": _last(look)}


def _last(look: ViewContext) -> Facts | None:
    """The last draw; once its record is made, a code that leads to the page where everybody can check it, and the
    address of the record itself as a code where it is short enough for one."""
    drawn = draws.last(look.db)
    told = draws.shown(drawn)
    if drawn is None or told is None:
        return None
    url = file_identity.page_url(look.db)
    address = f"{url}speeches/check" if url and drawn.hash else None
    short = drawn.record is not None and qr.fits_code(drawn.record, len(drawn.frozen.names))
    return {
        **told,
        "code": {"url": address, **qr.picture(address)} if address else None,
        "seal_code": qr.picture(drawn.commitment) if drawn.commitment and drawn.state == "committed" else None,
        "text_code": f"/display/draws/{drawn.number}.svg?{(drawn.hash or '')[:16]}" if short else None,
    }
