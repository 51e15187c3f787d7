"""The ports in memory, with the guarantees of the real ones: the contract tests hold both to it."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from casework.domain.case_file import CaseFile
from casework.domain.case_filter import EVERYTHING, CaseFilter
from casework.domain.case_line import CaseLine, line_of
from casework.domain.code import code_id
from casework.domain.errors import (
    ConfigurationError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
    StoreUnavailableError,
)
from casework.domain.judicial_register import contacts_of
from casework.domain.policy import DeadlinePolicy
from casework.domain.rules import CaseExistsError, OverQuotaError, StaleVersionError
from casework.domain.search_terms import SearchKind
from casework.domain.statistics import ALL, Column, total
from casework.domain.supervision_notice import LetterPolicy
from casework.domain.working_days import WorkingCalendar
from casework.domain.worklists import places
from casework.ports import DueEntry, DueKind, Page, RegisterLine, RegisterPage, WorkItem
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.code import Code
    from casework.domain.draft import Draft
    from casework.domain.duty_catalogue import DutyCatalogue
    from casework.domain.enterprise_messages import DeliveryStep, EnterpriseDelivery
    from casework.domain.file_policy import FilePolicy
    from casework.domain.lifecycle import Change
    from casework.domain.message_policy import MessagePolicy
    from casework.domain.organisation import Organisation
    from casework.domain.particulars import Particulars
    from casework.domain.publication import OutboundEvent
    from casework.domain.quota import Quota, QuotaPolicy
    from casework.domain.session import StaffSession
    from casework.domain.staff import StaffMember
    from casework.domain.supervision_notice import LetterNumber
    from casework.ports import TextKey

FIRST_TEXT = "0001.0"
REGISTER = "register"
Versioned = TypeVar("Versioned", DeadlinePolicy, WorkingCalendar, LetterPolicy)


@dataclass
class InMemoryCodes:
    """The CodeRepository port."""

    codes: dict[str, Code] = field(default_factory=dict)

    def active(self, token: str) -> Code:
        """See the port."""
        code = self.get(code_id(token))
        if not code.is_active:
            raise NotFoundError
        return code

    def get(self, code_id: str) -> Code:
        """See the port."""
        if code_id not in self.codes:
            raise NotFoundError
        return self.codes[code_id]

    def add(self, code: Code) -> None:
        """See the port; the very same code again is an answer that was lost."""
        if self.codes.setdefault(code.id, code) != code:
            raise ConflictError

    def revoke(self, code_id: str, at: datetime) -> Code:
        """See the port."""
        code = self.get(code_id)
        if code.is_active:
            self.codes[code_id] = replace(code, revoked_at=at)
        return self.codes[code_id]

    def link(self, code_id: str, wechat_url: str) -> Code:
        """See the port."""
        code = self.get(code_id)
        if code.wechat_url is None:
            self.codes[code_id] = replace(code, wechat_url=wechat_url)
        return self.codes[code_id]

    def all(self) -> tuple[Code, ...]:
        """See the port."""
        return tuple(code for _, code in sorted(self.codes.items()))


@dataclass
class InMemoryCases:
    """The CaseRepository, WorkList, LetterNumbers and DueIndex ports.

    `interruptions` run one by one, each before the next write: what someone else does between a
    read and a write. `lost_answers` is how many of the next writes take effect and then fail.
    """

    codes: InMemoryCodes
    files: dict[str, CaseFile] = field(default_factory=dict)
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    interruptions: list[Callable[[], object]] = field(default_factory=list)
    lost_answers: int = 0
    writes: int = 0
    searchable: dict[str, list[str]] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    told: dict[str, EnterpriseDelivery] = field(default_factory=dict)

    def add(
        self,
        change: Change,
        particulars: Sequence[Particulars],
        code_token: str | None,
        search_keys: Sequence[str] = (),
        quotas: Sequence[Quota] = (),
    ) -> None:
        """See the port; a case that is there counts before a code that was revoked."""
        self._interrupt()
        if change.after.id in self.files:
            raise CaseExistsError
        if code_token is not None:
            self.codes.active(code_token)
        self._count_filing(quotas, marked=change.after.over_quota)
        self._store(change, particulars)
        for key in search_keys:
            self.searchable.setdefault(key, []).insert(0, change.after.id)

    def _count_filing(self, quotas: Sequence[Quota], *, marked: bool) -> None:
        used_up = any(self.counted.get(quota.name, 0) >= quota.most for quota in quotas)
        if used_up and not marked:
            raise OverQuotaError
        for quota in quotas:
            self.counted[quota.name] = self.counted.get(quota.name, 0) + 1

    def find(self, key: str) -> Page:
        """See the CaseSearch port."""
        files = [self.files[case_id] for case_id in self.searchable.get(key, [])]
        items = tuple(WorkItem(file.case, file.particulars.get(FIRST_TEXT)) for file in files)
        return Page(items, None, self.figures() if items else None)

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
        self._interrupt()
        stored = self.files.get(change.before.id)
        if stored is None or stored.case.version != change.before.version:
            raise StaleVersionError
        if told is not None:
            if self.told.get(told.becomes.message.id) != told.found:
                raise StaleVersionError
            self.told[told.becomes.message.id] = told.becomes
        if number is not None:
            if self.last(number.body, number.year) != number.number - 1:
                raise StaleVersionError
            self.numbers[number.body, number.year] = number.number
        for text_id in erased:
            stored.particulars.pop(text_id, None)
        if erased or search_keys is not None:
            self._find_by(change.after, search_keys or (), forgets_all=bool(erased))
        self._store(change, particulars)

    def _find_by(self, case: Case, search_keys: Sequence[str], *, forgets_all: bool) -> None:
        """Found by these alone, among others in the order of filing; by its sender's openid still,
        unless everything is forgotten.
        """
        for key, found in self.searchable.items():
            if forgets_all or not key.startswith(f"{SearchKind.WECHAT}#"):
                found[:] = [case_id for case_id in found if case_id != case.id]
        for key in search_keys:
            found = self.searchable.setdefault(key, [])
            found.append(case.id)
            found.sort(key=lambda case_id: self.files[case_id].case.filed_at, reverse=True)

    def save_both(self, first: Change, second: Change, particulars: Sequence[Particulars]) -> None:
        """See the port; both or neither."""
        self._interrupt()
        for change in (first, second):
            stored = self.files.get(change.after.id)
            seen = change.before.version if change.before else None
            if stored is None or stored.case.version != seen:
                raise StaleVersionError
        lost, self.lost_answers = self.lost_answers, 0
        self._store(first, particulars)
        self.writes -= 1
        self.lost_answers = lost
        self._store(second, ())

    def last(self, body: str, year: int) -> int:
        """See the LetterNumbers port."""
        return self.numbers.get((body, year), 0)

    def passed(self, now: datetime) -> Iterator[DueEntry]:
        """See the DueIndex port."""
        yield from (entry for entry in self.waiting() if entry.due <= now)

    def waiting(self) -> Iterator[DueEntry]:
        """See the DueIndex port; it knows seconds."""
        for case_id, file in list(self.files.items()):
            if due := file.case.next_due:
                yield DueEntry(DueKind.CASE, case_id, due.replace(microsecond=0))

    def get(self, case_id: str) -> Case:
        """See the port."""
        return self.file(case_id).case

    def file(self, case_id: str) -> CaseFile:
        """See the port."""
        if case_id not in self.files:
            raise NotFoundError
        stored = self.files[case_id]
        return replace(stored, particulars=_copies(stored.particulars.values()))

    def page(
        self, unit: str, *, limit: int, start: str | None, wanted: CaseFilter = EVERYTHING
    ) -> Page:
        """See the WorkList port."""
        after = _key_of(start, unit) if start is not None else ""
        lines = sorted(
            (key, file)
            for file in self.files.values()
            for owner, key in _lines(file.case)
            if owner == unit and key > after and wanted.keeps(line_of(file.case))
        )
        shown = lines[:limit]
        items = (WorkItem(file.case, file.particulars.get(FIRST_TEXT)) for _, file in shown)
        next_key = _opaque(unit, shown[-1][0]) if len(lines) > limit else None
        return Page(tuple(items), next_key, self.figures())

    def lines(self, name: str, wanted: CaseFilter = EVERYTHING) -> Iterator[CaseLine]:
        """See the WorkList port."""
        page = self.page(name, limit=len(self.files) + 1, start=None, wanted=wanted)
        yield from (line_of(item.case) for item in page.items)

    def texts(self, wanted: Collection[TextKey]) -> dict[TextKey, Particulars]:
        """See the WorkList port."""
        found = {
            (case, text): self.files[case].particulars.get(text)
            for case, text in wanted
            if case in self.files
        }
        return {key: text for key, text in found.items() if text is not None}

    def figures(self) -> dict[Column, int]:
        """The row of the whole jurisdiction."""
        counted = total(file.case for file in self.files.values())
        return {column: count for (row, column), count in counted.items() if row == ALL}

    def _interrupt(self) -> None:
        if self.interruptions:
            self.interruptions.pop(0)()

    def _store(self, change: Change, particulars: Sequence[Particulars]) -> None:
        before = self.files.get(change.after.id)
        self.files[change.after.id] = CaseFile(
            change.after,
            (*(before.events if before else ()), *change.events),
            {**(before.particulars if before else {}), **_copies(particulars)},
        )
        self.writes += 1
        if self.lost_answers:
            self.lost_answers -= 1
            raise StoreUnavailableError


def _copies(texts: Iterable[Particulars]) -> dict[str, Particulars]:
    """The texts by id, in dictionaries that no caller holds."""
    return {text.ref.id: replace(text, fields=dict(text.fields)) for text in texts}


def _lines(case: Case) -> list[tuple[str, str]]:
    """Whose work list shows the case, and where in it: what is due first, then what is never."""
    lines: list[tuple[str, datetime | None]] = list(places(case).items())
    if case.is_on_the_list:
        lines.append((case.unit_in_charge, case.first_deadline))
    return [(unit, f"{due.isoformat() if due else '9999'}#{case.id}") for unit, due in lines]


def _opaque(unit: str, key: str) -> str:
    return base64.urlsafe_b64encode(f"{unit} {key}".encode()).decode()


def _key_of(start: str, unit: str) -> str:
    try:
        owner, _, key = base64.urlsafe_b64decode(start.encode()).decode().partition(" ")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise InvalidInputError(field="start") from error
    if owner != unit:
        raise InvalidInputError(field="start")
    return key


@dataclass
class InMemoryRegister:
    """The JudicialRegister port, over the contacts that the cases' events record."""

    cases: InMemoryCases

    def page(self, *, limit: int, start: str | None) -> RegisterPage:
        """See the port."""
        lines = sorted(
            (f"{contact.on}#{contact.case_id}#{contact.name}", contact, file)
            for file in self.cases.files.values()
            for contact in contacts_of(file.events, file.case)
        )
        after = _key_of(start, REGISTER) if start is not None else ""
        found = [line for line in lines if line[0] > after]
        shown = tuple(
            RegisterLine(contact, file.particulars.get(contact.name))
            for _, contact, file in found[:limit]
        )
        following = _opaque(REGISTER, found[limit - 1][0]) if len(found) > limit else None
        return RegisterPage(shown, following, self.cases.figures())


