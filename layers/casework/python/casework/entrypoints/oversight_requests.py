"""Bodies of what oversight is asked for: special supervision, red lights, procedures, joining."""

from datetime import date
from typing import Annotated

from pydantic import Field

from casework.domain.oversight_events import (
    ContactKind,
    EvidenceKind,
    LinkKind,
    OrganKind,
    SpecialReason,
)
from casework.domain.oversight_rules import NoEvidenceError
from casework.entrypoints.requests import Caption, CommandBody, Text, Unit

CaseId = Annotated[
    str,
    Field(
        pattern=r"^(?:MSB-)?[0-9A-Z]{4}-?[0-9A-Z]{4}-?[0-9A-Z]{4}$",
        description="Number or id of another case",
    ),
]
StaffId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


class TeamBody(CommandBody):
    """Who coordinates special supervision, and which departments take part."""

    coordinator: Unit
    departments: Annotated[list[Unit], Field(max_length=20, default_factory=list)]


class LiftingBody(TeamBody):
    """A stuck case to be lifted to special supervision, with the reason."""

    reason: SpecialReason
    text: Text


class AgreementBody(CommandBody):
    """What a department does, and by the end of which working day."""

    department: Unit
    until: date
    text: Text


class TextBody(CommandBody):
    """A text alone: a report, a result, a statement, an appeal or a note."""

    text: Text


class RedLightProposalBody(CommandBody):
    """A unit against whom the evidence is enough, with the reason."""

    unit: Unit
    reason: Text


class SignatureBody(CommandBody):
    """Reasons for a red light, and the competent body that the unit is referred to."""

    referred_to: Unit
    reasons: Text


class ReasonsBody(CommandBody):
    """Reasons for dismissing a red light."""

    reasons: Text


class ExclusionBody(CommandBody):
    """A piece of evidence that others caused, as `kind:reference`, with the reasons."""

    evidence: Annotated[str, Field(pattern=r"^[a-z_]+:[A-Za-z0-9_./-]{1,64}$")]
    reasons: Text

    @property
    def key(self) -> tuple[EvidenceKind, str]:
        """Its kind and reference; NoEvidenceError for a kind that there is not."""
        kind, _, ref = self.evidence.partition(":")
        if kind not in set(EvidenceKind):
            raise NoEvidenceError
        return EvidenceKind(kind), ref


class AppealDecisionBody(CommandBody):
    """Whether a red light stands after the appeal, with the reasons."""

    upheld: bool
    reasons: Text


class GuidanceBody(CommandBody):
    """The body that decides the matter, its reference there and the statutory period."""

    body: Caption
    reference: Caption
    period: Caption
    days: Annotated[int, Field(ge=1, le=3650)] | None = None
    text: Text


class ContactBody(CommandBody):
    """A letter or call to a judicial organ about procedure or service."""

    kind: ContactKind
    organ: OrganKind
    organ_name: Caption
    on: date
    text: Text


class SummaryBody(CommandBody):
    """What a body complained about may read of the complaint."""

    body: Unit
    text: Text


class MergeBody(CommandBody):
    """The case that a duplicate is merged into."""

    into: CaseId


class LinkBody(CommandBody):
    """Another case, and what it has to do with this one."""

    other: CaseId
    kind: LinkKind


class HandlerBody(CommandBody):
    """Who handles the case, by staff id."""

    staff: StaffId


class ConfirmationBody(CommandBody):
    """The procedure that routing marked is the right one."""
