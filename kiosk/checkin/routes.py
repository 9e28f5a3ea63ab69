"""The desks' requests, the head count, the declaration, and their pages."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, render_template, request

from kiosk.checkin import offline_scans, oversight, proxies, proxy_papers, public_proxies, queries, shares
from kiosk.checkin.commands import SHOWN, SOURCES
from kiosk.checkin.reconciliation import FINDINGS
from kiosk.http.requests import (
    Body,
    app_context,
    body,
    execute_command,
    json_response,
    perform_many,
    read_db,
    render_view,
    work,
)
from kiosk.i18n.catalog import translate
from kiosk.meeting import queries as meetings
from kiosk.roll import queries as roll
from kiosk.rules import badge_codes
from kiosk.security.auth import current, require_roles
from kiosk.store.database import reading
from kiosk.store.errors import CommandRejected, ValidationError
from kiosk.store.times import times
from kiosk.store.writer import CommandResponse

routes = Blueprint("checkin", __name__)
DESKS = ("desk", "supervisor", "secretary", "operator", "chair")
CONSOLE = ("chair", "operator", "supervisor")
COUNTERS = ("desk", "supervisor", "secretary", "operator", "chair")
BATCH_MOST = 200
MISSING_MOST = 500


@routes.get("/desk")
@require_roles("desk", "supervisor")
def desk() -> str:
    return render_view("desk", "checkin/desk.html")


@routes.get("/rows")
@require_roles(*COUNTERS)
def rows() -> str:
    return render_view("rows", "checkin/rows.html")


@routes.get("/paper")
@require_roles(*DESKS)
def paper() -> str:
    return render_view("paper", "checkin/paper.html")


@routes.post("/checkin/scans")
@require_roles(*DESKS)
def scan() -> Response:
    asked = body()
    return execute_command("check_in", asked.command_id(), **_scan(asked))


@routes.post("/checkin/scans/batch")
@require_roles(*DESKS)
def batch() -> Response:
    """Up to 200 scans, each decided for itself; a malformed one is answered in its place."""
    receipts: list[dict[str, Any]] = []
    wanted = []
    for scan in body().items("scans", most=BATCH_MOST):
        receipt: dict[str, Any] = {"command_id": None}
        receipts.append(receipt)
        try:
            if not isinstance(scan, dict):
                raise ValidationError("A scan must be a JSON object.")
            given = scan.get("command_id")
            # half a surrogate pair has no bytes: one such id must not lose the receipts of all others
            receipt["command_id"] = given if isinstance(given, str) and given.isprintable() else None
            asked = Body(scan)
            wanted.append((receipt, ("check_in", asked.command_id(), _scan(asked))))
        except CommandRejected as refused:
            receipt |= {"status": refused.status, "body": {"code": refused.code, "message": _said(refused)}}
    answers = perform_many([command for _, command in wanted])
    for (receipt, _), answer in zip(wanted, answers, strict=True):
        receipt |= {"status": answer.status, "body": answer.body}
    return json_response(CommandResponse(200, {"receipts": receipts}))


@routes.get("/checkin/known")
@require_roles(*DESKS)
def known() -> Response:
    """What a desk goes by without connection: prefixes of hashes, no names; since a version, when it names one."""
    epoch, roll_version, seq = (request.args.get(name, "") for name in ("epoch", "roll", "seq"))
    since = [int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1 for text in (roll_version, seq)]
    with reading(read_db()) as db:
        return json_response(CommandResponse(200, offline_scans.known(db, epoch if min(since) >= 0 else "", *since)))


@routes.post("/checkin/reports")
@require_roles(*DESKS)
def report() -> Response:
    """What a desk says of its scans: made, not delivered, let in without connection, and in its box."""
    asked = body()
    told = {name: asked.integer(name, most=1_000_000) for name in ("made", "waiting", "accepted", "refused", "late")}
    if (device := current().id) is not None:
        app_context().device_status.reported(device, told["waiting"], told["late"])
    fields: dict[str, Any] = {name: told[name] for name in ("made", "waiting", "accepted", "refused")}
    before = (
        [Body(one) for one in asked.items("before", most=20) if isinstance(one, dict)] if asked.given("before") else []
    )
    return work(
        "report_scans",
        **fields,
        adopted=asked.texts("adopted", most=5_000, long=64),
        before=[
            {
                "device": one.integer("device", least=1),
                "made": one.integer("made", most=1_000_000),
                "refused": one.integer("refused", most=1_000_000),
            }
            for one in before
        ],
    )


@routes.post("/checkin/conflicts/settlements")
@require_roles(*CONSOLE)
def settle() -> Response:
    asked = body()
    return execute_command(
        "settle_conflict",
        asked.command_id(),
        member=asked.integer("member", least=1),
        finding=asked.choice("finding", FINDINGS),
        note=asked.optional_text("note"),
    )


@routes.post("/checkin/explanations")
@require_roles(*CONSOLE)
def explain() -> Response:
    asked = body()
    return execute_command(
        "explain_difference",
        asked.command_id(),
        device=asked.integer("device", least=1),
        reason=asked.text("reason"),
    )


@routes.post("/checkin/voids")
@require_roles(*DESKS)
def void() -> Response:
    asked = body()
    return execute_command(
        "void_checkin", asked.command_id(), seq=asked.integer("seq", least=1), reason=asked.optional_text("reason")
    )


@routes.get("/checkin/devices/<int:device>/checkins")
@require_roles(*CONSOLE)
def checkins_of(device: int) -> Response:
    """Who was signed in by a device since a moment (`since`, milliseconds since 1970)."""
    since = request.args.get("since", "")
    if not (since.isascii() and since.isdigit() and len(since) < 16):
        raise ValidationError("The field %(field)s is missing.", field="since")
    return json_response(CommandResponse(200, {"checkins": shares.checkins_of(read_db(), device, int(since))}))


@routes.post("/checkin/devices/<int:device>/voids")
@require_roles(*CONSOLE)
def void_device(device: int) -> Response:
    asked = body()
    return execute_command(
        "void_device_checkins",
        asked.command_id(),
        device=device,
        since_at=asked.integer("since_at"),
        reason=asked.text("reason"),
    )


@routes.post("/checkin/name-pace")
@require_roles("chair", "operator")
def name_pace() -> Response:
    asked = body()
    return execute_command(
        "set_name_pace",
        asked.command_id(),
        people=asked.integer("people", most=oversight.PACE_MOST),
        minutes=asked.integer("minutes", least=1, most=oversight.PACE_MINUTES_MOST),
    )


@routes.post("/checkin/spot-checks")
@require_roles(*CONSOLE)
def draw_spot_check() -> Response:
    return execute_command("draw_spot_check", body().command_id())


@routes.post("/checkin/spot-checks/<int:spot_check>/findings")
@require_roles(*CONSOLE)
def record_spot_check(spot_check: int) -> Response:
    asked = body()
    given = asked.object("findings")
    if len(given) > oversight.SAMPLE_MOST:
        raise ValidationError("The field %(field)s must be an object.", field="findings")
    findings = {member: Body(given).choice(member, oversight.FINDINGS) for member in given}
    return execute_command("record_spot_check", asked.command_id(), spot_check=spot_check, findings=findings)


@routes.post("/checkin/departures")
@require_roles(*DESKS)
def depart() -> Response:
    asked = body()
    return execute_command("depart", asked.command_id(), member=asked.integer("member", least=1))


@routes.post("/checkin/admissions")
@require_roles(*CONSOLE)
def admit() -> Response:
    asked = body()
    return execute_command(
        "admit", asked.command_id(), member=asked.integer("member", least=1), reason=asked.text("reason")
    )


@routes.post("/checkin/proxies")
@require_roles(*DESKS)
def proxy() -> Response:
    asked = body()
    near = {"near_relative": asked.flag("near_relative")} if asked.given("near_relative") else {}
    return execute_command(
        "record_proxy",
        asked.command_id(),
        grantor=asked.integer("grantor", least=1),
        holder=asked.integer("holder", least=1),
        seen_by=asked.text("seen_by", most=80),
        **near,
    )


@routes.post("/checkin/proxies-most")
@require_roles("chair", "operator")
def proxies_most() -> Response:
    asked = body()
    return execute_command("set_proxies_most", asked.command_id(), most=asked.integer("most", most=100))


@routes.get("/proxies")
@require_roles("public")
def proxy_list() -> str:
    """Who represents whom, for everybody, to read and to print; a village's alone."""
    db = read_db()
    holders, meeting = public_proxies.public(db), meetings.current(db)
    return render_template(
        "checkin/proxies.html",
        meeting=meeting.public(),
        village=meeting.preset == public_proxies.VILLAGE,
        holders=holders,
        count=sum(len(one["grantors"]) for one in holders),
        most=proxies.most(db),
        at=times(db).minute(app_context().writer.clock.now()),
        language=g.language,
    )


