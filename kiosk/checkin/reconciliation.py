"""Decisions about what desks did without connection: a conflict is settled, a difference explained."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.checkin import offline_scans, queries
from kiosk.roll import queries as roll
from kiosk.store.errors import CommandRejected
from kiosk.store.registry import CommandContext, Decision, Facts

FINDINGS = ("same_person", "two_people", "not_here")


def settle_conflict(act: CommandContext, *, member: int, finding: str, note: str | None = None) -> Decision:
    """A supervisor found out what two desks' scans of a member were; attendance stays as it is."""
    person = roll.member(act.db, member)
    scans = offline_scans.open_conflicts(act.db, member)
    if person is None or not scans:
        raise CommandRejected("nothing_to_settle", "Nothing waits to be settled for this member.")
    facts: Facts = {"member": member, "scans": scans, "finding": finding, "note": note}
    answer = {"member": roll.member_snapshot(person), "scans": scans, "finding": finding}
    return Decision("conflict_settled", facts, answer)


def explain_difference(act: CommandContext, *, device: int, reason: str) -> Decision:
    """Why a desk made another number of scans than were received."""
    statement = queries.statements(act.db).get(device)
    if statement is None or not statement["difference"]:
        raise CommandRejected("no_difference", "This desk's scans were all received; there is nothing to explain.")
    facts = {"device": device, "made": statement["made"], "received": statement["received"], "reason": reason}
    return Decision("difference_explained", facts, facts)


def report_scans(
    act: CommandContext,
    *,
    made: int,
    waiting: int,
    accepted: int,
    refused: int,
    adopted: Sequence[str] = (),
    before: Sequence[Facts] = (),
) -> Facts:
    """What a desk says of its scans; answered with how many of them are here at that moment.

    `adopted` are the ids of scans that another device of the same browser made: what was received as that one's is this
    one's now. `before` are those devices, each with what is left in that browser of its own: {device, made, refused}; one
    that has reported by itself since this one was paired is another tablet's, and answers for itself.
    """
    received_as = queries.received_as(act.db, adopted)
    received = queries.desk(act.db, act.device)["received"]
    received += sum(count for device, count in received_as.items() if device != act.device)
    _keep_report(act, act.device or 0, act.at, made, waiting, accepted, refused, received)
    for one in before:
        device = one["device"]
        if device != act.device and queries.silent_since_paired(act.db, device, act.device):
            left = queries.desk(act.db, device)["received"] - received_as.get(device, 0)
            _keep_report(act, device, None, one["made"], 0, 0, one["refused"], left)
    return {"made": made, "received": received, "epoch": act.epoch}


def _keep_report(
    act: CommandContext,
    device: int,
    at: int | None,
    made: int,
    waiting: int,
    accepted: int,
    refused: int,
    received: int,
) -> None:
    """`at` is when the device itself said so; None keeps what it was."""
    act.db.execute(
        "insert into desk_report_working (device, at, made, waiting, accepted, refused, received)"
        " values (:device, coalesce(:at, 0), :made, :waiting, :accepted, :refused, :received) on conflict (device) do update"
        " set at = coalesce(:at, at), made = :made, waiting = :waiting, accepted = :accepted, refused = :refused,"
        " received = :received",
        {
            "device": device,
            "at": at,
            "made": made,
            "waiting": waiting,
            "accepted": accepted,
            "refused": refused,
            "received": received,
        },
    )
