"""The clerk's entry (登记) of a case that came by telephone, mail, letter, visit or a station."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from casework.web.forms import filing
from casework.web.forms.field_error import Fault, FieldError, Length, length_errors
from casework.web.forms.filing import FilingForm
from casework.web.forms.plain_text import line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from casework.domain.event_facts import Way
    from casework.domain.organisation import Organisation
    from casework.web.forms.plain_text import Fields

ANSWER = Length(least=1, most=4000)
"""As long as the API takes it."""

CHANNELS = ("telephone", "visit", "letter", "mail", "station")
"""Channels that a clerk enters by hand, the most frequent first (P2)."""


class Then(StrEnum):
    """What the clerk asked for: look for earlier cases, file, or file and answer at once."""

    LOOK = "look"
    FILE = "file"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class IntakeForm:
    """The form as typed. `filed` is what an enterprise would have said itself; `answer` the direct
    answer; an unknown `then` is read as LOOK, which changes nothing.
    """

    channel: str = CHANNELS[0]
    filed: FilingForm = field(default_factory=FilingForm)
    answer: str = ""
    then: Then = Then.LOOK
    refused: bool = False


def read(fields: Fields) -> IntakeForm:
    """The form that a decoded body holds; never fails."""
    answer = paragraphs(fields, "answer")
    then = line(fields, "then").text
    return IntakeForm(
        channel=line(fields, "channel").text,
        filed=filing.read(fields),
        answer=answer.text,
        then=Then(then) if then in set(Then) else Then.LOOK,
        refused=answer.refused,
    )


def check(
    form: IntakeForm, organisation: Organisation, offered: Collection[Way] = ()
) -> tuple[FieldError, ...]:
    """Every field that is wrong, in the order of the page; looking asks for nothing."""
    if form.then is Then.LOOK:
        return ()
    return tuple(_errors(form, organisation, offered))


def _errors(
    form: IntakeForm, organisation: Organisation, offered: Collection[Way]
) -> Iterator[FieldError]:
    if form.channel not in CHANNELS:
        yield FieldError("channel", Fault.UNKNOWN_CHOICE)
    yield from filing.check(form.filed, organisation, offered)
    if form.then is Then.ANSWER:
        if form.refused:
            yield FieldError("answer", Fault.REFUSED_CHARACTERS)
        else:
            yield from length_errors("answer", form.answer, ANSWER)
