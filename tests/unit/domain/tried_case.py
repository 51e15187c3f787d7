"""A case that is tried: how people and the platform ask, what holds after every step, and how it is
brought to its end.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from casework.domain.authorization import Action, may
from casework.domain.case import CENTRE, LEADING_GROUP, SUPERIORS, Case
from casework.domain.case_file import CaseFile
from casework.domain.case_fold import fold
from casework.domain.errors import CaseworkError
from casework.domain.events import Event
from casework.domain.letters import letter_id
from casework.domain.lifecycle import Command, perform
from casework.domain.particulars import ParticularsKind, ParticularsRef
from casework.domain.possible import possible_actions
from casework.domain.privacy_requests import ERASABLE
from casework.domain.requests import RequestState
from casework.domain.staff import Role, StaffMember
from casework.domain.supervision_events import DeadlineMissed
from casework.domain.supervision_notice import LetterNumber
from casework.domain.worklists import decisions_of, places
from casework.services.acting_by_link import ByLink, act_by_link
from casework.services.commanding import Writing, carry_out
from casework.services.route_case import route_case
from casework.services.settle_case import settle_case
from tests.builders import (
    ABOUT_CENTRE,
    ABOUT_POLICE,
    LOAN,
    MINT,
    UNCLEAR,
    VEHICLES,
    context,
    handler,
    member,
    organisation,
    ref,
)
from tests.county import county_in_memory
from tests.fakes import InMemoryCases
from tests.unit.domain.every_command import BY_ENTERPRISE, BY_STAFF
from tests.unit.domain.filled_in import Form, Pick, the_good_one
from tests.unit.domain.legal_texts import check_texts
from tests.unit.domain.legality import (
    check_clocks,
    check_numbering,
    check_state,
    check_steps,
    key_of,
    waiting,
)
from tests.unit.domain.letter_steps import NOTICE, issue

T = TypeVar("T")
MARK = "※"
"""Stands in whatever anybody types: where it is found, a text has leaked."""

ABOUT_INSPECTORS = "政法委执法监督室的干部吃拿卡要"
ABOUT_BOTH = "护航中心和政法委都推诿扯皮不作为"
IN_COURT = "客户欠款，借条在，已经起诉"
TEXTS = (LOAN, VEHICLES, UNCLEAR, IN_COURT, ABOUT_POLICE, ABOUT_CENTRE, ABOUT_INSPECTORS)

units = st.sampled_from(["transport", "emergency", "public_security", *SUPERIORS, CENTRE])
people = st.builds(member, st.sampled_from(Role), units)
seeds = st.integers(0, 2**32)


def any_of(random: Random) -> Pick:
    """The good value more often than not, or few cases would get far."""

    def pick(good: T, *others: T) -> T:
        return good if random.random() < 0.5 else random.choice((good, *others))

    return pick


class TriedCase(RuleBasedStateMachine):
    """One case in a county in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.county = county_in_memory()
        self.token = ""
        self.forms = 0
        self.done: Counter[str] = Counter()
        self.last: Callable[[], object] = lambda: None

    # ---- How it ends -------------------------------------------------------------------------

    def bring_to_an_end(self) -> None:
        """Whatever happened, people who do their work bring the case to its end."""
        for _ in range(40):
            case = self.stored.case
            if not case.status.is_open and not waiting(case):
                break
            self.attempt(self.deliver)
            if not self.go_on(DECISIONS) and not self.go_on(TO_THE_END):
                self.county.pass_time(days=30)
                self.attempt(self.settle)
        case = self.stored.case
        assert not case.status.is_open, case.status
        assert waiting(case) == []
        assert not any(name.startswith("decide:") for name in places(case)) or case.red_lights

    def go_on(self, actions: tuple[Action, ...]) -> bool:
        """Whether somebody who is concerned could take one of the steps."""
        case = self.stored.case
        for who in self.concerned(f"fresh-{case.version}"):
            for action in possible_actions(who, case, self.county.now):
                if action in actions:
                    done = self.ask(who, action, the_good_one)
                    assert done, (who, action)
                    return True
        return False

    def concerned(self, number: str) -> tuple[StaffMember, ...]:
        """Whoever has to do with the case; supervisors have taken no part yet."""
        case = self.stored.case
        lead = case.lead or "transport"
        others = (task.unit for task in case.open_tasks)
        return (
            member(Role.CLERK, CENTRE),
            member(Role.SUPERVISOR, CENTRE, id=f"supervisor-{number}"),
            *(member(Role.INSPECTOR, unit, id=f"{unit}-{number}") for unit in SUPERIORS),
            member(Role.LEADER, LEADING_GROUP, id=f"leader-{number}"),
            member(Role.DEPARTMENT_LEAD, lead),
            *(handler(unit) for unit in others),
        )

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

    def form(self, by: StaffMember, pick: Pick, writing: Writing | None = None) -> Form:
        def write(kind: ParticularsKind) -> ParticularsRef:
            return writing.add(kind, text="情况属实" + MARK) if writing else ref(kind)

        file = self.stored
        texts = file.particulars.values()
        erasable = tuple(text.ref.id for text in texts if text.ref.kind in ERASABLE)
        return Form(file.case, by, self.county.now, pick, write, erasable)

    def ask(self, by: StaffMember, action: Action, pick: Pick) -> bool:
        request = self.county.request(self.stored.case, by)

        def commands(writing: Writing) -> tuple[Command, ...]:
            return BY_STAFF[action](self.form(by, pick, writing))

        act = partial(carry_out, request, action, commands, **self.county.ports)
        before = self.stored
        done = self.attempt(act)
        if done and self.stored != before:
            self.last = act
        return done

    def say(self, act: str, pick: Pick, link: ByLink) -> None:
        everybody = handler("nobody")
        act_by_link(
            *(link, act, ()),
            lambda writing: BY_ENTERPRISE[act](self.form(everybody, pick, writing)),
            mint=MINT,
            **self.county.ports,
        )

    def would_be_accepted(self, who: StaffMember, action: Action) -> bool:
        """Whether good input would be taken; nothing is stored."""
        case = self.stored.case
        if not may(who, action, case):
            return False
        rules = replace(context(self.county.now, who.as_actor()), command_id="try")
        try:
            perform(case, BY_STAFF[action](self.form(who, the_good_one)), rules)
        except CaseworkError:
            return False
        return True

    def attempt(self, act: Callable[[], object]) -> bool:
        """Whether it was done; what was refused changed nothing, what was done is a legal step."""
        before = self.stored
        try:
            act()
        except CaseworkError:
            assert self.stored == before
            return False
        after = self.stored
        assert after.events[: len(before.events)] == before.events
        assert check_steps(before.case, after.events[len(before.events) :]) == after.case
        self.check()
        return True

    def check(self) -> None:
        """What holds after every step."""
        check_state(self.stored.case)
        self.check_lists(self.stored.case)

    def check_record(self) -> None:
        """What holds of the whole history and its texts."""
        file = self.stored
        assert fold(file.events) == file.case
        check_numbering(file.case, file.events)
        check_texts(file, MARK)
        check_clocks(file.case, file.events)

    def check_lists(self, case: Case) -> None:
        """Whoever has to decide finds the case, and by when; who finds it may open it; a body
        that it complains about finds it only after a summary was released.
        """
        found = places(case)
        owed = {each.decider for each in case.requests if (each.id, each.kind) in waiting(case)}
        listed = {name for name in found if name.startswith("decide:")}
        assert {decisions_of(unit) for unit in owed} <= listed
        if not case.red_lights:
            assert {decisions_of(unit) for unit in owed} == listed
            assert all(found[decisions_of(unit)] for unit in owed)
        units = set(organisation().units) & set(found)
        units |= {case.unit_in_charge} if case.is_on_the_list else set()
        readers = {CENTRE: Role.CLERK, LEADING_GROUP: Role.LEADER}
        for unit in units:
            reader = member(readers.get(unit, Role.HANDLER), unit)
            assert may(reader, Action.VIEW_CASE, case), unit
        assert units & set(case.about_bodies) <= set(case.summary_for)
        if case.status.is_open:
            assert case.is_on_the_list
        moot = [each for each in case.requests if each.state is RequestState.MOOT]
        assert all(each.decided_at is not None for each in moot)


