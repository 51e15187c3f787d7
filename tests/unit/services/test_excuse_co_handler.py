"""The lead excuses a co-handler, with a reason on record."""

import pytest

from casework.domain.case import Case, Status, TaskState
from casework.domain.errors import NotPermittedError
from casework.domain.events import CoHandlerExcused
from casework.domain.particulars import ParticularsKind
from casework.domain.rules import NotACoHandlerError, TaskNotOpenError
from casework.services.excuse_co_handler import excuse_co_handler
from tests.builders import handler
from tests.county import County


@pytest.fixture
def assigned(county: County) -> Case:
    return county.assign(county.file(), "transport", "emergency")


def test_an_excused_co_handler_no_longer_holds_up_the_lead(county: County, assigned: Case) -> None:
    case = county.excuse(assigned, "emergency", "不涉及安全生产")
    file = county.cases.file(case.id)
    body = file.events[-1].body
    assert isinstance(body, CoHandlerExcused)
    assert (body.unit, body.particulars.kind) == ("emergency", ParticularsKind.EXCUSE)
    assert file.text(body.particulars, "text") == "不涉及安全生产"
    assert [task.state for task in case.tasks] == [TaskState.EXCUSED]
    assert county.resolve(county.reply(county.verify(case))).status is Status.RESOLVED


def test_who_was_excused_cannot_report_and_who_reported_cannot_be_excused(
    county: County, assigned: Case
) -> None:
    with pytest.raises(TaskNotOpenError):
        county.report(county.excuse(assigned, "emergency"), "emergency")
    with pytest.raises(TaskNotOpenError):
        county.excuse(county.cases.get(assigned.id), "emergency")


def test_a_co_handler_does_not_excuse_itself_and_a_stranger_is_not_excused(
    county: County, assigned: Case
) -> None:
    request = county.request(assigned, handler("emergency"))
    with pytest.raises(NotPermittedError):
        excuse_co_handler(request, "emergency", "与我无关", **county.ports)
    with pytest.raises(NotACoHandlerError):
        county.excuse(assigned, "health")
