"""The wheel stands alone: built as anybody builds it, unpacked away from the checkout, with pages, tables and parts."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAMED = ["preact.js", "preact-hooks.js", "htm.js", "signals.js", "signals-core.js", "socket.io.js"]
NAMED += ["zxing/reader/index.js", "zxing/share.js", "zxing/zxing_reader.wasm", "fonts/sans.css", "fonts/serif.css"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with the hatchling of the lock; the front-end parts of the set-up are there, so that npm is not asked."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [built] = folder.glob("kiosk-*.whl")
    return built


@pytest.fixture(scope="module")
def held(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="module")
def empty(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it; what it depends on is lent by this one, so that no network is needed."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    into = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)}))
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(folder),
            "install",
            "--no-deps",
            "--no-index",
            "--quiet",
            str(wheel),
        ],
        check=True,
    )
    lent = [place for place in sys.path if place.endswith("site-packages")]
    (into / "lent.pth").write_text("\n".join(lent), "utf-8")
    return folder


def test_every_page_table_and_catalogue_is_inside(held: set[str]) -> None:
    files = [path for path in (ROOT / "kiosk").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert {".py", ".sql", ".html", ".po"} <= {path.suffix for path in files}
    assert not {path.relative_to(ROOT).as_posix() for path in files} - held


def test_every_script_style_and_part_is_inside(held: set[str]) -> None:
    written = [path for name in ("js", "css") for path in (ROOT / "static" / name).rglob("*") if path.is_file()]
    meant = {f"kiosk/{path.relative_to(ROOT).as_posix()}" for path in written}
    assert not (meant | {f"kiosk/static/vendor/{name}" for name in NAMED}) - held


def test_the_licences_of_all_that_is_shipped_are_inside(held: set[str]) -> None:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec and spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    packages = {"/".join(part.split("/")[: 2 if part[0] == "@" else 1]) for part in build.PARTS} | set(build.FONTS)
    named = {f"kiosk/static/vendor/licenses/{name.removeprefix('@').replace('/', '-')}.txt" for name in packages}
    assert named and not named - held
    inside = {name.partition(".dist-info/licenses/")[2] for name in held}
    assert {"LICENSE", "LICENSES/README.md", "LICENSES/Unicode.txt"} <= inside


def test_fonts_name_only_files_that_are_there() -> None:
    fonts = ROOT / "static" / "vendor" / "fonts"
    for style in fonts.glob("*.css"):
        named = re.findall(r"url\(([^)]+)\)", style.read_text("utf-8"))
        assert named and all((fonts / name.strip("'\"")).is_file() for name in named)


@pytest.mark.slow
def test_the_command_runs_from_the_wheel_alone(empty: Path, tmp_path: Path) -> None:
    """A new meeting, away from the checkout: the package's own tables, presets and static files are found."""
    command = empty / ("Scripts/kiosk.exe" if os.name == "nt" else "bin/kiosk")
    told = run(command, "--help", cwd=tmp_path)
    assert "run a meeting in a hall" in told
    run(command, "new", "hall.kiosk", "--title", "Members' meeting", "--preset", "party-grassroots", cwd=tmp_path)
    run(command, "verify", "hall.kiosk", cwd=tmp_path)
    where = "import kiosk.http.middleware; print(kiosk.http.middleware.__file__); print(kiosk.http.middleware.static_folder())"
    module, static = run(command.with_name("python"), "-c", where, cwd=tmp_path).splitlines()
    assert Path(module).is_relative_to(empty) and Path(static).is_relative_to(empty)


def run(*command: str | Path, cwd: Path) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, env=kept)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
