"""Cases in the table: snapshot, events and texts under one key, written in one transaction."""

from __future__ import annotations

import hashlib
from itertools import chain
from typing import TYPE_CHECKING

from pynamodb.exceptions import DoesNotExist, TransactWriteError

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.codec import dump, dump_event, load, load_event
from casework.adapters.dynamodb.items import (
    CaseItem,
    CodeItem,
    EventItem,
    Item,
    ParticularsItem,
    TaskItem,
)
from casework.adapters.dynamodb.letter_numbers import count
from casework.adapters.dynamodb.table import failed_conditions, reading, transaction
from casework.domain.case import Case
from casework.domain.case_file import CaseFile
from casework.domain.code import code_id
from casework.domain.errors import NotFoundError
from casework.domain.particulars import Particulars
from casework.domain.rules import CaseExistsError, StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from casework.domain.events import Event
    from casework.domain.lifecycle import Change
    from casework.domain.supervision_notice import LetterNumber


CASE_PLACE = 1
"""Where the case stands in the transaction that adds it: after the check of the code."""


class DynamoCases:
    """The CaseRepository port on DynamoDB."""

    def add(self, change: Change, particulars: Sequence[Particulars], code_token: str) -> None:
        """See the port; a condition check on the code rides in the same transaction."""
        events = [dump_event(event) for event in change.events]
        try:
            with transaction(_request_token(change, events)) as write:
                write.condition_check(
                    CodeItem,
                    keys.CODE_PK,
                    code_id(code_token),
                    condition=(CodeItem.token == code_token) & CodeItem.revoked_at.does_not_exist(),
                )
                write.save(_case_item(change.after), condition=CaseItem.PK.does_not_exist())
                for item in _records(change, events, particulars):
                    write.save(item)
        except TransactWriteError as error:
            if CASE_PLACE in failed_conditions(error):
                raise CaseExistsError from error
            raise NotFoundError from error

    def save(
        self,
        change: Change,
        particulars: Sequence[Particulars],
        number: LetterNumber | None = None,
    ) -> None:
        """See the port; a change without events writes nothing."""
        if not change.events or change.before is None:
            return
        seen = change.before.version
        events = [dump_event(event) for event in change.events]
        try:
            with transaction(_request_token(change, events)) as write:
                write.save(_case_item(change.after), condition=CaseItem.version == seen)
                records = _records(change, events, particulars)
                for item in chain(records, _task_items(change)):
                    write.save(item)
                if number is not None:
                    count(write, number)
        except TransactWriteError as error:
            raise StaleVersionError from error

    def get(self, case_id: str) -> Case:
        """See the port; one consistent read, and none for what cannot be an id."""
        _check_form(case_id)
        try:
            with reading():
                item = CaseItem.get(keys.case_pk(case_id), keys.CASE_SK, consistent_read=True)
        except DoesNotExist as error:
            raise NotFoundError from error
        return load(item.data, Case)

    def file(self, case_id: str) -> CaseFile:
        """See the port; one consistent query of the case's partition."""
        _check_form(case_id)
        with reading():
            items = list(Item.query(keys.case_pk(case_id), consistent_read=True))
        case = next((load(item.data, Case) for item in items if isinstance(item, CaseItem)), None)
        if case is None:
            raise NotFoundError
        events = tuple(event_of(item) for item in items if isinstance(item, EventItem))
        texts = (particulars_of(item) for item in items if isinstance(item, ParticularsItem))
        return CaseFile(case, events, {text.ref.id: text for text in texts})


def event_of(item: EventItem) -> Event:
    """The event that an item holds."""
    return load_event(*keys.event_place(item.PK, item.SK), item.type, item.data)


def particulars_of(item: ParticularsItem) -> Particulars:
    """The text that an item holds."""
    return load(item.data, Particulars)


def _check_form(case_id: str) -> None:
    """What cannot be an id names no case, and the store is not asked for it."""
    if not keys.is_case_id(case_id):
        raise NotFoundError


def _request_token(change: Change, events: Sequence[str]) -> str:
    """At most 36 characters that name this very write: these events, and by their digests these
    texts. A command decided again has texts under new salts, so it never shares the token.
    """
    written = "\0".join([change.events[0].id, *events])
    return hashlib.sha256(written.encode()).hexdigest()[:36]


def _case_item(case: Case) -> CaseItem:
    item = CaseItem(keys.case_pk(case.id), keys.CASE_SK, version=case.version, data=dump(case))
    if case.is_on_the_list:
        item.GSI1PK = keys.work_pk(case.unit_in_charge)
        item.GSI1SK = keys.work_sk(case.first_deadline, case.id)
    if case.next_due is not None:
        item.GSI2PK = keys.due_pk(case.id)
        item.GSI2SK = keys.due_sk(case.next_due, case.id)
    return item


def _task_items(change: Change) -> Iterable[TaskItem]:
    """What units besides the one in charge owe, where that began, moved or ended: who owes nothing
    any more loses its place on the work list.

    Nothing is ever deleted, so no room needs the right to.
    """
    before = change.before.owed_besides if change.before else {}
    after = change.after.owed_besides
    for unit in sorted({*before, *after}):
        if before.get(unit) != after.get(unit):
            yield _task_item(change.after.id, unit, after.get(unit))


def _task_item(case_id: str, unit: str, due: datetime | None) -> TaskItem:
    item = TaskItem(keys.case_pk(case_id), keys.task_sk(unit))
    if due is not None:
        item.GSI1PK = keys.work_pk(unit)
        item.GSI1SK = keys.work_sk(due, case_id)
    return item


def _records(
    change: Change, events: Sequence[str], particulars: Sequence[Particulars]
) -> Iterable[Item]:
    """Items of the events, whose texts are given, and of what people wrote."""
    partition = keys.case_pk(change.after.id)
    for event, text in zip(change.events, events, strict=True):
        sort_key = keys.event_sk(event.seq, event.n)
        yield EventItem(partition, sort_key, type=event.type, data=text)
    for written in particulars:
        sort_key = keys.particulars_sk(written.ref.id)
        yield ParticularsItem(partition, sort_key, data=dump(written))
