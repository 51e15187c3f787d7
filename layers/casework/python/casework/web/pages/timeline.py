"""A case's history in plain words, newest first, from its events; every entry carries its exact
instant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import singledispatchmethod
from typing import TYPE_CHECKING

from casework.domain.attachment_events import FileAttached, FileRefused
from casework.domain.events import (
    CaseAnswered,
    CaseAssigned,
    CaseFiled,
    CaseQueuedForTriage,
    CaseRated,
    CaseReplied,
    CaseResolved,
    CaseSupplemented,
    CaseVerified,
    CoHandlerExcused,
    TaskReported,
)
from casework.domain.supervision_events import (
    CalendarAdopted,
    CaseClosed,
    Closing,
    DeadlineMissed,
    LetterIssued,
)
from casework.web.dates import deadline_text, moment_text
from casework.web.pages.file_words import REASONS
from casework.web.pages.timeline_contest import told_of_contest
from casework.web.pages.timeline_moves import told_of_moves
from casework.web.pages.told import Speaker, Told
from casework.web.pages.vocabulary import (
    CLOSINGS,
    FINDINGS,
    GRADES,
    OUTCOMES,
    RATING_REASONS,
    STAGES_MISSED,
    TRIAGE_REASONS,
)

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.events import Event, EventBody
    from casework.domain.organisation import Organisation
    from casework.web.pages.written_text import TextShelf, Written
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the page shows it; `iso` is its instant for machines (UTC)."""

    title: str
    when: str
    iso: str
    lines: tuple[str, ...]
    texts: tuple[Written, ...]
    on_time: bool | None


