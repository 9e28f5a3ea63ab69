"""Imports go one way: packages stand in layers, and the rules load the standard library alone."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

from kiosk.app import REGISTRY

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kiosk"
# from what needs nothing to what needs everything: a package imports those before it
LAYERS = (
    "rules", "i18n", "store", "server", "security", "realtime", "qr", "http", "signing", "meeting", "roll", "speeches",
    "devices", "checkin", "qa", "ballots", "agenda", "minutes", "practice", "display", "screens", "app", "serve",
    "meeting_file", "simulation", "cli",
)  # fmt: skip
PURE = sorted(path for path in (PACKAGE / "rules").rglob("*.py"))
SLICES = {part.name.partition(".")[0] for part in REGISTRY.slices} - {"screens"}
# the modules with routes or pages; everything else of a slice knows no web
ROUTES = ("routes", "search_routes", "moderation_routes", "early_routes", "hands_routes")
PAGES = {
    "devices": {"pairing", "entering", "certificate_setup"},
    "meeting": {"watermark"},
    "qa": {"printing"},
    "speeches": {"verifying"},
}
# what one slice may import of another: what it knows, its search, what the hall is at, its files for the record
OFFERED = {"queries", "scene", "search", "export"}
WEB = {"flask", "flask_socketio", "socketio", "werkzeug"}


class Import(NamedTuple):
    """One name imported by one module: `kiosk.roll.commands` takes `kiosk.meeting.queries`."""

    path: Path
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line} imports {self.name}"

    @property
    def top(self) -> str:
        return self.name.split(".")[0]

    @property
    def package(self) -> str | None:
        """The package of ours that is imported from."""
        parts = self.name.split(".")
        return parts[1] if parts[0] == "kiosk" and len(parts) > 1 else None


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[Import]:
    """Every import of a file, those inside functions too; `from a import b` counts as `a.b`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (Import(path, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written in full"
            yield from (Import(path, node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def home(path: Path) -> str:
    """The package, or the module beside the packages, to which a file belongs."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def listed(broken: list[Import]) -> str:
    return "\n".join(map(str, broken))


def test_every_package_imports_only_those_below_it() -> None:
    rank = {name: place for place, name in enumerate(LAYERS)}
    assert {home(path) for path in sources()} - {"__init__", "__main__"} == set(rank)
    broken = [
        taken
        for path in sources()
        if home(path) in rank
        for taken in imports(path)
        if taken.package in rank and rank[taken.package] > rank[home(path)]
    ]
    assert not broken, listed(broken)


def test_a_slice_takes_from_another_only_what_it_offers() -> None:
    broken = [
        taken
        for path in sources()
        if home(path) in SLICES
        for taken in imports(path)
        if taken.package in SLICES - {home(path)} and not OFFERED & set(taken.name.split("."))
    ]
    assert not broken, listed(broken)


def test_no_two_modules_need_each_other() -> None:
    names = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in sources()
    }
    needed: dict[str, set[str]] = {}
    for name, path in names.items():
        taken = (each.name if each.name in names else each.name.rpartition(".")[0] for each in imports(path))
        needed[name] = {each for each in taken if each in names and each != name}
    TopologicalSorter(needed).prepare()  # raises CycleError, which names the circle


def test_a_rule_loads_the_standard_library_alone() -> None:
    """Each in an interpreter of its own, as an auditor would load it."""
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in PURE]
    assert len(names) > 20
    code = (
        "import importlib, json, sys\n"
        "before = set(sys.modules)\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", code, *names], cwd=ROOT, capture_output=True, text=True, check=True)
    foreign = {
        name
        for name in json.loads(done.stdout)
        if name != "kiosk" and not name.startswith("kiosk.rules") and name.split(".")[0] not in sys.stdlib_module_names
    }
    assert not foreign


def test_only_the_server_knows_the_async_library() -> None:
    broken = [taken for path in sources() for taken in imports(path) if taken.top == "eventlet" and path.stem != "wsgi"]
    assert not broken, listed(broken)


def test_what_decides_and_what_writes_know_no_web() -> None:
    inner = [
        path for path in sources() if home(path) in SLICES and path.stem not in {*ROUTES, *PAGES.get(home(path), set())}
    ]
    broken = [taken for path in inner for taken in imports(path) if taken.top in WEB]
    assert inner and not broken, listed(broken)


def test_projections_take_nothing_but_the_entry() -> None:
    """What they write follows from entries alone, or a rebuild would differ."""
    writers = {path for path in sources() if path.stem.endswith("projections")} | {PACKAGE / "ballots" / "rows.py"}
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in writers}
    broken = [
        taken
        for path in writers
        for taken in imports(path)
        if taken.name in {"time.time", "secrets", "random"}
        or (
            taken.top == "kiosk"
            and taken.name != "kiosk.store.journal.Entry"
            and not {taken.name, taken.name.rpartition(".")[0]} & names
        )
    ]
    assert len(writers) > 15 and not broken, listed(broken)
