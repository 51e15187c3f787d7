"""Any life of a case: whatever people and the platform try, in any order, no illegal state is
reached, what was refused changed nothing, the record says how it came about, and it can end.
"""

from functools import partial
from random import Random

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from casework.domain.attachment_state import RefusalReason
from casework.domain.attachments import attachment_named
from casework.domain.authorization import Action, may
from casework.domain.case import Status
from casework.domain.event_facts import Way
from casework.domain.events import EVENT_TYPES
from casework.domain.possible import CHECKS, possible_actions
from casework.domain.reach_events import NotReachedReason
from casework.domain.reaching import RecordNotReached
from casework.domain.staff import StaffMember
from casework.domain.supervision_events import DeadlineMissed
from casework.services.acting_by_link import ByLink
from casework.services.disclosing import file_for
from tests.builders import (
    form_key,
    handler,
)
from tests.unit.domain.every_command import BY_ENTERPRISE, BY_STAFF, absorb
from tests.unit.domain.file_steps import checked
from tests.unit.domain.filled_in import the_good_one
from tests.unit.domain.legal_texts import check_disclosed
from tests.unit.domain.letter_steps import render
from tests.unit.domain.tried_case import (
    ABOUT_BOTH,
    HOW_OFTEN,
    MARK,
    TEXTS,
    TriedCase,
    any_of,
    people,
    seeds,
)


class CaseLife(TriedCase):
    """One case from its filing on."""

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

    @rule(way=st.sampled_from(Way), reason=st.sampled_from(NotReachedReason))
    def a_message_does_not_arrive(self, way: Way, reason: NotReachedReason) -> None:
        self.attempt(partial(self.platform, RecordNotReached(way, reason)))

    @rule(reason=st.none() | st.sampled_from(RefusalReason))
    def a_file_is_checked(self, reason: RefusalReason | None) -> None:
        upload = f"{len(self.stored.case.attachments):020d}"
        self.attempt(partial(self.platform, checked(upload, reason)))
        before = self.stored
        self.attempt(partial(self.platform, checked(upload, RefusalReason.DAMAGED)))
        known = attachment_named(before.case, upload) is not None
        assert not known or self.stored == before

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
            if random.random() < 0.1:
                self.a_message_does_not_arrive(Way.SMS, NotReachedReason.REFUSED)
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
        machine.a_file_is_checked((None, RefusalReason.HEIC)[seed % 2])
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
