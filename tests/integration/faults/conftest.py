"""A house whose line to AWS can be cut, and the table of what was tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casework.adapters.eventbridge_bus import EventBridgeBus
from casework.adapters.examination.clean_copy import clean_copy
from casework.adapters.file_examiner import SeparateExaminer
from casework.services.deciding_again import deciding_again
from tests.integration.faults.line import lay
from tests.integration.faults.story import TABLE, Story, furnish

if TYPE_CHECKING:
    from tests.integration.house import House


@pytest.fixture
def patient(house: House, undrawn: None, monkeypatch: pytest.MonkeyPatch) -> House:
    """The house with a pump that looks before it asks; nobody waits in it, nothing is drawn, and
    files are examined in this process, for another one is no request to AWS.
    """
    furnish(house)
    for pausing in (EventBridgeBus.__init__, deciding_again):
        monkeypatch.setitem(pausing.__kwdefaults__ or {}, "pause", lambda _: None)
    monkeypatch.setattr(SeparateExaminer, "__call__", lambda _, *file: clean_copy(*file))
    return house


@pytest.fixture
def story(patient: House, monkeypatch: pytest.MonkeyPatch) -> Story:
    """The house, and a hand on its line."""
    return Story(patient, lay(monkeypatch))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was tried, use case by use case."""
    reports = (
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        if getattr(report, "when", None) == "call"
    )
    rows = [
        row
        for report in reports
        for name, rows in report.user_properties
        if name == TABLE
        for row in rows
    ]
    if rows:
        terminalreporter.section("every request to AWS of every use case, cut in every way")
        terminalreporter.line(f"{'use case':48}{'requests':>8}{'tried':>8}{'survived':>10}")
        for row in rows:
            terminalreporter.line(row)
