"""Quotas of filings in a store: what is too much is taken, marked and looked at by a person."""

from datetime import timedelta

from casework.channel_ports import Counters
from casework.domain.case import Case, Status
from casework.domain.quota import hour_of, receipts_quota
from casework.domain.routing_facts import TriageReason
from casework.services.file_case import FilingOutcome
from tests.builders import NOW, form_key, quota_policy
from tests.county import County
from tests.telling_fakes import InMemoryCounters

ONE_PHONE = "203.0.113.0/24 a phone"


def from_one_phone(county: County, how_many: int) -> list[Case]:
    """So many cases, filed one after the other from one device."""
    return [county.file(device=ONE_PHONE) for _ in range(how_many)]


def test_the_last_case_within_the_quota_is_not_marked_and_the_next_one_is(county: County) -> None:
    most = quota_policy().per_device
    marks = [case.over_quota for case in from_one_phone(county, most + 2)]
    assert marks == [False] * most + [True, True]


def test_a_marked_case_waits_for_a_person_though_the_catalogue_is_sure(county: County) -> None:
    *_, within, over = (
        county.route(case) for case in from_one_phone(county, quota_policy().per_device + 1)
    )
    assert within.status is Status.ASSIGNED
    assert (over.status, over.triage_reason) == (Status.TRIAGE, TriageReason.OVER_QUOTA)


def test_another_device_and_another_hour_have_their_own_quota(county: County) -> None:
    from_one_phone(county, quota_policy().per_device)
    assert county.file(device="another phone").over_quota is False
    county.pass_time(hours=1)
    assert county.file(device=ONE_PHONE).over_quota is False


def test_the_same_form_again_is_the_same_case_and_counts_once(county: County) -> None:
    from_one_phone(county, quota_policy().per_device - 1)
    key = form_key(900, county.now)
    first = county.post(form_key=key, device=ONE_PHONE)
    again = county.post(form_key=key, device=ONE_PHONE)
    assert (first.outcome, again.outcome) == (FilingOutcome.NEW, FilingOutcome.REPEATED)
    assert again.case_id == first.case_id
    assert county.cases.get(first.case_id).over_quota is False


def test_a_counter_counts_to_its_quota_and_no_further(store: str) -> None:
    counters = counters_of(store)
    one, other = (receipts_quota(name, 2, NOW) for name in ("one", "other"))
    assert [counters.count(one) for _ in range(4)] == [True, True, False, False]
    assert counters.count(other)
    assert counters.count(receipts_quota("one", 2, NOW + timedelta(days=1)))


def counters_of(store: str) -> Counters:
    """The counters under test, empty."""
    if store == "fake":
        return InMemoryCounters()
    from casework.adapters.dynamodb.quotas import (  # noqa: PLC0415 - not for fakes
        DynamoCounters,
    )

    return DynamoCounters()


def test_an_hour_is_named_by_utc() -> None:
    assert hour_of(NOW) == f"{NOW:%Y%m%d}T{NOW:%H}"
    assert hour_of(NOW) != hour_of(NOW + timedelta(hours=1))
