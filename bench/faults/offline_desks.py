"""Two desks on plain HTTP while the server is away for two minutes: `python -m bench.faults.offline_desks [--seconds 120]`.

The long form of the test of the same name: real Chromium, scanners that type, the server killed and the network cut.
"""

from __future__ import annotations

import os
import subprocess
import sys

import click

from bench.support.processes import ROOT


@click.command()
@click.option("--seconds", default=120, show_default=True, type=click.IntRange(1, 3_600))
def main(seconds: int) -> None:
    """Let two desks go on without the server."""
    test = "tests/browser/test_desk_offline.py::test_two_desks_on_plain_http_go_on_while_the_server_is_away"
    environment = {**os.environ, "KIOSK_AWAY_SECONDS": str(seconds)}
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-n0", test], cwd=ROOT, env=environment)
    raise SystemExit(done.returncode)


if __name__ == "__main__":
    main()
