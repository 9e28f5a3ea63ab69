"""The desks' requests, the head count, the declaration, and their pages."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, render_template, request

from kiosk.checkin import offline_scans, oversight, proxies, proxy_papers, public_proxies, queries, shares
from kiosk.checkin.commands import SHOWN, SOURCES
from kiosk.checkin.reconciliation import FINDINGS
from kiosk.http.requests import Body, body, kiosk, perform, perform_many, reader, respond, show, work
from kiosk.i18n.catalog import say
from kiosk.meeting import queries as meetings
from kiosk.roll import queries as roll
from kiosk.rules import badge_codes
from kiosk.security.auth import current, roles
from kiosk.store.database import reading
from kiosk.store.errors import Malformed, Refused
from kiosk.store.times import times
from kiosk.store.writer import Answer

routes = Blueprint("checkin", __name__)
DESKS = ("desk", "supervisor", "secretary", "operator", "chair")
CONSOLE = ("chair", "operator", "supervisor")
COUNTERS = ("desk", "supervisor", "secretary", "operator", "chair")
BATCH_MOST = 200
MISSING_MOST = 500


@routes.get("/desk")
@roles("desk", "supervisor")
def desk() -> str:
    return show("desk", "checkin/desk.html")


@routes.get("/rows")
@roles(*COUNTERS)
def rows() -> str:
    return show("rows", "checkin/rows.html")


@routes.get("/paper")
@roles(*DESKS)
def paper() -> str:
    return show("paper", "checkin/paper.html")


@routes.post("/checkin/scans")
@roles(*DESKS)
def scan() -> Response:
    asked = body()
    return perform("check_in", asked.command_id(), **_scan(asked))


@routes.post("/checkin/scans/batch")
@roles(*DESKS)
def batch() -> Response:
    """Up to 200 scans, each decided for itself; a malformed one is answered in its place."""
    receipts: list[dict[str, Any]] = []
    wanted = []
    for scan in body().items("scans", most=BATCH_MOST):
        receipt: dict[str, Any] = {"command_id": None}
        receipts.append(receipt)
        try:
            if not isinstance(scan, dict):
                raise Malformed("A scan must be a JSON object.")
            given = scan.get("command_id")
            # half a surrogate pair has no bytes: one such id must not lose the receipts of all others
            receipt["command_id"] = given if isinstance(given, str) and given.isprintable() else None
            asked = Body(scan)
            wanted.append((receipt, ("check_in", asked.command_id(), _scan(asked))))
        except Refused as refused:
            receipt |= {"status": refused.status, "body": {"code": refused.code, "message": _said(refused)}}
    answers = perform_many([command for _, command in wanted])
    for (receipt, _), answer in zip(wanted, answers, strict=True):
        receipt |= {"status": answer.status, "body": answer.body}
    return respond(Answer(200, {"receipts": receipts}))


@routes.get("/checkin/known")
@roles(*DESKS)
def known() -> Response:
    """What a desk goes by without connection: prefixes of hashes, no names; since a version, when it names one."""
    epoch, roll_version, seq = (request.args.get(name, "") for name in ("epoch", "roll", "seq"))
    since = [int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1 for text in (roll_version, seq)]
    with reading(reader()) as db:
        return respond(Answer(200, offline_scans.known(db, epoch if min(since) >= 0 else "", *since)))


@routes.post("/checkin/reports")
@roles(*DESKS)
def report() -> Response:
    """What a desk says of its scans: made, not delivered, let in without connection, and in its box."""
    asked = body()
    told = {name: asked.integer(name, most=1_000_000) for name in ("made", "waiting", "accepted", "refused", "late")}
    if (device := current().id) is not None:
        kiosk().presence.reported(device, told["waiting"], told["late"])
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
@roles(*CONSOLE)
def settle() -> Response:
    asked = body()
    return perform(
        "settle_conflict",
        asked.command_id(),
        member=asked.integer("member", least=1),
        finding=asked.choice("finding", FINDINGS),
        note=asked.optional_text("note"),
    )


@routes.post("/checkin/explanations")
@roles(*CONSOLE)
def explain() -> Response:
    asked = body()
    return perform(
        "explain_difference",
        asked.command_id(),
        device=asked.integer("device", least=1),
        reason=asked.text("reason"),
    )


@routes.post("/checkin/voids")
@roles(*DESKS)
def void() -> Response:
    asked = body()
    return perform(
        "void_checkin", asked.command_id(), seq=asked.integer("seq", least=1), reason=asked.optional_text("reason")
    )


@routes.get("/checkin/devices/<int:device>/checkins")
@roles(*CONSOLE)
def checkins_of(device: int) -> Response:
    """Who was signed in by a device since a moment (`since`, milliseconds since 1970)."""
    since = request.args.get("since", "")
    if not (since.isascii() and since.isdigit() and len(since) < 16):
        raise Malformed("The field %(field)s is missing.", field="since")
    return respond(Answer(200, {"checkins": shares.checkins_of(reader(), device, int(since))}))


@routes.post("/checkin/devices/<int:device>/voids")
@roles(*CONSOLE)
def void_device(device: int) -> Response:
    asked = body()
    return perform(
        "void_device_checkins",
        asked.command_id(),
        device=device,
        since_at=asked.integer("since_at"),
        reason=asked.text("reason"),
    )


@routes.post("/checkin/name-pace")
@roles("chair", "operator")
def name_pace() -> Response:
    asked = body()
    return perform(
        "set_name_pace",
        asked.command_id(),
        people=asked.integer("people", most=oversight.PACE_MOST),
        minutes=asked.integer("minutes", least=1, most=oversight.PACE_MINUTES_MOST),
    )


@routes.post("/checkin/spot-checks")
@roles(*CONSOLE)
def draw_spot_check() -> Response:
    return perform("draw_spot_check", body().command_id())


@routes.post("/checkin/spot-checks/<int:spot_check>/findings")
@roles(*CONSOLE)
def record_spot_check(spot_check: int) -> Response:
    asked = body()
    given = asked.object("findings")
    if len(given) > oversight.SAMPLE_MOST:
        raise Malformed("The field %(field)s must be an object.", field="findings")
    findings = {member: Body(given).choice(member, oversight.FINDINGS) for member in given}
    return perform("record_spot_check", asked.command_id(), spot_check=spot_check, findings=findings)


@routes.post("/checkin/departures")
@roles(*DESKS)
def depart() -> Response:
    asked = body()
    return perform("depart", asked.command_id(), member=asked.integer("member", least=1))


@routes.post("/checkin/admissions")
@roles(*CONSOLE)
def admit() -> Response:
    asked = body()
    return perform("admit", asked.command_id(), member=asked.integer("member", least=1), reason=asked.text("reason"))


@routes.post("/checkin/proxies")
@roles(*DESKS)
def proxy() -> Response:
    asked = body()
    near = {"near_relative": asked.flag("near_relative")} if asked.given("near_relative") else {}
    return perform(
        "record_proxy",
        asked.command_id(),
        grantor=asked.integer("grantor", least=1),
        holder=asked.integer("holder", least=1),
        seen_by=asked.text("seen_by", most=80),
        **near,
    )


@routes.post("/checkin/proxies-most")
@roles("chair", "operator")
def proxies_most() -> Response:
    asked = body()
    return perform("set_proxies_most", asked.command_id(), most=asked.integer("most", most=100))


@routes.get("/proxies")
@roles("public")
def proxy_list() -> str:
    """Who represents whom, for everybody, to read and to print; a village's alone."""
    db = reader()
    holders, meeting = public_proxies.public(db), meetings.current(db)
    return render_template(
        "checkin/proxies.html",
        meeting=meeting.public(),
        village=meeting.preset == public_proxies.VILLAGE,
        holders=holders,
        count=sum(len(one["grantors"]) for one in holders),
        most=proxies.most(db),
        at=times(db).minute(kiosk().door.clock.now()),
        language=g.language,
    )


