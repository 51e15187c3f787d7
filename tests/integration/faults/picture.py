"""Pictures of a county: everything there is, to the last item, and what people would notice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from casework.adapters.dynamodb.keys import CODE_PK, EVENT_PREFIX, STATISTICS_PK, statistics_row
from casework.domain.events import Event
from casework.domain.light import light_of
from casework.domain.statistics import ALL, Column, buckets_of, total
from casework.domain.supervision_events import (
    DeadlineMissed,
    DeadlineWarned,
    LetterIssued,
)
from tests.integration.faults import inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from casework.domain.case import Case
    from casework.domain.supervision_notice import LetterNumber
    from tests.integration.faults.patient_pump import PatientPump
    from tests.integration.house import House

Events: TypeAlias = dict[str, Event]
Fact: TypeAlias = tuple[Any, ...]
ADDED = "CaseSupplemented"
GIVEN = ("CONFIGURATION#", "STAFF#")
"""What rooms never write."""

BY_COOKIE = ("SESSION#", "DRAFT#")
"""What is read by who holds its cookie: one whose cookie was lost with the answer is nothing."""

BY_NONCE = ("HEARD#",)
"""What the official account tells copies by: a message that is brought again has another nonce."""

BY_CHANCE = re.compile(
    r"\b(?:[0-9a-f]{64}|[0-9a-f]{16}|[0-9A-Z]{20}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b"
)
"""Salts, digests of salted texts, tokens of codes, names that AWS gives: new in any run."""


def everything(house: House, pump: PatientPump) -> list[str]:
    """All that is stored and, with its multiplicity, all that is under way: two houses of which
    this is equal have the same future. Of the stream the relay takes events alone. Messages count
    once: their readers drop doubles by the id.
    """
    stack = house.stack
    told = [
        f"item {sorted(item.items())}"
        for item in inside.items(stack)
        if not item["PK"].startswith((*GIVEN, *BY_COOKIE, *BY_NONCE))
    ]
    keys = (str(each["dynamodb"]["Keys"]) for each in pump.unread())
    told += [f"stream {key}" for key in keys if EVENT_PREFIX in key]
    for name in stack.names:
        if name.endswith(("Queue", "DeadLetters")):
            told += [f"{name} {_body(body)}" for body in inside.bodies(stack, name)]
    told += [f"timer {timer}" for timer in inside.timers(stack).items()]
    told += [f"message {message}" for message in set(inside.messages(stack))]
    told += [f"told {name}" for name in set(house.outside.ids())]
    told += [f"subscription {each}" for each in inside.subscriptions(stack)]
    lying = {**inside.files(stack), **inside.attachments(stack)}
    told += [f"file {name} {content!r}" for name, content in lying.items()]
    return sorted(BY_CHANCE.sub("#", line) for line in told)


def _body(body: str) -> str:
    """A message; what the bus names and dates differs from event to event alike."""
    return re.sub(r'"(id|time)": ?"[^"]*"', "", body)


@dataclass(frozen=True)
class Outcome:
    """What DESIGN 2 calls equal: cases, statuses, clocks, lights, figures; which letters, and
    whether their numbers are gap-free; files; messages as sets of ids.
    """

    cases: dict[str, Fact]
    clocks: dict[str, set[Fact]]
    letters: set[Fact]
    numbers: dict[tuple[str, int], list[int]]
    files: set[Fact]
    messages: set[Fact]
    figures: dict[str, dict[Column, int]]
    codes_in_use: int
    stuck: list[str]


def difference(found: Outcome, expected: Outcome) -> dict[str, tuple[object, object]]:
    """Where two outcomes differ: what is in the one only, and what is in the other only."""
    return {
        name: _apart(value, getattr(expected, name))
        for name, value in vars(found).items()
        if value != getattr(expected, name)
    }


def _apart(one: object, other: object) -> tuple[object, object]:
    if isinstance(one, dict) and isinstance(other, dict):
        keys = [key for key in {**one, **other} if one.get(key) != other.get(key)]
        return {key: one.get(key) for key in keys}, {key: other.get(key) for key in keys}
    if isinstance(one, set) and isinstance(other, set):
        return one - other, other - one
    return one, other


def outcome(house: House) -> Outcome:
    """The outcome of a story that has come to rest."""
    stack, items = house.stack, list(inside.items(house.stack))
    ids = sorted(item["PK"].partition("#")[2] for item in items if item["SK"] == "CASE")
    files = [house.case_file(case_id) for case_id in ids]
    events = {event.id: event for file in files for event in file.events}
    issued = [
        event.body.letter for event in events.values() if isinstance(event.body, LetterIssued)
    ]
    return Outcome(
        cases={file.case.id: _case(file.case, events) for file in files},
        clocks={file.case.id: _clocks(file.case, events) for file in files},
        letters={(*_miss(letter.case_id, letter.id, events), letter.unit) for letter in issued},
        numbers=_numbers(letter.number for letter in issued),
        files={
            *(_miss(*_letter_in(name), events) for name in inside.files(stack)),
            *(tuple(name.split("/")[:2]) for name in inside.attachments(stack)),
        },
        messages={
            *((_about(id_, events), whom) for id_, whom in inside.messages(stack)),
            *((_about(id_, events), "enterprise") for id_ in house.outside.ids()),
        },
        figures=figures(items, [file.case for file in files]),
        codes_in_use=sum(item["PK"] == CODE_PK and "revoked_at" not in item for item in items),
        stuck=[
            f"{name}: {body}"
            for name in stack.names
            if name.endswith(("Queue", "DeadLetters"))
            for body in inside.bodies(stack, name)
        ],
    )


def figures(
    items: Iterable[Mapping[str, Any]], cases: Iterable[Case]
) -> dict[str, dict[Column, int]]:
    """The stored figures (P9), which at any instant are those of the stored cases counted afresh,
    whose parts add up to all received.
    """
    kept: Counter[tuple[str, Column]] = Counter()
    for item in items:
        if item["PK"] == STATISTICS_PK:
            row = statistics_row(item["SK"])
            kept.update({(row, each): int(item.get(each, 0)) for each in Column})
    assert {at: n for at, n in kept.items() if n} == dict(total(cases))
    rows: dict[str, dict[Column, int]] = defaultdict(dict)
    for (row, column), n in kept.items():
        if n:
            rows[row][column] = n
    assert buckets_of(rows.get(ALL, {})).pending >= 0
    return dict(rows)


def _case(case: Case, events: Events) -> Fact:
    letters = {
        (*_miss(case.id, each.id, events), each.state, each.sha256 is not None)
        for each in case.letters
    }
    tasks = {(task.unit, task.state) for task in case.tasks}
    known = (case.status, case.closing, case.lead, case.disposition, light_of(case))
    added = sum(each.case_id == case.id and each.type == ADDED for each in events.values())
    return (*known, frozenset(tasks), frozenset(letters), added, case.rated_at)


def _clocks(case: Case, events: Events) -> set[Fact]:
    """Clocks by their deadlines: the platform may start one later within the same day."""
    return {
        (
            *(clock.stage, clock.unit, clock.round),
            _miss(case.id, clock.letter, events) if clock.letter else None,
            *(clock.due, clock.is_running, clock.warned, clock.missed),
        )
        for clock in case.clocks
    }


def _miss(case_id: str, letter_id: str, events: Events) -> Fact:
    """The miss that a letter is for, by its clock: what else names it depends on the order."""
    body = events[f"{case_id}/{letter_id.replace('.', '/')}"].body
    if not isinstance(body, DeadlineMissed):
        raise TypeError(f"letter {letter_id} of {case_id} is for no miss")
    letter = _miss(case_id, body.letter, events) if body.letter else None
    return (case_id, body.stage, body.unit, body.round, letter)


def _letter_in(file: str) -> tuple[str, str]:
    """Case and letter of a file."""
    _, case_id, name = file.split("/")
    return case_id, name.removesuffix(".pdf")


def _numbers(given: Iterable[LetterNumber]) -> dict[tuple[str, int], list[int]]:
    numbers: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number in given:
        numbers[number.body, number.year].append(number.number)
    return {line: sorted(found) for line, found in numbers.items()}


def _about(message_id: str, events: Events) -> Fact:
    """What a message is about: its event, told without its place, and its department."""
    event_id, _, department = message_id.partition("#")
    if event_id not in events:
        return (event_id.partition("-")[0], department)
    event = events[event_id]
    body, case_id = event.body, event.case_id
    fact: Fact = ()
    if isinstance(body, LetterIssued):
        fact = _miss(case_id, body.letter_id, events)
    if isinstance(body, DeadlineWarned | DeadlineMissed):
        letter = _miss(case_id, body.letter, events) if body.letter else None
        fact = (body.stage, body.unit, body.round, letter)
    return (case_id, event.type, fact, department)
