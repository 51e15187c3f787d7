"""What clerks and departments do besides handling: actions, statements, procedures, joining cases,
notes and handlers, as operations of their room.
"""

from casework.domain.case import Case
from casework.entrypoints.operations import CaseOperations, Ports
from casework.entrypoints.oversight_requests import (
    AgreementBody,
    ConfirmationBody,
    ContactBody,
    GuidanceBody,
    HandlerBody,
    LinkBody,
    MergeBody,
    TextBody,
)
from casework.services.add_note import add_note
from casework.services.agree_action import Agreement, agree_action
from casework.services.appeal_red_light import appeal_red_light
from casework.services.commanding import Request
from casework.services.confirm_procedure import confirm_procedure
from casework.services.guide_to_procedure import Guidance, guide_to_procedure
from casework.services.link_cases import link_cases
from casework.services.merge_case import merge_case
from casework.services.name_handler import name_handler
from casework.services.record_judicial_contact import Contact, record_judicial_contact
from casework.services.report_action import report_action
from casework.services.state_case import state_case


def mount_joint_acts(operation: CaseOperations, ports: Ports) -> None:
    """Mount them all; the ports are asked for when a request comes."""
    _mount_actions(operation, ports)
    _mount_statements(operation, ports)
    _mount_procedures(operation, ports)
    _mount_joining(operation, ports)
    _mount_work(operation, ports)


def _mount_actions(operation: CaseOperations, ports: Ports) -> None:
    @operation("actions")
    def agree(request: Request, body: AgreementBody) -> Case:
        """Agree with a department what it does under special supervision, and until when."""
        agreement = Agreement(body.department, body.until, body.text)
        return agree_action(request, agreement, **ports())

    @operation("actions/<action>/report")
    def report(request: Request, body: TextBody, action: str) -> Case:
        """Report what came of an action of my unit."""
        return report_action(request, action, body.text, **ports())


def _mount_statements(operation: CaseOperations, ports: Ports) -> None:
    @operation("red-lights/<red_light>/statement")
    def state(request: Request, body: TextBody, red_light: str) -> Case:
        """State my unit's case on a proposed red light (陈述申辩)."""
        return state_case(request, red_light, body.text, **ports())

    @operation("red-lights/<red_light>/appeal")
    def appeal(request: Request, body: TextBody, red_light: str) -> Case:
        """Appeal against a red light to the leading group (申诉)."""
        return appeal_red_light(request, red_light, body.text, **ports())


def _mount_procedures(operation: CaseOperations, ports: Ports) -> None:
    @operation("procedure")
    def confirm(request: Request, body: ConfirmationBody) -> Case:
        """Confirm that the matter has a procedure of its own."""
        return confirm_procedure(request, **ports())

    @operation("guidance")
    def guide(request: Request, body: GuidanceBody) -> Case:
        """Guide the enterprise to the procedure that its matter has (程序指引)."""
        words = Guidance(body.body, body.reference, body.period, body.text, body.days)
        return guide_to_procedure(request, words, **ports())

    @operation("judicial-contacts")
    def record(request: Request, body: ContactBody) -> Case:
        """Record a letter or call to a judicial organ (致函致电)."""
        contact = Contact(body.kind, body.organ, body.organ_name, body.on, body.text)
        return record_judicial_contact(request, contact, **ports())


def _mount_joining(operation: CaseOperations, ports: Ports) -> None:
    @operation("merge")
    def merge(request: Request, body: MergeBody) -> Case:
        """Merge this duplicate into another case (并案)."""
        return merge_case(request, _case_id(body.into), **ports())

    @operation("links")
    def link(request: Request, body: LinkBody) -> Case:
        """Link this case with another (关联案件)."""
        return link_cases(request, _case_id(body.other), body.kind, **ports())


def _mount_work(operation: CaseOperations, ports: Ports) -> None:
    @operation("notes")
    def note(request: Request, body: TextBody) -> Case:
        """Add an internal note (内部备注)."""
        return add_note(request, body.text, **ports())

    @operation("handler")
    def name(request: Request, body: HandlerBody) -> Case:
        """Name who handles the case (承办人)."""
        return name_handler(request, body.staff, **ports())


def _case_id(number: str) -> str:
    """The id behind a number as people write it."""
    return number.removeprefix("MSB-").replace("-", "")