@routes.post("/checkin/proxy-papers/<int:arrival>/settlements")
@require_roles(*CONSOLE)
def settle_proxy_paper(arrival: int) -> Response:
    asked = body()
    return execute_command(
        "settle_proxy_paper",
        asked.command_id(),
        arrival=arrival,
        finding=asked.choice("finding", proxy_papers.FINDINGS),
    )


@routes.post("/checkin/headcounts")
@require_roles(*COUNTERS)
def count() -> Response:
    asked = body()
    return execute_command(
        "count_heads",
        asked.command_id(),
        block=asked.text("block", most=40),
        count=asked.integer("count", most=100_000),
    )


@routes.post("/checkin/headcounts/clear")
@require_roles(*CONSOLE)
def clear() -> Response:
    return execute_command("clear_heads", body().command_id())


@routes.post("/checkin/declarations")
@require_roles("chair", "operator")
def declare() -> Response:
    asked = body()
    return execute_command(
        "declare_quorum",
        asked.command_id(),
        present=asked.integer("present", most=10_000_000),
        measure=asked.choice("measure", ("checked_in", "head_count"), "checked_in"),
    )


@routes.get("/checkin/missing")
@require_roles(*DESKS)
def missing() -> Response:
    return json_response(
        CommandResponse(200, {"members": roll.missing(read_db(), request.args.get("group"), MISSING_MOST)})
    )


@routes.get("/checkin/headcounts")
@require_roles(*COUNTERS)
def head_count() -> Response:
    return json_response(CommandResponse(200, queries.head_count(read_db())))


def _scan(asked: Body) -> dict[str, Any]:
    """The fields of one scan, the same whichever way it came."""
    code, member = asked.optional_text("code", most=200), asked.optional_integer("member", least=1)
    if bool(code) == (member is not None):
        raise ValidationError("A scan needs either a code or a member.")
    return {
        "code": _meant(code) if code else None,
        "member": member,
        "source": asked.choice("source", SOURCES, "typed"),
        "device_at": asked.optional_integer("device_at"),
        "provisional": asked.flag("provisional"),
        "shown": asked.choice("shown", SHOWN) if asked.given("shown") else None,
        "typed_by": asked.optional_text("typed_by", most=80),
    }


def _meant(code: str) -> str:
    """A badge's code put right; anything else as it was read, so that it can be looked into."""
    put_right = badge_codes.normalise(code)
    return put_right if badge_codes.valid(put_right) else code


def _said(refused: CommandRejected) -> str:
    return translate(g.language, refused.sentence, **refused.figures)
