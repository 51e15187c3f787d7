"""Many at once, truly at once: the store decides who was first, and nobody's work is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, TypeVar

from casework.domain.staff import Role
from tests.e2e.asking import Asker, Reply
from tests.e2e.casework import Desk, blank_form, file_case, filed, marker, routed, send, texts_with
from tests.e2e.colleagues import colleague

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.e2e.harness import Deployed

T = TypeVar("T")
PEOPLE = 8
PHONES = 8
VERIFIED = {"finding": "confirmed", "text": "属实。"}


def all_at_once(acts: Iterable[Callable[[], T]]) -> list[T]:
    """The acts' results; none begins before every thread stands ready."""
    waiting = list(acts)
    barrier = Barrier(len(waiting))

    def run(act: Callable[[], T]) -> T:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(waiting)) as threads:
        return list(threads.map(run, waiting))


def test_of_eight_people_who_verify_at_once_one_succeeds_and_seven_learn_what_changed(
    deployed: Deployed,
) -> None:
    case = file_case(deployed)
    seen = routed(deployed, case)
    assert (seen["status"], seen["lead"]) == ("assigned", "justice")
    tokens = [
        colleague(deployed, f"justice-{number}", Role.HANDLER, "justice")
        for number in range(PEOPLE)
    ]
    desks = [Desk(Asker(deployed, token)) for token in tokens]

    def verify(desk: Desk) -> Callable[[], Reply]:
        return lambda: desk.ask(case.case_id, "verification", seen["version"], **VERIFIED)

    replies = all_at_once(verify(desk) for desk in desks)
    refused = [reply.json() for reply in replies if reply.status != 200]
    assert len(refused) == PEOPLE - 1
    assert {(told["status"], told["code"]) for told in refused} == {(409, "case_changed")}
    assert {told["version"] for told in refused} == {seen["version"] + 1}
    assert {change["type"] for told in refused for change in told["changes"]} == {"CaseVerified"}
    timeline = desks[0].file(case.case_id)["timeline"]
    assert [event["type"] for event in timeline].count("CaseVerified") == 1


def test_one_persons_request_sent_eight_times_is_taken_once_and_answered_alike(
    deployed: Deployed,
) -> None:
    case = file_case(deployed)
    seen = routed(deployed, case)
    asker = Asker(deployed, deployed.token("handler-justice"))
    path, body = f"/api/desk/cases/{case.case_id}/verification", {"version": seen["version"]}

    def verify() -> Reply:
        return asker.post_json(path, {**body, **VERIFIED}, **{"Idempotency-Key": "lostanswer1"})

    replies = all_at_once([verify] * PEOPLE)
    assert [reply.status for reply in replies] == [200] * PEOPLE
    assert {reply.json()["version"] for reply in replies} == {seen["version"] + 1}


def test_a_form_sent_many_times_at_once_is_one_case_with_one_link(deployed: Deployed) -> None:
    words = marker()
    form = blank_form(deployed) | {"what_happened": f"{words}，货款一直没有结清。"}
    replies = all_at_once([lambda: send(deployed, form)] * PHONES)
    assert len({filed(reply) for reply in replies}) == 1
    assert texts_with(deployed, words) == 1


def test_as_many_forms_through_one_code_at_once_are_as_many_cases(deployed: Deployed) -> None:
    words = marker()
    forms = [
        blank_form(deployed) | {"what_happened": f"{words}，第{number}家企业的货款没有结清。"}
        for number in range(PHONES)
    ]

    def file(form: dict[str, str]) -> Callable[[], Reply]:
        return lambda: send(deployed, form)

    replies = all_at_once(file(form) for form in forms)
    cases = {filed(reply) for reply in replies}
    assert len(cases) == PHONES
    assert texts_with(deployed, words) == PHONES
    assert {routed(deployed, case)["status"] for case in cases} <= {"assigned", "triage"}
