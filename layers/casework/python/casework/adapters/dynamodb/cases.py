"""Cases in the table: snapshot, events and texts under one key, written in one transaction."""

from __future__ import annotations

import hashlib
from itertools import chain
from typing import TYPE_CHECKING

from pynamodb.exceptions import DoesNotExist, TransactWriteError

from casework.adapters.dynamodb import keys, statistics
from casework.adapters.dynamodb.codec import dump, dump_event, load, load_event
from casework.adapters.dynamodb.enterprise_messages import take
from casework.adapters.dynamodb.items import (
    CaseItem,
    CodeItem,
    ErasedItem,
    EventItem,
    Item,
    ParticularsItem,
    RegisterItem,
    TaskItem,
)
from casework.adapters.dynamodb.letter_numbers import count
from casework.adapters.dynamodb.quotas import count_filing
from casework.adapters.dynamodb.search_items import forgotten, found_anew, search_items
from casework.adapters.dynamodb.table import failed_conditions, reading, transaction
from casework.domain.case import Case
from casework.domain.case_file import CaseFile
from casework.domain.case_line import line_of
from casework.domain.code import code_id
from casework.domain.errors import CaseworkError, NotFoundError
from casework.domain.judicial_register import contacts_of
from casework.domain.particulars import Particulars
from casework.domain.rules import CaseExistsError, OverQuotaError, StaleVersionError
from casework.domain.worklists import places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from pynamodb.transactions import TransactWrite

    from casework.domain.case_line import CaseLine
    from casework.domain.enterprise_messages import DeliveryStep
    from casework.domain.events import Event
    from casework.domain.lifecycle import Change
    from casework.domain.quota import Quota
    from casework.domain.supervision_notice import LetterNumber


MOST_AT_ONCE = 60
"""Texts that are erased in one transaction of at most 100 items."""


class DynamoCases:
    """The CaseRepository port on DynamoDB."""

    def add(
        self,
        change: Change,
        particulars: Sequence[Particulars],
        code_token: str | None,
        search_keys: Sequence[str] = (),
        quotas: Sequence[Quota] = (),
    ) -> None:
        """See the port; a condition check on the code rides in the same transaction."""
        events = [dump_event(event) for event in change.events]
        try:
            with transaction(_request_token(change, events)) as write:
                if code_token is not None:
                    _check_code(write, code_token)
                write.save(_case_item(change.after), condition=CaseItem.PK.does_not_exist())
                found_by = search_items(change.after, search_keys)
                for item in chain(_records(change, events, particulars), found_by):
                    write.save(item)
                count_filing(write, quotas, however_many=change.after.over_quota)
                statistics.count(write, None, change.after)
        except TransactWriteError as error:
            raise _refusal(failed_conditions(error), code_token) from error

    def save(
        self,
        change: Change,
        particulars: Sequence[Particulars],
        number: LetterNumber | None = None,
        *,
        erased: Collection[str] = (),
        search_keys: Sequence[str] | None = None,
        told: DeliveryStep | None = None,
    ) -> None:
        """See the port; a change without events writes nothing."""
        if not change.events or change.before is None:
            return
        seen = change.before.version
        events = [dump_event(event) for event in change.events]
        gone = list(_erased_items(change.after, erased))
        try:
            _erase_first(gone[MOST_AT_ONCE:], change, events)
            with transaction(_request_token(change, events)) as write:
                write.save(_case_item(change.after), condition=CaseItem.version == seen)
                records = _records(change, events, particulars)
                found_by = () if search_keys is None else found_anew(change.after, search_keys)
                for item in chain(records, _task_items(change), gone[:MOST_AT_ONCE], found_by):
                    write.save(item)
                if number is not None:
                    count(write, number)
                if told is not None:
                    take(write, told)
                statistics.count(write, change.before, change.after)
        except TransactWriteError as error:
            raise StaleVersionError from error

    def save_both(self, first: Change, second: Change, particulars: Sequence[Particulars]) -> None:
        """See the port; both cases' items, each under the condition on its own version."""
        both = ((first, particulars), (second, ()))
        texts = {each.after.id: [dump_event(event) for event in each.events] for each, _ in both}
        token = _request_token(first, [text for written in texts.values() for text in written])
        try:
            with transaction(token) as write:
                for change, written in both:
                    seen = change.before.version if change.before else None
                    write.save(_case_item(change.after), condition=CaseItem.version == seen)
                    records = _records(change, texts[change.after.id], written)
                    for item in chain(records, _task_items(change)):
                        write.save(item)
                changes = [(each.before, each.after) for each in (first, second)]
                statistics.count_together(write, changes)
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


