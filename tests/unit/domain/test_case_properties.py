"""Any life of a case: whatever people and the platform try, in any order, no illegal state is
reached, what was refused changed nothing, and the record says how it came about.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
)

from casework.domain.assignment import NOTHING_JUDGED, Judgement
from casework.domain.authorization import Action, may
from casework.domain.case import CENTRE, SUPERIORS, Case, LetterState, Status
from casework.domain.case_file import CaseFile
from casework.domain.case_fold import fold
from casework.domain.errors import CaseworkError
from casework.domain.evaluation import Grade
from casework.domain.events import Event, Finding, Outcome
from casework.domain.letters import letter_id
from casework.domain.lifecycle import Command, perform
from casework.domain.staff import Role, StaffMember
from casework.domain.supervision_events import DeadlineMissed
from casework.domain.supervision_notice import LetterNumber
from casework.services.answer_case import answer_case
from casework.services.answer_letter import acknowledge_letter, answer_letter
from casework.services.assign_case import Assignment, assign_case
from casework.services.excuse_co_handler import excuse_co_handler
from casework.services.reply_to_case import Reply, reply_to_case
from casework.services.report_task import report_task
from casework.services.resolve_case import Resolution, resolve_case
from casework.services.route_case import route_case
from casework.services.settle_case import settle_case
from casework.services.verify_case import Verification, verify_case
from tests.builders import (
    ABOUT_CENTRE,
    ABOUT_POLICE,
    LOAN,
    UNCLEAR,
    VEHICLES,
    clerk,
    context,
    handler,
    member,
    organisation,
)
from tests.county import county_in_memory
from tests.fakes import InMemoryCases
from tests.unit.domain.legality import check_record, check_state, check_step, key_of, whose_turn
from tests.unit.domain.letter_steps import NOTICE, issue, render

MARK = "※"
"""Stands in whatever anybody types: where it is found, a text has leaked."""

ABOUT_INSPECTORS = "政法委执法监督室的干部吃拿卡要"
ABOUT_BOTH = "护航中心和政法委都推诿扯皮不作为"
units = st.sampled_from(["transport", "emergency", "public_security", *SUPERIORS, CENTRE])
people = st.builds(
    member, st.sampled_from([Role.CLERK, Role.HANDLER, Role.INSPECTOR, Role.SUPERVISOR]), units
)
"""Anybody tries anything; if somebody else may, that person does, or few cases would get far."""

words = st.sampled_from(["情况属实", "正在办理", "请耐心等待"]).map(lambda text: text + MARK)


class CaseLife(RuleBasedStateMachine):
    """One case from its filing on."""

    def __init__(self) -> None:
        super().__init__()
        self.county = county_in_memory()
        self.token = ""
        self.last: Callable[[], object] = lambda: None

    # ---- What happens ------------------------------------------------------------------------

    @initialize(
        text=st.sampled_from(
            [LOAN, VEHICLES, UNCLEAR, ABOUT_POLICE, ABOUT_CENTRE, ABOUT_INSPECTORS, ABOUT_BOTH]
        ),
        confidential=st.sampled_from([False, False, True]),
        read=st.sampled_from([True, True, True, False]),
    )
    def file(self, text: str, confidential: bool, read: bool) -> None:
        self.token = self.county.post(text + MARK, confidential=confidential).tracking_token
        self.check()
        if read:
            self.the_filing_is_delivered()

    @rule(minutes=st.one_of(st.integers(0, 3 * 24 * 60), st.integers(0, 3 * 7 * 24 * 60)))
    def time_passes(self, minutes: int) -> None:
        self.county.pass_time(minutes=minutes)

    @rule()
    def somebody_looks(self) -> None:
        self.attempt(self.settle)
        assert self.settle() == 0

    @rule(number=st.integers(0, 3))
    def a_letter_is_issued_once_for_a_miss(self, number: int) -> None:
        misses = [one for one in self.stored.events if isinstance(one.body, DeadlineMissed)]
        owed = [one for one in misses if getattr(one.body, "letter", None) is None]
        if owed:
            miss = owed[min(number, len(owed) - 1)]
            self.attempt(partial(self.issue, miss))
            before = self.stored
            self.issue(miss)
            assert self.stored == before

    @precondition(lambda self: self.stored.case.letters)
    @rule()
    def a_letter_is_printed_once(self) -> None:
        letter = self.stored.case.letters[-1]
        self.attempt(partial(self.platform, render(letter.id)))
        before = self.stored
        self.platform(render(letter.id, "ff" * 32))
        assert self.stored == before

    @precondition(lambda self: self.stored.case.letters)
    @rule(by=people)
    def acknowledge(self, by: StaffMember) -> None:
        letter = self.stored.case.letters[-1]
        if letter.state is LetterState.ISSUED:
            self.ask(acknowledge_letter, by, Action.ANSWER_LETTER, letter.id)

    @precondition(lambda self: self.stored.case.letters)
    @rule(by=people, text=words)
    def answer_a_letter(self, by: StaffMember, text: str) -> None:
        letter = self.stored.case.letters[-1]
        self.ask(answer_letter, by, Action.ANSWER_LETTER, letter.id, text)

    @rule()
    def the_filing_is_delivered(self) -> None:
        self.attempt(self.deliver)

    @precondition(lambda self: self.stored.case.status is not Status.SUBMITTED)
    @rule()
    def a_redelivery_is_a_no_op(self) -> None:
        before = self.stored
        assert self.deliver() is False
        assert self.stored == before

    @rule()
    def a_request_repeated_is_a_no_op(self) -> None:
        before = self.stored
        self.last()
        assert self.stored == before

    @rule(
        by=people,
        lead=units,
        others=st.lists(units, max_size=2),
        judged=st.booleans(),
        released=st.one_of(st.none(), words),
    )
    def assign(
        self, by: StaffMember, lead: str, others: list[str], judged: bool, released: str | None
    ) -> None:
        chosen = Assignment(lead, tuple(others), Judgement(judged, judged), released)
        self.ask(assign_case, by, Action.ASSIGN_CASE, chosen)

    @rule(by=people, text=words, simple=st.sampled_from([False, False, True]))
    def answer(self, by: StaffMember, text: str, simple: bool) -> None:
        if simple:
            self.ask(answer_case, by, Action.ANSWER_CASE, text, NOTHING_JUDGED)

    @rule(by=people, finding=st.sampled_from(Finding), text=words)
    def verify(self, by: StaffMember, finding: Finding, text: str) -> None:
        self.ask(verify_case, by, Action.VERIFY_CASE, Verification(finding, text))

    @rule(by=people, text=words, together=st.booleans())
    def reply(self, by: StaffMember, text: str, together: bool) -> None:
        verification = Verification(Finding.CONFIRMED, text) if together else None
        self.ask(reply_to_case, by, Action.REPLY_TO_CASE, Reply(text, verification))

    @rule(by=people, outcome=st.sampled_from(Outcome), text=words, together=st.booleans())
    def resolve(self, by: StaffMember, outcome: Outcome, text: str, together: bool) -> None:
        verification = Verification(Finding.CONFIRMED, text)
        earlier = Reply(text, verification) if together else None
        self.ask(resolve_case, by, Action.RESOLVE_CASE, Resolution(outcome, text, earlier))

    @rule()
    def the_case_goes_on(self) -> None:
        steps = {
            Status.TRIAGE: lambda case, text: self.county.assign(
                *(case, "transport", "emergency"), released_text=text if case.confidential else None
            ),
            Status.ASSIGNED: self.county.verify,
            Status.VERIFIED: self.county.reply,
            Status.REPLIED: self.county.resolve,
        }
        case = self.stored.case
        if case.status in steps:
            self.attempt(partial(steps[case.status], case, "办理情况" + MARK))

    @rule(unit=units, text=words)
    def report(self, unit: str, text: str) -> None:
        self.ask(report_task, handler(unit), Action.REPORT_TASK, text)

    @rule(by=people, unit=units, text=words)
    def excuse(self, by: StaffMember, unit: str, text: str) -> None:
        self.ask(excuse_co_handler, by, Action.EXCUSE_CO_HANDLER, unit, text)

    @rule(text=words, number=st.integers(1, 3))
    def add(self, text: str, number: int) -> None:
        self.attempt(partial(self.county.add, self.token, text, number))

    @rule(grade=st.sampled_from(Grade), text=st.one_of(st.none(), words))
    def rate(self, grade: Grade, text: str | None) -> None:
        self.attempt(partial(self.county.rate, self.stored.case, grade, text))

    def teardown(self) -> None:
        case = self.stored.case
        event(f"ended {case.status}")
        event(f"{sum(clock.missed for clock in case.clocks)} misses, {len(case.letters)} letters")

    # ---- How it is tried ---------------------------------------------------------------------

    @property
    def stored(self) -> CaseFile:
        return self.county.cases.file(self.token.partition("-")[0])

    def deliver(self) -> bool:
        case_id = self.stored.case.id
        return route_case(case_id, f"{case_id}/1/0", self.county.now, **self.county.ports)

    def settle(self) -> int:
        return settle_case(self.stored.case.id, self.county.now, **self.county.ports)

    def issue(self, miss: Event) -> None:
        assert isinstance(miss.body, DeadlineMissed)
        cases = self.county.cases
        assert isinstance(cases, InMemoryCases)
        number = cases.last("centre", 2026) + 1
        command = issue(key_of(miss.body), letter_id(miss.seq, miss.n), number)
        self.platform(command, command.number)

    def platform(self, command: Command, number: LetterNumber | None = None) -> None:
        change = perform(self.stored.case, (command,), context(self.county.now, NOTICE, "platform"))
        issues = len(change.after.letters) > len(self.stored.case.letters)
        self.county.cases.save(change, (), number if issues else None)

    def ask(
        self, service: Callable[..., Case], by: StaffMember, action: Action, *said: Any
    ) -> None:
        case = self.stored.case
        person = self.whoever_may(by, action)
        request = self.county.request(case, person)
        act = partial(service, request, *said, **self.county.ports)
        if self.attempt(act):
            self.last = act
            late = replace(request, command_id="another request")
            assert not self.attempt(partial(service, late, *said, **self.county.ports))

    def whoever_may(self, by: StaffMember, action: Action) -> StaffMember:
        """A person of the case's own units instead, if there is one who may and `by` may not."""
        case = self.stored.case
        others = (
            handler(case.lead or CENTRE),
            clerk(),
            *(handler(letter.unit) for letter in case.letters),
            *map(partial(member, Role.INSPECTOR), SUPERIORS),
        )
        return next((who for who in (by, *others) if may(who, action, case)), by)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Whether it was done; what was refused changed nothing, what was done is a legal step."""
        before = self.stored
        try:
            act()
        except CaseworkError:
            assert self.stored == before
            return False
        check_step(before.case, self.stored.case)
        self.check()
        return True

    def check(self) -> None:
        """What holds after every step."""
        file = self.stored
        assert fold(file.events) == file.case
        check_state(file.case)
        check_record(file, MARK)
        listed = {unit for unit in organisation().units if self.is_listed(unit, file.case)}
        assert listed == whose_turn(file.case)
        assert all(may(handler(unit), Action.VIEW_CASE, file.case) for unit in listed)

    def is_listed(self, unit: str, case: Case) -> bool:
        page = self.county.work_list.page(unit, limit=25, start=None)
        return [item.case for item in page.items] == [case]


TestCaseLife = CaseLife.TestCase
TestCaseLife.settings = settings(max_examples=200, stateful_step_count=40)