DECISIONS = (
    *(Action.DECIDE_RETURN, Action.DECIDE_EXTENSION, Action.DECIDE_SUSPENSION),
    *(Action.DECIDE_REVEAL, Action.DECIDE_FALSE_REPORT, Action.DECIDE_OBJECTION),
    *(Action.DECIDE_WITHDRAWAL_REVIEW, Action.DECIDE_RATING_REVIEW, Action.REFUSE_ERASURE),
    *(Action.DECIDE_DECLINE_REVIEW, Action.DECIDE_CORRECTION, Action.LIFT_SUSPENSION),
)
HOW_OFTEN = {
    **dict.fromkeys((Action.MERGE_CASE, Action.DECLINE_CASE, Action.ERASE_DATA), 0.1),
    Action.CONCLUDE_SPECIAL_SUPERVISION: 0.1,
    **dict.fromkeys((Action.REQUEST_RETURN, Action.CONFIRM_PROCEDURE), 8),
    **dict.fromkeys((Action.DECIDE_RETURN, Action.DECIDE_RATING_REVIEW), 8),
}
"""What ends a case, or most of it, is taken less often than the rest, or few would live long; what
can be done for a short while only, more often.
"""

TO_THE_END = (
    *(Action.ASSIGN_CASE, Action.EXCUSE_CO_HANDLER, Action.RESOLVE_CASE, Action.ANSWER_CASE),
    Action.VERIFY_CASE,
)
