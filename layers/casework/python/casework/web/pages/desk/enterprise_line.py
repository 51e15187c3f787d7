"""The dates that the enterprise is shown, where they differ from the unit's own clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.web.dates import deadline_text
from casework.web.pages.desk.vocabulary import STAGES

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.web.wording import Wording


def enterprise_line(case: Case, now: datetime, say: Wording) -> str | None:
    """The dates of the steps still to come, in one line; None where the unit's are the same. After
    a return the next unit's clocks start afresh and the enterprise's never do (DESIGN 4).
    """
    if case.dates is None:
        return None
    running = {clock.stage: clock for clock in case.clocks if clock.is_running}
    to_come = [clock for clock in case.dates.clocks if clock.stage in running]
    if all(clock.due == running[clock.stage].due for clock in to_come):
        return None
    words = say.join([_words(clock, now, say) for clock in to_come])
    return say("The enterprise is shown: %(dates)s", dates=words)


def _words(clock: Clock, now: datetime, say: Wording) -> str:
    due = deadline_text(clock.due, say.language, now, provisional=clock.provisional)
    return say("%(stage)s %(due)s", stage=say(STAGES[clock.stage]), due=due)
