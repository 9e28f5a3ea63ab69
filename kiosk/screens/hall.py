"""The room `hall`: what everybody may see, and no name of a member but those that the law makes public: who
has additional votes in a cooperative, and who represents whom in a village."""

from __future__ import annotations

from kiosk import qr
from kiosk.agenda import queries as agenda
from kiosk.checkin import public_proxies
from kiosk.checkin import queries as checkin
from kiosk.devices import queries as devices
from kiosk.display import queries
from kiosk.display import scene as scenes
from kiosk.meeting import queries as meetings
from kiosk.roll import queries as roll
from kiosk.screens import hall_ballots as ballots
from kiosk.screens import questions
from kiosk.speeches.draw import queries as draws
from kiosk.speeches.queue import queries as floor
from kiosk.store import file_identity, signed_heads
from kiosk.store.registry import Facts, View, ViewContext

STEPS = ("checkin", "quorum")


def hall(look: ViewContext) -> Facts:
    meeting = meetings.current(look.db)
    counted = look.once(checkin.attendance)
    url = file_identity.page_url(look.db)
    wifi = meeting.wifi_name
    return {
        "meeting": meeting.public(),
        "scene": scenes.scene(look.db),
        "preview": queries.preview(look.db),
        "attendance": {**counted, "provisional": checkin.provisional(look.db)},
        "additional": roll.additional(look.db) if counted["additional"] else [],
        "proxies": public_proxies.public(look.db),
        "arrivals": checkin.arrivals(look.db, look.now),
        "desks": {"open": devices.count(look.db, "desk"), "state": meetings.desks_state(look.db, look.now)},
        "draw": _draw(look, url),
        "floor": floor.shown(look.db),
        "question": questions.hall(look.db, look.now),
        "ballot": ballots.hall(look.db),
        "agenda": agenda.hall(look.db),
        "codes": {
            "wifi": {"name": wifi, **qr.picture(qr.wifi_text(wifi, meeting.wifi_password))} if wifi else None,
            "page": {"url": url, **qr.picture(url)} if url else None,
            "signed": qr.picture(signed.code()) if (signed := signed_heads.last(look.db)) else None,
        },
    }


def _draw(look: ViewContext, url: str | None) -> Facts | None:
    """The last draw; once its record is made, a code that leads to the page where everybody can check it, and the
    address of the record itself as a code where it is short enough for one."""
    one = draws.last(look.db)
    told = draws.shown(one)
    if one is None or told is None:
        return None
    address = f"{url}speeches/check" if url and one.hash else None
    short = one.record is not None and qr.fits_code(one.record, len(one.frozen.names))
    return {
        **told,
        "code": {"url": address, **qr.picture(address)} if address else None,
        "seal_code": qr.picture(one.commitment) if one.commitment and one.state == "committed" else None,
        "text_code": f"/display/draws/{one.number}.svg?{(one.hash or '')[:16]}" if short else None,
    }


HALL = View("hall", ("screen", "chair", "operator", "supervisor"), hall, interval_ms=4, refresh_ms=20_000)
