"""Direct answers: the centre's own, stored with their words, and the end of the case."""

import pytest

from casework.domain.case import Status
from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.events import CaseAnswered
from casework.domain.particulars import ParticularsKind
from casework.domain.rules import AlreadyDispatchedError, CaseClosedError, ComplainedBodyError
from tests.builders import ABOUT_POLICE, UNCLEAR, handler, supervisor
from tests.county import County


def test_an_answer_closes_the_case_and_is_there_to_be_read(county: County) -> None:
    case = county.answer(county.route(county.file(UNCLEAR)), "请携带营业执照到大厅办理")
    file = county.cases.file(case.id)
    body = file.events[-1].body
    assert (case.status, case.status.is_open) == (Status.ANSWERED, False)
    assert isinstance(body, CaseAnswered)
    (silence,) = body.clocks
    assert case.next_due == silence.due
    assert body.particulars.kind is ParticularsKind.ANSWER
    assert file.text(body.particulars, "text") == "请携带营业执照到大厅办理"


def test_a_complaint_is_not_answered_directly(county: County) -> None:
    with pytest.raises(ComplainedBodyError):
        county.answer(county.route(county.file(ABOUT_POLICE)))


def test_only_the_centre_answers(county: County) -> None:
    case = county.triage(county.file())
    with pytest.raises(NotPermittedError):
        county.answer(case, by=supervisor())
    with pytest.raises(NotFoundError):
        county.answer(case, by=handler("justice"))


def test_what_a_department_has_is_not_the_centres_to_answer(county: County) -> None:
    with pytest.raises(AlreadyDispatchedError):
        county.answer(county.assign(county.file(), "justice"))


def test_an_answered_case_is_closed_to_everything_but_a_rating(county: County) -> None:
    case = county.answer(county.file())
    with pytest.raises(CaseClosedError):
        county.assign(case, "justice")
    with pytest.raises(CaseClosedError):
        county.answer(case)
    assert county.rate(case).rated_at == county.now
