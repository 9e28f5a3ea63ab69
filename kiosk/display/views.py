"""The rooms `hall` and `phone`: what everybody may see, and no name of a member but those that the law makes public: who
has additional votes in a cooperative, and who represents whom in a village."""

from __future__ import annotations

from kiosk import heads
from kiosk.agenda import queries as agenda
from kiosk.ballots import hall as ballots
from kiosk.checkin import queries as checkin
from kiosk.checkin import showing
from kiosk.devices import queries as devices
from kiosk.display import queries
from kiosk.floor import queries as floor
from kiosk.meeting import queries as meetings
from kiosk.qa import showing as questions
from kiosk.roll import queries as roll
from kiosk.slices import Facts, Look, View
from kiosk.speeches import queries as draws

STEPS = ("checkin", "quorum")


def hall(look: Look) -> Facts:
    meeting = meetings.current(look.db)
    counted = look.once(checkin.attendance)
    url = queries.page_url(look.db)
    wifi = meeting.wifi_name
    return {
        "meeting": meeting.public(),
        "scene": queries.scene(look.db),
        "preview": queries.preview(look.db),
        "attendance": {**counted, "provisional": checkin.provisional(look.db)},
        "additional": roll.additional(look.db) if counted["additional"] else [],
        "proxies": showing.public(look.db),
        "arrivals": checkin.arrivals(look.db, look.now),
        "desks": {"open": devices.count(look.db, "desk"), "state": meetings.desks_state(look.db, look.now)},
        "draw": _draw(look, url),
        "floor": floor.shown(look.db),
        "question": questions.hall(look.db, look.now),
        "ballot": ballots.hall(look.db),
        "agenda": agenda.hall(look.db),
        "codes": {
            "wifi": {"name": wifi, **queries.qr(queries.wifi_text(wifi, meeting.wifi_password))} if wifi else None,
            "page": {"url": url, **queries.qr(url)} if url else None,
            "signed": queries.qr(signed.code()) if (signed := heads.last(look.db)) else None,
        },
    }


def _draw(look: Look, url: str | None) -> Facts | None:
    """The last draw; once its record is made, a code that leads to the page where everybody can check it, and the
    address of the record itself as a code where it is short enough for one."""
    one = draws.last(look.db)
    told = draws.shown(one)
    if one is None or told is None:
        return None
    address = f"{url}speeches/check" if url and one.hash else None
    short = one.record is not None and queries.fits_code(one.record, len(one.frozen.names))
    return {
        **told,
        "code": {"url": address, **queries.qr(address)} if address else None,
        "seal_code": queries.qr(one.commitment) if one.commitment and one.state == "committed" else None,
        "text_code": f"/display/draws/{one.number}.svg?{(one.hash or '')[:16]}" if short else None,
    }


def phone(look: Look) -> Facts:
    counted = look.once(checkin.attendance)
    scene = queries.scene(look.db)
    return {
        "meeting": meetings.current(look.db).public(),
        "attendance": {name: value for name, value in counted.items() if name != "groups"},
        "scene": {"name": scene["name"], "text": scene["text"]},
        "drawn": _drawn(look),
        "proxies": showing.public(look.db),
        "ballot": ballots.phone(look.db),
        "speaking": floor.clock(floor.speaking(look.db)),
        "questions": questions.public(look.db, look.now),
    }


def _drawn(look: Look) -> list[str]:
    """The order of the last draw, as soon as it is out."""
    one = draws.last(look.db)
    return list(one.order) if one else []


HALL = View("hall", ("screen", "chair", "operator", "supervisor"), hall, interval_ms=4, refresh_ms=20_000)
PHONE = View("phone", ("public",), phone, interval_ms=500)