@dataclass
class InMemoryStaff:
    """The StaffRegistry port."""

    members: dict[tuple[str, str], StaffMember] = field(default_factory=dict)

    def find(self, issuer: str, subject: str) -> StaffMember | None:
        """See the port."""
        return self.members.get((issuer, subject))

    def of_unit(self, unit: str) -> tuple[StaffMember, ...]:
        """See the port."""
        found = {member.id: member for member in self.members.values() if member.unit == unit}
        return tuple(found[each] for each in sorted(found))

    def put(self, issuer: str, subject: str, member: StaffMember) -> None:
        """Enter or replace a person's entry."""
        self.members[issuer, subject] = member


@dataclass
class InMemorySessions:
    """The Sessions port."""

    sessions: dict[str, StaffSession] = field(default_factory=dict)

    def add(self, key: str, session: StaffSession) -> None:
        """See the port."""
        self.sessions[key] = session

    def find(self, key: str) -> StaffSession | None:
        """See the port."""
        return self.sessions.get(key)

    def end(self, key: str, at: datetime) -> None:
        """See the port."""
        session = self.sessions.get(key)
        if session is not None and session.ended_at is None:
            self.sessions[key] = replace(session, ended_at=at)


@dataclass
class InMemoryDrafts:
    """The Drafts port."""

    drafts: dict[str, Draft] = field(default_factory=dict)

    def add(self, key: str, draft: Draft) -> None:
        """See the port; fields that no caller holds."""
        fields = {name: list(values) for name, values in draft.fields.items()}
        self.drafts[key] = replace(draft, fields=fields)

    def find(self, key: str) -> Draft | None:
        """See the port."""
        return self.drafts.get(key)


