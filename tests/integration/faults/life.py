"""What people of a county do at which instants, played in fair weather and in bad."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from casework.domain.case import LetterState
from casework.domain.deadline import CHINA_TIME
from tests.integration.callers import visitor
from tests.integration.county import CENTRE_CODE, CHEMICAL_PARK, LOAN, UNCLEAR, Form
from tests.integration.faults import inside
from tests.integration.faults.picture import Outcome, figures, outcome
from tests.integration.faults.weather import FAIR, Weather, WeatheredPump
from tests.integration.house import HANDLING, TOGETHER, Link, filled
from tests.integration.stack import rooms

if TYPE_CHECKING:
    from datetime import datetime

    from tests.integration.house import House

HOUR = timedelta(hours=1)
FORMS = {"loan": LOAN, "park": CHEMICAL_PARK, "unclear": UNCLEAR}
STEPS: dict[str, dict[str, Any]] = {
    **dict(HANDLING),
    "all together": TOGETHER,
    "assignment": {"lead": "transport", "co_handlers": ["justice"]},
    "task-report": {"text": "已清理"},
    "acknowledgement": {},
    "answer": {"text": "人员外出，已整改。"},
    "addition": {},
    "rating": {"lang": "zh", "grade": "satisfied"},
}
TO_MONDAY = 72
"""Hours after which people were told, whatever day it was."""

REPORTS = "justice"
"""The co-handler."""


@dataclass(frozen=True)
class Files:
    """An enterprise files a case."""

    form: str


@dataclass(frozen=True)
class Acts:
    """Somebody takes a step in the n-th case."""

    case: int
    step: str


@dataclass(frozen=True)
class Passes:
    """Hours pass in some weather."""

    hours: int
    weather: Weather


Script: TypeAlias = "tuple[Files | Acts | Passes, ...]"


@dataclass
class Life:
    """Plays a script in a house; `answers` are the status codes that people got."""

    house: House
    pump: WeatheredPump
    is_fair: bool
    links: list[Link] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def play(self, script: Script, told: list[int] | None = None) -> tuple[list[int], Outcome]:
        """People do as the script says. `told` are the answers of another life: who gets another
        one looks again when everything has arrived, as nobody can act on what is still to come.
        """
        for part in script:
            if isinstance(part, Files):
                self.links.append(self._file(FORMS[part.form]))
            elif isinstance(part, Passes):
                self._live(part)
            else:
                expected = told[len(self.answers)] if told else None
                self.answers.append(self._act(part, expected))
            self._count()
        self._live(Passes(TO_MONDAY, FAIR))
        return self.answers, outcome(self.house)

    def _file(self, form: Form) -> Link:
        """Through the n-th form that was opened: the same case in any life."""
        mint = rooms()["ScanIntakeFunction"].room().mint
        number = len(self.links).to_bytes(16, "big")
        key = mint.issue_form_key(self.house.clock.now, number).text
        return Link.of(visitor().post(f"/q/{CENTRE_CODE}", filled(form, key)))

    def _live(self, part: Passes) -> None:
        """Hour by hour. Nothing is late for longer than the day, by which deadlines are counted."""
        self.pump.endure(FAIR if self.is_fair else part.weather)
        self.pump.carry()
        for _ in range(part.hours):
            now = self.house.clock.now
            if _local_day(now) != _local_day(now + HOUR):
                self.pump.clear_up()
            self.house.clock.now = now + HOUR
            self.pump.fire_timers(self.house.clock.now)
            if inside.anything_due(self.house.stack, self.house.clock.now):
                self.pump.sweep()
            self.pump.carry()

    def _count(self) -> None:
        """At every instant the figures are those of the cases."""
        items = list(inside.items(self.house.stack))
        ids = [item["PK"].partition("#")[2] for item in items if item["SK"] == "CASE"]
        figures(items, map(self.house.case, ids))

    def _act(self, part: Acts, expected: int | None) -> int:
        link = self.links[part.case % len(self.links)]
        status = self._status_of(link, part.step)
        if expected in {None, status}:
            return status
        self.pump.clear_up()
        return self._status_of(link, part.step)

    def _status_of(self, link: Link, step: str) -> int:
        house, body = self.house, STEPS[step]
        case = house.case(link.case_id)
        lead = house.handler_of(str(case.lead or "justice"))
        if step == "addition":
            added = {"form_key": house.addition_key(link), "lang": "zh", "text": "补充"}
            return visitor().post(link.path, added).status
        if step == "rating":
            return visitor().post(self._rating_path(link), body).status
        if step in {"acknowledgement", "answer"}:
            open_letters = [each for each in case.letters if each.state is not LetterState.ANSWERED]
            letter = min(
                (each.id for each in open_letters if each.unit == case.lead), default="9.9"
            )
            return house.act(lead, case.id, f"letters/{letter}/{step}", **body).status
        who = {"assignment": "clerk", "task-report": REPORTS}.get(step, lead)
        return house.act(who, case.id, step.replace("all together", "resolution"), **body).status

    def _rating_path(self, link: Link) -> str:
        """The address that the tracking page would offer."""
        mint = rooms()["EvaluationCaptureFunction"].room().mint
        return f"/e/{mint.rating_token(link.case_id)}"


def _local_day(instant: datetime) -> object:
    return instant.astimezone(CHINA_TIME).date()
