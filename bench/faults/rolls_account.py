"""The long form of tests/roll/test_account.py: `python bench/faults/rolls_account.py [WORKBOOKS]`, 2,000 unless told."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from hypothesis import HealthCheck, Phase, given, settings

from kiosk.roll.answers import Answers
from tests.roll.generated import SHEETS, workbook
from tests.roll.test_account import unaccounted


def main(workbooks: int) -> None:
    looked = 0

    @settings(
        max_examples=workbooks,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(SHEETS)
    def every_cell_is_accounted_for(sheets: list[dict[str, Any]]) -> None:
        nonlocal looked
        looked += 1
        assert unaccounted(workbook(sheets), Answers()) == []

    every_cell_is_accounted_for()
    print(f"{looked} workbooks: every cell is accounted for.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
