"""The house keeps its rules: who may import whom, types, style, and nothing in a commit that ties it to one place."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from kiosk.app import HOUSE

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kiosk"
SLICES = {part.name for part in HOUSE.slices}
PURE = {
    "quorum", "rate", "draw", "codes", "search", "order", "wording", "paper", "steps", "templates", "stages",
    "tally", "figures", "identities", "lines", "spoken", "standing", "validity", "cascade", "silent", "hands",
}  # fmt: skip
OFFERED = PURE | {
    "queries",
    "hall",
    "showing",
    "export",
}  # what one slice may import of another: what it knows, what may be shown of it, its rules, its files
PURE_CORE = {"plain", "skeletons"}  # what text can be shown, which names look the same: rules for every slice
MAY_LEAN_ON = {"search": {"pypinyin", "opencc"}}  # readings and scripts are tables nobody should type again
COMPOSE = {"__init__", "__main__", "cli", "serving", "starting"}  # the modules of the core that put the slices together
WEB = {"flask", "flask_socketio", "socketio", "werkzeug"}
ELSEWHERE = (
    r"pypi\.org|pythonhosted|registry\.npmjs|npmmirror|\bmirrors?\.[a-z]+\.|/simple/?\b|--(?:extra-)?index-url"
    r"|/root/|/home/[a-z]|/Users/[A-Za-z]|/opt/pypi|[A-Z]:\\Users"
)


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
    def slice(self) -> str | None:
        """The slice that is imported from, if it is one."""
        parts = self.name.split(".")
        return parts[1] if parts[0] == "kiosk" and len(parts) > 1 and parts[1] in SLICES else None

    @property
    def module(self) -> str:
        """The module inside the slice: `queries`; empty when the slice itself is imported."""
        return ".".join(self.name.split(".")[2:3])


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


def home(path: Path) -> str | None:
    """The slice in which a file lives; None for the core."""
    first = path.relative_to(PACKAGE).parts[0]
    return first if first in SLICES else None


def core() -> list[Path]:
    return [path for path in PACKAGE.glob("*.py") if path.stem not in COMPOSE]


def told(broken: list[Import]) -> str:
    return "\n".join(map(str, broken))


def test_only_the_server_knows_the_async_library() -> None:
    broken = [one for path in sources() for one in imports(path) if one.top == "eventlet" and path.stem != "server"]
    assert not broken, told(broken)


def test_what_an_auditor_reads_imports_nothing_else_of_ours() -> None:
    rules = [
        path for path in sources() if (path.stem in PURE and home(path)) or (path.stem in PURE_CORE and not home(path))
    ]
    assert rules
    broken = [
        one
        for path in rules
        for one in imports(path)
        if one.top not in sys.stdlib_module_names | MAY_LEAN_ON.get(path.stem, set())
        and not (one.slice and one.slice == home(path) and one.module in PURE)
        and ".".join(one.name.split(".")[:2]) not in {f"kiosk.{name}" for name in PURE_CORE}
    ]
    assert not broken, told(broken)


def test_a_slice_takes_from_another_only_its_queries_and_pure_rules() -> None:
    broken = [
        one
        for path in sources()
        if home(path)
        for one in imports(path)
        if one.slice and one.slice != home(path) and one.module not in OFFERED
    ]
    assert not broken, told(broken)


def test_the_core_never_imports_a_slice() -> None:
    broken = [one for path in core() for one in imports(path) if one.slice]
    assert not broken, told(broken)


def test_no_two_modules_need_each_other() -> None:
    names = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in sources()
    }
    needed: dict[str, set[str]] = {}
    for name, path in names.items():
        found = (one.name if one.name in names else one.name.rpartition(".")[0] for one in imports(path))
        needed[name] = {one for one in found if one in names and one != name}
    TopologicalSorter(needed).prepare()  # raises CycleError, which names the circle


def test_a_newcomer_finds_every_room_of_the_house_on_its_page() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    rooms = {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py", "__main__.py"} | {
        f"{name}/" for name in SLICES
    }
    rows = " ".join(re.findall(r"^\| (`kiosk/.*?) \|", page, re.M))
    shown = set(re.findall(r"\w+\.py|\w+/", rows))
    assert rooms - shown == set(), "missing in ARCHITECTURE.md"
    assert {name for name in shown - rooms if name.endswith(".py")} == {"__init__.py"}, "not there any more"


def test_what_decides_and_what_writes_know_no_web() -> None:
    inner = [
        path
        for path in sources()
        if path.stem
        in {
            "commands",
            "asking",
            "answering",
            "projections",
            "queries",
            "hall",
            "showing",
            "entries",
            "counts",
            "limits",
            "tokens",
            "rounds",
            "counting",
            "declaring",
            "signing",
            "scrutiny",
            "procedure",
        }
    ]
    broken = [one for path in inner for one in imports(path) if one.top in WEB]
    assert not broken, told(broken)


def test_projections_take_nothing_but_the_entry() -> None:
    """What they write follows from entries alone, or a rebuild would differ."""
    allowed = {"kiosk.store.journal.Entry"}
    writers = [path for path in PACKAGE.glob("*/*.py") if path.stem.endswith("projections") or path.stem == "rows"]
    broken = [
        one
        for path in writers
        for one in imports(path)
        if one.name in {"time.time", "secrets", "random"}
        or (one.top == "kiosk" and one.name not in allowed and path.parent / f"{one.module}.py" not in writers)
    ]
    assert not broken, told(broken)


def test_a_slice_writes_only_its_own_tables() -> None:
    owner = {
        table: path.parent.name
        for path in PACKAGE.glob("*/tables.sql")
        for table in re.findall(r"create (?:virtual )?table (?:if not exists )?(\w+)", path.read_text("utf-8"))
    }
    broken = [
        f"{path.relative_to(ROOT)}:{node.lineno} writes {table}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for table in re.findall(r"\b(?:insert (?:or \w+ )?into|update|delete from) (\w+)", node.value)
        if owner.get(table, home(path)) != home(path)
    ]
    assert owner and not broken, "\n".join(broken)


def test_nothing_committed_names_a_registry_or_somebody_s_machine() -> None:
    """Locks hold hashes, not addresses; otherwise a mirror, a proxy or another laptop could not build it."""
    place = re.compile(ELSEWHERE)
    broken = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in committed()
        if path != Path(__file__).resolve() and (found := place.search(path.read_text("utf-8", errors="ignore")))
    ]
    assert not broken, "\n".join(broken)


def test_the_locks_pin_everything_by_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    for pinned in re.split(r"\n(?=[a-z])", re.sub(r"^#.*\n", "", lock, flags=re.MULTILINE)):
        assert re.match(r"[a-z0-9._-]+==\S+", pinned) and "--hash=sha256:" in pinned, pinned[:80]
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text("utf-8")


def committed() -> list[Path]:
    """The files git knows, or every file of an unpacked copy that has no history."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "GIT_DIR": str(ROOT / ".git")},
    )
    if listed.returncode:
        pytest.skip("no git here: what is committed is not known")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]