def _refusal(failed: Sequence[int], code_token: str | None) -> CaseworkError:
    """Why a new case was not stored: it is there already, else its code is gone, else a quota is
    used up. The check of the code comes first in the transaction, then the case.
    """
    case_place = 0 if code_token is None else 1
    if case_place in failed:
        return CaseExistsError()
    return NotFoundError() if code_token is not None and 0 in failed else OverQuotaError()


def _check_code(write: TransactWrite, code_token: str) -> None:
    write.condition_check(
        CodeItem,
        keys.CODE_PK,
        code_id(code_token),
        condition=(CodeItem.token == code_token) & CodeItem.revoked_at.does_not_exist(),
    )


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
        item.line = dump(line_of(case))
    if case.next_due is not None:
        item.GSI2PK = keys.due_pk(case.id)
        item.GSI2SK = keys.due_sk(case.next_due, case.id)
    return item


def _erase_first(items: Sequence[Item], change: Change, events: Sequence[str]) -> None:
    """Overwrite what does not fit the transaction of the event that erases: before it, so that the
    event never says more than is so. Again, it does the same.
    """
    case, before = change.after, change.before
    for first in range(0, len(items), MOST_AT_ONCE):
        chunk = items[first : first + MOST_AT_ONCE]
        with transaction(_request_token(change, [*events, chunk[0].SK])) as write:
            write.condition_check(
                CaseItem,
                keys.case_pk(case.id),
                keys.CASE_SK,
                condition=CaseItem.version == (before.version if before else 0),
            )
            for item in chunk:
                write.save(item)


def _erased_items(case: Case, erased: Collection[str]) -> Iterable[Item]:
    """What stands in the place of texts of which nothing may be kept; nobody finds the case by them
    any more.
    """
    for text_id in sorted(erased):
        yield ErasedItem(keys.case_pk(case.id), keys.particulars_sk(text_id))
    if erased and not case.confidential:
        yield from forgotten(case.id)


def _task_items(change: Change) -> Iterable[TaskItem]:
    """Where the case stands on other lists than that of the unit in charge, if that began, moved or
    ended, or the line reads otherwise: what ended loses its place on the list.

    Nothing is ever deleted, so no room needs the right to.
    """
    before = places(change.before) if change.before else {}
    after, line = places(change.after), line_of(change.after)
    is_other = change.before is None or line_of(change.before) != line
    for name in sorted({*before, *after}):
        if name not in after or is_other or before.get(name, change) != after[name]:
            yield _task_item(line, name, after)


def _task_item(line: CaseLine, name: str, after: Mapping[str, datetime | None]) -> TaskItem:
    item = TaskItem(keys.case_pk(line.case_id), keys.task_sk(name))
    if name in after:
        item.GSI1PK = keys.work_pk(name)
        item.GSI1SK = keys.work_sk(after[name], line.case_id)
        item.line = dump(line)
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
    yield from _register_items(change)


def _register_items(change: Change) -> Iterable[RegisterItem]:
    """The line in the register of each contact with a judicial organ, found by its date."""
    for contact in contacts_of(change.events, change.after):
        yield RegisterItem(
            keys.case_pk(contact.case_id),
            keys.register_sk(contact.name),
            data=dump(contact),
            GSI1PK=keys.register_pk(),
            GSI1SK=keys.register_place(contact.on, contact.case_id, contact.name),
        )
