"""A house whose line to AWS can be cut, and the table of what was tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casework.adapters.eventbridge_bus import EventBridgeBus
from casework.services.deciding_again import deciding_again
from tests.integration.faults.line import lay
from tests.integration.faults.story import TABLE, Story, furnish
from tests.integration.stack import rooms

if TYPE_CHECKING:
    from tests.integration.house import House


@pytest.fixture
def patient(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """The house with a pump that looks before it asks, in which nobody waits and letters are drawn
    in no time: the drawing asks nothing of AWS.
    """
    furnish(house)
    for pausing in (EventBridgeBus.__init__, deciding_again):
        monkeypatch.setitem(pausing.__kwdefaults__ or {}, "pause", lambda _: None)
    press = rooms()["LetterPressFunction"]
    monkeypatch.setattr(press, "press", lambda sheet: repr(sheet).encode())
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
