"""The yellow light: from the miss until the stage is met, and only by that; recomputed here from
the evidence on the events alone.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AnswerCase, AssignCase, RouteCase
from casework.domain.calendar_adoption import AdoptCalendar
from casework.domain.case import Case, Status
from casework.domain.clocks import ClockKey, Stage
from casework.domain.events import (
    CaseAnswered,
    CaseAssigned,
    CaseReplied,
    CaseResolved,
    CaseVerified,
    CoHandlerExcused,
    Event,
    EventBody,
    TaskReported,
)
from casework.domain.handling import ExcuseCoHandler, ReportTask
from casework.domain.lifecycle import Command, Context, perform
from casework.domain.light import Light, is_yellow, judged_again, light_of
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.supervision_events import (
    DeadlineMissed,
    LetterAnswered,
)
from casework.domain.working_days import WorkingCalendar
from tests.builders import (
    CLERK,
    HANDLER,
    NOW,
    RESOLVE_BY,
    SILENT_UNTIL,
    TASK_BY,
    TRIAGE_BY,
    VERIFY_BY,
    assigned_case,
    calendar,
    filed,
    organisation,
    policy,
    proposal,
    ref,
    replied_case,
    reply,
    resolve,
    resolved_case,
    then,
    verify,
    waiting_case,
)
from tests.unit.clocks import local
from tests.unit.domain.letter_steps import (
    acknowledge,
    answer,
    issue,
    missed_key,
    misses,
)
from tests.unit.domain.notices import AS_EXPECTED, LONGER, SHORTER

A_MOMENT = timedelta.resolution
TABLES = {table.version: table for table in (calendar(), LONGER, SHORTER, AS_EXPECTED)}
NONE, YELLOW = Light.NONE, Light.YELLOW


# ---- The colour from the evidence alone -------------------------------------------------------

ENDINGS: dict[Stage, tuple[type[EventBody], ...]] = {
    Stage.TRIAGE: (CaseAssigned, CaseAnswered),
    Stage.VERIFY: (CaseVerified,),
    Stage.REPLY: (CaseReplied,),
    Stage.RESOLVE: (CaseResolved,),
    Stage.TASK: (TaskReported, CoHandlerExcused),
    Stage.LETTER_REPLY: (LetterAnswered,),
}
"""The acts that meet a stage; nothing else does."""


def met_at(miss: DeadlineMissed, history: Iterable[Event]) -> datetime | None:
    """When the stage was met, by the acts on record."""
    for event in history:
        of_a_unit = getattr(event.body, "unit", miss.unit) == miss.unit
        of_a_letter = getattr(event.body, "letter", miss.letter) == miss.letter
        if isinstance(event.body, ENDINGS[miss.stage]) and of_a_unit and of_a_letter:
            return event.at
    return None


def recomputed(history: list[Event]) -> Light:
    """The colour, from each miss with what it names and the act that met it, if there is one."""
    colour = Light.NONE
    for miss in misses(history):
        met = met_at(miss, history)
        assert judged_again(miss, met, policy(), TABLES[miss.calendar])
        if met is None and miss.stage is not Stage.LETTER_REPLY:
            colour = Light.YELLOW
    return colour


def told(
    *steps: tuple[datetime, tuple[Command, ...]], start: datetime = NOW
) -> tuple[Case, list[Event]]:
    """A case of that moment, with each step at its instant under the table in force for it."""
    change = filed(start)
    case, history = change.after, list(change.events)
    for now, commands in steps:
        table = TABLES[case.versions.calendar]
        rules = Context(now, HANDLER, "step", table, policy(), organisation())
        change = perform(case, commands, rules)
        case, history = change.after, [*history, *change.events]
        assert recomputed(history) is light_of(case)
    return case, history


UNSURE = RouteCase(proposal(TriageReason.NOT_CONFIDENT))
ASSIGN = AssignCase("transport", ("emergency",), judgement=NOTHING_JUDGED, released=None)
REPORT = ReportTask("emergency", ref(ParticularsKind.TASK_REPORT))


def test_the_colour_follows_from_the_evidence_of_every_stage_at_every_moment() -> None:
    letter = ClockKey(Stage.VERIFY, "transport", 1, None)
    steps: list[tuple[int, tuple[Command, ...]]] = [
        (0, (UNSURE,)),
        (1, ()),
        (4, (ASSIGN,)),
        (8, ()),
        (9, (verify(), issue(letter))),
        (14, (reply(),)),
        (24, (answer("transport"),)),
        (25, ()),
        (31, (REPORT,)),
        (32, (resolve(),)),
    ]
    _, history = told(*((NOW + timedelta(days=day), commands) for day, commands in steps))
    assert {miss.stage for miss in misses(history)} == set(ENDINGS)


@pytest.mark.parametrize("table", [LONGER, SHORTER, AS_EXPECTED], ids=lambda table: table.version)
def test_the_colour_follows_from_the_evidence_also_after_a_table_was_adopted(
    table: WorkingCalendar,
) -> None:
    monday = local("2026-12-28 09:00")
    case, history = told(
        (monday, (UNSURE,)),
        (monday, (ASSIGN, verify())),
        (local("2026-12-30 09:00"), (AdoptCalendar(table),)),
        (local("2027-01-19 12:00"), (reply(),)),
        (local("2027-01-20 12:00"), ()),
        (local("2027-01-21 12:00"), (REPORT, resolve())),
        start=monday,
    )
    assert {miss.stage for miss in misses(history)} == {Stage.REPLY, Stage.TASK, Stage.RESOLVE}
    assert (case.status, light_of(case)) == (Status.RESOLVED, NONE)


def miss_of(stage: Stage, unit: str | None = None) -> DeadlineMissed:
    """A miss of that stage, as the platform records it."""
    stories: dict[Stage, Case] = {
        Stage.TRIAGE: waiting_case(),
        Stage.VERIFY: assigned_case(),
        Stage.REPLY: assigned_case(),
        Stage.RESOLVE: assigned_case(),
        Stage.TASK: assigned_case("transport", "emergency"),
        Stage.LETTER_REPLY: with_a_letter()[0],
    }
    _, events = then(stories[stage], now=RESOLVE_BY)
    return next(miss for miss in misses(events) if miss.stage is stage)


@pytest.mark.parametrize("stage", ENDINGS)
def test_a_miss_of_every_stage_is_judged_again_from_what_it_names(stage: Stage) -> None:
    miss = miss_of(stage)
    assert judged_again(miss, None, policy(), calendar())
    assert judged_again(miss, miss.due, policy(), calendar())
    assert not judged_again(miss, miss.due - A_MOMENT, policy(), calendar())


@pytest.mark.parametrize("stage", ENDINGS)
def test_a_miss_with_another_deadline_than_the_rules_give_does_not_stand(stage: Stage) -> None:
    miss = miss_of(stage)
    for due in (miss.due - A_MOMENT, miss.due + timedelta(days=1)):
        assert not judged_again(replace(miss, due=due), None, policy(), calendar())
    earlier = replace(miss, started_at=miss.started_at - timedelta(days=7))
    assert not judged_again(earlier, None, policy(), calendar())


def test_a_miss_is_judged_by_no_other_versions_than_it_names() -> None:
    miss = miss_of(Stage.VERIFY)
    with pytest.raises(ValueError, match="versions that it names"):
        judged_again(miss, None, policy(), LONGER)
    with pytest.raises(ValueError, match="versions that it names"):
        judged_again(miss, None, replace(policy(), version="2020.1"), calendar())


# ---- When it burns ----------------------------------------------------------------------------


def test_the_light_is_yellow_from_the_deadline_on_and_not_before() -> None:
    assert light_of(then(assigned_case(), now=VERIFY_BY - A_MOMENT)[0]) is NONE
    assert light_of(then(assigned_case(), now=VERIFY_BY)[0]) is YELLOW


@pytest.mark.parametrize(
    ("case", "act", "deadline"),
    [
        (waiting_case(), ASSIGN, TRIAGE_BY),
        (
            waiting_case(),
            AnswerCase(NOTHING_JUDGED, ref(ParticularsKind.ANSWER)),
            TRIAGE_BY,
        ),
        (assigned_case(), verify(), VERIFY_BY),
        (replied_case(), resolve(), RESOLVE_BY),
    ],
    ids=["assign", "answer", "verify", "resolve"],
)
def test_only_meeting_the_stage_clears_the_light_and_the_record_stays(
    case: Case, act: Command, deadline: datetime
) -> None:
    late, _ = then(case, now=deadline)
    assert light_of(late) is YELLOW
    after, _ = then(late, act, now=deadline + timedelta(hours=2), actor=CLERK)
    assert light_of(after) is NONE
    assert [clock.due for clock in after.clocks if clock.missed] == [deadline]


def test_a_later_stage_that_is_met_clears_nothing_of_another_unit() -> None:
    case, _ = then(replied_case("transport", "emergency"), now=TASK_BY)
    assert (light_of(case), light_of(case, "emergency"), light_of(case, "transport")) == (
        *(YELLOW, YELLOW, NONE),
    )
    case, _ = then(case, now=RESOLVE_BY)
    assert light_of(case, "transport") is YELLOW
    case, _ = then(case, REPORT, now=RESOLVE_BY)
    assert (light_of(case), light_of(case, "emergency")) == (YELLOW, NONE)
    case, _ = then(case, resolve(), now=RESOLVE_BY)
    assert light_of(case) is NONE
    assert [clock.unit for clock in case.clocks if clock.missed] == ["transport", "emergency"]


def test_a_co_handler_that_is_excused_shows_no_light_any_more() -> None:
    excuse = ExcuseCoHandler("emergency", ref(ParticularsKind.EXCUSE))
    case, _ = then(assigned_case("transport", "emergency"), verify(), reply())
    case, _ = then(case, now=TASK_BY)
    assert light_of(then(case, excuse, now=TASK_BY)[0]) is NONE


def with_a_letter() -> tuple[Case, str]:
    """A case that its lead is late with, and the letter for it."""
    case, _ = then(assigned_case(), now=VERIFY_BY)
    return then(case, issue(missed_key(case, Stage.VERIFY)), now=VERIFY_BY)[0], "4.1"


def test_neither_reading_nor_answering_the_letter_clears_the_light() -> None:
    case, _ = with_a_letter()
    for act in (acknowledge(), answer()):
        case, _ = then(case, act, now=VERIFY_BY)
        assert light_of(case) is YELLOW
    assert light_of(then(case, verify(), now=VERIFY_BY)[0]) is NONE


def test_an_unanswered_letter_lights_nothing_once_the_stage_is_met() -> None:
    case, _ = with_a_letter()
    case, _ = then(case, verify(), reply(), now=VERIFY_BY)
    case, events = then(case, now=VERIFY_BY + timedelta(days=7))
    assert [miss.stage for miss in misses(events)] == [Stage.LETTER_REPLY]
    assert light_of(case) is NONE
    assert not any(map(is_yellow, case.clocks))


def test_a_case_closed_in_silence_has_no_light() -> None:
    case, _ = then(resolved_case(), now=SILENT_UNTIL)
    assert light_of(case) is NONE


def test_the_light_of_a_unit_that_owes_nothing_is_none() -> None:
    case, _ = then(assigned_case(), now=RESOLVE_BY)
    assert (light_of(case, "justice"), light_of(case, "health")) == (YELLOW, NONE)
