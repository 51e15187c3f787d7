"""Case files in every state that a page can meet, told as short histories; and the county the pages
speak of.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import casework
from casework.domain.case_file import CaseFile
from casework.domain.case_fold import fold
from casework.domain.clocks import Clock, Stage
from casework.domain.deadline import Deadline
from casework.domain.enterprise_dates import EnterpriseDates
from casework.domain.evaluation import Grade, RatingReason
from casework.domain.events import (
    Actor,
    ActorKind,
    CaseAnswered,
    CaseAssigned,
    CaseFiled,
    CaseQueuedForTriage,
    CaseRated,
    CaseReplied,
    CaseResolved,
    CaseSupplemented,
    CaseVerified,
    Channel,
    CoHandlerExcused,
    Event,
    Finding,
    Outcome,
    Promised,
    TaskReported,
    Versions,
)
from casework.domain.organisation import Organisation
from casework.domain.particulars import Particulars, ParticularsKind, ParticularsRef, write_down
from casework.domain.policy import Promise
from casework.domain.routing_facts import Grounds, Suggestion, TriageReason
from casework.domain.supervision_events import (
    CalendarAdopted,
    CaseClosed,
    Closing,
    DeadlineMissed,
    DeadlineWarned,
    LetterAcknowledged,
    LetterAnswered,
    LetterIssued,
)
from casework.domain.supervision_notice import Letter, LetterForm, LetterNumber

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.events import EventBody

CASE_ID = "7K3Q9F2M4T8W"
NUMBER = "MSB-7K3Q-9F2M-4T8W"
WHAT_HAPPENED = (
    "每天晚上二三十辆罐车停在厂门口和园区主路两侧，堵住消防通道，工人上下班要绕行。\n"
    "从九月开始，找过园区两次，车主不理。希望有人来管，划出停车的地方。"
)
FILING = {
    "what_happened": WHAT_HAPPENED,
    "enterprise_name": "巨野田桥××化工有限公司",
    "contact_name": "赵先生",
    "contact_phone": "13800001234",
    "credit_code": "91350100M000100Y43",
}


def at(month: int, day: int, hour: int = 0, minute: int = 0, *, year: int = 2026) -> datetime:
    """An instant given in China's time, eight hours ahead of UTC."""
    return datetime.fromisoformat(
        f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}+08:00"
    ).astimezone(UTC)


FILED_AT = at(11, 23, 16, 31)
NOW = at(11, 23, 16, 32)
TRIAGE_BY, VERIFY_BY, REPLY_BY, RESOLVE_BY = at(11, 25), at(11, 26), at(11, 28), at(12, 16)
PROMISED = Promised(TRIAGE_BY, VERIFY_BY, REPLY_BY, RESOLVE_BY, provisional=False)
PROMISE = Promise(
    *(Deadline(by, provisional=False) for by in (TRIAGE_BY, VERIFY_BY, REPLY_BY, RESOLVE_BY))
)
PROVISIONAL_PROMISE = Promise(
    *(Deadline(by, provisional=True) for by in (TRIAGE_BY, VERIFY_BY, REPLY_BY, RESOLVE_BY))
)


@cache
def juye() -> Organisation:
    """The county that ships with the product."""
    data = Path(casework.__file__).parent / "policy" / "organisation.json"
    return Organisation.from_mapping(json.loads(data.read_text(encoding="utf-8")))