class ShippedConfiguration:
    """The Configuration port: the shipped files are in force, and there are no other versions."""

    def organisation(self) -> Organisation:
        """See the port."""
        return builders.organisation()

    def policy(self, version: str | None = None) -> DeadlinePolicy:
        """See the port."""
        return _of_version(builders.policy(), version)

    def calendar(self, version: str | None = None) -> WorkingCalendar:
        """See the port."""
        return _of_version(builders.calendar(), version)

    def catalogue(self) -> DutyCatalogue:
        """See the port."""
        return builders.catalogue()

    def letter_policy(self, version: str | None = None) -> LetterPolicy:
        """See the port."""
        return _of_version(builders.letter_policy(), version)

    def quota_policy(self) -> QuotaPolicy:
        """See the port."""
        return builders.quota_policy()

    def file_policy(self) -> FilePolicy:
        """See the port."""
        return builders.file_policy()

    def message_policy(self) -> MessagePolicy:
        """See the port."""
        return builders.message_policy()


def _of_version(shipped: Versioned, version: str | None) -> Versioned:
    if version not in {None, shipped.version}:
        raise ConfigurationError(version=version)
    return shipped


@dataclass
class InMemoryBus:
    """The EventBus port; events whose id is in `refused` cannot be sent."""

    refused: set[str] = field(default_factory=set)
    published: list[OutboundEvent] = field(default_factory=list)

    def publish(self, events: Sequence[OutboundEvent]) -> list[OutboundEvent]:
        """See the port."""
        self.published += (event for event in events if event.id not in self.refused)
        return [event for event in events if event.id in self.refused]


@dataclass
class InMemoryParking:
    """The Parking port; while it is `closed` nothing can be parked."""

    parked: list[str] = field(default_factory=list)
    closed: bool = False

    def park(self, event_ids: Sequence[str]) -> None:
        """See the port."""
        if self.closed:
            raise StoreUnavailableError
        self.parked += event_ids
