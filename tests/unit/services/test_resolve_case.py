"""Resolution: the last step, alone or with those before it, and never over an open task."""

import pytest

from casework.domain.case import Case, Status
from casework.domain.events import CaseResolved, Finding, Outcome
from casework.domain.particulars import ParticularsKind
from casework.domain.rules import (
    AlreadyResolvedError,
    CoHandlerTaskOpenError,
    NotYetRepliedError,
    NotYetVerifiedError,
)
from casework.services.reply_to_case import Reply
from casework.services.resolve_case import Resolution, resolve_case
from casework.services.verify_case import Verification
from tests.builders import handler
from tests.county import County
from tests.unit.clocks import at_24

ALL_AT_ONCE = Resolution(
    Outcome.EXPLAINED,
    "已说明政策",
    Reply("请看说明", Verification(Finding.NOT_CONFIRMED, "不属实")),
)


@pytest.fixture
def assigned(county: County) -> Case:
    return county.assign(county.file(), "transport", "emergency")


def test_the_article_s_first_case_is_settled_on_the_third_day(county: County) -> None:
    case = county.route(county.file())
    county.pass_time(hours=4)
    case = county.verify(case)
    county.pass_time(days=1)
    case = county.reply(case)
    county.pass_time(days=1)
    case = county.resolve(case, "双方达成还款协议")
    file = county.cases.file(case.id)
    body = file.events[-1].body
    assert (case.status, case.resolved_at) == (Status.RESOLVED, county.now)
    assert case.next_due == at_24("2026-03-11"), "when the enterprise was silent for five days"
    assert isinstance(body, CaseResolved)
    assert (body.outcome, body.on_time) == (Outcome.SETTLED, True)
    assert body.particulars.kind is ParticularsKind.RESOLUTION
    assert file.text(body.particulars, "text") == "双方达成还款协议"


def test_all_three_steps_may_be_taken_together(county: County) -> None:
    case = county.assign(county.file(), "justice")
    request = county.request(case, handler("justice"))
    case = resolve_case(request, ALL_AT_ONCE, **county.ports)
    file = county.cases.file(case.id)
    assert [event.type for event in file.events[-3:]] == [
        "CaseVerified",
        "CaseReplied",
        "CaseResolved",
    ]
    words = [file.particulars[f"0004.{n}"].fields["text"] for n in range(3)]
    assert words == ["不属实", "请看说明", "已说明政策"]


def test_an_open_task_refuses_all_steps_taken_together(county: County, assigned: Case) -> None:
    request = county.request(assigned, handler("transport"))
    with pytest.raises(CoHandlerTaskOpenError) as refused:
        resolve_case(request, ALL_AT_ONCE, **county.ports)
    assert refused.value.facts == {"units": ["emergency"]}
    assert county.cases.get(assigned.id) == assigned


def test_the_lead_waits_for_its_co_handlers(county: County, assigned: Case) -> None:
    replied = county.reply(county.verify(assigned))
    with pytest.raises(CoHandlerTaskOpenError):
        county.resolve(replied)
    assert county.resolve(county.report(replied, "emergency")).status is Status.RESOLVED


def test_no_step_is_left_out_and_none_is_taken_twice(county: County) -> None:
    case = county.assign(county.file(), "justice")
    with pytest.raises(NotYetVerifiedError):
        county.resolve(case)
    case = county.verify(case)
    with pytest.raises(NotYetRepliedError):
        county.resolve(case)
    case = county.resolve(county.reply(case))
    with pytest.raises(AlreadyResolvedError):
        county.resolve(case)
