"""A person's request and what the platform records meanwhile: a warning, a miss or a letter takes
nothing from what the person is doing; what another person did is told.
"""

from dataclasses import replace
from datetime import datetime

import pytest

from casework.domain.case import Case, Status
from casework.domain.clocks import Stage
from casework.domain.errors import StoreUnavailableError
from casework.domain.events import CaseVerified, Finding
from casework.domain.lifecycle import CLOCK, Command, perform
from casework.domain.rules import (
    AlreadyResolvedError,
    CaseClosedError,
    IdempotencyKeyReusedError,
    StaleVersionError,
)
from casework.domain.supervision_events import (
    OF_THE_PLATFORM,
    DeadlineMissed,
)
from casework.services.commanding import Request, context_of
from casework.services.verify_case import Verification, verify_case
from tests.builders import (
    REPLY_BY,
    SILENT_UNTIL,
    TASK_BY,
    VERIFY_BY,
    a_day_before,
    handler,
)
from tests.county import County
from tests.fakes import InMemoryCases
from tests.unit.domain.letter_steps import issue, missed_key, render

INSTANTS = [
    *(a_day_before(VERIFY_BY), VERIFY_BY, a_day_before(REPLY_BY), REPLY_BY),
    a_day_before(TASK_BY),
]
"""At each of which something of the case below happens by itself."""

FOUND = Verification(Finding.CONFIRMED, "情况属实")


@pytest.fixture
def assigned(county: County) -> Case:
    return county.assign(county.file(), "justice", "court")


def platform(county: County, case_id: str, now: datetime, *commands: Command) -> None:
    """What has passed by then is recorded, and what the platform does beside it."""
    case = county.cases.get(case_id)
    rules = context_of(case, now, CLOCK, f"platform:{case.version}", county.configuration)
    county.cases.save(perform(case, commands, rules), ())


def verify(county: County, request: Request) -> Case:
    return verify_case(request, FOUND, **county.ports)


def types(county: County, case_id: str) -> list[str]:
    return [event.type for event in county.cases.file(case_id).events]


def test_the_platforms_kinds_of_events_are_these() -> None:
    assert {kind.__name__ for kind in OF_THE_PLATFORM} == {
        "DeadlineWarned",
        "DeadlineMissed",
        "LetterIssued",
        "LetterRendered",
        "CalendarAdopted",
        "RedLightProposed",
        "FileAttached",
        "FileRefused",
        "EnterpriseNotReached",
    }


def test_a_warning_recorded_since_the_person_looked_does_not_bounce_the_request(
    county: County, assigned: Case
) -> None:
    platform(county, assigned.id, a_day_before(VERIFY_BY))
    county.now = a_day_before(VERIFY_BY)
    done = verify(county, county.request(assigned, handler("justice")))
    assert (done.status, done.version) == (Status.VERIFIED, assigned.version + 2)
    assert types(county, assigned.id)[-2:] == ["DeadlineWarned", "CaseVerified"]


def test_a_miss_its_letter_and_its_printing_do_not_bounce_the_request(
    county: County, assigned: Case
) -> None:
    platform(county, assigned.id, VERIFY_BY)
    missed = county.cases.get(assigned.id)
    platform(county, assigned.id, VERIFY_BY, issue(missed_key(missed, Stage.VERIFY)))
    platform(county, assigned.id, VERIFY_BY, render())
    county.now = VERIFY_BY
    verify(county, county.request(assigned, handler("justice")))
    file = county.cases.file(assigned.id)
    assert [event.type for event in file.events[-5:]] == [
        "DeadlineWarned",
        "DeadlineMissed",
        "LetterIssued",
        "LetterRendered",
        "CaseVerified",
    ]
    verified = file.events[-1]
    assert isinstance(verified.body, CaseVerified)
    assert (verified.body.on_time, verified.seq) == (False, assigned.version + 4)
    assert file.text(verified.body.particulars, "text") == "情况属实"
    assert verified.body.particulars.id == f"{verified.seq:04d}.0"


def test_what_the_platform_writes_between_reading_and_writing_does_not_bounce_it_either(
    county: County, cases: InMemoryCases, assigned: Case
) -> None:
    county.now = a_day_before(VERIFY_BY)
    cases.interruptions.append(lambda: platform(county, assigned.id, county.now))
    done = verify(county, county.request(assigned, handler("justice")))
    assert (done.status, done.version) == (Status.VERIFIED, assigned.version + 2)
    assert types(county, assigned.id)[-2:] == ["DeadlineWarned", "CaseVerified"]
    assert cases.interruptions == []


def test_a_person_who_acted_beside_the_platform_is_told_with_the_platforms_part(
    county: County, assigned: Case
) -> None:
    platform(county, assigned.id, VERIFY_BY)
    county.now = VERIFY_BY
    county.report(county.cases.get(assigned.id), "court")
    before = county.cases.file(assigned.id)
    with pytest.raises(StaleVersionError) as refused:
        verify(county, county.request(assigned, handler("justice")))
    assert [change["type"] for change in refused.value.facts["changes"]] == [
        "DeadlineWarned",
        "DeadlineMissed",
        "TaskReported",
    ]
    assert refused.value.facts["version"] == assigned.version + 2
    assert county.cases.file(assigned.id) == before


