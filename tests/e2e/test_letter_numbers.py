"""Letters numbered truly at once: fifty misses in one moment, and two people at one letter."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.cases import DynamoCases
from casework.adapters.dynamodb.codes import DynamoCodes
from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    ORGANISATION,
    POLICY,
    QUOTAS,
    DynamoConfiguration,
)
from casework.domain.case import Status
from casework.domain.staff import Role
from casework.services.file_case import file_case
from infra.local.engine import REGION
from tests.builders import MINT, filing
from tests.e2e.asking import Asker, Reply
from tests.e2e.casework import Desk
from tests.e2e.colleagues import colleague
from tests.e2e.test_crowds import all_at_once

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from casework.domain.case import Case, CaseLetter
    from tests.e2e.harness import Deployed

MISSES = 50
LATE = timedelta(days=21)
PATIENCE_SECONDS = 180
BATCH = 10


@pytest.fixture(scope="module")
def late(deployed: Deployed) -> list[Case]:
    """Fifty cases that the centre should have dispatched weeks ago, settled all at once, by the
    timers' queue and by routing, and each with its letter.
    """
    engine, product = deployed.deployment.engine, deployed.deployment.product
    with pytest.MonkeyPatch.context() as patch:
        for name, value in engine.environment().items():
            patch.setenv(name, value)
        table.bind(product.outputs["TableName"], REGION)
        ids = _file_late_cases()
        queue = product.outputs["ExpiryQueueUrl"]
        _expire(engine.client("sqs"), queue, ids)
        return _with_letters(ids)


def _file_late_cases() -> list[str]:
    then = datetime.now(UTC) - LATE
    cases = DynamoCases()
    configuration = DynamoConfiguration((POLICY, CALENDAR, ORGANISATION, QUOTAS))
    code = next(each for each in DynamoCodes().all() if each.is_active)
    forms = (
        filing(
            form_key=MINT.issue_form_key(then, number.to_bytes(16, "big")).text,
            code_token=code.token,
        )
        for number in range(MISSES)
    )
    ports: dict[str, Any] = {"cases": cases, "configuration": configuration, "mint": MINT}
    return [file_case(form, then, **ports).case_id for form in forms]


def _expire(sqs: Any, queue: str, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), BATCH):
        entries = [
            {"Id": str(place), "MessageBody": json.dumps({"case_id": case_id})}
            for place, case_id in enumerate(ids[start : start + BATCH])
        ]
        assert not sqs.send_message_batch(QueueUrl=queue, Entries=entries).get("Failed")


def _with_letters(ids: Sequence[str]) -> list[Case]:
    """The cases, once each was routed and has its letter, printed."""
    cases, deadline = DynamoCases(), time.monotonic() + PATIENCE_SECONDS
    found = [cases.get(case_id) for case_id in ids]
    while not all(map(_is_at_rest, found)):
        assert time.monotonic() < deadline, _left(found)
        time.sleep(1)
        found = [cases.get(case.id) for case in found]
    return found


def _is_at_rest(case: Case) -> bool:
    """Whether the case was routed, and its letter is issued and printed."""
    printed = case.letters and all(letter.sha256 for letter in case.letters)
    return bool(printed) and case.status is not Status.SUBMITTED


def _left(cases: Sequence[Case]) -> str:
    without = sum(not _is_at_rest(case) for case in cases)
    return f"after {PATIENCE_SECONDS} s {without} of {len(cases)} cases have no printed letter"


def test_fifty_misses_at_once_get_fifty_numbers_without_a_gap_or_a_double(
    late: list[Case],
) -> None:
    letters: list[CaseLetter] = [letter for case in late for letter in case.letters]
    assert [len(case.letters) for case in late] == [1] * MISSES
    given = defaultdict(list)
    for letter in letters:
        given[letter.number.body, letter.number.year].append(letter.number.number)
    ((_, numbers),) = given.items()
    first = min(numbers)
    assert sorted(numbers) == list(range(first, first + MISSES))


def test_of_two_people_who_answer_one_letter_at_once_one_succeeds(
    deployed: Deployed, late: list[Case]
) -> None:
    case = late[0]
    letter = case.letters[0]
    tokens = [colleague(deployed, f"clerk-{n}", Role.CLERK, letter.unit) for n in range(2)]
    desks = [Desk(Asker(deployed, token)) for token in tokens]
    version = desks[0].case(case.id)["version"]

    def answer(desk: Desk) -> Callable[[], Reply]:
        step = f"letters/{letter.id}/answer"
        return lambda: desk.ask(case.id, step, version, text="当日来件较多，已改进。")

    replies = all_at_once(map(answer, desks))
    assert sorted(reply.status for reply in replies) == [200, 409], [r.body for r in replies]
    (refused,) = (reply.json() for reply in replies if reply.status == 409)
    assert refused["code"] == "case_changed"
    assert [change["type"] for change in refused["changes"]] == ["LetterAnswered"]
    timeline = desks[0].file(case.id)["timeline"]
    assert [event["type"] for event in timeline].count("LetterAnswered") == 1
