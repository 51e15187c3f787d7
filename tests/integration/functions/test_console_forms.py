"""Forms of the case page: exactly those that are possible now, done once, and never a word lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from casework.domain.possible import possible_actions
from casework.web.desk_forms.filling import anchor_of
from casework.web.desk_forms.offers import OFFERS, offered
from casework.web.desk_forms.registry import form_of
from tests.integration.console import (
    events_of,
    form_for,
    forms_on,
    has_a_route,
    is_a_desk_page,
    open_operations,
    operations_on,
)
from tests.integration.county import STAFF
from tests.integration.desk_people import at_the_desk, words_of
from tests.integration.reading import problems, typed
from tests.integration.use_cases import hand

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.desk_people import AtTheDesk
    from tests.integration.house import House

TYPED = "经核实，借条真实。\n第二行：<b>不是标记</b> & “引号”"
PEOPLE = ("clerk", "justice", "justice-lead", "transport", "emergency", "inspector", "supervisor")


Shown = dict[tuple[str, str], set[str]]
"""Operations by person and stage of the case."""


def desk(house: House, who: str) -> AtTheDesk:
    return at_the_desk(STAFF[who], house.clock.now)


def cases_at_every_stage(house: House) -> dict[str, str]:
    """A case as its filing, its routing and each act of its units leave it."""
    steps = ("verification", "reply", "resolution")
    stages = {
        "filed": house.file().case_id,
        "queued": house.triaged().case_id,
        "confidential": house.triaged(confidential=True).case_id,
        "assigned": house.assigned("transport", "emergency").case_id,
        "late": house.assigned("justice").case_id,
        "resolved": house.resolved().case_id,
    }
    for number, stage in enumerate(("verified", "replied"), 1):
        stages[stage] = case_id = house.assigned("justice").case_id
        for step in steps[:number]:
            body = {"text": "已核实"} | ({"finding": "confirmed"} if step == steps[0] else {})
            assert house.act("justice", case_id, step, **body).status == 200
    house.clock.advance(days=2)
    hand("DeadlineExpiry", {"case_id": stages["late"]})
    return stages


def test_a_case_page_shows_each_person_exactly_the_forms_of_what_is_possible_now(
    house: House,
) -> None:
    shown, expected = Shown(), Shown()
    stages = cases_at_every_stage(house)
    for who in PEOPLE:
        person, member = desk(house, who), STAFF[who]
        for stage, case_id in stages.items():
            page, case = person.get(f"/desk/cases/{case_id}"), house.case(case_id)
            possible = possible_actions(member, case, house.clock.now)
            wanted = {each for each in offered(member, case, possible) if form_of(each)}
            if page.status == 404:
                shown[who, stage], expected[who, stage] = set(), wanted
                continue
            assert is_a_desk_page(page)
            assert open_operations(page.text) == []
            shown[who, stage], expected[who, stage] = operations_on(page.text, case_id), wanted
    assert shown == expected
    assert {"assignment", "answer"} <= shown["clerk", "queued"]
    assert {"verification", "reply", "excuse"} <= shown["transport", "assigned"]
    assert "task-report" in shown["emergency", "assigned"]
    assert "resolution" in shown["justice", "replied"]
    assert shown["justice", "queued"] == set()
    assert "assignment" not in shown["clerk", "assigned"] | shown["supervisor", "queued"]


def test_every_operation_that_a_page_may_offer_is_taken_by_its_room() -> None:
    unmounted = {
        operation
        for operation, offer in OFFERS.items()
        if not has_a_route("POST", f"/desk/{offer.room}/0/{operation.replace('*', '1.0')}")
    }
    assert unmounted == set()
    assert {operation for operation in OFFERS if form_of(operation) is None} == set()


STORIES: dict[str, tuple[str, Callable[[House], str], dict[str, str], str]] = {
    "assignment": ("clerk", lambda h: h.triaged().case_id, {"lead": "justice"}, "CaseAssigned"),
    "answer": ("clerk", lambda h: h.triaged().case_id, {}, "CaseAnswered"),
    "verification": ("justice", lambda h: h.assigned().case_id, {}, "CaseVerified"),
    "reply": ("justice", lambda h: h.assigned().case_id, {}, "CaseReplied"),
    "resolution": ("justice", lambda h: h.assigned().case_id, {}, "CaseResolved"),
    "task-report": (
        *("emergency", lambda h: h.assigned("transport", "emergency").case_id),
        *({}, "TaskReported"),
    ),
    "excuse": (
        *("transport", lambda h: h.assigned("transport", "emergency").case_id),
        *({}, "CoHandlerExcused"),
    ),
    "notes": ("justice", lambda h: h.assigned().case_id, {}, "NoteAdded"),
    "question": ("justice", lambda h: h.assigned().case_id, {}, "EnterpriseAsked"),
    "extension": ("justice", lambda h: h.assigned().case_id, {"days": "3"}, "ExtensionRequested"),
    "return": ("justice-lead", lambda h: h.assigned().case_id, {}, "ReturnRequested"),
}
"""Who takes an operation, in which case, what they choose where any choice will not do, and what
happened then.
"""


def offered_now() -> list[str]:
    """The operations of the stories whose form is there and whose room takes them."""
    return [each for each in STORIES if form_of(each) is not None]


def test_each_form_filled_in_is_done_and_leads_back_to_the_case(house: House) -> None:
    for operation in offered_now():
        who, story, choices, event = STORIES[operation]
        case_id, person = story(house), desk(house, who)
        form = form_for(person, case_id, operation)
        answer = person.post(form.action, form.filled(**choices))
        assert answer.status == 303, (operation, words_of(answer))
        assert answer.location == f"/desk/cases/{case_id}?done={operation}"
        assert event in events_of(house, case_id), operation
        after = person.get(answer.location)
        assert "已办" in words_of(after) or 'class="notice good"' in after.text, operation


def test_each_form_with_an_empty_text_comes_back_open_with_what_was_typed(house: House) -> None:
    for operation in offered_now():
        who, story, choices, _ = STORIES[operation]
        case_id, person = story(house), desk(house, who)
        form = form_for(person, case_id, operation)
        areas = [each.name for each in form.controls.values() if each.kind == "textarea"]
        required = [name for name in areas if "." not in name and name != "released_text"]
        if not required:
            continue
        before, filled = events_of(house, case_id), form.filled(**choices)
        answer = person.post(form.action, {**filled, required[0]: " \n"})
        assert answer.status == 422, operation
        assert open_operations(answer.text) == [anchor_of(operation).removeprefix("do-")]
        at = f"{anchor_of(operation)}-{required[0].replace('.', '-')}"
        if operation != "return":  # whose words may be missing where it names a legal ground
            assert at in [place for place, _ in problems(answer.text)], operation
            assert f'id="{at}-error"' in answer.text
        assert f'id="{at}"' in answer.text
        again = forms_on(answer.text)[form.action].fields
        kept = {name: value for name, value in filled.items() if name != required[0]}
        assert {name: again.get(name) for name in kept} == kept, operation
        assert events_of(house, case_id) == before


def test_what_was_typed_comes_back_as_it_was_typed(house: House) -> None:
    case_id, person = house.assigned().case_id, desk(house, "justice")
    path = f"/desk/cases/{case_id}/verification"
    answer = person.post(path, {"version": "2", "text": TYPED})
    assert answer.status == 422
    assert typed(answer.text, "do-verification-text") == TYPED
    assert problems(answer.text) == [
        ("do-verification-finding-confirmed", "核实结果：请填写这一项。")
    ]


def test_the_second_of_two_people_sees_what_changed_and_sends_it_again(house: House) -> None:
    case_id = house.assigned().case_id
    one, other = desk(house, "justice"), desk(house, "justice-lead")
    form = form_for(other, case_id, "reply")
    both = {"verification.finding": "confirmed", "verification.text": "属实", "text": TYPED}
    assert one.post(f"/desk/cases/{case_id}/verification", verification()).status == 303
    turned = other.post(form.action, form.filled(**both))
    assert turned.status == 409
    assert open_operations(turned.text) == ["reply"]
    assert "您填写期间，案件有了变化" in turned.text or 'class="changed"' in turned.text
    assert typed(turned.text, "do-reply-text") == TYPED
    assert events_of(house, case_id)[-1] == "CaseVerified"
    again = forms_on(turned.text)[form.action]
    assert again.fields["version"] == "3"
    assert other.post(form.action, again.fields).status == 303
    assert events_of(house, case_id)[-1] == "CaseReplied"


def verification(version: str = "2", text: str = "情况属实") -> dict[str, str | list[str]]:
    return {"version": version, "finding": "confirmed", "text": text}


def test_the_same_form_sent_again_is_done_once_and_answers_alike(house: House) -> None:
    case_id, person = house.assigned().case_id, desk(house, "justice")
    send = partial(person.post, f"/desk/cases/{case_id}/verification", verification())
    first, second = send(), send()
    done = events_of(house, case_id)
    assert person.post(f"/desk/cases/{case_id}/reply", {"version": "3", "text": "好"}).status == 303
    back_button = send()
    answers = [(each.status, each.location) for each in (first, second, back_button)]
    assert answers == [(303, f"/desk/cases/{case_id}?done=verification")] * 3
    assert done.count("CaseVerified") == events_of(house, case_id).count("CaseVerified") == 1


def test_a_rule_that_forbids_it_is_said_in_words_above_what_was_typed(house: House) -> None:
    case_id = house.assigned("transport", "emergency").case_id
    person = desk(house, "transport")
    body = {"version": "3", "outcome": "settled", "text": TYPED, "reply.text": "好"}
    body |= {"reply.verification.finding": "confirmed", "reply.verification.text": "属实"}
    answer = person.post(f"/desk/cases/{case_id}/resolution", body)
    assert answer.status == 409
    assert open_operations(answer.text) == ["resolution"]
    assert typed(answer.text, "do-resolution-text") == TYPED
    assert "协办" in words_of(answer)
    assert house.case(case_id).resolved_at is None


def test_versions_that_are_no_versions_are_refused(house: House) -> None:
    case_id, person = house.assigned().case_id, desk(house, "justice")
    for version in ("", "0", "-1", "x", "9" * 30, "9" * 5000, "２"):
        answer = person.post(f"/desk/cases/{case_id}/verification", verification(version, TYPED))
        assert answer.status in {303, 409, 422}, version
        if answer.status == 303:
            assert version == "２"
            continue
        assert typed(answer.text, "do-verification-text") == TYPED
    assert person.post(f"/desk/cases/{case_id}/nothing", verification()).status == 404


def test_a_body_that_is_not_text_or_far_too_long_is_refused_and_kept_where_it_can_be(
    house: House,
) -> None:
    case_id, person = house.assigned().case_id, desk(house, "justice")
    path = f"/desk/cases/{case_id}/verification"
    broken = f"csrf={person.csrf}&version=2&finding=confirmed&text=%FF%FE".encode()
    answer = person.caller.post(path, broken)
    assert (answer.status, open_operations(answer.text)) == (422, ["verification"])
    long = person.post(path, verification(text="长" * 4001))
    assert (long.status, typed(long.text, "do-verification-text")) == (422, "长" * 4001)
    assert person.post(path, verification(text="长" * 70_000)).status == 413
    assert person.post(path, verification(text="\u202e反转")).status == 422
    assert events_of(house, case_id)[-1] == "CaseAssigned"
