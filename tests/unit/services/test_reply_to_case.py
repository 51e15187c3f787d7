"""The reply to the enterprise: after verification, or together with it."""

import pytest

from casework.domain.case import Case, Status
from casework.domain.events import CaseReplied, Finding
from casework.domain.particulars import ParticularsKind
from casework.domain.rules import AlreadyRepliedError, AlreadyVerifiedError, NotYetVerifiedError
from casework.services.reply_to_case import Reply, reply_to_case
from casework.services.verify_case import Verification
from tests.builders import RESOLVE_BY, a_day_before, handler
from tests.county import County

FOUND = Verification(Finding.CONFIRMED, "情况属实")


@pytest.fixture
def assigned(county: County) -> Case:
    return county.assign(county.file(), "justice")


def together(county: County, case: Case) -> Case:
    request = county.request(case, handler("justice"))
    return reply_to_case(request, Reply("正在调解", FOUND), **county.ports)


def test_the_reply_is_there_for_the_enterprise_to_read(county: County, assigned: Case) -> None:
    case = county.reply(county.verify(assigned), "已安排调解员")
    file = county.cases.file(case.id)
    body = file.events[-1].body
    assert (case.status, case.next_due) == (Status.REPLIED, a_day_before(RESOLVE_BY))
    assert isinstance(body, CaseReplied)
    assert body.particulars.kind is ParticularsKind.REPLY
    assert file.text(body.particulars, "text") == "已安排调解员"


def test_verification_and_reply_may_be_taken_together_each_with_its_words(
    county: County, assigned: Case
) -> None:
    case = together(county, assigned)
    file = county.cases.file(case.id)
    first, second = file.events[-2:]
    assert (first.type, first.seq, first.n) == ("CaseVerified", 4, 0)
    assert (second.type, second.seq, second.n) == ("CaseReplied", 4, 1)
    assert {text.fields["text"] for key, text in file.particulars.items() if key > "0004"} == {
        "情况属实",
        "正在调解",
    }
    assert case.version == 4


def test_taken_together_a_step_done_already_refuses_both(county: County, assigned: Case) -> None:
    verified = county.verify(assigned)
    with pytest.raises(AlreadyVerifiedError):
        together(county, verified)
    assert county.cases.get(assigned.id).version == verified.version


def test_there_is_no_reply_before_verification_and_only_one(county: County, assigned: Case) -> None:
    with pytest.raises(NotYetVerifiedError):
        county.reply(assigned)
    with pytest.raises(AlreadyRepliedError):
        county.reply(together(county, assigned))
