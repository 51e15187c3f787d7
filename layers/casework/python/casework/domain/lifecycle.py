"""One step of a case: what time has decided already, then what a command decides, becomes events,
and the events make the next state.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from casework.domain.case import earliest_due
from casework.domain.case_fold import after, apply, open_case
from casework.domain.events import Actor, ActorKind, Event
from casework.domain.red_light_evidence import proposals
from casework.domain.settling import overdue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.events import EventBody
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


CLOCK = Actor(ActorKind.PLATFORM, "clock")
"""Who records what time itself decides."""

LIGHTS = Actor(ActorKind.PLATFORM, "lights")
"""Who proposes red lights; a person signs them."""


def open_with(case_id: str, command: FileCase, context: Context) -> Change:
    """Open a case by its first command."""
    filed = command.decide(context)
    due = min(instant for clock in filed.clocks if (instant := clock.pending) is not None)
    event = Event(
        *(case_id, 1, 0, context.now, context.actor, context.command_id, 1, due, filed), arms=True
    )
    return Change(None, open_case(event), (event,))


def perform(case: Case, commands: Sequence[Command], context: Context) -> Change:
    """Settle the instants that have passed, then take one or more steps together: all of them or,
    when one breaks a rule, none. What that leaves may be enough to propose a red light.

    A case's time never runs backwards: where this clock is behind the case's last event, the step
    is dated with that event.
    """
    step = _Step(case, context)
    now = max(context.now, case.changed_at or context.now)
    while found := overdue(step.state, now, context):
        at, body = found
        step.take(body, at, CLOCK)
        following = overdue(step.state, now, context)
        if following is None or following[0] > at:
            step.propose(at)
    context = replace(context, now=now)
    for command in commands:
        for body in command.decide(step.state, context):
            step.take(body, now, context.actor)
    if step.events:
        step.propose(now)
    return step.change()


@dataclass(slots=True)
class _Step:
    """The events of one transaction, and the state that they have made so far."""

    before: Case
    context: Context
    events: list[Event] = field(default_factory=list)
    state: Case = field(init=False)

    def __post_init__(self) -> None:
        self.state = self.before

    def propose(self, at: datetime) -> None:
        """Record the red lights that the evidence of this instant proposes, dated at it, however
        late anybody looks.
        """
        for proposed in proposals(self.state, replace(self.context, now=at)):
            self.take(proposed, at, LIGHTS)

    def take(self, body: EventBody, at: datetime, actor: Actor) -> None:
        """Record one fact."""
        due = earliest_due(after(body, self.state, at))
        event = Event(
            case_id=self.before.id,
            seq=self.before.version + 1,
            n=len(self.events),
            at=at,
            actor=actor,
            command_id=self.context.command_id,
            due_version=self.state.due_version + (due != self.state.next_due),
            next_due=due,
            body=body,
        )
        self.events.append(event)
        self.state = apply(self.state, event)

    def change(self) -> Change:
        """What happened; the last event arms a timer when it left another instant to wait for."""
        if self.events:
            last = self.events[-1]
            moved = last.next_due is not None and last.next_due != self.before.next_due
            self.events[-1] = replace(last, arms=moved)
        return Change(self.before, self.state, tuple(self.events))
