"""Returns, extensions, suspensions, questions and reveals as people ask for and decide them."""

import pytest

from casework.domain.assignment import NOTHING_JUDGED
from casework.domain.case import CENTRE, Case, Status
from casework.domain.decision_events import ReturnGround, SuspensionReason
from casework.domain.decision_rules import ReturnWithoutGroundError
from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.particulars import ParticularsKind
from casework.domain.staff import Role
from casework.services.ask_enterprise import ask_enterprise
from casework.services.assign_case import Assignment, assign_case
from casework.services.decide_extension import decide_extension
from casework.services.decide_return import DecidedReturn, decide_return
from casework.services.decide_reveal import decide_reveal
from casework.services.decide_suspension import decide_suspension
from casework.services.decided_request import DecidedRequest
from casework.services.lift_suspension import lift_suspension
from casework.services.open_green_channel import open_green_channel
from casework.services.open_one_matter import open_one_matter
from casework.services.relay_answer import relay_answer
from casework.services.request_extension import request_extension
from casework.services.request_return import AskedReturn, request_return
from casework.services.request_reveal import request_reveal
from casework.services.request_suspension import request_suspension
from casework.services.take_direct_handling import take_direct_handling
from casework.services.view_case import view_case
from tests.builders import UNCLEAR, clerk, handler, member, supervisor
from tests.county import County, county_in_memory

GRANTED, DENIED = DecidedRequest(True, "同意"), DecidedRequest(False, "不同意")
ASKED = AskedReturn(ReturnGround.NO_COMPETENCE, "《道路交通安全法》第五条", "public_security")
LEAD = member(Role.DEPARTMENT_LEAD, "transport")


@pytest.fixture
def county() -> County:
    return county_in_memory()


def given(county: County, **filing: bool) -> Case:
    case = county.triage(county.file(UNCLEAR, **filing))
    words = "一家企业反映停车问题" if filing.get("confidential") else None
    chosen = Assignment("transport", (), NOTHING_JUDGED, words)
    return assign_case(county.request(case, clerk()), chosen, **county.ports)


def texts(county: County, case: Case, kind: ParticularsKind, by: object) -> list[str]:
    file = view_case(case.id, by, cases=county.cases)  # type: ignore[arg-type]
    return [
        text.fields.get("text", text.fields.get("what_happened", ""))
        for text in file.particulars.values()
        if text.ref.kind is kind
    ]


def test_a_department_lead_returns_and_a_supervisor_passes_it_on(county: County) -> None:
    case = request_return(county.request(given(county), LEAD), ASKED, **county.ports)
    decided = DecidedReturn(True, "依法属公安职责", "public_security", ("transport",))
    case = decide_return(county.request(case, supervisor()), decided, **county.ports)
    assert (case.lead, [task.unit for task in case.tasks]) == ("public_security", ["transport"])
    kind = ParticularsKind.RETURN_REASON
    assert texts(county, case, kind, supervisor()) == ["《道路交通安全法》第五条"]


def test_a_return_is_signed_by_the_department_lead(county: County) -> None:
    with pytest.raises(NotPermittedError):
        request_return(county.request(given(county), handler("transport")), ASKED, **county.ports)


@pytest.mark.parametrize(
    "asked", [AskedReturn(None, "依据"), AskedReturn(ReturnGround.NO_COMPETENCE, "")]
)
def test_a_return_without_grounds_leaves_nothing_behind(county: County, asked: AskedReturn) -> None:
    before = given(county)
    with pytest.raises(ReturnWithoutGroundError):
        request_return(county.request(before, LEAD), asked, **county.ports)
    assert county.cases.get(before.id).version == before.version


def test_who_asks_does_not_decide(county: County) -> None:
    case = request_return(county.request(given(county), LEAD), ASKED, **county.ports)
    with pytest.raises(NotPermittedError):
        refusal = DecidedReturn(False, "不同意")
        decide_return(county.request(case, LEAD), refusal, **county.ports)


def test_an_extension_is_asked_for_and_granted(county: County) -> None:
    request = county.request(given(county), handler("transport"))
    case = request_extension(request, 5, "车主联系困难", **county.ports)
    before = case.dates
    case = decide_extension(county.request(case, supervisor()), GRANTED, **county.ports)
    assert before is not None
    assert case.dates is not None
    assert case.dates.resolve_by > before.resolve_by


def test_a_suspension_is_approved_and_lifted(county: County) -> None:
    request = county.request(given(county), handler("transport"))
    reason = SuspensionReason.EXPERT_APPRAISAL
    case = request_suspension(request, reason, 5, "正在鉴定", **county.ports)
    case = decide_suspension(county.request(case, supervisor()), GRANTED, **county.ports)
    assert case.status is Status.SUSPENDED
    case = lift_suspension(county.request(case, handler("transport")), **county.ports)
    assert case.status is Status.ASSIGNED


def test_a_department_asks_and_the_centre_relays_the_answer_of_a_confidential_case(
    county: County,
) -> None:
    case = given(county, confidential=True)
    request = county.request(case, handler("transport"))
    case = ask_enterprise(request, "请补充停车地点", **county.ports)
    case = relay_answer(county.request(case, clerk()), "地点在园区北门", **county.ports)
    assert case.status is Status.ASSIGNED
    read = texts(county, case, ParticularsKind.RELEASED, handler("transport"))
    assert read == ["一家企业反映停车问题", "地点在园区北门"]
    assert texts(county, case, ParticularsKind.FILING, handler("transport")) == []


@pytest.mark.parametrize(("decided", "readable"), [(GRANTED, [UNCLEAR]), (DENIED, [])])
def test_a_reveal_lets_that_unit_read_what_the_enterprise_wrote(
    county: County, decided: DecidedRequest, readable: list[str]
) -> None:
    case = given(county, confidential=True)
    case = request_reveal(county.request(case, LEAD), "须当面核对", **county.ports)
    case = decide_reveal(county.request(case, supervisor()), decided, **county.ports)
    assert texts(county, case, ParticularsKind.FILING, handler("transport")) == readable
    with pytest.raises(NotFoundError):
        texts(county, case, ParticularsKind.FILING, handler("health"))


def test_a_clerk_takes_a_case_and_the_centre_leads_it(county: County) -> None:
    case = county.triage(county.file(UNCLEAR))
    case = take_direct_handling(county.request(case, clerk()), NOTHING_JUDGED, **county.ports)
    assert case.lead == CENTRE


def test_tracks_are_opened_by_supervisor_and_clerk(county: County) -> None:
    case = given(county)
    with pytest.raises(NotPermittedError):
        open_one_matter(county.request(case, clerk()), "centre", "紧急", **county.ports)
    case = open_green_channel(county.request(case, clerk()), "court", "涉企", **county.ports)
    case = open_one_matter(county.request(case, supervisor()), "centre", "紧急", **county.ports)
    assert (case.urgent, case.channel_organ, case.coordinator) == (True, "court", "centre")
