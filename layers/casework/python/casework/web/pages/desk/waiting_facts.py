"""What a request asks for, fact by fact, for whoever decides it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from casework.domain.contest_events import CaseDeclined
from casework.domain.events import CaseRated, CaseResolved
from casework.domain.requests import RequestKind, RequestState
from casework.web.dates import deadline_text, moment_text
from casework.web.pages.desk.decision_sentences import RETURN_GROUNDS, SUSPENSION_REASONS
from casework.web.pages.desk.headline import capital
from casework.web.pages.desk.vocabulary import EVERY_OUTCOME
from casework.web.pages.names import unit_name
from casework.web.pages.vocabulary import DECLINE_REASONS, GRADES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from casework.domain.case_file import CaseFile
    from casework.domain.requests import CaseRequest
    from casework.web.pages.desk.clocks import ClockReader

Fact: TypeAlias = tuple[str, str]
Facts: TypeAlias = "Callable[[CaseFile, CaseRequest, Any, ClockReader], Iterator[Fact]]"


def _return(file: CaseFile, request: CaseRequest, body: Any, reader: ClockReader) -> Iterator[Fact]:
    say = reader.say
    if body is not None:
        yield say("Legal ground"), capital(say(RETURN_GROUNDS[body.ground]))
        if body.suggested:
            suggested = unit_name(body.suggested, reader.organisation, say)
            yield say("Suggested department"), suggested
    before = [
        each
        for each in file.case.requests
        if each.kind is RequestKind.RETURN and each.state is RequestState.ACCEPTED
    ]
    if before:
        yield (
            say("Returned before"),
            say("accepted: %(n)s", n=len(before)),
        )


def _extension(
    file: CaseFile, request: CaseRequest, body: Any, reader: ClockReader
) -> Iterator[Fact]:
    say = reader.say
    yield say("Time asked for"), say("%(n)s (working days)", n=request.days or 0)
    due = file.case.resolve_by
    if due is not None:
        yield say("Due until now"), deadline_text(due, say.language, reader.now)


def _suspension(
    file: CaseFile, request: CaseRequest, body: Any, reader: ClockReader
) -> Iterator[Fact]:
    say = reader.say
    if body is not None:
        yield say("Why it stands still"), capital(say(SUSPENSION_REASONS[body.reason]))
    longest = say("%(n)s (working days)", n=request.days or 0)
    yield say("At the longest"), longest


def _objection(
    file: CaseFile, request: CaseRequest, body: Any, reader: ClockReader
) -> Iterator[Fact]:
    outcome = next((e.body.outcome for e in _newest(file, CaseResolved)), None)
    if outcome is not None:
        yield reader.say("Objects to"), capital(reader.say(EVERY_OUTCOME[outcome]))
    elif file.case.answered_at is not None:
        yield reader.say("Objects to"), reader.say("the direct answer")


def _contacted(
    file: CaseFile, request: CaseRequest, body: Any, reader: ClockReader
) -> Iterator[Fact]:
    say, when = reader.say, file.case.contacted_at
    if when is not None:
        yield say("First contact"), moment_text(when, say.language, reader.now)


def _rating(file: CaseFile, request: CaseRequest, body: Any, reader: ClockReader) -> Iterator[Fact]:
    grade = next((e.body.grade for e in _newest(file, CaseRated)), None)
    if grade is not None:
        yield reader.say("Rating taken back"), capital(reader.say(GRADES[grade]))
    yield from _contacted(file, request, body, reader)


def _declined(
    file: CaseFile, request: CaseRequest, body: Any, reader: ClockReader
) -> Iterator[Fact]:
    reason = next((e.body.reason for e in _newest(file, CaseDeclined)), None)
    if reason is not None:
        yield reader.say("Declined because"), capital(reader.say(DECLINE_REASONS[reason]))


def _correction(
    file: CaseFile, request: CaseRequest, body: Any, reader: ClockReader
) -> Iterator[Fact]:
    right = file.text(body.particulars, "right") if body is not None else None
    if right:
        yield reader.say("It should read"), right


def _nothing(
    file: CaseFile, request: CaseRequest, body: Any, reader: ClockReader
) -> Iterator[Fact]:
    yield from ()


def _newest(file: CaseFile, kind: type) -> Iterator[Any]:
    return (event for event in reversed(file.events) if isinstance(event.body, kind))


FACTS: dict[RequestKind, Facts] = {
    RequestKind.RETURN: _return,
    RequestKind.EXTENSION: _extension,
    RequestKind.SUSPENSION: _suspension,
    RequestKind.REVEAL: _nothing,
    RequestKind.FALSE_REPORT: _contacted,
    RequestKind.OBJECTION: _objection,
    RequestKind.WITHDRAWAL_REVIEW: _contacted,
    RequestKind.RATING_REVIEW: _rating,
    RequestKind.DECLINE_REVIEW: _declined,
    RequestKind.CORRECTION: _correction,
    RequestKind.ERASURE: _nothing,
}
"""By kind; what people wrote stands below the facts in their own words."""
