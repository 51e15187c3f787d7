"""A clerk's assignment: authorized, decided, its released text stored with it."""

import pytest

from casework.domain.assignment import Judgement
from casework.domain.case import Status
from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.events import CaseAssigned
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import (
    AlreadyDispatchedError,
    ComplainedBodyError,
    ReleasedTextNotNeededError,
    ReleasedTextRequiredError,
)
from tests.builders import (
    ABOUT_CENTRE,
    ABOUT_POLICE,
    UNCLEAR,
    clerk,
    handler,
    inspector,
    supervisor,
)
from tests.county import County


def test_a_clerk_names_lead_and_co_handlers(county: County) -> None:
    waiting = county.route(county.file(UNCLEAR))
    case = county.assign(waiting, "transport", "emergency", "housing")
    assert (case.status, case.lead) == (Status.ASSIGNED, "transport")
    assert [task.unit for task in case.tasks] == ["emergency", "housing"]
    event = county.cases.file(case.id).events[-1]
    assert isinstance(event.body, CaseAssigned)
    assert (event.actor, event.body.automatic) == (clerk().as_actor(), False)


def test_a_late_delivery_of_the_filing_changes_nothing(county: County) -> None:
    assigned = county.cases.get(county.assign(county.file(), "court").id)
    assert county.route(assigned) == assigned


def test_the_released_text_of_a_confidential_case_is_stored_with_the_assignment(
    county: County,
) -> None:
    waiting = county.route(county.file(confidential=True))
    assert waiting.triage_reason is TriageReason.CONFIDENTIAL
    case = county.assign(waiting, "justice", released_text="某企业被欠款")
    file = county.cases.file(case.id)
    assert case.released is not None
    assert case.released.kind is ParticularsKind.RELEASED
    assert file.text(case.released, "what_happened") == "某企业被欠款"


@pytest.mark.parametrize("released_text", [None, ""])
def test_a_confidential_case_is_not_assigned_without_one(
    county: County, released_text: str | None
) -> None:
    waiting = county.route(county.file(confidential=True))
    with pytest.raises(ReleasedTextRequiredError):
        county.assign(waiting, "justice", released_text=released_text)
    assert county.cases.get(waiting.id) == waiting


def test_an_open_case_takes_none(county: County) -> None:
    with pytest.raises(ReleasedTextNotNeededError):
        county.assign(county.file(), "justice", released_text="某企业被欠款")


def test_a_complaint_goes_to_the_inspectors_unless_the_clerk_says_it_is_none(
    county: County,
) -> None:
    waiting = county.route(county.file(ABOUT_POLICE))
    with pytest.raises(ComplainedBodyError):
        county.assign(waiting, "public_security")
    assert county.assign(waiting, "inspection").complaint is True


def test_a_clerk_may_judge_that_it_is_none(county: County) -> None:
    waiting = county.route(county.file(ABOUT_POLICE))
    case = county.assign(waiting, "public_security", judgement=Judgement(not_a_complaint=True))
    assert (case.lead, case.complaint) == ("public_security", False)


def test_a_complaint_about_the_centre_is_the_inspectors_alone(county: County) -> None:
    waiting = county.route(county.file(ABOUT_CENTRE))
    for member in (clerk(), supervisor(), handler("justice")):
        with pytest.raises(NotFoundError):
            county.assign(waiting, "inspection", by=member)
    assert county.assign(waiting, "inspection", by=inspector()).lead == "inspection"


def test_inspectors_assign_nothing_else(county: County) -> None:
    waiting = county.route(county.file(UNCLEAR))
    with pytest.raises(NotFoundError):
        county.assign(waiting, "justice", by=inspector())
    with pytest.raises(NotPermittedError):
        county.assign(waiting, "justice", by=supervisor())


def test_a_dispatched_case_is_not_dispatched_again(county: County) -> None:
    case = county.assign(county.file(), "justice")
    with pytest.raises(AlreadyDispatchedError) as refused:
        county.assign(case, "court")
    assert refused.value.facts == {"lead": "justice"}
