"""Find cases again (查找案件) by number, enterprise or telephone; such searches are on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize, may
from casework.domain.errors import InvalidInputError, NotFoundError
from casework.domain.particulars import ParticularsKind
from casework.domain.search_terms import case_id_of, enterprise_term, phone_term
from casework.ports import Page, SearchRecord, WorkItem
from casework.services.disclosing import file_for, item_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from casework.domain.search_terms import SearchTerm
    from casework.domain.staff import StaffMember
    from casework.domain.statistics import Column
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository, CaseSearch, SearchAudit


class NotASearchError(InvalidInputError):
    """Nothing was typed that a case can be found by."""

    code = "not_a_search"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, as typed; the first that says anything counts."""

    number: str = ""
    enterprise: str = ""
    telephone: str = ""


def search_cases(
    wanted: Wanted,
    member: StaffMember,
    now: datetime,
    *,
    cases: CaseRepository,
    search: CaseSearch,
    audit: SearchAudit,
    mint: TokenMint,
) -> Page:
    """The cases that this person may see, the newest first, with the figures if they were read.

    A search for an enterprise or telephone is on record before anything is shown, and never finds a
    confidential case. Raises NotPermittedError, NotASearchError, StoreUnavailableError.
    """
    authorize(member, Action.SEARCH_CASES)
    if wanted.number:
        return Page(_by_number(wanted.number, member, cases), None)
    found: dict[str, WorkItem] = {}
    figures: Mapping[Column, int] | None = None
    for term in _terms(wanted):
        key = mint.search_key(term)
        page = search.find(key)
        shown = [item for item in page.items if _is_shown(item, member)]
        numbers = tuple(item.case.id for item in shown)
        audit.add(SearchRecord(member.id, member.unit, term.kind, key, numbers, now))
        found |= {item.case.id: item_for(member, item) for item in shown}
        figures = figures or page.figures
    return Page(tuple(found.values()), None, figures)


def _terms(wanted: Wanted) -> list[SearchTerm]:
    terms = [
        term
        for term in (enterprise_term(wanted.enterprise), phone_term(wanted.telephone))
        if term is not None
    ]
    if not terms:
        raise NotASearchError
    return terms


def _by_number(number: str, member: StaffMember, cases: CaseRepository) -> tuple[WorkItem, ...]:
    """The case of a number; none for a number that is not there or not this person's to know of."""
    case_id = case_id_of(number)
    try:
        file = cases.file(case_id) if case_id else None
    except NotFoundError:
        return ()
    if file is None or not may(member, Action.VIEW_CASE, file.case):
        return ()
    seen = file_for(member, file)
    texts = seen.particulars.values()
    filing = next((text for text in texts if text.ref.kind is ParticularsKind.FILING), None)
    return (WorkItem(seen.case, filing),)


def _is_shown(item: WorkItem, member: StaffMember) -> bool:
    return not item.case.confidential and may(member, Action.VIEW_CASE, item.case)
