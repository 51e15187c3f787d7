"""Add to a case (补充情况): the enterprise says more while its case is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.intake import SupplementCase
from casework.domain.lifecycle import perform
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import Writing, context_of
from casework.services.deciding_again import deciding_again
from casework.services.file_case import ENTERPRISE
from casework.services.track_case import track_case

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case_file import CaseFile
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository, Configuration


def supplement_case(
    token: str,
    form_key: str,
    text: str,
    now: datetime,
    *,
    cases: CaseRepository,
    configuration: Configuration,
    mint: TokenMint,
) -> None:
    """Store what was added, once per form and text, however often it is posted.

    Raises NotFoundError for a wrong link, FormKeyRefusedError for an old form, CaseClosedError.
    """
    key = mint.accept_form_key(form_key, now)
    command_id = mint.digest("addition", f"{key.text}\0{text}")

    def add() -> None:
        file = track_case(token, cases=cases)
        if _already_added(file, command_id):
            return
        writing = Writing(file.case.version + 1)
        command = SupplementCase(writing.add(ParticularsKind.ADDITION, text=text))
        context = context_of(file.case, now, ENTERPRISE, command_id, configuration)
        cases.save(perform(file.case, (command,), context), writing.texts)

    deciding_again(add)


def _already_added(file: CaseFile, command_id: str) -> bool:
    return any(event.command_id == command_id for event in file.events)
