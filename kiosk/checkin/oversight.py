"""Decisions that keep an eye on the desks: a device's check-ins taken back at once, and names called at random."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping

from kiosk.checkin import proxies, queries, shares
from kiosk.devices import queries as devices
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision, Facts

FINDINGS = ("seen", "not_seen", "not_called")
SAMPLE = 10
SAMPLE_MOST = 50
PACE_MOST = 1_000
PACE_MINUTES_MOST = 120


def void_device_checkins(act: CommandContext, *, device: int, since_at: int, reason: str) -> Decision:
    """Every check-in that a device made since a moment, and that stands, is taken back; who they were is listed."""
    scans = shares.checkins_of(act.db, device, since_at)
    if not scans:
        raise CommandRejected("nothing_to_void", "There is no such check-in to take back.")
    voided = [{"scan": one["seq"], "member": one["member"]["id"]} for one in scans]
    restored = _proxies_restored(act, voided)
    facts: Facts = {
        "device": device,
        "device_name": devices.name(act.db, device),
        "since_at": since_at,
        "reason": reason,
        "voided": [{**one, "proxy_restored": True} if one["member"] in restored else one for one in voided],
    }
    return Decision("device_checkins_voided", facts, {"device": device, "since_at": since_at, "voided": scans})


def set_name_pace(act: CommandContext, *, people: int, minutes: int) -> Decision:
    """How many people a desk may sign in or out by name in so many minutes before chair and supervisor are told; with
    0 people nobody is told."""
    facts = {"people": people, "minutes": minutes}
    return Decision("name_pace_set", facts, facts)


def draw_spot_check(act: CommandContext, *, count: int = SAMPLE) -> Decision:
    """Names drawn from those inside by the system's source of chance: to be called, and to be seen by somebody."""
    if shares.open_spot_check(act.db) is not None:
        raise CommandRejected(
            "spot_check_open", "The last names drawn are not written down yet: seen, not seen, or not called."
        )
    inside = shares.inside(act.db)
    if not inside:
        raise CommandRejected("nobody_inside", "Nobody is in the hall yet.")
    drawn = secrets.SystemRandom().sample(inside, min(count, len(inside)))
    facts = {"members": drawn, "inside": len(inside)}
    return Decision("spot_check_drawn", facts, {"spot_check": act.seq, **facts})


def record_spot_check(act: CommandContext, *, spot_check: int, findings: Mapping[str, str]) -> Decision:
    """What became of each name that was called; `findings` by member id."""
    members = shares.open_spot_check(act.db)
    if members is None or members.seq != spot_check:
        raise CommandRejected("no_spot_check", "No drawn names wait to be written down.")
    if {str(member) for member in members.members} != set(findings):
        raise CommandRejected(
            "not_every_name_called", "Say of every drawn name whether it was seen, not seen, or not called."
        )
    counted = Counter(findings.values())
    facts = {
        "spot_check": spot_check,
        "findings": [{"member": member, "finding": findings[str(member)]} for member in members.members],
    }
    return Decision("spot_check_recorded", facts, {**facts, **{name: counted[name] for name in FINDINGS}})


def _proxies_restored(act: CommandContext, voided: list[Facts]) -> set[int]:
    """Whose check-in had ended a proxy that comes back with it, as far as its holder may hold so many."""
    most = proxies.most(act.db)
    held: dict[int, int] = {}
    found = set()
    for one in voided:
        proxy = queries.proxy_ended_by(act.db, one["member"], one["scan"])
        if proxy is None:
            continue
        count = held.setdefault(proxy, queries.proxies_held(act.db, proxy))
        if most is None or count < most:
            held[proxy] += 1
            found.add(one["member"])
    return found