def test_a_miss_that_a_person_settled_by_acting_does_not_hide_that_act(
    county: County, assigned: Case
) -> None:
    county.now = VERIFY_BY
    county.report(assigned, "court")
    with pytest.raises(StaleVersionError) as refused:
        verify(county, county.request(assigned, handler("justice")))
    assert refused.value.facts["changes"][-1]["type"] == "TaskReported"


def test_a_repeated_request_is_found_behind_what_the_platform_recorded(
    county: County, cases: InMemoryCases, assigned: Case
) -> None:
    platform(county, assigned.id, a_day_before(VERIFY_BY))
    county.now = a_day_before(VERIFY_BY)
    request = county.request(assigned, handler("justice"), "request-7")
    verify(county, request)
    platform(county, assigned.id, REPLY_BY)
    writes = cases.writes
    repeated = verify(county, request)
    assert (repeated.version, repeated.status) == (assigned.version + 3, Status.VERIFIED)
    assert cases.writes == writes
    assert types(county, assigned.id).count("CaseVerified") == 1


def test_a_retry_after_a_lost_answer_is_found_though_the_platform_came_between(
    county: County, cases: InMemoryCases, assigned: Case
) -> None:
    platform(county, assigned.id, a_day_before(VERIFY_BY))
    county.now = a_day_before(VERIFY_BY)
    request = county.request(assigned, handler("justice"), "request-7")
    cases.lost_answers = 1
    with pytest.raises(StoreUnavailableError):
        verify(county, request)
    assert verify(county, request).status is Status.VERIFIED
    assert types(county, assigned.id).count("CaseVerified") == 1


def test_what_a_request_settled_on_its_way_belongs_to_the_clock_not_to_the_request(
    county: County, assigned: Case
) -> None:
    county.now = VERIFY_BY
    request = replace(county.request(assigned, handler("justice"), "request-7"), digest="aaaa")
    verify(county, request)
    missed, verified = county.cases.file(assigned.id).events[-2:]
    assert isinstance(missed.body, DeadlineMissed)
    assert (missed.actor, verified.actor) == (CLOCK, handler("justice").as_actor())
    with pytest.raises(IdempotencyKeyReusedError):
        verify(county, replace(request, digest="bbbb"))


def test_a_case_that_closed_by_itself_is_told_as_a_change(county: County) -> None:
    case = county.assign(county.file(), "justice")
    resolved = county.resolve(county.reply(county.verify(case)))
    platform(county, resolved.id, SILENT_UNTIL)
    county.now = SILENT_UNTIL
    with pytest.raises(StaleVersionError) as refused:
        verify(county, county.request(resolved, handler("justice")))
    assert [change["type"] for change in refused.value.facts["changes"]] == ["CaseClosed"]
    closed = county.cases.get(resolved.id)
    with pytest.raises(CaseClosedError):
        verify(county, county.request(closed, handler("justice")))


def test_the_rule_is_judged_on_the_case_as_the_platform_left_it(county: County) -> None:
    case = county.assign(county.file(), "justice")
    resolved = county.resolve(county.reply(county.verify(case)))
    with pytest.raises(AlreadyResolvedError):
        verify(county, county.request(resolved, handler("justice")))
    county.now = SILENT_UNTIL
    with pytest.raises(CaseClosedError):
        verify(county, county.request(resolved, handler("justice")))
    assert county.cases.get(resolved.id).status is Status.RESOLVED


def interfering(county: County, cases: InMemoryCases, case_id: str, times: int) -> None:
    """So many times the platform writes between the person's reading and writing."""
    left = INSTANTS[:times]

    def come_between() -> None:
        platform(county, case_id, left.pop(0))
        if left:
            cases.interruptions.append(come_between)

    cases.interruptions.append(come_between)


def test_four_interferences_of_the_platform_are_borne(
    county: County, cases: InMemoryCases, assigned: Case
) -> None:
    interfering(county, cases, assigned.id, 4)
    county.now = INSTANTS[-1]
    done = verify(county, county.request(assigned, handler("justice")))
    assert (done.status, done.version) == (Status.VERIFIED, assigned.version + 5)


def test_after_the_fifth_the_person_is_asked_to_try_again_and_nothing_is_written(
    county: County, cases: InMemoryCases, assigned: Case
) -> None:
    interfering(county, cases, assigned.id, 5)
    county.now = INSTANTS[-1]
    with pytest.raises(StoreUnavailableError):
        verify(county, county.request(assigned, handler("justice")))
    assert county.cases.get(assigned.id).version == assigned.version + 5
    assert "CaseVerified" not in types(county, assigned.id)
