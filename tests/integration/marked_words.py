"""Words that are looked for wherever they must not be: typed into every field of every operation,
form and page of staff.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.integration.county import STAFF
from tests.integration.desk_people import at_the_desk
from tests.integration.every_operation import DATA, TALES
from tests.integration.reading import hidden_field
from tests.integration.tales import A_WHILE, LINK, played

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.integration.callers import Answer
    from tests.integration.house import House
    from tests.integration.tales import Step

MARK = "标记"
PHONE = "139 8765 4321"
CALLED = {
    "channel": "telephone",
    "what_happened": "标记来电：有人借钱不还，请帮忙。",
    "enterprise_name": "标记来电有限公司",
    "contact_name": "标记来电人",
    "contact_phone": PHONE,
    "answer": "标记当场答复",
}
DRAFTED = "标记没来得及提交"


def worded(step: Step, name: str) -> str:
    """What is typed into a field of a step."""
    return PHONE if name == "contact_phone" else f"{MARK}{step.name} {name}"


def play_tales(house: House) -> None:
    """Every operation with marked words."""
    for tale in TALES:
        house.clock.advance(**A_WHILE)
        for asked in played(house, tale, worded):
            answer = asked.ask()
            assert answer.status < 400, (asked.step.use_case, answer.text)


def kept_words() -> Iterator[str]:
    """What the tales leave in the store."""
    for tale in TALES:
        for step in tale.steps:
            if tale.steps is not DATA:
                yield from (worded(step, name) for name in step.words)


def erased_words() -> Iterator[str]:
    """What was typed by the enterprise that had its data erased, and by the clerk for it."""
    for step in DATA:
        if step.room == LINK or step.what == "correction":
            yield from (worded(step, name) for name in step.words if name != "contact_phone")


def work_at_the_console(house: House) -> None:
    """A clerk's entry, searches, lists and exports, and a form that came after its session."""
    clerk, supervisor = (
        at_the_desk(STAFF[who], house.clock.now) for who in ("clerk", "supervisor")
    )
    case_id = house.triaged().case_id
    answers = [clerk.post(*form) for form in forms(house, clerk.get)]
    answers += [
        clerk.get("/desk/cases?list=triage"),
        clerk.get("/desk/export/cases?list=triage"),
        clerk.get("/desk/print/cases?list=triage"),
        supervisor.get("/desk/oversight/special"),
        supervisor.get("/desk/oversight/register"),
        supervisor.get("/desk/oversight/register.csv"),
        supervisor.get("/desk/oversight/board"),
        supervisor.get(f"/desk/cases/{case_id}"),
        supervisor.get(f"/desk/print/cases/{case_id}"),
    ]
    assert {answer.status for answer in answers} <= {200, 201, 303, 409, 422}
    house.clock.advance(hours=13)
    late = clerk.post(f"/desk/cases/{case_id}/answer", {"version": "2", "text": DRAFTED})
    assert late.location.startswith("/sign-in/start?to=")


def forms(
    house: House, get: Callable[[str], Answer]
) -> Iterator[tuple[str, Mapping[str, str | list[str]]]]:
    """Forms of the console besides those of a case."""
    key = hidden_field(get("/desk/intake").text, "form_key")
    for then in ("look", "answer"):
        yield "/desk/intake", {**CALLED, "form_key": key, "then": then}
    yield "/desk/intake", {**CALLED, "form_key": key, "then": "file", "contact_phone": MARK}
    yield "/desk/search", {"enterprise": CALLED["enterprise_name"], "telephone": PHONE}
    yield "/desk/search", {"number": MARK}
    yield "/desk/assignments", {"lead": MARK, "cases": [f"{MARK}.1", f"{house.file().case_id}.1"]}
