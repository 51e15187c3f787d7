"""One step of a case: what a command decides becomes events, and the events make the next state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from casework.domain.case import earliest_due
from casework.domain.case_fold import apply, evolve, open_case
from casework.domain.events import Event

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.events import Actor, EventBody
    from casework.domain.intake import FileCase
    from casework.domain.organisation import Organisation
    from casework.domain.policy import DeadlinePolicy
    from casework.domain.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Context:
    """What a decision may look at besides the case: who acts, when (UTC), and the rules in force
    for the case.

    `command_id` names the request that asked; a repeat of it is recognised by the events it left.
    """

    now: datetime
    actor: Actor
    command_id: str
    calendar: WorkingCalendar
    policy: DeadlinePolicy
    organisation: Organisation


@dataclass(frozen=True, slots=True)
class Change:
    """The outcome of a command: the case before (None when it is new) and after, and the events
    between.
    """

    before: Case | None
    after: Case
    events: tuple[Event, ...]


class Command(Protocol):
    """Something that people or the platform may ask of a case; texts are passed by reference, apart
    from the facts.
    """

    def decide(self, case: Case, context: Context) -> tuple[EventBody, ...]:
        """The facts that the command makes true, or the broken rule as an error. Pure: nothing is
        changed.
        """


def open_with(case_id: str, command: FileCase, context: Context) -> Change:
    """Open a case by its first command."""
    filed = command.decide(context)
    due = filed.promised.triage_by
    event = Event(case_id, 1, 0, context.now, context.actor, context.command_id, 1, due, filed)
    return Change(None, open_case(event), (event,))


def perform(case: Case, commands: Sequence[Command], context: Context) -> Change:
    """Take one or more steps together: all of them or, when one breaks a rule, none."""
    state, events = case, list[Event]()
    for command in commands:
        for body in command.decide(state, context):
            due = earliest_due(evolve(body, state, context.now))
            event = Event(
                case_id=case.id,
                seq=case.version + 1,
                n=len(events),
                at=context.now,
                actor=context.actor,
                command_id=context.command_id,
                due_version=state.due_version + (due != state.next_due),
                next_due=due,
                body=body,
            )
            events.append(event)
            state = apply(state, event)
    return Change(case, state, tuple(events))
