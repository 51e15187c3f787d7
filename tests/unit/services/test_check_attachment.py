"""Checking a file whatever happens meanwhile: twice, late, in between, for a case that is gone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from casework.channel_ports import CleanFile, KeptCopy, UploadForm
from casework.domain.attachment_state import (
    Attachment,
    AttachmentSource,
    FileRefusedError,
    MediaType,
    RefusalReason,
)
from casework.domain.attachments import file_key, upload_key
from casework.domain.errors import StoreUnavailableError
from casework.services.acting_by_link import ByLink
from casework.services.check_attachment import Upload, check_attachment
from casework.services.erase_attachments import erase_attachments
from casework.services.offer_upload import limits_of
from casework.services.withdraw_case import withdraw_case
from tests.builders import MINT, form_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from casework.domain.case import Case
    from tests.county import County
    from tests.fakes import InMemoryCases

UPLOAD = "7K3Q9F2M4T8W7K3Q9F2M"
PHOTO = CleanFile(MediaType.JPEG, b"clean photo")


@dataclass
class InMemoryFiles:
    """The AttachmentStore port; `before` happens once, before the next copy is kept."""

    lying: dict[str, bytes] = field(default_factory=dict)
    media: dict[str, MediaType] = field(default_factory=dict)
    before: Callable[[], object] = lambda: None

    def form(self, key: str, most_bytes: int, *, back_to: str | None) -> UploadForm:
        """See the port."""
        return UploadForm("https://files.example/", {"key": key, "most": str(most_bytes)})

    def fetch(self, key: str, most_bytes: int) -> bytes | None:
        """See the port."""
        found = self.lying.get(key)
        return None if found is None else found[: most_bytes + 1]

    def keep(self, key: str, file: CleanFile) -> KeptCopy:
        """See the port."""
        self.lying.setdefault(key, file.content)
        self.media.setdefault(key, file.media)
        self.before()
        return KeptCopy(self.media[key], len(self.lying[key]))

    def link(self, key: str, name: str, media: MediaType) -> str:
        """See the port."""
        return f"https://files.example/{key}?{name}.{media.extension}"

    def discard(self, *keys: str) -> None:
        """See the port."""
        for key in keys:
            self.lying.pop(key, None)

    def erase(self, case_id: str) -> None:
        """See the port."""
        self.discard(*[key for key in self.lying if key.split("/")[1] == case_id])


@dataclass
class Check:
    """One case, one store, and a file that was sent."""

    county: County
    case_id: str
    files: InMemoryFiles = field(default_factory=InMemoryFiles)

    def send(self, content: bytes = b"raw") -> None:
        """A browser posts the file."""
        self.files.lying[upload_key(self.case_id, UPLOAD)] = content

    def run(self, found: CleanFile | RefusalReason = PHOTO) -> Case:
        """The room reacts; the case afterwards."""
        self.react(found)
        return self.case

    def react(self, found: CleanFile | RefusalReason = PHOTO) -> None:
        """The room reacts; the examiner finds what it is told to."""

        def examine(content: bytes, most_bytes: int) -> CleanFile:
            if isinstance(found, RefusalReason):
                raise FileRefusedError(found)
            return found

        upload = Upload(self.case_id, UPLOAD, AttachmentSource.ENTERPRISE)
        ports = self.county.ports
        check_attachment(upload, self.county.now, store=self.files, examine=examine, **ports)

    @property
    def case(self) -> Case:
        """As it is stored."""
        return self.county.cases.get(self.case_id)

    @property
    def lying(self) -> set[str]:
        """What lies in the bucket, by the first part of its key."""
        return {key.partition("/")[0] for key in self.files.lying}


@pytest.fixture
def check(county: County) -> Check:
    """A file was sent to a case that a department has."""
    started = Check(county, county.assign(county.file()).id)
    started.send()
    return started


def test_a_clean_copy_is_kept_and_what_was_sent_is_deleted(check: Check) -> None:
    (file,) = check.run().attachments
    assert (file.media, file.size) == (MediaType.JPEG, len(PHOTO.content))
    assert check.lying == {"files"}


def test_a_refused_file_leaves_its_reason_and_nothing_else(check: Check) -> None:
    (file,) = check.run(RefusalReason.MACROS).attachments
    assert (file.reason, check.lying) == (RefusalReason.MACROS, set())


def test_what_an_e_mail_brought_may_be_too_large(check: Check) -> None:
    check.send(bytes(check.county.configuration.file_policy().bytes_per_file + 1))
    assert check.run().attachments[0].reason is RefusalReason.TOO_LARGE


def test_what_waited_until_it_was_deleted_is_to_be_sent_again(check: Check) -> None:
    check.files.lying.clear()
    (file,) = check.run().attachments
    assert file.reason is RefusalReason.EXPIRED
    check.run()
    assert check.case.attachments == (file,)


@pytest.mark.parametrize("found", [PHOTO, RefusalReason.MACROS])
def test_a_late_notice_of_what_is_on_record_changes_nothing(
    check: Check, found: CleanFile | RefusalReason
) -> None:
    first = check.run(found)
    lying = dict(check.files.lying)
    assert check.run(found) == first
    assert check.files.lying == lying


def test_a_notice_about_a_file_that_another_run_has_just_recorded_changes_nothing(
    check: Check,
) -> None:
    def meanwhile(key: str, most_bytes: int) -> None:
        del check.files.fetch
        check.run()

    check.files.fetch = meanwhile  # type: ignore[method-assign]
    (file,) = check.run().attachments
    assert file.reason is None
    assert check.lying == {"files"}


def test_beyond_the_number_of_uploads_a_file_is_not_even_looked_at(
    check: Check, cases: InMemoryCases
) -> None:
    limits = check.county.configuration.file_policy()
    rubbish = tuple(
        Attachment(
            *(f"{number:020d}", number, AttachmentSource.ENTERPRISE, check.county.now),
            reason=RefusalReason.ARCHIVE,
        )
        for number in range(1, limits.uploads_per_case + 1)
    )
    file = cases.files[check.case_id]
    cases.files[check.case_id] = replace(file, case=replace(file.case, attachments=rubbish))
    check.files.fetch = None  # type: ignore[method-assign,assignment] # whoever calls it fails
    assert check.run().attachments == rubbish
    assert check.lying == set()
    assert limits_of(check.case, check.county.now, configuration=check.county.configuration).is_full


@pytest.mark.parametrize("later", [PHOTO, RefusalReason.DAMAGED])
def test_a_second_version_changes_nothing(check: Check, later: CleanFile | RefusalReason) -> None:
    first = check.run()
    check.send(b"another")
    assert check.run(later) == first
    assert check.files.lying == {file_key(check.case_id, UPLOAD): PHOTO.content}


def test_a_copy_that_was_kept_before_a_crash_is_the_one_that_is_recorded(check: Check) -> None:
    def crash() -> None:
        raise StoreUnavailableError

    check.files.before = crash
    with pytest.raises(StoreUnavailableError):
        check.run()
    assert check.case.attachments == ()
    check.files.before = lambda: None
    check.send(b"another")
    (file,) = check.run(CleanFile(MediaType.PDF, b"another, and longer")).attachments
    assert (file.media, file.size) == (MediaType.JPEG, len(PHOTO.content))


def test_somebody_who_changes_the_case_meanwhile_is_no_obstacle(check: Check) -> None:
    def verify() -> None:
        check.files.before = lambda: None
        check.county.verify(check.case)

    check.files.before = verify
    case = check.run()
    assert (len(case.attachments), case.verified_at is not None) == (1, True)


def test_a_case_that_is_closed_meanwhile_keeps_nothing(check: Check) -> None:
    check.files.before = lambda: close(check)
    assert check.run().attachments == ()
    assert check.lying == set()


def close(check: Check) -> None:
    token = MINT.follow_token(check.case)
    link = ByLink(token, form_key(77, check.county.now), check.county.now)
    withdraw_case(link, "", mint=MINT, **check.county.ports)


def test_files_of_a_case_that_nobody_knows_are_deleted(county: County) -> None:
    lost = Check(county, "000000000000")
    lost.send()
    lost.react()
    assert lost.lying == set()


def test_files_are_erased_only_once_the_data_are(check: Check, cases: InMemoryCases) -> None:
    check.run()
    erase_attachments(check.case_id, cases=cases, store=check.files)
    assert check.lying == {"files"}
    file = cases.files[check.case_id]
    erased = replace(file.case, erased_at=check.county.now)
    cases.files[check.case_id] = replace(file, case=erased)
    erase_attachments(check.case_id, cases=cases, store=check.files)
    assert check.lying == set()
