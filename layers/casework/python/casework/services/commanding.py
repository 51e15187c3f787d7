"""The way every command takes: load, authorize, decide, save; with the repeat of a request
recognised, not redone.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import authorize
from casework.domain.contest_events import ParticularsErased
from casework.domain.errors import StoreUnavailableError
from casework.domain.lifecycle import Context, perform
from casework.domain.particulars import write_down
from casework.domain.rules import IdempotencyKeyReusedError, StaleVersionError
from casework.domain.supervision_events import (
    OF_THE_PLATFORM,
    LetterAcknowledged,
    LetterAnswered,
)
from casework.services.deciding_again import ATTEMPTS
from casework.services.disclosing import case_for, file_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from casework.domain.authorization import Action
    from casework.domain.case import Case
    from casework.domain.events import Actor, Event
    from casework.domain.lifecycle import Change, Command
    from casework.domain.particulars import Particulars, ParticularsKind, ParticularsRef
    from casework.domain.staff import StaffMember
    from casework.ports import CaseRepository, Configuration


@dataclass(frozen=True, slots=True)
class Request:
    """A member of staff's request about one case.

    `seen_version` is the version of the case that the person was looking at; `command_id` names the
    request, so that a retry after a lost answer is told from a second request.
    """

    case_id: str
    seen_version: int
    command_id: str
    member: StaffMember
    now: datetime
    digest: str = ""

    @property
    def recorded_id(self) -> str:
        """What the events of this request carry: its id, and a digest of what it asked for."""
        return f"{self.command_id}.{self.digest}" if self.digest else self.command_id


class Writing:
    """Collects the texts that a command brings and hands out their references."""

    def __init__(self, seq: int) -> None:
        self._seq = seq
        self.texts: list[Particulars] = []

    def add(self, kind: ParticularsKind, **fields: str) -> ParticularsRef:
        """Take a text under a fresh salt; it is stored with the command's events or not at all."""
        salt = secrets.token_hex(8)
        text = write_down(kind, self._seq, len(self.texts), fields, salt)
        self.texts.append(text)
        return text.ref


def context_of(
    case: Case, now: datetime, actor: Actor, command_id: str, configuration: Configuration
) -> Context:
    """The rules in force for this case: those it was opened under."""
    return Context(
        now=now,
        actor=actor,
        command_id=command_id,
        calendar=configuration.calendar(case.versions.calendar),
        policy=configuration.policy(case.versions.policy),
        organisation=configuration.organisation(),
    )


def carry_out(
    request: Request,
    action: Action,
    commands: Callable[[Writing], tuple[Command, ...]],
    *,
    cases: CaseRepository,
    configuration: Configuration,
    search_keys: Sequence[str] | None = None,
) -> Case:
    """Do what a member of staff asks and return the case after it, as the person may see it; it is
    found by `search_keys` then, if any are given and it is not confidential.

    Guarantees: all of the request's commands in one transaction or none; done once, however often
    the same `command_id` arrives. Raises NotFoundError or NotPermittedError by the authorization
    table, the broken rule, or StaleVersionError, whose `changes` name what happened since the
    person looked.
    """
    case = cases.get(request.case_id)
    for _ in range(ATTEMPTS):
        if case.version != request.seen_version:
            case, done = catch_up(request, action, cases)
            if done:
                return case_for(request.member, case)
        try:
            change, texts = _attempt(request, action, commands, case, configuration)
            found_by = None if case.confidential else search_keys
            cases.save(change, texts, erased=_erased(change), search_keys=found_by)
            return case_for(request.member, change.after)
        except StaleVersionError:
            case = cases.get(request.case_id)
    raise StoreUnavailableError


def _attempt(
    request: Request,
    action: Action,
    commands: Callable[[Writing], tuple[Command, ...]],
    case: Case,
    configuration: Configuration,
) -> tuple[Change, list[Particulars]]:
    authorize(request.member, action, case)
    writing = Writing(case.version + 1)
    actor = request.member.as_actor()
    context = context_of(case, request.now, actor, request.recorded_id, configuration)
    return perform(case, commands(writing), context), writing.texts


def _erased(change: Change) -> tuple[str, ...]:
    """The texts that the change erases."""
    bodies = (event.body for event in change.events)
    return tuple(
        text for body in bodies if isinstance(body, ParticularsErased) for text in body.texts
    )


def catch_up(request: Request, action: Action, cases: CaseRepository) -> tuple[Case, bool]:
    """The case as it stands, and whether the change that came first was this very request.

    What the platform recorded meanwhile stands in nobody's way, nor what another unit did with its
    own letter: the request goes on. Whatever else a person did is told, as StaleVersionError.
    """
    file = cases.file(request.case_id)
    missed = [event for event in file.events if event.seq > request.seen_version]
    if any(_is_of(request, event) for event in missed):
        return file.case, True
    authorize(request.member, action, file.case)
    shown = [event for event in file_for(request.member, file).events if event in missed]
    if not missed or not all(_is_no_obstacle(event, request.member.unit) for event in missed):
        raise StaleVersionError(version=file.case.version, changes=_summaries(shown))
    return file.case, False


def _is_no_obstacle(event: Event, unit: str) -> bool:
    """What the platform recorded, and what another unit did with a letter of its own."""
    of_another = isinstance(event.body, LetterAcknowledged | LetterAnswered)
    return isinstance(event.body, OF_THE_PLATFORM) or (of_another and event.actor.unit != unit)


def _is_of(request: Request, event: Event) -> bool:
    """Whether the event is this very request's; clients choose command ids, so two people may
    choose the same. Raises IdempotencyKeyReusedError when the same person asked for something else.
    """
    if event.actor.id != request.member.id:
        return False
    if event.command_id == request.recorded_id:
        return True
    if event.command_id.partition(".")[0] == request.command_id:
        raise IdempotencyKeyReusedError
    return False


def _summaries(events: list[Event]) -> list[Mapping[str, object]]:
    return [
        {"type": event.type, "at": event.at, "unit": event.actor.unit, "actor": event.actor.kind}
        for event in events
    ]
