"""Look a supervision letter up (查验督办函, P7), by the code that stands on it or as its reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.domain.errors import NotFoundError
from casework.domain.rules import UnknownLetterError
from casework.domain.supervision_notice import letter_file_name
from casework.services.disclosing import file_for

if TYPE_CHECKING:
    from casework.domain.case import CaseLetter
    from casework.domain.case_file import CaseFile
    from casework.domain.staff import StaffMember
    from casework.domain.supervision_notice import Letter
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository, LetterStore


@dataclass(frozen=True, slots=True)
class LetterOnRecord:
    """What was fixed when the letter was issued, how far it is, and, once it is printed, a link to
    its file that expires.
    """

    letter: Letter
    policy: str
    state: CaseLetter
    link: str | None


def verify_letter(
    token: str, *, cases: CaseRepository, mint: TokenMint, store: LetterStore
) -> LetterOnRecord:
    """The letter behind a code; raises NotFoundError for every other token."""
    case_id, letter_id = mint.letter_of_token(token)
    return _on_record(cases.file(case_id), letter_id, store)


def read_letter(
    case_id: str,
    letter_id: str,
    member: StaffMember,
    *,
    cases: CaseRepository,
    store: LetterStore,
) -> LetterOnRecord:
    """The letter for a member of staff who may see the case; raises NotFoundError and
    UnknownLetterError.
    """
    file = cases.file(case_id)
    authorize(member, Action.VIEW_CASE, file.case)
    try:
        return _on_record(file_for(member, file), letter_id, store)
    except NotFoundError as error:
        raise UnknownLetterError(letter=letter_id) from error


def _on_record(file: CaseFile, letter_id: str, store: LetterStore) -> LetterOnRecord:
    issued, state = file.issued_letter(letter_id), file.case.letter(letter_id)
    if issued is None or state is None:
        raise NotFoundError
    link = store.link(letter_file_name(file.case.id, letter_id)) if state.sha256 else None
    return LetterOnRecord(issued.letter, issued.policy, state, link)
