"""Taking in an e-mail: one case or one addition, whatever fails on the way, and never nothing."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from casework.domain.attachments import UPLOAD_ID_LENGTH
from casework.domain.errors import StoreUnavailableError
from casework.domain.events import CaseSupplemented
from casework.domain.incoming_mail import Automatic, IncomingMail, MailAttachment
from casework.domain.requests import CaseRequest, RequestKind, RequestState
from casework.domain.tokens import sha256_of_secret
from casework.domain.unread_mail import StoredMail, UnreadReason
from casework.services.take_in_mail import MailDesk, TakenIn, take_in_mail
from tests.builders import LOAN, MINT, NOW
from tests.fakes import InMemoryCases, ShippedConfiguration
from tests.mail_fakes import DroppedMails, HandedIn, InMemoryUnreadMails

if TYPE_CHECKING:
    from casework.domain.case import Case

TWO_FILES = (MailAttachment(1, "image/png"), MailAttachment(2, "application/pdf"))
LETTER = IncomingMail("1@firm.example", "li@firm.example", "李女士", "欠款", LOAN)
AFTER = NOW + timedelta(minutes=5)


class Post:
    """A mail server, and everything that an e-mail meets on its way."""

    def __init__(self, cases: InMemoryCases) -> None:
        self.drop = DroppedMails()
        self.files = HandedIn(cases)
        self.unread = InMemoryUnreadMails()
        self.cases = cases
        self.desk = MailDesk(
            self.drop, self.files, self.unread, cases, ShippedConfiguration(), lambda: MINT
        )

    def brings(self, mail: IncomingMail | UnreadReason, key: str = "mail/1") -> TakenIn:
        """Drop an e-mail and take it in."""
        self.drop.mails[key] = mail
        return self.again(key)

    def again(self, key: str = "mail/1") -> TakenIn:
        """Take in what lies there."""
        return take_in_mail(StoredMail(key, NOW, 100), AFTER, self.desk)

    @property
    def waiting(self) -> list[tuple[UnreadReason, str | None]]:
        """What waits for a clerk: why, and about which case."""
        return [(mail.reason, mail.case_id) for mail in self.unread.mails.values()]


@pytest.fixture
def post(cases: InMemoryCases) -> Post:
    """The county's."""
    return Post(cases)


def answer(case: Case, text: str) -> IncomingMail:
    """An answer to an e-mail of ours."""
    reference = f"{MINT.mail_reference(case)}.101@county.example"
    return replace(LETTER, id="2@firm.example", text=text, references=("x@y", reference))


def test_a_lost_answer_of_the_store_leaves_one_case_with_its_files(post: Post) -> None:
    post.cases.lost_answers = 1
    with pytest.raises(StoreUnavailableError):
        post.brings(replace(LETTER, attachments=TWO_FILES))
    assert post.again() is TakenIn.FILED
    (case_id,) = post.cases.files
    assert sorted(post.files.files.values()) == [b"1", b"2"]
    assert {case for case, _ in post.files.files} == {case_id}


def test_files_that_could_not_be_handed_in_are_the_same_files_the_next_time(post: Post) -> None:
    post.brings(replace(LETTER, attachments=TWO_FILES))
    first = dict(post.files.files)
    post.files.failures = 1
    with pytest.raises(StoreUnavailableError):
        post.brings(replace(LETTER, attachments=TWO_FILES))
    assert post.again() is TakenIn.FILED
    assert post.files.files == first
    assert {len(upload) for _, upload in first} == {UPLOAD_ID_LENGTH}


def test_the_same_words_without_an_id_bring_another_file(post: Post) -> None:
    letter = replace(LETTER, id="", attachments=TWO_FILES[:1])
    post.brings(letter)
    post.drop.content = b"another"
    post.brings(letter, "mail/2")
    assert len(post.cases.files) == 1
    assert sorted(post.files.files.values()) == [b"1", b"another1"]


def test_its_tracking_secret_is_derived_and_only_its_digest_kept(post: Post) -> None:
    post.brings(LETTER)
    ((case_id, file),) = post.cases.files.items()
    key = MINT.mail_form_key("\0".join(["1@firm.example", "li@firm.example", _said(LETTER)]), NOW)
    assert MINT.case_id(key) == case_id
    assert file.case.tracking_sha256 == sha256_of_secret(MINT.tracking_token(key))


def _said(mail: IncomingMail) -> str:
    return hashlib.sha256(f"{mail.subject}\0{mail.text}".encode()).hexdigest()


