"""A co-handler's report: for its own unit, once."""

import pytest

from casework.domain.case import Case, TaskState
from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.events import TaskReported
from casework.domain.particulars import ParticularsKind
from casework.domain.rules import TaskNotOpenError
from casework.services.report_task import report_task
from tests.builders import clerk
from tests.county import County


@pytest.fixture
def assigned(county: County) -> Case:
    return county.assign(county.file(), "transport", "emergency", "housing")


def test_a_co_handler_reports_what_its_own_unit_did(county: County, assigned: Case) -> None:
    case = county.report(assigned, "emergency", "清理车辆140余辆次")
    file = county.cases.file(case.id)
    body = file.events[-1].body
    assert isinstance(body, TaskReported)
    assert (body.unit, body.particulars.kind) == ("emergency", ParticularsKind.TASK_REPORT)
    assert file.text(body.particulars, "text") == "清理车辆140余辆次"
    states = {task.unit: task.state for task in case.tasks}
    assert states == {"emergency": TaskState.REPORTED, "housing": TaskState.OPEN}


def test_a_report_is_given_once(county: County, assigned: Case) -> None:
    with pytest.raises(TaskNotOpenError):
        county.report(county.report(assigned, "emergency"), "emergency")


def test_neither_the_lead_nor_the_centre_nor_a_stranger_reports(
    county: County, assigned: Case
) -> None:
    with pytest.raises(NotPermittedError):
        county.report(assigned, "transport")
    with pytest.raises(NotPermittedError):
        report_task(county.request(assigned, clerk()), "已清理", **county.ports)
    with pytest.raises(NotFoundError):
        county.report(assigned, "health")
