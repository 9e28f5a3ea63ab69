"""A roll of 20,000 beside a running meeting: how long preview and import take, what they do to the desks, what memory
they take. `python bench/performance/roll_import.py [ROWS]`."""

from __future__ import annotations

import http.client
import json
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
DESKS = 5
SCANS_A_SECOND = 20
AFTER_SECONDS = 8
BURNER_SECONDS = 8
sys.path.insert(0, str(ROOT))

from bench.support import fixtures  # noqa: E402
from kiosk.meeting_file import make_meeting  # noqa: E402
from kiosk.roll import isolated  # noqa: E402
from tests.roll.files import HEADER, people, table, workbook  # noqa: E402


def main(rows: int) -> None:
    listed = [[f"{i:05}", *row[1:]] for i, row in enumerate(people(rows))]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "roll.csv").write_bytes(table(listed).encode())
        (place / "roll.xlsx").write_bytes(workbook([HEADER, *listed]))
        for name in ("roll.csv", "roll.xlsx"):
            beside_desks(place / name, place / name.replace(".", "-"))
            file = place / f"{name}.kiosk"
            make_meeting(file, title="Members' meeting", preset="party-grassroots")
            preview = _timed(["import", str(file), str(place / name), "--dry-run"])
            done = _timed(["import", str(file), str(place / name)])
            print(
                f"{name}: preview {preview[0]:.1f} s, import {done[0]:.1f} s, memory {max(preview[1], done[1]):.0f} MB"
            )


def beside_desks(roll: Path, folder: Path) -> None:
    """A preview and an import on the page while desks scan: their scans, calm and beside them."""
    folder.mkdir()
    laid = fixtures.lay(folder / "desks.kiosk", 12_000)
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "bench.performance.serve",
        "kiosk",
        str(laid.path),
        str(laid.codes),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout
        try:
            port = int(serving.stdout.readline().split(":")[-1])
            codes = Codes(laid.codes.read_text().split())
            _scanned(port, laid.desk, codes, lambda since: since < 3)
            calm = _scanned(port, laid.desk, codes, lambda since: since < 15)
            beside_burner = {
                behind: _beside_burner(port, laid.desk, codes, behind) for behind in (isolated.BEHIND_DESKS, 0)
            }
            taken: list[tuple[float, float]] = []
            import_ = threading.Thread(target=lambda: taken.append(_previewed_and_imported(port, laid.chair, roll)))
            import_.start()
            # as long as the import, what it leaves to be done, and until the percentile is one
            beside = _scanned(port, laid.desk, codes, lambda since: import_.is_alive() or since < AFTER_SECONDS)
            import_.join()
        finally:
            serving.terminate()
    for behind, found in beside_burner.items():
        print(
            f"beside a process that burns one processor, {behind} behind the desks, with nothing imported: p50 and p99"
            f" {_quantile(found, 0.5):.0f} and {_quantile(found, 0.99):.0f} ms ({len(found)} scans), longest {max(found)[0]:.0f};"
            f" {_quantile(found, 0.99) / _quantile(calm, 0.99):.2f} times the calm 99th percentile"
        )
    waits = [one for one, _at in beside]
    within = [one for one, at in beside if at < sum(taken[0])]
    print(
        f"{roll.name} on the page: preview {taken[0][0]:.1f} s, import {taken[0][1]:.1f} s; {DESKS} desks, p50 and p99"
        f" calm {_quantile(calm, 0.5):.0f} and {_quantile(calm, 0.99):.0f} ms ({len(calm)} scans), longest {max(calm)[0]:.0f};"
        f" while preview and import run {_quantile(within, 0.5):.0f} and {_quantile(within, 0.99):.0f} ms ({len(within)} scans),"
        f" longest {max(within):.0f}; until {AFTER_SECONDS} s {_quantile(waits, 0.99):.0f} ms ({len(waits)} scans);"
        f" {_quantile(within, 0.99) / _quantile(calm, 0.99):.2f} times the calm 99th percentile"
    )


def _beside_burner(port: int, token: str, codes: Codes, behind: int) -> list[tuple[float, float]]:
    """The same scans while another process does nothing but take a processor: what of the wait is no fault of ours."""
    burn = f"import os\nos.nice({behind})\nwhile True:\n    pass"
    with subprocess.Popen([sys.executable, "-c", burn]) as burning:
        try:
            return _scanned(port, token, codes, lambda since: since < BURNER_SECONDS)
        finally:
            burning.kill()


class Codes:
    """Each badge once, whichever desk scans it."""

    def __init__(self, codes: list[str]) -> None:
        self._codes, self._lock = iter(codes), threading.Lock()

    def next(self) -> str:
        with self._lock:
            return next(self._codes)


def _scanned(port: int, token: str, codes: Codes, going: Callable[[float], bool]) -> list[tuple[float, float]]:
    """Milliseconds of each scan of all desks, twenty a second each, with when it began."""
    found: list[tuple[float, float]] = []
    start = time.perf_counter()

    def desk() -> None:
        wire = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        while going(time.perf_counter() - start):
            began = time.perf_counter()
            asked = {"command_id": secrets.token_hex(8), "code": codes.next(), "source": "camera"}
            wire.request("POST", "/checkin/scans", json.dumps(asked), head)
            answer = wire.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            took = time.perf_counter() - began
            found.append((took * 1000, began - start))
            time.sleep(max(0.0, 1 / SCANS_A_SECOND - took))
        wire.close()

    desks = [threading.Thread(target=desk) for _ in range(DESKS)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    return found


def _previewed_and_imported(port: int, token: str, roll: Path) -> tuple[float, float]:
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    head = {"Authorization": f"Bearer {token}"}
    form = b'--end\r\nContent-Disposition: form-data; name="file"; filename="' + roll.name.encode() + b'"\r\n\r\n'
    accept = {"answers": {"accept": True}}
    extra = (
        f'--end\r\nContent-Disposition: form-data; name="answers"\r\n\r\n{json.dumps(accept["answers"])}\r\n'.encode()
    )
    began = time.perf_counter()
    content = extra + form + roll.read_bytes() + b"\r\n--end--\r\n"
    wire.request("POST", "/roll/previews", content, {**head, "Content-Type": "multipart/form-data; boundary=end"})
    answer = json.loads(wire.getresponse().read())
    previewed = time.perf_counter()
    asked = {"command_id": secrets.token_hex(8), "preview": answer["preview"]}
    wire.request("POST", "/roll/imports", json.dumps(asked), {**head, "Content-Type": "application/json"})
    done = wire.getresponse()
    assert done.status == 200, done.read()
    done.read()
    return previewed - began, time.perf_counter() - previewed


def _quantile(values: Sequence[float] | Sequence[tuple[float, float]], share: float) -> float:
    waits = sorted(one[0] if isinstance(one, tuple) else one for one in values)
    return waits[min(len(waits) - 1, int(len(waits) * share))]


def _timed(command: list[str]) -> tuple[float, float]:
    """Seconds, and the largest memory of the command or of the process that reads for it, in MB."""
    script = (
        "import resource, sys, time\n"
        "from kiosk.cli.main import main\n"
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
        root = str(Path(__file__).parents[2])
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
