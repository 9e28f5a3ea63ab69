"""A skip needs a reason that stands here: where CI is set, a run in which any other test was skipped fails."""

from __future__ import annotations

import os

import pytest

# the test, as pytest names it, and why it may be left out on a machine
ACCEPTED = {
    "tests/ballots/test_prints.py::test_the_word_file_of_ten_candidates_is_one_page": "LibreOffice is 500 MB, for a page count",
    "tests/test_announce.py::test_the_name_leads_to_this_machine": "in containers a multicast often does not come back",
}


class Skips:
    """A pytest plugin: says which skipped tests nobody accepted, and makes the run fail by them where CI is set."""

    def __init__(self) -> None:
        self.unexplained: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail") and report.nodeid not in ACCEPTED:
            reason = report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else ""
            self.unexplained[report.nodeid] = reason

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.unexplained and os.environ.get("CI") == "true" and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.unexplained and os.environ.get("CI") == "true":
            terminalreporter.section("skipped, and not on the list in tests/support/skips.py", red=True)
            for test, reason in self.unexplained.items():
                terminalreporter.line(f"{test}: {reason}")
