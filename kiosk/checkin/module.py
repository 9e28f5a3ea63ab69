"""What this slice offers: commands, projections, sentences, routes."""

from __future__ import annotations

from kiosk.checkin import commands, oversight, projections, proxies, proxy_papers, reconciliation
from kiosk.checkin.routes import routes
from kiosk.checkin.search_routes import search_routes
from kiosk.checkin.sentences import SENTENCES
from kiosk.store.registry import CHAIR, Module

routes.register_blueprint(search_routes)

MODULE = Module(
    name="checkin",
    commands={
        "check_in": commands.check_in,
        "admit": commands.admit,
        "void_checkin": commands.void_checkin,
        "depart": commands.depart,
        "record_proxy": commands.record_proxy,
        "count_heads": commands.count_heads,
        "clear_heads": commands.clear_heads,
        "declare_quorum": commands.declare_quorum,
        "settle_conflict": reconciliation.settle_conflict,
        "explain_difference": reconciliation.explain_difference,
        "settle_proxy_paper": proxy_papers.settle_proxy_paper,
        "void_device_checkins": oversight.void_device_checkins,
        "set_name_pace": oversight.set_name_pace,
        "set_proxies_most": proxies.set_proxies_most,
        "draw_spot_check": oversight.draw_spot_check,
        "record_spot_check": oversight.record_spot_check,
    },
    roles={
        ("chair", "operator", "supervisor", "desk", "secretary"): (
            "check_in",
            "void_checkin",
            "depart",
            "record_proxy",
            "count_heads",
            "report_scans",
        ),
        ("chair", "operator", "supervisor"): (
            "admit",
            "clear_heads",
            "settle_conflict",
            "explain_difference",
            "void_device_checkins",
            "settle_proxy_paper",
            "draw_spot_check",
            "record_spot_check",
        ),
        CHAIR: ("declare_quorum", "set_name_pace", "set_proxies_most"),
    },
    receipts={"check_in": "shared"},
    manners={"check_in": ("provisional", "shown")},
    projections={
        "checked_in": projections.checked_in,
        "seen_again": projections.seen_again,
        "turned_away": projections.turned_away,
        "returned": projections.returned,
        "departed": projections.departed,
        "checkin_voided": projections.checkin_voided,
        "proxy_recorded": projections.proxy_recorded,
        "heads_counted": projections.heads_counted,
        "heads_cleared": projections.heads_cleared,
        "quorum_declared": projections.quorum_declared,
        "conflict_settled": projections.conflict_settled,
        "difference_explained": projections.difference_explained,
        "proxy_paper_settled": projections.proxy_paper_settled,
        "device_checkins_voided": projections.device_checkins_voided,
        "name_pace_set": projections.name_pace_set,
        "proxies_most_set": projections.proxies_most_set,
        "spot_check_drawn": projections.spot_check_drawn,
        "spot_check_recorded": projections.spot_check_recorded,
    },
    sentences=SENTENCES,
    works={"report_scans": reconciliation.report_scans},
    routes=routes,
)
