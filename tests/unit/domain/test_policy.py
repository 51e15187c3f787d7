"""The shipped limits, what they promise at filing, and the policies that are refused."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.deadline import BusinessHours, Deadline, Limit, Pause, Unit
from casework.domain.errors import ConfigurationError
from casework.domain.policy import (
    DeadlinePolicy,
    LegalPeriod,
    promise,
    stage_deadlines,
    task_deadline,
)
from casework.domain.red_light_thresholds import RedLightThresholds
from tests.unit.clocks import CALENDAR, at_24, local, shipped

SHIPPED = shipped("deadlines.json")
POLICY = DeadlinePolicy.from_mapping(SHIPPED)


def working_days(amount: int) -> Limit:
    return Limit(amount, Unit.WORKING_DAYS)


def limit(amount: object, unit: object) -> dict[str, object]:
    return {"amount": amount, "unit": unit}


def in_seconds() -> DeadlinePolicy:
    """A demonstration: a working day of the shipped policy takes 30 seconds."""
    limits = {key: value for key, value in SHIPPED.items() if "unit" in str(value)}
    days = {key: value["amount"] for key, value in limits.items() if isinstance(value, dict)}
    return DeadlinePolicy.from_mapping(
        SHIPPED | {key: limit(30 * amount, "seconds") for key, amount in days.items()}
    )


def test_the_shipped_policy_is_one_three_fifteen() -> None:
    assert DeadlinePolicy.from_mapping(SHIPPED) == DeadlinePolicy(
        version="2026.1",
        triage=working_days(1),
        verify=working_days(1),
        reply=working_days(3),
        resolve=working_days(15),
        direct_verify=working_days(1),
        direct_answer=working_days(3),
        co_handler_lead_time=working_days(1),
        warning_lead_time=working_days(1),
        silence=working_days(5),
        objection=working_days(10),
        objection_decision=working_days(2),
        request_decision=working_days(1),
        review=working_days(3),
        privacy_decision=working_days(15),
        letter_reply=working_days(3),
        urgent_verify=working_days(1),
        urgent_reply=working_days(2),
        urgent_resolve=working_days(5),
        extension=working_days(10),
        suspension=working_days(20),
        red_light_statement=working_days(3),
        red_light_appeal=working_days(10),
        red_light_thresholds=RedLightThresholds(
            missed_after_letter=1,
            groundless_return=2,
            false_closing=1,
            letter_unanswered=1,
            pressure=1,
        ),
        retention_years=3,
        hours=None,
        legal_periods=(
            LegalPeriod(
                "petition",
                "信访工作条例（2022）第三十四条",
                Limit(60, Unit.CALENDAR_DAYS),
            ),
        ),
    )


def test_a_legal_period_is_found_by_its_matter() -> None:
    period = POLICY.legal_period("petition")
    assert period is not None
    assert period.limit == Limit(60, Unit.CALENDAR_DAYS)
    assert POLICY.legal_period("arbitration") is None


@pytest.mark.parametrize(
    ("filed", "triage", "verify", "reply", "resolve"),
    [
        # A Sunday: the dates on the sketch of the phone page.
        ("2026-11-22 16:31", "2026-11-23", "2026-11-24", "2026-11-26", "2026-12-14"),
        # Before the Spring Festival, with make-up Saturdays on the 14th and 28th.
        ("2026-02-12 09:00", "2026-02-13", "2026-02-14", "2026-02-25", "2026-03-12"),
        # In it: the first working day is the 24th.
        ("2026-02-17 00:30", "2026-02-24", "2026-02-25", "2026-02-27", "2026-03-16"),
        # Before National Day 2025, with a make-up Saturday on 11 October.
        ("2025-09-29 09:00", "2025-09-30", "2025-10-09", "2025-10-11", "2025-10-28"),
        # Over the end of the year, with a make-up Sunday on 4 January.
        ("2025-12-30 09:00", "2025-12-31", "2026-01-04", "2026-01-06", "2026-01-22"),
    ],
)
def test_filing_promises_the_latest_dates(
    filed: str, triage: str, verify: str, reply: str, resolve: str
) -> None:
    dates = promise(local(filed), POLICY, CALENDAR)
    promised = (dates.triage_by, dates.verify_by, dates.reply_by, dates.resolve_by)
    assert promised == tuple(
        Deadline(at_24(day), False) for day in (triage, verify, reply, resolve)
    )


def test_a_promise_is_provisional_from_the_date_that_crosses_into_an_unpublished_year() -> None:
    dates = promise(local("2026-12-28 09:00"), POLICY, CALENDAR)
    assert not dates.verify_by.provisional
    assert dates.reply_by == Deadline(at_24("2027-01-04"), provisional=True)
    assert dates.resolve_by == Deadline(at_24("2027-01-20"), provisional=True)


def test_running_time_counted_from_a_provisional_triage_is_provisional_too() -> None:
    policy = DeadlinePolicy.from_mapping(SHIPPED | {"verify": limit(2, "hours")})
    dates = promise(local("2026-12-31 09:00"), policy, CALENDAR)
    assert dates.triage_by == Deadline(at_24("2027-01-04"), provisional=True)
    assert dates.verify_by == Deadline(local("2027-01-05 02:00"), provisional=True)


def test_with_hours_of_work_promises_end_at_closing_time() -> None:
    policy = DeadlinePolicy.from_mapping(
        SHIPPED | {"business_hours": {"opening": "09:00", "closing": "17:30"}}
    )
    assert policy.hours == BusinessHours(time(9), time(17, 30))
    dates = promise(local("2026-11-22 16:31"), policy, CALENDAR)
    assert dates.triage_by.at == local("2026-11-23 17:30")
    assert dates.resolve_by.at == local("2026-12-14 17:30")


def test_a_demonstration_in_seconds_promises_running_time() -> None:
    filed = local("2026-11-22 16:31")
    dates = promise(filed, in_seconds(), CALENDAR)
    assert dates.triage_by.at == filed + timedelta(seconds=30)
    assert dates.verify_by.at == filed + timedelta(seconds=60)
    assert dates.resolve_by.at == filed + timedelta(seconds=30 + 450)
    assert not dates.resolve_by.provisional


def test_an_assignment_gives_each_stage_its_deadline() -> None:
    stages = stage_deadlines(local("2026-11-23 09:05"), POLICY, CALENDAR)
    assert stages.verify_by.at == at_24("2026-11-24")
    assert stages.reply_by.at == at_24("2026-11-26")
    assert stages.resolve_by.at == at_24("2026-12-14")


def test_pauses_move_every_unmet_stage_and_an_extension_the_last_one() -> None:
    stages = stage_deadlines(
        local("2026-11-23 09:05"),
        POLICY,
        CALENDAR,
        extension=working_days(5),
        pauses=[Pause(local("2026-11-25 10:00"), local("2026-11-27 15:00"))],
    )
    assert stages.verify_by.at == at_24("2026-11-24")  # over before the pause began
    assert stages.reply_by.at == at_24("2026-11-30")
    assert stages.resolve_by.at == at_24("2026-12-23")


@pytest.mark.parametrize(
    ("assigned", "expected"),
    [
        ("2026-11-23 09:05", "2026-12-11"),  # a Friday, the lead's on Monday the 14th
        ("2026-02-02 09:00", "2026-02-27"),  # the lead's on the make-up Saturday after it
    ],
)
def test_a_co_handler_ends_one_working_day_before_the_lead(assigned: str, expected: str) -> None:
    assert task_deadline(local(assigned), POLICY, CALENDAR).at == at_24(expected)


@pytest.mark.parametrize(
    ("resolve", "lead_time", "expected"),
    [
        (limit(1, "working_days"), limit(1, "working_days"), "2026-11-25 00:00"),  # the lead's own
        (limit(2, "working_days"), limit(1, "working_days"), "2026-11-25 00:00"),
        (limit(3, "working_days"), limit(9, "working_days"), "2026-11-25 00:00"),
        (limit(3, "calendar_days"), limit(1, "working_days"), "2026-11-26 00:00"),
        (limit(8, "hours"), limit(2, "hours"), "2026-11-23 15:00"),
        (limit(8, "hours"), limit(9, "hours"), "2026-11-23 10:00"),
        (limit(8, "hours"), limit(1, "working_days"), "2026-11-23 17:00"),
    ],
)
def test_a_co_handler_always_has_one_unit_and_never_more_than_the_lead(
    resolve: dict[str, object], lead_time: dict[str, object], expected: str
) -> None:
    short = {"verify": limit(1, "minutes"), "reply": limit(1, "minutes")}
    changes = {"resolve": resolve, "co_handler_lead_time": lead_time} | short
    policy = DeadlinePolicy.from_mapping(SHIPPED | changes)
    assert task_deadline(local("2026-11-23 09:00"), policy, CALENDAR).at == local(expected)


def test_a_task_is_provisional_when_the_leads_deadline_is() -> None:
    # The lead's 15th day is 4 January 2027; the task ends on 31 December, and would move along.
    task = task_deadline(local("2026-12-11 09:00"), POLICY, CALENDAR)
    assert task == Deadline(at_24("2026-12-31"), provisional=True)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"resolve": limit(0, "working_days")}, "resolve.amount"),
        ({"resolve": limit(-15, "working_days")}, "resolve.amount"),
        ({"resolve": limit("15", "working_days")}, "resolve.amount"),
        ({"resolve": limit(True, "working_days")}, "resolve.amount"),
        ({"resolve": limit(15, "weeks")}, "resolve.unit"),
        ({"resolve": limit(15, None)}, "resolve.unit"),
        ({"resolve": {"amount": 15}}, "resolve: missing unit"),
        ({"resolve": 15}, "resolve"),
        ({"resolve": limit(2, "working_days")}, "resolve: shorter than reply"),
        ({"reply": limit(16, "working_days")}, "resolve: shorter than reply"),
        ({"verify": limit(4, "working_days")}, "reply: shorter than verify"),
        ({"direct_verify": limit(4, "working_days")}, "direct_answer: shorter than direct_verify"),
        ({"retention_years": 0}, "retention_years"),
        ({"version": ""}, "version"),
        ({"business_hours": {"opening": "17:30", "closing": "09:00"}}, "business_hours"),
        ({"business_hours": {"opening": "9 am", "closing": "17:30"}}, "business_hours.opening"),
        ({"business_hours": {"opening": "09:00"}}, "business_hours: missing closing"),
        ({"legal_periods": [{"matter": "x", "law": "y"}]}, "legal_periods[0]: missing limit"),
        (
            {"legal_periods": [*SHIPPED["legal_periods"], *SHIPPED["legal_periods"]]},
            "legal_periods[1].matter",
        ),
        ({"replies": limit(3, "working_days")}, "unknown replies"),
    ],
)
def test_a_policy_that_cannot_be_kept_is_refused_by_key(
    changes: dict[str, object], where: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        DeadlinePolicy.from_mapping(SHIPPED | changes)
    assert where in str(caught.value)


@pytest.mark.parametrize("key", sorted(SHIPPED))
def test_no_key_of_a_policy_may_be_missing(key: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        DeadlinePolicy.from_mapping({name: SHIPPED[name] for name in SHIPPED if name != key})
    assert str(caught.value).endswith(f"missing {key}")


@given(
    filed=st.integers(0, 4 * 365 * 24 * 3600),
    delay=st.floats(0, 1, exclude_max=True),
    policy=st.sampled_from(
        [
            POLICY,
            in_seconds(),
            DeadlinePolicy.from_mapping(
                SHIPPED | {"business_hours": {"opening": "09:00", "closing": "17:30"}}
            ),
            DeadlinePolicy.from_mapping(
                SHIPPED
                | {
                    "triage": limit(5, "hours"),
                    "verify": limit(8, "hours"),
                    "reply": limit(2, "calendar_days"),
                    "business_hours": {"opening": "09:00", "closing": "17:30"},
                }
            ),
        ]
    ),
)
def test_who_is_assigned_within_the_triage_limit_is_never_due_later_than_promised(
    filed: int, delay: float, policy: DeadlinePolicy
) -> None:
    filed_at = local("2024-01-01 00:00") + timedelta(seconds=filed)
    promised = promise(filed_at, policy, CALENDAR)
    assigned = filed_at + (promised.triage_by.at - filed_at - timedelta.resolution) * delay
    stages = stage_deadlines(assigned, policy, CALENDAR)
    assert stages.verify_by.at <= promised.verify_by.at
    assert stages.reply_by.at <= promised.reply_by.at
    assert stages.resolve_by.at <= promised.resolve_by.at
