"""Issue a supervision letter for a miss (自动生成督办函, P7), numbered without gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.clocks import ClockKey, Stage
from casework.domain.deadline import CHINA_TIME
from casework.domain.events import Actor, ActorKind
from casework.domain.letters import IssueLetter, letter_id
from casework.domain.lifecycle import perform
from casework.domain.supervision_notice import LetterNumber
from casework.services.commanding import context_of
from casework.services.deciding_again import deciding_again

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from casework.domain.case import Case
    from casework.domain.lifecycle import Change
    from casework.ports import CaseRepository, Configuration, LetterNumbers, NumberingQueue

NOTICE = Actor(ActorKind.PLATFORM, "supervision_notice")


def queue_for_number(
    detail: Mapping[str, Any], now: datetime, *, configuration: Configuration, queue: NumberingQueue
) -> None:
    """Put a miss in the line of the body that issues its letter; a miss without a light has none.

    Raises StoreUnavailableError; put twice, the miss still gets one letter.
    """
    if not Stage(detail["stage"]).has_light:
        return
    issuer = configuration.letter_policy().issuer_of(detail["unit"])
    request = {key: str(detail[key]) for key in ("event_id", "case_id", "stage", "unit", "round")}
    if detail.get("request"):
        request["request"] = str(detail["request"])
    queue.put(request, line=f"{issuer.unit}-{_local_year(now)}", name=request["event_id"])


def issue_supervision_notice(
    request: Mapping[str, str],
    now: datetime,
    *,
    cases: CaseRepository,
    numbers: LetterNumbers,
    configuration: Configuration,
) -> bool:
    """Issue the letter for a queued miss; returns whether this call did.

    The number is given in the transaction that stores the letter, on condition that it is the next
    one of its body and local year: numbers have no gaps and no doubles, however often, late or
    concurrently this runs. Where the miss has its letter already nothing happens.
    """

    def issue() -> bool:
        case = cases.get(request["case_id"])
        if case.letter(_letter_id(request)) is not None:
            return False
        at = max(now, case.changed_at or now)
        number = _next_number(case, request["unit"], at, numbers, configuration)
        change = _issued(case, request, number, at, configuration)
        cases.save(change, (), number if _issues(change) else None)
        return _issues(change)

    return deciding_again(issue)


def _issued(
    case: Case,
    request: Mapping[str, str],
    number: LetterNumber,
    at: datetime,
    configuration: Configuration,
) -> Change:
    policy = configuration.letter_policy()
    unit = request["unit"]
    command = IssueLetter(
        id=_letter_id(request),
        missed=ClockKey(
            *(Stage(request["stage"]), unit, int(request["round"]), None, request.get("request"))
        ),
        number=number,
        form=policy.issuer(number).form,
        neutral=policy.is_neutral(unit),
        policy=policy.version,
    )
    context = context_of(case, at, NOTICE, request["event_id"], configuration)
    return perform(case, (command,), context)


def _issues(change: Change) -> bool:
    before = change.before.letters if change.before else ()
    return len(change.after.letters) > len(before)


def _next_number(
    case: Case,
    unit: str,
    at: datetime,
    numbers: LetterNumbers,
    configuration: Configuration,
) -> LetterNumber:
    issuer = configuration.letter_policy().issuer_of(unit, besides=case.about_bodies)
    year = _local_year(at)
    return LetterNumber(issuer.unit, year, numbers.last(issuer.unit, year) + 1)


def _letter_id(request: Mapping[str, str]) -> str:
    _, seq, n = request["event_id"].split("/")
    return letter_id(int(seq), int(n))


def _local_year(now: datetime) -> int:
    return now.astimezone(CHINA_TIME).year
