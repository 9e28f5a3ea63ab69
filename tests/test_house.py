"""The house keeps its rules: a slice writes its own tables, and nothing in a commit ties it to one place."""

from __future__ import annotations

import ast
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.test_layers import home, sources

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kiosk"
ELSEWHERE = (
    r"pypi\.org|pythonhosted|registry\.npmjs|npmmirror|\bmirrors?\.[a-z]+\.|/simple/?\b|--(?:extra-)?index-url"
    r"|/root/|/home/[a-z]|/Users/[A-Za-z]|/opt/pypi|[A-Z]:\\Users"
)


def test_a_newcomer_finds_every_folder_on_its_page() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    there = {path.name for path in PACKAGE.glob("*.py") if not path.name.startswith("__")}
    there |= {f"{path.name}/" for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    rows = " ".join(re.findall(r"^\| (`kiosk/.*?) \|", page, re.M))
    shown = {name.rpartition("kiosk/")[2] for name in re.findall(r"`([^`]+)`", rows)}
    assert shown == there


def test_a_slice_writes_only_its_own_tables() -> None:
    owner = {
        table: home(path)
        for path in PACKAGE.rglob("tables.sql")
        if home(path) != "store"
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
