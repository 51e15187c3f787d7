"""Bodies of returns, extensions, suspensions, direct handling, tracks and questions."""

from typing import Annotated

from pydantic import Field

from casework.domain.decision_events import ReturnGround, SuspensionReason
from casework.entrypoints.requests import CommandBody, JudgementBody, Text, Unit

Days = Annotated[int, Field(ge=1, le=1000, description="Working days; the policy sets the most")]


class ReturnBody(CommandBody):
    """A return (退单): the legal ground, the legal basis in words, who should have the case."""

    ground: ReturnGround | None = None
    text: Text | None = None
    suggested: Unit | None = None


class RequestDecisionBody(CommandBody):
    """How a request is decided, with the reason that the asking unit reads."""

    accepted: bool = False
    text: Text


class ReturnDecisionBody(RequestDecisionBody):
    """How a return is decided: accepted, it names the next lead and co-handlers; refused, it says
    whether there was no legal ground.
    """

    lead: Unit | None = None
    co_handlers: list[Unit] = Field(default_factory=list, max_length=10)
    released_text: Text | None = None
    groundless: bool = False


class ExtensionBody(CommandBody):
    """So many working days more (延期), with the reason, which the enterprise reads."""

    days: Days
    text: Text


class SuspensionBody(CommandBody):
    """A suspension (挂起) for a listed reason, so many working days at most."""

    reason: SuspensionReason
    days: Days
    text: Text


class LiftBody(CommandBody):
    """The case goes on (恢复办理)."""


class DirectHandlingBody(JudgementBody):
    """The centre handles the case itself (直接办理)."""


class OneMatterBody(CommandBody):
    """One matter one discussion (一事一议): who coordinates it, and why it is urgent."""

    coordinator: Unit
    text: Text


class GreenChannelBody(CommandBody):
    """The green channel (绿色通道) of a court or another organ, and why."""

    organ: Unit
    text: Text


class QuestionBody(CommandBody):
    """A question to the enterprise (补充材料); it reads the text."""

    text: Text


class RelayBody(CommandBody):
    """What a confidential enterprise answered, in words that name nobody."""

    text: Text


class RevealBody(CommandBody):
    """Why the department must know who filed a confidential case."""

    text: Text
