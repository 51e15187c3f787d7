"""A county in which stories are told: its ports, its clock, and what people do, one line each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from casework.domain.assignment import NOTHING_JUDGED, Judgement, RouteCase
from casework.domain.case import Status
from casework.domain.evaluation import Grade
from casework.domain.events import Finding, Outcome
from casework.domain.lifecycle import perform
from casework.domain.routing_facts import TriageReason
from casework.services.acting_by_link import ByLink
from casework.services.answer_case import answer_case
from casework.services.assign_case import Assignment, assign_case
from casework.services.commanding import Request, context_of
from casework.services.excuse_co_handler import excuse_co_handler
from casework.services.file_case import file_case
from casework.services.rate_case import Rating, rate_case
from casework.services.reply_to_case import Reply, reply_to_case
from casework.services.report_task import report_task
from casework.services.resolve_case import Resolution, resolve_case
from casework.services.route_case import ROUTER, route_case
from casework.services.supplement_case import supplement_case
from casework.services.verify_case import Verification, verify_case
from tests.builders import LOAN, MINT, NOW, clerk, filing, form_key, handler, intake_code, proposal
from tests.fakes import InMemoryCases, InMemoryCodes, ShippedConfiguration

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.staff import StaffMember
    from casework.ports import CaseRepository, CodeRepository, Configuration, WorkList
    from casework.services.file_case import Filed

_command_ids = count(1)
_forms = count(1000)


@dataclass
class County:
    """Every method takes the case as the person sees it and returns it as it is afterwards.

    Members of staff default to whoever may do it; texts default to some.
    """

    cases: CaseRepository
    codes: CodeRepository
    work_list: WorkList
    configuration: Configuration
    now: datetime = NOW
    ports: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        """The ports as every command takes them."""
        self.ports = {"cases": self.cases, "configuration": self.configuration}

    def pass_time(self, **span: float) -> None:
        """Move the clock on by a span, such as hours=2."""
        self.now += timedelta(**span)

    def request(self, case: Case, by: StaffMember, command_id: str | None = None) -> Request:
        """What the person asks for, having seen the case as it is given."""
        key = command_id or f"command-{next(_command_ids)}"
        return Request(case.id, case.version, key, by, self.now)

    def post(self, text: str = LOAN, **changes: Any) -> Filed:
        """The form that was opened when the story began is posted, whatever becomes of it."""
        return file_case(filing(text, **changes), self.now, mint=MINT, **self.ports)

    def file(self, text: str = LOAN, **changes: Any) -> Case:
        """An enterprise opens a form, files its case, and that is it."""
        key = form_key(next(_forms), self.now)
        return self.cases.get(self.post(text, form_key=key, **changes).case_id)

    def route(self, case: Case) -> Case:
        """The platform reacts to the filing."""
        route_case(case.id, f"{case.id}/1/0", self.now, **self.ports)
        return self.cases.get(case.id)

    def triage(self, case: Case) -> Case:
        """The platform reads the case, if it has not yet, and leaves it to a clerk."""
        if case.status is not Status.SUBMITTED:
            return case
        unsure = RouteCase(proposal(TriageReason.NOT_CONFIDENT))
        rules = context_of(case, self.now, ROUTER, f"{case.id}/1/0", self.configuration)
        self.cases.save(perform(case, (unsure,), rules), ())
        return self.cases.get(case.id)

    def assign(
        self, case: Case, *units: str, by: StaffMember | None = None, **changes: Any
    ) -> Case:
        """A clerk names the lead, then the co-handlers."""
        lead, *co_handlers = units or ("justice",)
        chosen = Assignment(lead, tuple(co_handlers), **changes)
        request = self.request(self.triage(case), by or clerk())
        return assign_case(request, chosen, **self.ports)

    def answer(
        self,
        case: Case,
        text: str = "可以直接办理",
        by: StaffMember | None = None,
        judgement: Judgement = NOTHING_JUDGED,
    ) -> Case:
        """A clerk answers directly."""
        request = self.request(self.triage(case), by or clerk())
        return answer_case(request, text, judgement, **self.ports)

    def verify(self, case: Case, text: str = "情况属实", by: StaffMember | None = None) -> Case:
        """The lead verifies."""
        found = Verification(Finding.CONFIRMED, text)
        return verify_case(self.request(case, by or _lead(case)), found, **self.ports)

    def reply(self, case: Case, text: str = "正在调解", by: StaffMember | None = None) -> Case:
        """The lead replies."""
        return reply_to_case(self.request(case, by or _lead(case)), Reply(text), **self.ports)

    def resolve(self, case: Case, text: str = "已达成协议", by: StaffMember | None = None) -> Case:
        """The lead resolves."""
        done = Resolution(Outcome.SETTLED, text)
        return resolve_case(self.request(case, by or _lead(case)), done, **self.ports)

    def report(self, case: Case, unit: str, text: str = "已清理") -> Case:
        """A co-handler reports."""
        return report_task(self.request(case, handler(unit)), text, **self.ports)

    def excuse(self, case: Case, unit: str, reason: str = "与其无关") -> Case:
        """The lead excuses a co-handler."""
        return excuse_co_handler(self.request(case, _lead(case)), unit, reason, **self.ports)

    def rate(self, case: Case, grade: Grade = Grade.SATISFIED, text: str | None = None) -> Case:
        """The enterprise rates the handling."""
        rating = Rating(grade, (), text, text_consent=False)
        rate_case(MINT.rating_token(case.id), rating, self.now, mint=MINT, **self.ports)
        return self.cases.get(case.id)

    def add(self, token: str, text: str = "补充：对方已失联", number: int = 100) -> None:
        """The enterprise adds to its case through the n-th form that it opened."""
        key = form_key(number, self.now)
        supplement_case(ByLink(token, key, self.now), text, mint=MINT, **self.ports)


def county_in_memory(cases: InMemoryCases | None = None) -> County:
    """A county on fakes, with one active code."""
    cases = cases or InMemoryCases(InMemoryCodes())
    cases.codes.add(intake_code())
    return County(cases, cases.codes, cases, ShippedConfiguration())


def _lead(case: Case) -> StaffMember:
    return handler(case.lead or "justice")
