"""Messages to the enterprise of a case: which events make one, and how far each got.

Nothing in a message can hold what a person wrote or who a person is: it is a kind, ids and an
instant, read from the fields that an event shows outside its case. Its words are made when it is
sent, of the case as it then stands.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from casework.domain.decision_events import SuspensionReason
from casework.domain.errors import CaseworkError
from casework.domain.event_facts import Way
from casework.domain.events import Event
from casework.domain.publication import outbound
from casework.domain.reach_events import NotReachedReason
from casework.domain.supervision_events import Closing


class NewsKind(StrEnum):
    """What the enterprise is told of."""

    FILED = "filed"
    ASSIGNED = "assigned"
    RETURNED = "returned"
    QUESTION = "question"
    REPLIED = "replied"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    DECLINED = "declined"
    REOPENED = "reopened"
    REJECTED = "rejected"
    CLOSED = "closed"
    DATA_DECIDED = "data_decided"

    @property
    def asks(self) -> bool:
        """Whether the enterprise has something to do, often before a date."""
        return self in _ASKING

    @property
    def is_receipt(self) -> bool:
        """Whether filing alone brings it about: whoever files may have named somebody else's number
        or address.
        """
        return self in _RECEIPTS


_RECEIPTS = frozenset({NewsKind.FILED, NewsKind.ASSIGNED})
_ASKING = frozenset({NewsKind.QUESTION, NewsKind.ANSWERED, NewsKind.RESOLVED, NewsKind.DECLINED})
_ENDING = frozenset({NewsKind.CLOSED, NewsKind.REOPENED, NewsKind.REJECTED})


@dataclass(frozen=True, slots=True)
class EnterpriseMessage:
    """One message about one event. `id` is the event's: however often the event comes, it is the
    same message, and receivers drop what they have seen. `at` is when it happened (UTC).
    """

    id: str
    kind: NewsKind
    case_id: str
    at: datetime


class DeliveryState(StrEnum):
    """How far a message got. `SUPERSEDED`: a later one says more; `DROPPED`: there is nobody left
    to be told; `HELD_BACK`: a receipt too many for its recipient on that day.
    """

    WAITING = "waiting"
    SENT = "sent"
    SUPERSEDED = "superseded"
    DROPPED = "dropped"
    HELD_BACK = "held_back"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class EnterpriseDelivery:
    """A message, the way it takes, and how far it got.

    `due` (UTC): when it is looked at next while it waits. `attempts`: how often it was handed to
    the service of this way, each counted before it is made, so that no two are made at once.
    """

    message: EnterpriseMessage
    way: Way
    due: datetime
    attempts: int = 0
    state: DeliveryState = DeliveryState.WAITING


@dataclass(frozen=True, slots=True)
class DeliveryStep:
    """What a delivery was found as, None where there was none, and what it becomes."""

    found: EnterpriseDelivery | None
    becomes: EnterpriseDelivery


@dataclass(frozen=True, slots=True)
class WordedNews:
    """A message in words, in the language of its case: who gets it by which way sees a part of it.

    `subject` and `text` are those of an e-mail, `short` is for a telephone and stands alone with
    its link; `state` and `hint` are a word and a sentence for a form (模板消息). `link` opens the
    tracking page; `reference` is what an answer by e-mail is recognised by.
    """

    message: EnterpriseMessage
    subject: str
    text: str
    short: str
    state: str
    hint: str
    link: str
    reference: str
    language: str


class NotDeliverableError(CaseworkError):
    """The service says that this address can never be reached; trying again does not help."""

    code = "not_deliverable"

    def __init__(self, reason: NotReachedReason) -> None:
        super().__init__(reason=reason)
        self.reason = reason


class GatewayUnavailableError(CaseworkError):
    """The service did not take the message now, or nobody knows whether it did; trying again later
    is right.
    """

    code = "gateway_unavailable"


def message_of(event_type: str, detail: Mapping[str, Any]) -> EnterpriseMessage | None:
    """The message that an event makes, by what the bus shows of it (`publication.outbound`).

    Raises KeyError or ValueError for a detail that is not of this type; what the enterprise did
    itself, and what concerns public bodies alone, makes none.
    """
    kind_of = _KINDS.get(event_type)
    kind = kind_of(detail) if kind_of else None
    if kind is None:
        return None
    at = datetime.fromisoformat(detail["at"])
    return EnterpriseMessage(str(detail["event_id"]), kind, str(detail["case_id"]), at)


def is_superseded(message: EnterpriseMessage, events: Iterable[Event]) -> bool:
    """Whether a later event of the case makes a message that says more.

    Of what happens at once, or while a message waits, the enterprise is told the latest alone. What
    asks something of it gives way only to what asks again or ends the matter.
    """
    later = False
    for event in events:
        if later and (news := _news(event)) is not None and _says_more(news, message.kind):
            return True
        later = later or event.id == message.id
    return False


def _news(event: Event) -> NewsKind | None:
    kind_of = _KINDS.get(event.type)
    return kind_of(outbound(event).detail) if kind_of else None


def _says_more(later: NewsKind, earlier: NewsKind) -> bool:
    return not earlier.asks or later.asks or later in _ENDING


def _always(kind: NewsKind) -> Callable[[Mapping[str, Any]], NewsKind | None]:
    return lambda detail: kind


def _suspended(detail: Mapping[str, Any]) -> NewsKind:
    """A question suspends the case in the same step: one message tells both."""
    reason = SuspensionReason(detail["reason"])
    waits = reason is SuspensionReason.WAITING_FOR_ENTERPRISE
    return NewsKind.QUESTION if waits else NewsKind.SUSPENDED


def _objection(detail: Mapping[str, Any]) -> NewsKind:
    return NewsKind.REOPENED if detail["upheld"] else NewsKind.REJECTED


def _decline_reviewed(detail: Mapping[str, Any]) -> NewsKind:
    return NewsKind.REOPENED if detail["overturned"] else NewsKind.REJECTED


def _withdrawal_reviewed(detail: Mapping[str, Any]) -> NewsKind | None:
    """Only where the case goes on."""
    return NewsKind.REOPENED if detail["pressure"] else None


def _closed(detail: Mapping[str, Any]) -> NewsKind | None:
    """Who confirmed the outcome knows; who objected is told of the decision in the same step; whose
    case it never was is left alone.
    """
    return NewsKind.CLOSED if Closing(detail["closing"]) is Closing.NOT_CONTESTED else None


def _special_concluded(detail: Mapping[str, Any]) -> NewsKind | None:
    return NewsKind.CLOSED if detail["closes"] else None


_KINDS: dict[str, Callable[[Mapping[str, Any]], NewsKind | None]] = {
    "CaseFiled": _always(NewsKind.FILED),
    "CaseAssigned": _always(NewsKind.ASSIGNED),
    "DirectHandlingTaken": _always(NewsKind.ASSIGNED),
    "ReturnAccepted": _always(NewsKind.RETURNED),
    "CaseSuspended": _suspended,
    "CaseReplied": _always(NewsKind.REPLIED),
    "CaseAnswered": _always(NewsKind.ANSWERED),
    "CaseResolved": _always(NewsKind.RESOLVED),
    "ExtensionGranted": _always(NewsKind.EXTENDED),
    "CaseDeclined": _always(NewsKind.DECLINED),
    "DeclineReviewed": _decline_reviewed,
    "ObjectionDecided": _objection,
    "WithdrawalReviewed": _withdrawal_reviewed,
    "CaseClosed": _closed,
    "SpecialSupervisionConcluded": _special_concluded,
    "CorrectionMade": _always(NewsKind.DATA_DECIDED),
    "CorrectionRefused": _always(NewsKind.DATA_DECIDED),
    "ErasureRefused": _always(NewsKind.DATA_DECIDED),
}
TOLD = tuple(_KINDS)
"""The types of events that an enterprise hears of. What was erased leaves nobody to be told."""
