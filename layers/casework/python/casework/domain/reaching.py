"""What becomes of a message that did not arrive: the unit that receives cases is shown it, and
tells the enterprise itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.errors import InvalidInputError, RuleViolationError
from casework.domain.reach_events import EnterpriseNotReached, EnterpriseReached
from casework.domain.working_time import CHINA_TIME

if TYPE_CHECKING:
    from datetime import date, datetime

    from casework.domain.case import Case
    from casework.domain.event_facts import Way
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef
    from casework.domain.reach_events import NotReachedReason


class NothingToTellError(RuleViolationError):
    """Every message arrived, or somebody told the enterprise already."""

    code = "nothing_to_tell"


class ToldOutOfTimeError(InvalidInputError):
    """The enterprise was told on a day since the message failed, today at the latest."""

    code = "told_out_of_time"


@dataclass(frozen=True, slots=True)
class RecordNotReached:
    """The platform could not tell the enterprise by this way."""

    way: Way
    reason: NotReachedReason

    def decide(self, case: Case, context: Context) -> tuple[EnterpriseNotReached, ...]:
        """At any time, in a closed case too; of a case whose data were erased there is nobody to
        be told.
        """
        if case.erased_at is not None:
            return ()
        return (EnterpriseNotReached(self.way, self.reason),)


@dataclass(frozen=True, slots=True)
class RecordReached:
    """Somebody told the enterprise, as by telephone, on a day (local)."""

    on: date
    particulars: ParticularsRef | None

    def decide(self, case: Case, context: Context) -> tuple[EnterpriseReached]:
        """Whoever was told is before nobody any more, until another message fails."""
        check_record_reached(case, context.now)
        failed = case.not_reached.at if case.not_reached else context.now
        first, last = (at.astimezone(CHINA_TIME).date() for at in (failed, context.now))
        if not first <= self.on <= last:
            raise ToldOutOfTimeError
        return (EnterpriseReached(self.on, self.particulars),)


def check_record_reached(case: Case, now: datetime) -> None:
    """Whether there is somebody to be told."""
    if case.not_reached is None:
        raise NothingToTellError
