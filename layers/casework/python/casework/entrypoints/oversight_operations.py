"""What supervisors, inspectors and leaders do about oversight, as operations of their room."""

from casework.domain.case import Case
from casework.entrypoints.operations import CaseOperations, Ports
from casework.entrypoints.oversight_requests import (
    AppealDecisionBody,
    ExclusionBody,
    LiftingBody,
    ReasonsBody,
    RedLightProposalBody,
    SignatureBody,
    SummaryBody,
    TeamBody,
    TextBody,
)
from casework.services.appeal_red_light import decide_appeal
from casework.services.commanding import Request
from casework.services.conclude_special_supervision import conclude_special_supervision
from casework.services.decide_red_light import dismiss_red_light, sign_red_light
from casework.services.exclude_evidence import exclude_evidence
from casework.services.lift_case import Lifting, Team, lift_case, organise_special_supervision
from casework.services.propose_red_light import propose_red_light
from casework.services.release_summary import release_summary


def mount_oversight_acts(operation: CaseOperations, ports: Ports) -> None:
    """Mount them all; the ports are asked for when a request comes."""
    _mount_special(operation, ports)
    _mount_red_lights(operation, ports)

    @operation("summary")
    def release(request: Request, body: SummaryBody) -> Case:
        """Release to a body complained about what it may read."""
        return release_summary(request, body.body, body.text, **ports())


def _mount_special(operation: CaseOperations, ports: Ports) -> None:
    @operation("special")
    def lift(request: Request, body: LiftingBody) -> Case:
        """Lift the case to special supervision (专项督办)."""
        lifting = Lifting(body.reason, body.text, _team(body))
        return lift_case(request, lifting, **ports())

    @operation("special/team")
    def organise(request: Request, body: TeamBody) -> Case:
        """Say who coordinates and who takes part."""
        return organise_special_supervision(request, _team(body), **ports())

    @operation("special/conclusion")
    def conclude(request: Request, body: TextBody) -> Case:
        """Conclude special supervision with its result."""
        return conclude_special_supervision(request, body.text, **ports())


def _mount_red_lights(operation: CaseOperations, ports: Ports) -> None:
    @operation("red-light")
    def propose(request: Request, body: RedLightProposalBody) -> Case:
        """Propose a red light (红灯) on the evidence in the case."""
        return propose_red_light(request, body.unit, body.reason, **ports())

    @operation("red-lights/<red_light>/exclusion")
    def exclude(request: Request, body: ExclusionBody, red_light: str) -> Case:
        """Show a piece of evidence as caused by others; it does not count any more."""
        return exclude_evidence(request, red_light, body.key, body.reasons, **ports())

    @operation("red-lights/<red_light>/signature")
    def sign(request: Request, body: SignatureBody, red_light: str) -> Case:
        """Sign a red light and refer the unit to the competent body (移送建议)."""
        return sign_red_light(request, red_light, body.referred_to, body.reasons, **ports())

    @operation("red-lights/<red_light>/dismissal")
    def dismiss(request: Request, body: ReasonsBody, red_light: str) -> Case:
        """Dismiss a red light."""
        return dismiss_red_light(request, red_light, body.reasons, **ports())

    @operation("red-lights/<red_light>/appeal-decision")
    def decide(request: Request, body: AppealDecisionBody, red_light: str) -> Case:
        """Decide the appeal against a red light, finally."""
        return decide_appeal(request, red_light, body.upheld, body.reasons, **ports())


def _team(body: TeamBody) -> Team:
    return Team(body.coordinator, tuple(body.departments))
