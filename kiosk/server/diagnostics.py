"""Is this laptop ready to run a meeting without the internet? Each finding is a sentence, with a remedy where it is not.

Looking at the power takes a program of the system, up to two seconds: never call `findings` in the hub.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.server import plain_http
from kiosk.server.endpoints import Endpoints
from kiosk.server.network_addresses import addresses
from kiosk.store import database as files
from kiosk.store.meeting_clock import steady_ms
from kiosk.store.times import Times

DISK_WANTED = 2 * 1024**3
DISK_NEEDED = 200 * 1024**2
BATTERY_WANTED = 50
ASK_SECONDS = 2
WINDOWS_BATTERY = (
    "Get-CimInstance Win32_Battery | Select-Object -First 1 |"
    ' ForEach-Object { "$($_.EstimatedChargeRemaining) $($_.BatteryStatus)" }'
)
SUPPLY = Path("/sys/class/power_supply")


class Finding(NamedTuple):
    """`state` is ready, look or stop; `sentence` and `remedy` are msgids with their figures."""

    key: str
    state: str
    sentence: str
    figures: dict[str, Any]
    remedy: str = ""


class Power(NamedTuple):
    """Charge in percent (None: no battery, or unknown), and whether it is plugged in."""

    percent: int | None
    plugged: bool


def _(text: str) -> str:
    """Marks a sentence for the catalogue."""
    return text


def findings(
    path: Path, static: Path, endpoints: Endpoints, clock: Finding, now_ms: int | None = None
) -> list[Finding]:
    """Everything that was looked at, in the order in which it is put right; `clock` is what `time_of_day` found."""
    known = addresses()
    return [
        installed(static),
        disk(shutil.disk_usage(path.parent).free),
        battery(power()),
        sleep(sleeps()),
        clock,
        network(known, endpoints),
        reach(endpoints, steady_ms() if now_ms is None else now_ms),
        https(endpoints),
        over_plain_http(path, endpoints),
    ]


def over_plain_http(path: Path, endpoints: Endpoints) -> Finding:
    with closing(files.reader(path)) as db:
        open_to_all = plain_http.allowed(db)
    if open_to_all:
        return Finding(
            "plain_http",
            "stop",
            _("Chair, operator and tellers may come over plain HTTP: who is in the network can read their key."),
            {},
            _("Take it back on the console, under Devices, and let them open the address with https."),
        )
    sentence = _("Chair, operator and tellers come by HTTPS or sit at the laptop.")
    if endpoints.secure_url:
        return Finding("plain_http", "ready", sentence, {})
    remedy = _("Start it with a free --tls-port, or let the chair allow plain HTTP on the console, under Devices.")
    return Finding("plain_http", "look", sentence, {}, remedy)


def installed(static: Path) -> Finding:
    parts = ("vendor/preact.js", "vendor/socket.io.js", "vendor/zxing/zxing_reader.wasm", "vendor/fonts/sans.css")
    if all((static / part).is_file() for part in parts):
        return Finding("installed", "ready", _("Everything is installed; nothing is fetched from the internet."), {})
    return Finding(
        "installed", "stop", _("Parts of the pages are missing."), {}, _("Start the program once with a network.")
    )


def disk(free: int) -> Finding:
    figures = {"free": f"{free / 1024**3:.1f}"}
    sentence = _("%(free)s GB of the disk are free.")
    if free >= DISK_WANTED:
        return Finding("disk", "ready", sentence, figures)
    remedy = _("Make room on the disk: two gigabytes are plenty.")
    return Finding("disk", "look" if free >= DISK_NEEDED else "stop", sentence, figures, remedy)


def battery(found: Power | None) -> Finding:
    if found is None:
        return Finding("battery", "look", _("The power could not be looked at."), {}, _("Plug the laptop in."))
    if found.percent is None:
        return Finding("battery", "ready", _("This computer runs on mains."), {})
    figures = {"percent": found.percent}
    if found.plugged:
        return Finding("battery", "ready", _("Plugged in, the battery at %(percent)s %%."), figures)
    state = "look" if found.percent >= BATTERY_WANTED else "stop"
    return Finding("battery", state, _("On battery, at %(percent)s %%."), figures, _("Plug the laptop in."))


def sleep(falls_asleep: bool | None) -> Finding:
    if falls_asleep is False:
        return Finding("sleep", "ready", _("The laptop does not fall asleep by itself."), {})
    sentence = _("Whether the laptop falls asleep could not be seen.")
    if falls_asleep:
        sentence = _("The laptop falls asleep when nobody touches it.")
    return Finding(
        "sleep",
        "look",
        sentence,
        {},
        _("In the system's settings for power set sleep to Never, and leave the lid open."),
    )


def time_of_day(written: Times, now: int, moved_ms: int, moved_at: int) -> Finding:
    """`now` and `moved_at` are times of the meeting's clock; `moved_ms` by how much the laptop's was set last, 0: never."""
    figures: dict[str, Any] = {"now": written.minute(now), "zone": written.name}
    if not written.own:
        sentence = _("It is %(now)s in the zone %(zone)s, and the meeting has no time zone of its own yet.")
        return Finding("clock", "look", sentence, figures, _("Choose its time zone on this page."))
    if not moved_ms:
        return Finding("clock", "ready", _("It is %(now)s in the zone %(zone)s."), figures)
    sentence = (
        _("The laptop's clock was set forward at %(at)s. It is %(now)s in the zone %(zone)s.")
        if moved_ms > 0
        else _("The laptop's clock was set back at %(at)s. It is %(now)s in the zone %(zone)s.")
    )
    remedy = _("See that this is the right time. Durations go on as they were.")
    return Finding("clock", "look", sentence, {**figures, "at": written.clock(moved_at)}, remedy)


def network(known: list[str], endpoints: Endpoints) -> Finding:
    if not known:
        return Finding(
            "network",
            "stop",
            _("This laptop is in no network."),
            {},
            _("Join the hall's Wi-Fi, or plug in a router of your own."),
        )
    figures = {"url": endpoints.plain_url}
    if endpoints.only_here:
        return Finding(
            "network", "stop", _("The meeting is served to this laptop alone."), figures, _("Start it without --host.")
        )
    if not any(f"//{one}:" in endpoints.plain_url for one in known):
        return Finding(
            "network",
            "stop",
            _("Tablets were told %(url)s, but the laptop is in another network now."),
            figures,
            _("Start the program again, so that codes and certificate fit the new network."),
        )
    return Finding("network", "ready", _("Tablets open %(url)s."), figures)


def reach(endpoints: Endpoints, now_ms: int) -> Finding:
    """A laptop cannot see its own firewall, nor whether the Wi-Fi keeps its guests apart: a tablet can."""
    if endpoints.reached is None:
        return Finding(
            "reach",
            "look",
            _("No tablet has reached this laptop yet."),
            {},
            _(
                "Read the code below with one tablet. If its page does not open: allow the program in this laptop's firewall, and"
                " if that is not it, the Wi-Fi keeps its guests apart. Then bring a router of your own; it needs no internet."
            ),
        )
    address, at = endpoints.reached
    return Finding(
        "reach",
        "ready",
        _("A tablet at %(address)s reached this laptop %(minutes)s minutes ago."),
        {"address": address, "minutes": max(0, (now_ms - at) // 60_000)},
    )


def https(endpoints: Endpoints) -> Finding:
    if endpoints.secure_url:
        return Finding(
            "https",
            "ready",
            _("HTTPS at %(url)s: live camera, and desks that open again without the network."),
            {"url": endpoints.secure_url},
        )
    return Finding(
        "https",
        "look",
        _("There is no HTTPS: no live camera. Scanners, photos and names work."),
        {},
        _("Start it with a free --tls-port."),
    )


def power() -> Power | None:
    if sys.platform == "linux":
        return _linux_power(SUPPLY)
    if sys.platform == "darwin":
        return _mac_power(_said("pmset", "-g", "batt"))
    return _windows_power(_said("powershell", "-NoProfile", "-Command", WINDOWS_BATTERY))


def sleeps() -> bool | None:
    """Whether it falls asleep on mains power; None when that cannot be known here."""
    if sys.platform == "darwin":
        return _mac_sleeps(_said("pmset", "-g", "custom"))
    if sys.platform == "linux":
        said = _said("gsettings", "get", "org.gnome.settings-daemon.plugins.power", "sleep-inactive-ac-type")
        return None if said is None else "nothing" not in said
    return None  # Windows tells it in the language of the system: look there


def _linux_power(supply: Path) -> Power | None:
    try:
        batteries = sorted(supply.glob("BAT*"))
        if not batteries:
            return Power(None, True)
        percent = int((batteries[0] / "capacity").read_text())
        return Power(percent, (batteries[0] / "status").read_text().strip() != "Discharging")
    except (OSError, ValueError):
        return None


def _mac_power(said: str | None) -> Power | None:
    if said is None:
        return None
    figures = [word.rstrip("%;") for word in said.split() if word.rstrip(";").endswith("%")]
    return Power(int(figures[0]) if figures else None, "AC Power" in said)


def _windows_power(said: str | None) -> Power | None:
    if said is None:
        return None
    parts = said.split()
    return Power(int(parts[0]), parts[1] != "1") if len(parts) == 2 and parts[0].isdigit() else Power(None, True)


def _mac_sleeps(said: str | None) -> bool | None:
    if said is None:
        return None
    on_mains = said.partition("AC Power:")[2].split()
    return on_mains[on_mains.index("sleep") + 1] != "0" if "sleep" in on_mains[:-1] else None


def _said(*command: str) -> str | None:
    ask: Callable[..., Any] = subprocess.run
    try:
        done = ask(command, capture_output=True, text=True, timeout=ASK_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None