@dataclass
class Story:
    """A case file in the making: each step adds one event, with the text it refers to."""

    confidential: bool = False
    provisional: bool = False
    filing: dict[str, str] = field(default_factory=lambda: dict(FILING))
    events: list[Event] = field(default_factory=list)
    texts: dict[str, Particulars] = field(default_factory=dict)

    def __post_init__(self) -> None:
        filed = CaseFiled(
            channel=Channel.SCAN,
            place="place-1",
            category="transport",
            township="tianqiao",
            confidential=self.confidential,
            language="zh",
            versions=Versions("2026.1", "2026.1"),
            promised=replace(PROMISED, provisional=self.provisional),
            tracking_sha256="0" * 64,
            filing_digest="digest",
            particulars=self.write(ParticularsKind.FILING, **self.filing),
            clocks=(clock(Stage.TRIAGE, "centre", PROMISED.triage_by),),
        )
        self.happened(FILED_AT, filed)

    def write(self, kind: ParticularsKind, **fields: str) -> ParticularsRef:
        """Keep a text and give its reference."""
        text = write_down(kind, len(self.events) + 1, 0, fields, "salt")
        self.texts[text.ref.id] = text
        return text.ref

    def happened(self, when: datetime, body: EventBody) -> Story:
        """Add one event."""
        seq = len(self.events) + 1
        actor = Actor(ActorKind.PLATFORM, "test")
        self.events.append(Event(CASE_ID, seq, 0, when, actor, f"c{seq}", 1, None, body))
        return self

    def queued(self, reason: TriageReason, procedure: str | None = None) -> Story:
        """To a person, half a minute after filing."""
        bodies = ("transport",) if reason is TriageReason.ABOUT_PUBLIC_BODY else ()
        body = CaseQueuedForTriage(reason, (), 0, 0, bodies, procedure, "2026.1")
        return self.happened(at(11, 23, 16, 31), body)

    def about(self, body: str) -> Story:
        """A complaint about a public body."""
        reason = TriageReason.ABOUT_PUBLIC_BODY
        queued = CaseQueuedForTriage(reason, (), 0, 0, (body,), None, "2026.1")
        return self.happened(at(11, 23, 16, 31), queued)

    def assigned(
        self,
        *co_handlers: str,
        automatic: bool = True,
        lead: str = "transport",
        grounds: Grounds | None = None,
    ) -> Story:
        """To the transport bureau, next morning."""
        words = Suggestion(
            "dangerous_goods", "transport", co_handlers, 12, ("危险品", "罐车", "占道")
        )
        released = None
        if self.confidential:
            released = self.write(
                ParticularsKind.RELEASED, what_happened="园区主路夜间有罐车长期停放。"
            )
        body = CaseAssigned(
            lead=lead,
            co_handlers=co_handlers,
            clocks=(
                clock(Stage.VERIFY, lead, VERIFY_BY),
                clock(Stage.REPLY, lead, REPLY_BY),
                replace(clock(Stage.RESOLVE, lead, at(12, 16)), provisional=self.provisional),
                *(clock(Stage.TASK, unit, at(12, 15)) for unit in co_handlers),
            ),
            automatic=automatic,
            suggestion=words if automatic else None,
            score=12,
            margin=6,
            complaint_dismissed=False,
            released=released,
            grounds=grounds,
        )
        return self.happened(at(11, 24, 9, 5), body)

    def verified(self, *, on_time: bool = True) -> Story:
        """The facts are as said."""
        ref = self.write(
            ParticularsKind.VERIFICATION, text="夜间到园区查看，停放罐车23台，情况属实。"
        )
        when = at(11, 25, 10, 12) if on_time else at(11, 26, 8, 40)
        return self.happened(when, CaseVerified(Finding.CONFIRMED, on_time, ref))

    def replied(self, text: str = "已约谈园区，劝离车辆23台次，下周划出停车区。") -> Story:
        """The reply to the enterprise."""
        ref = self.write(ParticularsKind.REPLY, text=text)
        return self.happened(at(11, 27, 15, 40), CaseReplied(on_time=True, particulars=ref))

    def reported(self, unit: str) -> Story:
        """A co-handler's report; its text passes between bodies only."""
        ref = self.write(ParticularsKind.TASK_REPORT, text="内部协办材料：已出动警力六人")
        return self.happened(at(12, 1, 11, 0), TaskReported(unit, on_time=True, particulars=ref))

    def excused(self, unit: str) -> Story:
        """A co-handler let go; the reason passes between bodies only."""
        ref = self.write(ParticularsKind.EXCUSE, text="内部理由：与本单位职责无关")
        return self.happened(at(12, 1, 11, 5), CoHandlerExcused(unit, ref))

    def resolved(
        self,
        text: str = "清理车辆140余辆次，设置禁停标牌，安排夜间巡查。",
        outcome: Outcome = Outcome.MEASURES_TAKEN,
    ) -> Story:
        """Measures were taken."""
        ref = self.write(ParticularsKind.RESOLUTION, text=text)
        silence = (clock(Stage.SILENCE, None, at(12, 18)),)
        body = CaseResolved(outcome, True, ref, silence, at(12, 25))
        return self.happened(at(12, 10, 17, 20), body)

    def answered(self) -> Story:
        """Answered directly by the service centre."""
        ref = self.write(
            ParticularsKind.ANSWER, text="社保补缴到县政务服务大厅3号窗口办理，带营业执照和工资表。"
        )
        silence = (clock(Stage.SILENCE, None, at(12, 2)),)
        body = CaseAnswered(ref, clocks=silence, objection_by=at(12, 9))
        return self.happened(at(11, 24, 10, 0), body)

    def added(self, text: str = "今天早上又停了十几辆，照片可以提供。") -> Story:
        """The enterprise says more."""
        ref = self.write(ParticularsKind.ADDITION, text=text)
        return self.happened(at(11, 28, 8, 15), CaseSupplemented(ref))

    def rated(self) -> Story:
        """The enterprise rates the handling."""
        ref = self.write(ParticularsKind.RATING, text="拖得有点久。")
        body = CaseRated(Grade.DISSATISFIED, (RatingReason.LONG_WAIT,), False, ref)
        return self.happened(at(12, 11, 9, 0), body)

    def overdue(self) -> Story:
        """The lead was warned, did not verify, and got its letter for it."""
        verify = ("transport", 1, None)
        warned = DeadlineWarned(Stage.VERIFY, *verify, VERIFY_BY)
        missed = DeadlineMissed(Stage.VERIFY, *verify, FILED_AT, VERIFY_BY, "2026.1", "2026.1")
        self.happened(at(11, 25), warned).happened(VERIFY_BY, missed)
        return self.happened(at(11, 26, 0, 1), LetterIssued(LETTER, "2026.1", ()))

    def explained(self) -> Story:
        """The lead answered its letter; the reason passes between bodies only."""
        ref = self.write(ParticularsKind.LETTER_ANSWER, text="内部说明：经办人员外出")
        self.happened(at(11, 26, 8, 30), LetterAcknowledged(LETTER.id))
        return self.happened(at(11, 26, 8, 35), LetterAnswered(LETTER.id, True, ref))

    def uncontested(self) -> Story:
        """Nobody objected."""
        return self.happened(at(12, 18), CaseClosed(Closing.NOT_CONTESTED))

    def recounted(self) -> Story:
        """The year's holidays were published, and the last date became later."""
        moved = clock(Stage.RESOLVE, "transport", at(12, 18))
        dates = EnterpriseDates.of(
            replace(each, provisional=False) for each in (*self.case().clocks, moved)
        )
        return self.happened(at(11, 28), CalendarAdopted("2027.1", (moved,), dates))

    def erased(self) -> CaseFile:
        """The file after every text in it was erased."""
        return CaseFile(fold(self.events), tuple(self.events), {})

    def file(self) -> CaseFile:
        """The file as it stands."""
        return CaseFile(fold(self.events), tuple(self.events), dict(self.texts))

    def case(self) -> Case:
        """The case as it stands."""
        return fold(self.events)


def clock(stage: Stage, unit: str | None, due: datetime) -> Clock:
    """A clock that has run since filing."""
    return Clock(stage, unit, FILED_AT, due, "2026.1")


LETTER = Letter(
    id="5.0",
    case_id=CASE_ID,
    number=LetterNumber("centre", 2026, 12),
    form=LetterForm.SYSTEM,
    neutral=False,
    unit="transport",
    stage="verify",
    due=VERIFY_BY,
    reason_only=False,
    issued_at=at(11, 26, 0, 1),
    reply_by=at(12, 1),
)
"""What the lead of an overdue case gets."""


def lengthy(characters: int) -> str:
    """Text of that length that compresses worse than anything people write: any ideograph, drawn at
    random.
    """
    order = random.Random(characters)  # noqa: S311 - repeatable, nothing secret
    return "".join(chr(order.randrange(0x4E00, 0x9FFF)) for _ in range(characters))


def handled() -> Story:
    """The article's second case up to the reply, with two co-handlers."""
    return (
        Story()
        .assigned("public_security", "emergency")
        .verified()
        .replied()
        .reported("public_security")
    )
