"""What an enterprise contests and how it is decided, as the tests take the steps."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from casework.domain.confirmation import ConfirmCase
from casework.domain.contest_events import DeclineReason
from casework.domain.declining import AskDeclineReview, DecideDeclineReview, DeclineCase
from casework.domain.events import Actor, ActorKind
from casework.domain.objections import DecideObjection, RaiseObjection
from casework.domain.particulars import ParticularsKind
from casework.domain.withdrawals import DecideWithdrawalReview, WithdrawCase
from casework.domain.working_time import CHINA_TIME
from casework.services.file_case import ENTERPRISE
from tests.builders import NOW, ref, then

if TYPE_CHECKING:
    from casework.domain.case import Case

SUPERVISOR = Actor(ActorKind.STAFF, "supervisor-centre", "centre")
"""Took no part in any case of the builders."""

by_enterprise = partial(then, actor=ENTERPRISE)
by_supervisor = partial(then, actor=SUPERVISOR)

confirm = ConfirmCase
object_to = partial(RaiseObjection, ref(ParticularsKind.OBJECTION, 9))
decide_objection = partial(
    DecideObjection, false_closing=False, particulars=ref(ParticularsKind.OBJECTION_DECISION, 10)
)
withdraw = partial(WithdrawCase, None)
decide_withdrawal = partial(
    DecideWithdrawalReview, particulars=ref(ParticularsKind.PRESSURE_FINDING, 11)
)
decline = partial(DeclineCase, DeclineReason.REPEATED, ref(ParticularsKind.DECLINE, 2))
ask_review = partial(AskDeclineReview, ref(ParticularsKind.REVIEW_REQUEST, 3))
decide_review = partial(DecideDeclineReview, particulars=ref(ParticularsKind.REVIEW_DECISION, 4))


def day(text: str) -> datetime:
    """24:00 in China of a day of 2026, given as `03-16`: a half-open deadline."""
    midnight = datetime.fromisoformat(f"2026-{text}T23:59:59").replace(tzinfo=CHINA_TIME)
    return midnight.replace(microsecond=999_999) + datetime.resolution


def objected(case: Case, now: datetime = NOW) -> Case:
    """The case after its enterprise objected."""
    return by_enterprise(case, object_to(), now=now)[0]


def upheld(case: Case, now: datetime = NOW) -> Case:
    """The case after an objection that was upheld at once."""
    return by_supervisor(objected(case, now), decide_objection(upheld=True), now=now)[0]
