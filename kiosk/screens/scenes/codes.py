"""The codes by which a phone joins the network, opens the page, and reads the signed head."""

from __future__ import annotations

from kiosk import qr
from kiosk.meeting import queries as meetings
from kiosk.store import file_identity, signed_heads
from kiosk.store.registry import Facts, ViewContext


def codes(look: ViewContext) -> Facts:
    meeting = meetings.current(look.db)
    wifi = meeting.wifi_name
    signed = signed_heads.last(look.db)
    return {
        "codes": {
            "wifi": {"name": wifi, **qr.picture(qr.wifi_text(wifi, meeting.wifi_password))} if wifi else None,
            **page(look),
            "signed": qr.picture(signed.code()) if signed else None,
        }
    }


def page(look: ViewContext) -> Facts:
    """The code of the meeting's page."""
    url = file_identity.page_url(look.db)
    return {"page": {"url": url, **qr.picture(url)} if url else None}
