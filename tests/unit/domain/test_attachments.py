"""Files of a case: when it takes them, how many, and that each is recorded once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import reduce

import pytest

from casework.domain.attachment_events import FileAttached, FileRefused
from casework.domain.attachment_state import (
    Attachment,
    AttachmentSource,
    AttachmentState,
    MediaType,
    RefusalReason,
)
from casework.domain.attachments import (
    check_attach,
    file_key,
    is_full,
    kept_file,
    upload_key,
    upload_of,
)
from casework.domain.case import Case, Status
from casework.domain.contest_rules import AlreadyErasedError
from casework.domain.errors import ConfigurationError, NotFoundError
from casework.domain.file_policy import FilePolicy
from casework.domain.rules import CaseClosedError
from casework.services.check_attachment import CHECK
from tests.builders import NOW, assigned_case, file_policy, filed_case, resolved_case, then
from tests.unit.clocks import shipped
from tests.unit.domain.file_steps import SIZE, UPLOAD, checked

LIMITS = file_policy()


def with_files(case: Case, count: int, reason: RefusalReason | None = None) -> Case:
    """The case after so many files more."""
    first = len(case.attachments)
    commands = (checked(f"{first + each:020d}", reason) for each in range(count))
    return reduce(lambda state, command: then(state, command)[0], commands, case)


def test_a_checked_file_gets_the_next_number_and_changes_nothing_else() -> None:
    before = assigned_case()
    case, (event,) = then(before, checked(), actor=CHECK)
    source = AttachmentSource.ENTERPRISE
    assert event.body == FileAttached(UPLOAD, 1, MediaType.JPEG, SIZE, source)
    kept = Attachment(UPLOAD, 1, source, event.at, MediaType.JPEG, SIZE)
    assert case.attachments == (kept,)
    assert case == replace(
        before, version=case.version, changed_at=case.changed_at, attachments=(kept,)
    )
    again = with_files(case, 1)
    assert [each.number for each in again.attachments] == [1, 2]


def test_a_refused_file_is_on_record_with_its_reason() -> None:
    case, (event,) = then(filed_case(), checked(reason=RefusalReason.MACROS))
    source = AttachmentSource.ENTERPRISE
    assert event.body == FileRefused(UPLOAD, 1, RefusalReason.MACROS, source)
    (refused,) = case.attachments
    assert (refused.state, refused.reason) == (AttachmentState.REFUSED, RefusalReason.MACROS)


@pytest.mark.parametrize("second", [None, RefusalReason.DAMAGED])
@pytest.mark.parametrize("first", [None, RefusalReason.DAMAGED])
def test_what_was_recorded_first_of_an_upload_stays(
    first: RefusalReason | None, second: RefusalReason | None
) -> None:
    case, _ = then(assigned_case(), checked(reason=first))
    again, events = then(case, checked(reason=second, size=1))
    assert (again, events) == (case, ())


def test_beyond_the_number_of_files_they_are_refused() -> None:
    case = with_files(assigned_case(), LIMITS.files_per_case)
    assert is_full(case, LIMITS)
    more = with_files(case, 1)
    assert more.attachments[-1].reason is RefusalReason.TOO_MANY_FILES


def test_beyond_the_size_together_they_are_refused() -> None:
    case, _ = then(assigned_case(), checked(size=LIMITS.bytes_per_case))
    assert is_full(case, LIMITS)
    case, _ = then(case, checked(f"{1:020d}", size=1))
    assert case.attachments[-1].reason is RefusalReason.TOO_MUCH_TOGETHER


def test_rubbish_fills_no_case() -> None:
    case = with_files(assigned_case(), LIMITS.uploads_per_case, RefusalReason.ARCHIVE)
    assert is_full(case, LIMITS)
    for reason in (None, RefusalReason.ARCHIVE):
        assert then(case, checked(reason=reason)) == (case, ())


def test_files_come_while_a_case_is_open_and_while_its_outcome_can_be_contested() -> None:
    resolved = resolved_case()
    by = resolved.objection_by
    assert by is not None
    for case in (filed_case(), assigned_case(), resolved, replace(resolved, status=Status.CLOSED)):
        check_attach(case, by - timedelta(seconds=1))
    for status in (Status.CLOSED, Status.ANSWERED, Status.DECLINED):
        with pytest.raises(CaseClosedError):
            check_attach(replace(resolved, status=status), by)
    for status in (Status.WITHDRAWN, Status.MERGED):
        with pytest.raises(CaseClosedError):
            check_attach(replace(resolved, status=status), by - timedelta(days=1))


def test_once_the_data_are_erased_nothing_comes_and_nothing_is_opened() -> None:
    case, _ = then(assigned_case(), checked())
    assert kept_file(case, 1).id == UPLOAD
    erased = replace(case, erased_at=NOW)
    with pytest.raises(AlreadyErasedError):
        check_attach(erased, NOW)
    with pytest.raises(NotFoundError):
        kept_file(erased, 1)


def test_refused_files_and_those_that_never_were_cannot_be_opened() -> None:
    case, _ = then(assigned_case(), checked(reason=RefusalReason.HEIC))
    for number in (0, 1, 2):
        with pytest.raises(NotFoundError):
            kept_file(case, number)


def test_a_key_names_its_case_and_upload() -> None:
    case_id = "E8MY09Q4P0HG"
    assert upload_of(upload_key(case_id, UPLOAD)) == (case_id, UPLOAD)
    for other in (file_key(case_id, UPLOAD), "uploads/x/y", f"{upload_key(case_id, UPLOAD)}/x", ""):
        assert upload_of(other) is None


def test_kinds_of_files_have_the_endings_that_people_know() -> None:
    assert [kind.extension for kind in MediaType] == ["jpg", "png", "pdf", "docx", "xlsx", "pptx"]


def test_the_limits_are_read_from_their_file() -> None:
    assert FilePolicy.from_mapping(shipped("files.json")).bytes_per_file == 25 * 1024 * 1024
    with pytest.raises(ConfigurationError, match="files_per_case"):
        FilePolicy.from_mapping({**shipped("files.json"), "files_per_case": 0})
