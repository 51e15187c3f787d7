"""Any life of a case: whatever people and the platform try, in any order, no illegal state is
reached, what was refused changed nothing, the record says how it came about, and it can end.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random
from typing import TypeVar

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from casework.domain.authorization import Action, may
from casework.domain.case import CENTRE, LEADING_GROUP, SUPERIORS, Case, Status
from casework.domain.case_file import CaseFile
from casework.domain.case_fold import fold
from casework.domain.errors import CaseworkError
from casework.domain.events import EVENT_TYPES, Event
from casework.domain.letters import letter_id
from casework.domain.lifecycle import Command, perform
from casework.domain.particulars import ParticularsKind, ParticularsRef
from casework.domain.possible import CHECKS, possible_actions
from casework.domain.privacy_requests import ERASABLE
from casework.domain.requests import RequestState
from casework.domain.staff import Role, StaffMember
from casework.domain.supervision_events import DeadlineMissed
from casework.domain.supervision_notice import LetterNumber
from casework.domain.worklists import decisions_of, places
from casework.services.acting_by_link import ByLink, act_by_link
from casework.services.commanding import Writing, carry_out
from casework.services.disclosing import file_for
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
    form_key,
    handler,
    member,
    organisation,
    ref,
)
from tests.county import county_in_memory
from tests.fakes import InMemoryCases
from tests.unit.domain.every_command import BY_ENTERPRISE, BY_STAFF, absorb
from tests.unit.domain.filled_in import Form, Pick, the_good_one
from tests.unit.domain.legal_texts import check_disclosed, check_texts
from tests.unit.domain.legality import (
    check_clocks,
    check_numbering,
    check_state,
    check_steps,
    key_of,
    waiting,
)
from tests.unit.domain.letter_steps import NOTICE, issue, render

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


class CaseLife(RuleBasedStateMachine):
    """One case from its filing on."""

    def __init__(self) -> None:
        super().__init__()
        self.county = county_in_memory()
        self.token = ""
        self.forms = 0
        self.done: Counter[str] = Counter()
        self.last: Callable[[], object] = lambda: None

    # ---- What happens ------------------------------------------------------------------------

    @initialize(
        text=st.sampled_from((*TEXTS, ABOUT_BOTH)),
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

    def a_letter_is_printed(self) -> None:
        if self.stored.case.letters:
            self.a_letter_is_printed_once()

    @precondition(lambda self: self.stored.case.letters)
    @rule()
    def a_letter_is_printed_once(self) -> None:
        letter = self.stored.case.letters[-1]
        self.attempt(partial(self.platform, render(letter.id)))
        before = self.stored
        self.platform(render(letter.id, "ff" * 32))
        assert self.stored == before

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

    @rule(by=people, action=st.sampled_from(list(BY_STAFF)), seed=seeds)
    def anybody_asks_for_anything(self, by: StaffMember, action: Action, seed: int) -> None:
        self.ask(by, action, any_of(Random(seed)))  # noqa: S311 - no secret

    @rule(seed=seeds)
    def a_busy_day(self, seed: int) -> None:
        """Whoever has the case does what the page offers, the enterprise what it may, with what
        they typed good or bad; letters go out.
        """
        self.live(Random(seed), 12)  # noqa: S311 - no secret

    def live(self, random: Random, acts: int) -> None:
        for _ in range(acts):
            self.county.pass_time(hours=random.choice((0, 0, 0, 1, 5, 20, 20, 90)))
            act = random.choice((self.staff_act, self.staff_act, self.enterprise_acts))
            act(random)
            if random.random() < 0.02:
                self.a_duplicate_is_merged_into_it()
            for number in range(3):
                self.a_letter_is_issued_once_for_a_miss(number)

    def staff_act(self, random: Random) -> None:
        """What was done least so far, by somebody who may."""
        case = self.stored.case
        crowd = self.concerned(f"{len(case.took_part)}")
        acts = [(who, act) for who in crowd for act in self.offered(who)]
        if acts:
            weights = [HOW_OFTEN.get(act, 1) / (1 + self.done[act]) ** 2 for _, act in acts]
            (chosen,) = random.choices(acts, weights)
            self.done[chosen[1]] += 1
            self.ask(*chosen, any_of(random))

    def enterprise_acts(self, random: Random) -> None:
        acts = list(BY_ENTERPRISE)
        often = {"withdraw": 0.2, "rate": 3, "withdraw the rating": 3}
        weights = [often.get(act, 1) / (1 + self.done[act]) for act in acts]
        (act,) = random.choices(acts, weights)
        self.done[act] += 1
        self.forms += 1
        now = self.county.now
        link = ByLink(self.token, form_key(self.forms, now), now)
        said = partial(self.say, act, any_of(random), link)
        if self.attempt(said):
            self.last = said

    def offered(self, who: StaffMember) -> tuple[Action, ...]:
        return possible_actions(who, self.stored.case, self.county.now)

    @rule()
    def the_case_goes_on(self) -> None:
        self.go_on((Action.ASSIGN_CASE, Action.VERIFY_CASE, Action.REPLY_TO_CASE))

    @rule()
    def the_case_is_resolved(self) -> None:
        self.go_on((Action.EXCUSE_CO_HANDLER, Action.RESOLVE_CASE, Action.ANSWER_CASE))

    @rule()
    def a_duplicate_is_merged_into_it(self) -> None:
        self.attempt(lambda: self.platform(absorb(self.form(handler("transport"), the_good_one))))

    @rule(by=people)
    def a_page_offers_exactly_what_would_be_accepted(self, by: StaffMember) -> None:
        self.attempt(self.settle)
        case = self.stored.case
        for who in (by, *self.concerned("0")):
            offered = set(possible_actions(who, case, self.county.now))
            accepted = {action for action in CHECKS if self.would_be_accepted(who, action)}
            assert offered == accepted, (who, offered ^ accepted)

    @rule(by=people)
    def a_person_reads_what_may_be_read(self, by: StaffMember) -> None:
        file = self.stored
        for who in (by, *self.concerned("0")):
            if may(who, Action.VIEW_CASE, file.case):
                check_disclosed(who, file_for(who, file), file)

    def teardown(self) -> None:
        if not self.token:
            return
        event(f"ended {self.stored.case.status}, round {self.stored.case.round}")
        self.check_record()
        self.bring_to_an_end()
        self.check_record()

    # ---- How it ends -------------------------------------------------------------------------

    def bring_to_an_end(self) -> None:
        """Whatever happened, people who do their work bring the case to its end."""
        for _ in range(40):
            case = self.stored.case
            if not case.status.is_open and not waiting(case):
                break
            self.the_filing_is_delivered()
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
TestCaseLife = CaseLife.TestCase
TestCaseLife.settings = settings(max_examples=25, stateful_step_count=20)


LIVES = 40


def life(seed: int, kind: type[CaseLife] = CaseLife) -> CaseLife:
    """A long life, all of it drawn from the seed."""
    random = Random(seed)  # noqa: S311 - no secret
    machine = kind()
    machine.file(random.choice(TEXTS), confidential=random.random() < 0.3, read=True)
    for _ in range(3):
        machine.live(random, 14)
        machine.a_letter_is_printed()
        machine.a_page_offers_exactly_what_would_be_accepted(handler("emergency"))
        machine.a_person_reads_what_may_be_read(handler("emergency"))
        machine.a_request_repeated_is_a_no_op()
    return machine


def test_long_lives_see_whatever_can_happen_and_come_to_an_end() -> None:
    """Every event there is, so that no command is left out."""
    seen: set[str] = set()
    for seed in range(LIVES):
        machine = life(seed)
        seen |= {event.type for event in machine.stored.events}
        machine.bring_to_an_end()
        machine.check_record()
    assert set(EVENT_TYPES) - seen == NEVER_HERE


NEVER_HERE = {"CalendarAdopted"}
"""A notice that is imported has histories of its own."""
