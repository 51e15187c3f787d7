"""The way every command takes: authorize, decide, save once, and tell the second person why not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.domain.case import Case, Status
from casework.domain.errors import (
    ConfigurationError,
    NotFoundError,
    NotPermittedError,
    StoreUnavailableError,
)
from casework.domain.events import ActorKind, Finding
from casework.domain.rules import AlreadyVerifiedError, IdempotencyKeyReusedError, StaleVersionError
from casework.services.commanding import Request
from casework.services.verify_case import Verification, verify_case
from tests.builders import NOW, clerk, handler
from tests.county import County
from tests.fakes import InMemoryCases

FOUND = Verification(Finding.CONFIRMED, "情况属实")


@pytest.fixture
def assigned(county: County) -> Case:
    return county.assign(county.file(), "justice", "court")


def verify(county: County, request: Request) -> Case:
    return verify_case(request, FOUND, **county.ports)


def test_a_command_is_done_once_however_often_its_request_arrives(
    county: County, cases: InMemoryCases, assigned: Case
) -> None:
    request = county.request(assigned, handler("justice"), "request-7")
    first = verify(county, request)
    assert (first.status, first.version) == (Status.VERIFIED, 4)
    assert verify(county, request) == first
    county.reply(first)
    assert verify(county, request).status is Status.REPLIED
    assert cases.writes == 5


def test_a_retry_after_a_lost_answer_finds_its_own_work_done(
    county: County, cases: InMemoryCases, assigned: Case
) -> None:
    request = county.request(assigned, handler("justice"), "request-7")
    cases.lost_answers = 1
    with pytest.raises(StoreUnavailableError):
        verify(county, request)
    assert verify(county, request).status is Status.VERIFIED
    assert cases.writes == 4


def test_the_same_request_arriving_twice_at_once_is_done_once(
    county: County, cases: InMemoryCases, assigned: Case
) -> None:
    request = county.request(assigned, handler("justice"), "request-7")
    cases.interruptions.append(lambda: verify(county, request))
    assert verify(county, request).version == 4
    assert cases.writes == 4


def test_whoever_comes_second_is_told_what_changed_and_nothing_is_written(
    county: County, cases: InMemoryCases, assigned: Case
) -> None:
    county.pass_time(minutes=10)
    at = county.now
    county.reply(county.verify(assigned))
    before = county.cases.file(assigned.id)
    with pytest.raises(StaleVersionError) as refused:
        verify(county, county.request(assigned, handler("justice", id="u-2")))
    staff = {"at": at, "unit": "justice", "actor": ActorKind.STAFF}
    assert refused.value.facts == {
        "version": 5,
        "changes": [{"type": "CaseVerified", **staff}, {"type": "CaseReplied", **staff}],
    }
    assert county.cases.file(assigned.id) == before


def test_whoever_is_overtaken_between_reading_and_writing_is_told_too(
    county: County, cases: InMemoryCases, assigned: Case
) -> None:
    cases.interruptions.append(lambda: county.report(assigned, "court"))
    with pytest.raises(StaleVersionError) as refused:
        county.verify(assigned)
    assert [change["type"] for change in refused.value.facts["changes"]] == ["TaskReported"]
    assert county.cases.get(assigned.id).status is Status.ASSIGNED


def test_two_people_who_chose_the_same_request_id_are_not_taken_for_one(
    county: County, assigned: Case
) -> None:
    verify(county, county.request(assigned, handler("justice", id="u-1"), "1"))
    with pytest.raises(StaleVersionError):
        verify(county, county.request(assigned, handler("justice", id="u-2"), "1"))


def test_a_repeated_request_is_recognised_wherever_it_stands_among_the_changes(
    county: County, cases: InMemoryCases, assigned: Case
) -> None:
    county.report(assigned, "court")
    seen = replace(assigned, version=4)
    verify(county, county.request(seen, handler("justice"), "request-7"))
    county.reply(county.cases.get(assigned.id))
    writes = cases.writes
    repeated = verify(county, county.request(assigned, handler("justice"), "request-7"))
    assert (repeated.status, repeated.version) == (Status.REPLIED, 6)
    assert cases.writes == writes


def test_a_version_that_was_never_there_is_a_conflict_without_changes(
    county: County, assigned: Case
) -> None:
    with pytest.raises(StaleVersionError) as refused:
        county.verify(replace(assigned, version=9))
    assert refused.value.facts == {"version": 3, "changes": []}


def test_a_second_request_is_told_by_the_rule_not_by_the_version(
    county: County, assigned: Case
) -> None:
    verified = county.verify(assigned)
    with pytest.raises(AlreadyVerifiedError):
        county.verify(verified)


def test_who_may_not_is_refused_before_anything_is_compared(county: County, assigned: Case) -> None:
    with pytest.raises(NotPermittedError):
        county.verify(replace(assigned, version=1), by=handler("court"))
    with pytest.raises(NotFoundError):
        county.verify(replace(assigned, version=1), by=handler("health"))
    with pytest.raises(NotPermittedError):
        county.verify(assigned, by=clerk())


def test_a_case_that_does_not_exist_is_not_found(county: County, assigned: Case) -> None:
    with pytest.raises(NotFoundError):
        county.verify(replace(assigned, id="000000000000"))


def test_a_refused_command_leaves_neither_event_nor_text(county: County, assigned: Case) -> None:
    before = county.cases.file(assigned.id)
    with pytest.raises(NotPermittedError):
        county.verify(assigned, by=handler("court"))
    assert county.cases.file(assigned.id) == before


def test_a_case_is_judged_by_the_versions_it_was_opened_under(
    county: County, cases: InMemoryCases, assigned: Case
) -> None:
    file = cases.files[assigned.id]
    older = replace(assigned, versions=replace(assigned.versions, policy="2020.1"))
    cases.files[assigned.id] = replace(file, case=older)
    with pytest.raises(ConfigurationError) as refused:
        county.verify(assigned)
    assert refused.value.facts == {"version": "2020.1"}


def test_an_event_says_when_the_person_asked(county: County, assigned: Case) -> None:
    county.pass_time(hours=5)
    county.verify(assigned)
    event = county.cases.file(assigned.id).events[-1]
    assert (event.at, event.actor) == (NOW + timedelta(hours=5), handler("justice").as_actor())


def test_a_request_id_used_again_for_something_else_is_refused(
    county: County, assigned: Case
) -> None:
    request = replace(county.request(assigned, handler("justice"), "request-7"), digest="aaaa")
    verify(county, request)
    assert verify(county, request).status is Status.VERIFIED
    with pytest.raises(IdempotencyKeyReusedError):
        verify(county, replace(request, digest="bbbb"))
    assert county.cases.get(assigned.id).version == assigned.version + 1


def test_a_department_is_not_told_of_a_rating_among_what_changed(
    county: County, assigned: Case
) -> None:
    resolved = county.resolve(county.reply(county.verify(county.report(assigned, "court"))))
    county.rate(resolved)
    with pytest.raises(StaleVersionError) as refused:
        county.resolve(resolved)
    assert refused.value.facts == {"version": resolved.version + 1, "changes": []}