class Chronicler:
    """Puts events into words for the enterprise: bodies by name, texts that pass between bodies
    left out.
    """

    def __init__(self, organisation: Organisation, say: Wording, now: datetime) -> None:
        self._say = say
        self._by = Speaker(organisation, say, now)

    def entries(self, events: tuple[Event, ...], shelf: TextShelf) -> tuple[Entry, ...]:
        """The entries, newest first; texts come off the shelf in that order."""
        late = _assigned_late(events)
        told = ((event, self.tell(event.body)) for event in reversed(events))
        return tuple(
            self._entry(event, words, shelf, event is late) for event, words in told if words
        )

    def _entry(self, event: Event, told: Told, shelf: TextShelf, is_late: bool) -> Entry:
        if is_late:
            why = self._say(
                "The service centre assigned it after its own deadline; the dates moved with it."
            )
            told = replace(told, lines=(*told.lines, why))
        when = self._when(event)
        iso = event.at.strftime("%Y-%m-%dT%H:%MZ")
        return Entry(told.title, when, iso, told.lines, shelf.show(*told.refs), told.on_time)

    def _when(self, event: Event) -> str:
        """What came with a deadline bears its date as the deadline did: 24:00, never 00:00."""
        write = deadline_text if _came_with_a_deadline(event.body) else moment_text
        return write(event.at, self._say.language, self._by.now)

    @singledispatchmethod
    def tell(self, body: EventBody) -> Told | None:
        """What one fact is in words; None for what passes between public bodies only, such as the
        warning before a deadline.
        """
        return told_of_contest(body, self._by) or told_of_moves(body, self._by)

    @tell.register
    def _(self, body: CaseFiled) -> Told:
        confidential = (self._say("Filed as confidential."),) if body.confidential else ()
        return Told(self._say("You filed the case"), confidential)

    @tell.register
    def _(self, body: CaseQueuedForTriage) -> Told:
        return Told(
            self._say("Passed to a person for assignment"),
            (self._say(TRIAGE_REASONS[body.reason]),),
        )

    @tell.register
    def _(self, body: CaseAssigned) -> Told:
        say = self._say
        lines = self._reasons(body) or [say("Assigned by a clerk.")]
        if body.co_handlers:
            units = [self._unit(unit) for unit in body.co_handlers]
            lines.append(say("Co-handling: %(units)s", units=say.join(units)))
        if body.released:
            lines.append(say("Without your name and telephone. What it was given to read:"))
        title = say("Assigned to %(unit)s", unit=self._unit(body.lead))
        return Told(title, tuple(lines), (body.released,))

    @tell.register
    def _(self, body: CaseAnswered) -> Told:
        return Told(self._say("Answered directly"), refs=(body.particulars,))

    @tell.register
    def _(self, body: CaseVerified) -> Told:
        title = self._say("Verified: %(finding)s", finding=self._say(FINDINGS[body.finding]))
        return Told(title, refs=(body.particulars,), on_time=body.on_time)

    @tell.register
    def _(self, body: CaseReplied) -> Told:
        return Told(self._say("Reply to you"), refs=(body.particulars,), on_time=body.on_time)

    @tell.register
    def _(self, body: TaskReported) -> Told:
        title = self._say("%(unit)s has done its share", unit=self._unit(body.unit))
        return Told(title, on_time=body.on_time)

    @tell.register
    def _(self, body: CoHandlerExcused) -> Told:
        return Told(self._say("%(unit)s no longer co-handles", unit=self._unit(body.unit)))

    @tell.register
    def _(self, body: CaseResolved) -> Told:
        title = self._say("Closed: %(outcome)s", outcome=self._say(OUTCOMES[body.outcome]))
        return Told(title, refs=(body.particulars,), on_time=body.on_time)

    @tell.register
    def _(self, body: CaseSupplemented) -> Told:
        return Told(self._say("You added to it"), refs=(body.particulars,))

    @tell.register
    def _(self, body: CaseRated) -> Told:
        title = self._say("You rated it: %(grade)s", grade=self._say(GRADES[body.grade]))
        reasons = [self._say(RATING_REASONS[reason]) for reason in body.reasons]
        lines = (self._say.join(reasons),) if reasons else ()
        return Told(title, lines, (body.particulars,))

    @tell.register
    def _(self, body: FileAttached) -> Told:
        return Told(self._say("You sent attachment %(number)s", number=body.number))

    @tell.register
    def _(self, body: FileRefused) -> Told:
        title = self._say("Attachment %(number)s was not accepted", number=body.number)
        return Told(title, (self._say(REASONS[body.reason]),))

    @tell.register
    def _(self, body: CaseClosed) -> Told:
        return Told(self._say("Case closed"), (self._say(CLOSINGS[body.closing]),))

    @tell.register
    def _(self, body: DeadlineMissed) -> Told | None:
        if body.stage not in STAGES_MISSED:
            return None
        title = self._say(STAGES_MISSED[body.stage], unit=self._unit(body.unit))
        return Told(
            title,
            (self._say("The yellow light came on; it goes out when this is done."),),
            on_time=False,
        )

    @tell.register
    def _(self, body: LetterIssued) -> Told:
        units = {"issuer": self._unit(body.issuer), "unit": self._unit(body.unit)}
        if body.letter.neutral:
            return Told(self._say("%(issuer)s wrote to %(unit)s", **units))
        return Told(self._say("%(issuer)s sent a supervision letter to %(unit)s", **units))

    @tell.register
    def _(self, body: CalendarAdopted) -> Told | None:
        if not body.clocks:
            return None
        line = self._say("Dates that were provisional are now certain; some may be later.")
        return Told(self._say("The State Council published the year's holidays"), (line,))

    def _unit(self, unit: str) -> str:
        return self._by.unit(unit)

    def _reasons(self, body: CaseAssigned) -> list[str]:
        """Why the rules chose this body, and whose the matter would be if its facts differed."""
        if body.suggestion is None:
            return []
        words = self._say.join(list(body.suggestion.keywords))
        lines = [self._say("Why: your words %(words)s", words=words)]
        grounds, chinese = body.grounds, self._say.language == "zh"
        if grounds and grounds.other_unit:
            condition = (grounds.if_zh if chinese else grounds.if_en) or ""
            lines.append(
                self._say(
                    "%(condition)s, it is for %(unit)s (%(duty)s).",
                    condition=condition[:1].upper() + condition[1:],
                    unit=self._unit(grounds.other_unit),
                    duty=(grounds.other_zh if chinese else grounds.other_en) or "",
                )
            )
        return lines


def _came_with_a_deadline(body: EventBody) -> bool:
    silent = isinstance(body, CaseClosed) and body.closing is Closing.NOT_CONTESTED
    return silent or isinstance(body, DeadlineMissed)


def _assigned_late(events: tuple[Event, ...]) -> Event | None:
    """The assignment that came after the centre's own limit: why dates differ from the promise."""
    filed = events[0].body
    if not isinstance(filed, CaseFiled):
        return None
    return next(
        (
            event
            for event in events
            if isinstance(event.body, CaseAssigned) and event.at >= filed.promised.triage_by
        ),
        None,
    )