@routes.post("/checkin/proxy-papers/<int:arrival>/settlements")
@roles(*CONSOLE)
def settle_proxy_paper(arrival: int) -> Response:
    asked = body()
    return perform(
        "settle_proxy_paper",
        asked.command_id(),
        arrival=arrival,
        finding=asked.choice("finding", proxy_papers.FINDINGS),
    )


@routes.post("/checkin/headcounts")
@roles(*COUNTERS)
def count() -> Response:
    asked = body()
    return perform(
        "count_heads",
        asked.command_id(),
        block=asked.text("block", most=40),
        count=asked.integer("count", most=100_000),
    )


@routes.post("/checkin/headcounts/clear")
@roles(*CONSOLE)
def clear() -> Response:
    return perform("clear_heads", body().command_id())


@routes.post("/checkin/declarations")
@roles("chair", "operator")
def declare() -> Response:
    asked = body()
    return perform(
        "declare_quorum",
        asked.command_id(),
        present=asked.integer("present", most=10_000_000),
        measure=asked.choice("measure", ("checked_in", "head_count"), "checked_in"),
    )


@routes.get("/checkin/missing")
@roles(*DESKS)
def missing() -> Response:
    return respond(Answer(200, {"members": roll.missing(reader(), request.args.get("group"), MISSING_MOST)}))


@routes.get("/checkin/headcounts")
@roles(*COUNTERS)
def head_count() -> Response:
    return respond(Answer(200, queries.head_count(reader())))


def _scan(asked: Body) -> dict[str, Any]:
    """The fields of one scan, the same whichever way it came."""
    code, member = asked.optional_text("code", most=200), asked.optional_integer("member", least=1)
    if bool(code) == (member is not None):
        raise Malformed("A scan needs either a code or a member.")
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


def _said(refused: Refused) -> str:
    return say(g.language, refused.sentence, **refused.figures)
