"""Which files a scene of the hall touches, from the tablet's scan to the screen: `python docs/developing/follow.py attendance`."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UP_TO_THE_TABLES = ("kiosk/realtime/publisher.py", "kiosk/screens/hall.py")


def imported(path: Path) -> list[Path]:
    """The modules of ours that a file imports, without those that every snapshot has: the registry, the journal."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kiosk"):
            for alias in node.names:
                for name in (f"{node.module}.{alias.name}", node.module):
                    file = ROOT.joinpath(*name.split(".")).with_suffix(".py")
                    if file.is_file():
                        found.append(file)
                        break
    return [file for file in dict.fromkeys(found) if file.name != "registry.py"]


def scene(name: str) -> list[str]:
    """The files in the order in which they are read; the scene's own, then the queries that it names."""
    own = ROOT / "kiosk" / "screens" / "scenes" / f"{name}.py"
    files = [ROOT / part for part in UP_TO_THE_TABLES] + [ROOT / "kiosk/display/scene.py", own, *imported(own)]
    page = [ROOT / "static/js/live.js", ROOT / "static/js/views/hall.js", ROOT / "static/js/hall" / f"{name}.js"]
    return [file.relative_to(ROOT).as_posix() for file in dict.fromkeys([*files, *page]) if file.is_file()]


if __name__ == "__main__":
    touched = scene(sys.argv[1] if len(sys.argv) > 1 else "attendance")
    print("\n".join(touched), f"\n{len(touched)} files")
