"""Tales of cases: who takes which step with which words, one line each, played by every test that
has to know all operations.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.staff import Role, StaffMember
from casework.domain.working_time import CHINA_TIME
from tests.integration.callers import ISSUER, signed_in, visitor
from tests.integration.county import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.integration.callers import Answer
    from tests.integration.house import House, Link

OTHER = "the other case"
"""Stands in a body for the id of the tale's second case."""

TODAY = "today"
"""Stands in a body for the local day on which the step is taken."""

A_WHILE = {"minutes": 20}
"""Between two tales of one house, which would otherwise be more filings than the quota."""

DESK, OVERSIGHT, LINK = "/api/desk/cases", "/api/oversight/cases", "by the tracking link"

COLLEAGUES = {
    "supervisor-2": (Role.SUPERVISOR, "centre"),
    "leader": (Role.LEADER, "leading_group"),
}
"""Who decides what the county's own people have taken part in."""


@dataclass(frozen=True)
class Step:
    """What somebody asks for: `use_case` names the service (and a variant, after a colon), `words`
    are what they type, `codes` what they choose.
    """

    use_case: str
    room: str
    who: str
    what: str
    words: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def service(self) -> str:
        """The module of the use case."""
        return self.use_case.partition(":")[0]

    @property
    def name(self) -> str:
        """The use case in words."""
        return self.use_case.replace("_", " ")


@dataclass(frozen=True)
class Tale:
    """A case, maybe a second one, and what is done with the first."""

    name: str
    start: Callable[[House], tuple[Link, ...]]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Asked:
    """A step that is about to be taken; `ask` may be called again, as after a lost answer."""

    step: Step
    ask: Callable[[], Answer]


def desk(use_case: str, who: str, what: str, *words: str, **codes: Any) -> Step:
    """A command at the case desk; each of `words` is a field of the body to be filled in."""
    return Step(use_case, DESK, who, what, dict.fromkeys(words, ""), codes)


def oversight(use_case: str, who: str, what: str, *words: str, **codes: Any) -> Step:
    """A command at the oversight desk."""
    return Step(use_case, OVERSIGHT, who, what, dict.fromkeys(words, ""), codes)


def by_link(use_case: str, act: str, *words: str) -> Step:
    """What the enterprise does on its tracking page."""
    return Step(use_case, LINK, "enterprise", act, dict.fromkeys(words, ""))


def sentence(step: Step, name: str) -> str:
    """What is typed into a field where it does not matter."""
    return "13912345678" if name == "contact_phone" else f"{step.name}：情况属实。"


def enlist() -> None:
    """Have the colleagues in the registry."""
    for subject, (role, unit) in COLLEAGUES.items():
        DynamoStaff().put(ISSUER, subject, StaffMember(subject, "同事", role, unit, NOW, None))


def played(
    house: House, tale: Tale, worded: Callable[[Step, str], str] = sentence
) -> Iterator[Asked]:
    """The steps of a tale, each to be taken before the next is asked for; `worded` says what is
    typed into a field of a step.
    """
    enlist()
    links = tale.start(house)
    for step in tale.steps:
        words = {name: worded(step, name) for name in step.words}
        yield Asked(step, _way_of(house, links, step, words))


def _meant(value: Any, house: House, links: tuple[Link, ...]) -> Any:
    """What stands for something else, as what it stands for."""
    if value == OTHER:
        return links[1].case_id
    if value == TODAY:
        return house.clock.now.astimezone(CHINA_TIME).date().isoformat()
    return value


def _way_of(
    house: House, links: tuple[Link, ...], step: Step, words: dict[str, str]
) -> Callable[[], Answer]:
    link = links[0]
    if step.room == LINK:
        hidden = {"act": step.what, "form_key": house.addition_key(link), "lang": "zh"}
        return partial(visitor().post, link.path, {**hidden, **words})
    version = house.case(link.case_id).version
    codes = {name: _meant(value, house, links) for name, value in step.codes.items()}
    return partial(
        signed_in(step.who).post_json,
        f"{step.room}/{link.case_id}/{step.what}",
        {"version": version, **codes, **words},
        idempotency_key=f"{step.what.rpartition('/')[2]}-{version}",
    )
