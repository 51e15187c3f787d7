"""Bodies of the desk's JSON requests, typed and checked; the only module that knows pydantic."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from casework.domain.code import PlaceKind
from casework.domain.events import Finding, Outcome
from casework.domain.subscription import SubscriptionProtocol
from casework.web.forms.plain_text import paragraphs


def _readable(text: str) -> str:
    """The text as the enterprise's own forms would take it; what cannot be shown is refused."""
    typed = paragraphs({"text": text}, "text")
    if typed.refused or not typed.text:
        raise ValueError("holds control or direction characters, or nothing at all")
    return typed.text


Text = Annotated[
    str,
    Field(min_length=1, max_length=4000, description="Plain text; line breaks are kept"),
    AfterValidator(_readable),
]
Caption = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_readable)]
Unit = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]


class _Body(BaseModel):
    # Built at first use: a request needs one of them, a cold start none.
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, defer_build=True)


class CommandBody(_Body):
    """What every command on a case says: which version of it the person was looking at."""

    version: Annotated[int, Field(ge=1, description="Version of the case that you were looking at")]


class VerificationPart(_Body):
    """A verification that is taken together with a later step."""

    finding: Finding
    text: Text


class ReplyPart(_Body):
    """A reply that is taken together with the resolution, maybe with the verification."""

    text: Text
    verification: VerificationPart | None = None


class JudgementBody(CommandBody):
    """A clerk's judgement of the marks that routing set on a case in triage."""

    not_a_complaint: bool = False
    not_a_procedure: bool = False


class AssignmentBody(JudgementBody):
    """Lead and co-handlers of a case."""

    lead: Unit
    co_handlers: Annotated[list[Unit], Field(max_length=10)] = []
    released_text: Text | None = None


class AnswerBody(JudgementBody):
    """A direct answer."""

    text: Text


class VerificationBody(CommandBody, VerificationPart):
    """What was found to be true."""


class ReplyBody(CommandBody):
    """The reply; with `verification`, both steps are taken together."""

    text: Text
    verification: VerificationPart | None = None


class ResolutionBody(CommandBody):
    """The resolution; with `reply`, that step is taken together with it."""

    outcome: Outcome
    text: Text
    reply: ReplyPart | None = None


class TaskReportBody(CommandBody):
    """A co-handler's report."""

    text: Text


class AcknowledgementBody(CommandBody):
    """The unit has a letter."""


class LetterAnswerBody(CommandBody):
    """Why a deadline passed."""

    text: Text


class ExcuseBody(CommandBody):
    """A co-handler to be excused, with the reason."""

    unit: Unit
    reason: Text


class CodeBody(_Body):
    """A place that gets a code, and what is printed beneath it."""

    place: PlaceKind
    caption_zh: Caption
    caption_en: Caption


class SubscriptionBody(_Body):
    """A department, and where its messages shall go."""

    department: Unit
    protocol: SubscriptionProtocol
    endpoint: Annotated[
        str,
        Field(
            min_length=1,
            max_length=500,
            description="An e-mail address, an https URL or the ARN of a queue, as `protocol` says",
        ),
    ]