def filed(post: Post) -> Case:
    """The case of an e-mail that came."""
    post.brings(LETTER)
    (file,) = post.cases.files.values()
    return file.case


def test_a_conflict_while_adding_is_decided_again_and_adds_once(post: Post) -> None:
    case = filed(post)
    post.cases.interruptions.append(lambda: post.brings(answer(case, "另一句"), "mail/3"))
    for _ in range(2):
        assert post.brings(answer(case, "借条照片已找到"), "mail/2") is TakenIn.ADDED
    file = post.cases.file(case.id)
    added = [each.body for each in file.events if isinstance(each.body, CaseSupplemented)]
    assert sorted(file.text(each.particulars, "text") or "" for each in added) == [
        "借条照片已找到",
        "另一句",
    ]


def test_an_answer_that_says_nothing_waits_for_a_clerk_with_its_case(post: Post) -> None:
    case = filed(post)
    assert post.brings(answer(case, "> 已受理"), "mail/2") is TakenIn.WAITS
    assert post.waiting == [(UnreadReason.NO_TEXT, case.id)]


def test_an_answer_with_files_that_may_say_more_below_the_quote_waits_too(post: Post) -> None:
    case = filed(post)
    quoted = "发件人: 中心\n发送时间: 9:00\n\n执照号？\n12345"
    written = replace(answer(case, quoted), attachments=TWO_FILES)
    assert post.brings(written, "mail/2") is TakenIn.WAITS
    assert post.waiting == [(UnreadReason.NO_TEXT, case.id)]
    assert len(post.files.files) == 2


def test_a_reference_from_before_a_correction_adds_nothing(post: Post) -> None:
    case = filed(post)
    asked = CaseRequest("1", RequestKind.CORRECTION, None, "centre", NOW)
    corrected = replace(case, requests=(replace(asked, state=RequestState.ACCEPTED),))
    post.cases.files[case.id] = replace(post.cases.files[case.id], case=corrected)
    assert post.brings(answer(case, "另一句"), "mail/2") is TakenIn.WAITS
    bounced = (f"{MINT.mail_reference(case)}.101@county.example",)
    bounce = replace(LETTER, automatic=Automatic.BOUNCE, bounced=bounced)
    assert post.brings(bounce, "mail/3") is TakenIn.IGNORED
    assert post.waiting == [(UnreadReason.UNKNOWN_REFERENCE, None)]
    assert post.cases.file(case.id).case == corrected


def test_under_however_many_senders_e_mails_are_marked_in_the_end(post: Post) -> None:
    most = post.desk.configuration.quota_policy().per_code
    for number in range(most + 1):
        sender = f"{number}@forged.example"
        post.brings(replace(LETTER, id=sender, sender=sender))
    assert sorted(file.case.over_quota for file in post.cases.files.values()) == [
        *[False] * most,
        True,
    ]


def test_what_became_a_case_is_deleted_last(post: Post) -> None:
    post.drop.failures = 1
    with pytest.raises(StoreUnavailableError):
        post.brings(replace(LETTER, attachments=TWO_FILES))
    assert len(post.files.files) == 2
    assert post.again() is TakenIn.FILED
    assert post.drop.mails == {}
    assert post.again() is TakenIn.GONE
    assert len(post.cases.files) == 1


def test_what_was_added_is_deleted_and_what_waits_stays(post: Post) -> None:
    case = filed(post)
    post.brings(answer(case, "另一句"), "mail/2")
    assert post.drop.mails == {}
    post.brings(replace(LETTER, text="长", is_cut=True), "mail/3")
    post.brings(UnreadReason.TOO_LARGE, "mail/4")
    assert set(post.drop.mails) == {"mail/3", "mail/4"}


def test_what_the_reader_refuses_waits_and_what_is_gone_does_not(post: Post) -> None:
    assert post.brings(UnreadReason.TOO_LARGE) is TakenIn.WAITS
    assert post.again("mail/none") is TakenIn.GONE
    assert post.waiting == [(UnreadReason.TOO_LARGE, None)]


@pytest.mark.parametrize("why", Automatic)
def test_what_no_person_wrote_is_looked_at_no_further(post: Post, why: Automatic) -> None:
    automatic = replace(LETTER, automatic=why, attachments=TWO_FILES, bounced=("x@y",))
    assert post.brings(automatic) is TakenIn.IGNORED
    assert (post.cases.files, post.files.files, post.waiting) == ({}, {}, [])
