"""Bodies of declining, contacts, objections, reviews and decisions about personal data."""

from datetime import date
from typing import Annotated

from pydantic import Field

from casework.domain.contest_events import DeclineReason
from casework.entrypoints.requests import CommandBody, Text

Name = Annotated[str, Field(min_length=1, max_length=100)]


class DeclineBody(CommandBody):
    """Why a case is declined (不予受理), and the words for it that the enterprise reads."""

    reason: DeclineReason
    text: Text


class ContactBody(CommandBody):
    """Whether the reporter said that the case is theirs, and maybe a note."""

    confirmed: bool
    text: Text | None = None


class ReachedBody(CommandBody):
    """The day on which the enterprise was told, as by telephone, and maybe a note."""

    on: date
    text: Text | None = None


class ReasonBody(CommandBody):
    """A reason in words."""

    text: Text


class FalseReportDecisionBody(CommandBody):
    """Whether the report is false (冒名诉求), with the reason."""

    accepted: bool
    text: Text


class ObjectionDecisionBody(CommandBody):
    """How an objection is decided, with the reason that the enterprise reads; `false_closing`: it
    had been reported done and was not.
    """

    upheld: bool
    false_closing: bool = False
    text: Text


class PressureBody(CommandBody):
    """Whether the enterprise was pressed to withdraw (撤单质检), and what was found."""

    pressure: bool
    text: Text


class DeclineReviewBody(CommandBody):
    """Whether declining is overturned, with the reason that the enterprise reads."""

    overturned: bool
    text: Text


class CorrectionBody(CommandBody):
    """The data as they are right, all of them."""

    enterprise_name: Name
    contact_name: Name
    contact_phone: Annotated[str, Field(min_length=1, max_length=40)]
    credit_code: Annotated[str, Field(max_length=18)] = ""
    contact_email: Annotated[str, Field(max_length=254)] = ""


class ErasureBody(CommandBody):
    """Nothing but the version: the data go, the record stays."""
