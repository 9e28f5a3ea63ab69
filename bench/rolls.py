"""A roll of 20,000 beside a running meeting: how long preview and import take, what they do to the desks, what memory
they take. `python bench/rolls.py [ROWS]`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from kiosk.making import make_meeting
from tests.roll.files import HEADER, people, table, workbook


def main(rows: int) -> None:
    listed = [[f"{i:05}", *row[1:]] for i, row in enumerate(people(rows))]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "roll.csv").write_bytes(table(listed).encode())
        (place / "roll.xlsx").write_bytes(workbook([HEADER, *listed]))
        for name in ("roll.csv", "roll.xlsx"):
            file = place / f"{name}.kiosk"
            make_meeting(file, title="Members' meeting", preset="party-grassroots")
            preview = _timed(["import", str(file), str(place / name), "--dry-run"])
            done = _timed(["import", str(file), str(place / name)])
            print(
                f"{name}: preview {preview[0]:.1f} s, import {done[0]:.1f} s, memory {max(preview[1], done[1]):.0f} MB"
            )


def _timed(command: list[str]) -> tuple[float, float]:
    """Seconds, and the largest memory of the command or of the process that reads for it, in MB."""
    script = (
        "import resource, sys, time\n"
        "from kiosk.cli import main\n"
        "if __name__ == '__main__':\n"
        "    began = time.perf_counter()\n"
        "    try: main(sys.argv[1:])\n"
        "    except SystemExit: pass\n"
        "    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "    print(time.perf_counter() - began, own / 1024, file=sys.stderr)\n"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(script)
        file.flush()
        root = str(Path(__file__).parent.parent)
        done = subprocess.run(
            [sys.executable, file.name, *command],
            capture_output=True,
            text=True,
            env={"PYTHONPATH": root, "PATH": "/usr/bin:/bin"},
        )
    assert done.stderr.strip(), done.stdout
    seconds, memory = done.stderr.strip().splitlines()[-1].split()
    return float(seconds), float(memory)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
