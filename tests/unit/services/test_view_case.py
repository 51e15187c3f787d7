"""A case file at the desk: each reader sees what the rules give to it."""

from dataclasses import replace

import pytest

from casework.domain.clocks import Stage
from casework.domain.errors import NotFoundError
from casework.domain.evaluation import Grade
from casework.domain.particulars import ParticularsKind
from casework.domain.staff import StaffMember
from casework.services.view_case import view_case
from tests.builders import (
    ABOUT_CENTRE,
    ABOUT_POLICE,
    administrator,
    clerk,
    handler,
    inspector,
    supervisor,
)
from tests.county import County

FILING, ADDITION, RELEASED = (
    ParticularsKind.FILING,
    ParticularsKind.ADDITION,
    ParticularsKind.RELEASED,
)
HANDLING = {
    ParticularsKind.VERIFICATION,
    ParticularsKind.REPLY,
    ParticularsKind.TASK_REPORT,
    ParticularsKind.RESOLUTION,
}


def told(county: County, *, confidential: bool) -> str:
    """A story with a text of every kind; the id of its case."""
    filed = county.post(confidential=confidential)
    county.add(filed.tracking_token)
    case = county.cases.get(filed.case_id)
    words = "某企业车辆问题" if confidential else None
    case = county.assign(case, "transport", "emergency", released_text=words)
    case = county.report(county.reply(county.verify(case)), "emergency")
    return county.rate(county.resolve(case), Grade.DISSATISFIED, "太慢").id


def kinds(county: County, case_id: str, member: StaffMember) -> set[ParticularsKind]:
    file = view_case(case_id, member, cases=county.cases)
    return {text.ref.kind for text in file.particulars.values()}


def types(county: County, case_id: str, member: StaffMember) -> list[str]:
    return [event.type for event in view_case(case_id, member, cases=county.cases).events]


@pytest.mark.parametrize("member", [clerk(), supervisor()], ids=["clerk", "supervisor"])
@pytest.mark.parametrize("confidential", [True, False])
def test_the_centre_reads_all_of_it(
    county: County, member: StaffMember, confidential: bool
) -> None:
    case_id = told(county, confidential=confidential)
    assert view_case(case_id, member, cases=county.cases) == county.cases.file(case_id)


@pytest.mark.parametrize("unit", ["transport", "emergency"])
def test_a_department_reads_an_open_case_but_never_its_rating(county: County, unit: str) -> None:
    case_id = told(county, confidential=False)
    assert kinds(county, case_id, handler(unit)) == {FILING, ADDITION} | HANDLING
    assert "CaseRated" not in types(county, case_id, handler(unit))
    assert types(county, case_id, handler(unit))[-1] == "CaseResolved"
    assert types(county, case_id, clerk())[-1] == "CaseRated"


@pytest.mark.parametrize(
    ("unit", "of_bodies"),
    [("transport", HANDLING), ("emergency", {ParticularsKind.TASK_REPORT})],
)
def test_of_a_confidential_case_a_department_reads_the_released_text_its_own_and_reports_to_it(
    county: County, unit: str, of_bodies: set[ParticularsKind]
) -> None:
    case_id = told(county, confidential=True)
    assert kinds(county, case_id, handler(unit)) == {RELEASED} | of_bodies
    file = view_case(case_id, handler(unit), cases=county.cases)
    assert "13800000000" not in repr(file)


def test_the_snapshot_itself_holds_no_words(county: County) -> None:
    case_id = told(county, confidential=True)
    file = view_case(case_id, clerk(), cases=county.cases)
    assert file.case == county.cases.get(case_id)


def test_a_department_learns_neither_the_triage_nor_the_rating(county: County) -> None:
    case_id = told(county, confidential=True)
    file = view_case(case_id, handler("transport"), cases=county.cases)
    whole = county.cases.get(case_id)
    assert whole.rated_at is not None
    assert file.case == replace(
        whole,
        triage_reason=None,
        complaint=False,
        about_bodies=(),
        rated_at=None,
        clocks=tuple(clock for clock in whole.clocks if clock.stage is not Stage.TRIAGE),
    )
    kinds = {event.type for event in file.events}
    assert kinds.isdisjoint({"CaseQueuedForTriage", "CaseRated"})


@pytest.mark.parametrize(
    "member",
    [handler("health"), inspector(), administrator()],
    ids=lambda member: member.id,
)
def test_whoever_is_not_involved_finds_nothing(county: County, member: StaffMember) -> None:
    case_id = told(county, confidential=False)
    with pytest.raises(NotFoundError):
        view_case(case_id, member, cases=county.cases)


def test_the_body_complained_about_finds_nothing_at_any_time(county: County) -> None:
    waiting = county.route(county.file(ABOUT_POLICE))
    police = handler("public_security")
    with pytest.raises(NotFoundError):
        view_case(waiting.id, police, cases=county.cases)
    county.assign(waiting, "inspection")
    with pytest.raises(NotFoundError):
        view_case(waiting.id, police, cases=county.cases)
    assert kinds(county, waiting.id, inspector()) == {FILING}


def test_a_complaint_about_the_centre_is_read_by_the_inspectors_alone(county: County) -> None:
    waiting = county.route(county.file(ABOUT_CENTRE, confidential=True))
    for member in (clerk(), supervisor(), handler("public_security")):
        with pytest.raises(NotFoundError):
            view_case(waiting.id, member, cases=county.cases)
    assert kinds(county, waiting.id, inspector()) == {FILING}


def test_a_case_that_does_not_exist_is_not_found(county: County) -> None:
    with pytest.raises(NotFoundError):
        view_case("000000000000", clerk(), cases=county.cases)
