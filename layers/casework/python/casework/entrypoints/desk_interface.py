"""What staff ask of the desk besides commands on a case, as JSON: lists, search and entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework.domain.case import case_number
from casework.domain.errors import InvalidInputError
from casework.domain.events import Channel
from casework.domain.rules import CaseExistsError
from casework.domain.tokens import day_of_form
from casework.entrypoints.case_views import item_view, page_view
from casework.entrypoints.operations import digest_of
from casework.services.assign_cases import Ticked, assign_cases
from casework.services.enter_case import Entry, enter_case
from casework.services.file_case import Filing, FilingOutcome
from casework.services.list_cases import CaseList, list_cases
from casework.services.search_cases import Wanted, search_cases
from casework.web.forms import intake
from casework.web.forms.intake import Then

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case_filter import CaseFilter
    from casework.domain.staff import StaffMember
    from casework.entrypoints.desk_pages import ConsolePorts
    from casework.entrypoints.desk_requests import AssignmentsBody, EntryBody, SearchBody
    from casework.entrypoints.search_console import SearchPorts
    from casework.web.forms.intake import IntakeForm

ASSIGNMENTS = "/api/desk/assignments"


def listed(
    member: StaffMember,
    which: CaseList,
    wanted: CaseFilter,
    unit: str | None,
    *,
    limit: int,
    start: str | None,
    ports: SearchPorts,
) -> dict[str, Any]:
    """A page of a list; errors are those of `list_cases`."""
    page = list_cases(
        member,
        limit=limit,
        start=start,
        work_list=ports.work_list,
        which=which,
        unit=unit,
        wanted=wanted,
    )
    return page_view(page)


def found(
    body: SearchBody, member: StaffMember, now: datetime, *, ports: SearchPorts
) -> dict[str, Any]:
    """The cases of a number, enterprise or telephone; errors are those of `search_cases`."""
    page = search_cases(
        Wanted(body.number, body.enterprise, body.telephone),
        member,
        now,
        cases=ports.cases,
        search=ports.search,
        audit=ports.audit,
        mint=ports.mint,
    )
    return {"cases": [item_view(item) for item in page.items]}


def assigned(
    body: AssignmentsBody, member: StaffMember, name: str, now: datetime, *, ports: ConsolePorts
) -> dict[str, Any]:
    """What became of each case, in the order in which they were named; `refusal` is the name of the
    rule that kept a case where it is, null for one that was assigned. Errors are those of
    `assign_cases`; `name` is the request's Idempotency-Key.
    """
    done = assign_cases(
        [Ticked(each.id, each.version) for each in body.cases],
        body.lead,
        member,
        name,
        now,
        digest=digest_of(ASSIGNMENTS, body),
        cases=ports.cases,
        configuration=ports.configuration,
    )
    return {"cases": [{"id": each.case_id, "refusal": each.refusal} for each in done]}


def entered(
    body: EntryBody, member: StaffMember, name: str, now: datetime, *, ports: SearchPorts
) -> tuple[int, dict[str, Any]]:
    """Enter a case: 201 with its number and the path of its receipt, 200 for the same again.

    `name` is the request's Idempotency-Key: within a day (UTC) the same person's same key is the
    same case. Raises InvalidInputError with the wrong fields, CaseExistsError for the same key with
    other words, and what `enter_case` raises.
    """
    form = _form(body)
    errors = intake.check(form, ports.configuration.organisation(), ports.offered)
    if errors:
        raise InvalidInputError(
            fields=[{"field": each.field, "rule": each.code.value} for each in errors]
        )
    key = ports.mint.issue_form_key(day_of_form(now), f"{member.id}\0{name}".encode())
    filed = enter_case(
        entry_of(form, key.text),
        member,
        now,
        cases=ports.cases,
        configuration=ports.entering,
        mint=ports.mint,
    )
    if filed.outcome is FilingOutcome.DIFFERENT:
        raise CaseExistsError(number=case_number(filed.case_id))
    status = 201 if filed.outcome is FilingOutcome.NEW else 200
    return status, {
        "id": filed.case_id,
        "number": case_number(filed.case_id),
        "receipt": f"/t/{filed.tracking_token}/filed",
    }


def entry_of(form: IntakeForm, form_key: str) -> Entry:
    """What a clerk took down, out of a form that passed its checks."""
    filing = Filing(
        code_token="",
        form_key=form_key,
        category=form.filed.category or None,
        township=form.filed.township or None,
        confidential=form.filed.confidential,
        language="zh",
        fields=form.filed.particulars(),
    )
    answer = form.answer if form.then is Then.ANSWER else None
    return Entry(filing, Channel(form.channel), answer)


def _form(body: EntryBody) -> IntakeForm:
    """The form as the console would read it; what cannot be shown is refused by its check."""
    fields = {
        "channel": body.channel,
        "what_happened": body.what_happened,
        "enterprise_name": body.enterprise_name,
        "contact_name": body.contact_name,
        "contact_phone": body.contact_phone,
        "category": body.category,
        "township": body.township,
        "credit_code": body.credit_code,
        "notify_by": body.notify_by,
        "contact_email": body.contact_email,
        "answer": body.answer or "",
        "then": (Then.FILE if body.answer is None else Then.ANSWER).value,
    }
    return intake.read({**fields, "confidential": "1"} if body.confidential else fields)
