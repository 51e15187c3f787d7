"""The page for files in every state, and cases with files for other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.attachment_events import FileAttached, FileRefused
from casework.domain.attachment_state import AttachmentSource, MediaType, RefusalReason
from casework.web.pages.files import Sending, Sent, files_page
from tests.unit.web.case_files import Story, at, handled, juye

if TYPE_CHECKING:
    from datetime import datetime

    from casework.web.language import Language

TOKEN = "7K3Q9F2M4T8W-2M4T8W7K3Q9F2M4T8W7K"
BUCKET = "https://mashangban-files.s3.cn-northwest-1.amazonaws.com.cn"
SENT_AT = at(11, 26, 3)
UPLOADS = tuple(f"{number:020d}" for number in range(60))
SENDING = Sending(
    url=f"{BUCKET}/",
    fields={
        "success_action_redirect": f"https://example.org/t/{TOKEN}/files?lang=zh&sent={UPLOADS[0]}",
        "key": f"uploads/7K3Q9F2M4T8W/{UPLOADS[0]}",
        "x-amz-algorithm": "AWS4-HMAC-SHA256",
        "x-amz-credential": "ASIAIOSFODNN7EXAMPLE/20261126/cn-northwest-1/s3/aws4_request",
        "x-amz-date": "20261126T030000Z",
        "x-amz-security-token": "IQoJb3JpZ2luX2VjE" * 60,
        "policy": "eyJleHBpcmF0aW9uIjogIjIwMjYtMTEtMjZUMDQ6MDA6MDBaIiwgImNvbmRpd" * 12,
        "x-amz-signature": "f" * 64,
    },
    form_key="6922c1f0.7K3Q9F2M4T8W7K3Q9F2M.4T8W7K3Q9F2M4T8W7K3Q",
    most_bytes=25 * 1024 * 1024,
    most_files=20,
)
"""As large as credentials and policies are on AWS."""


def with_files(story: Story, *reasons: RefusalReason | None) -> Story:
    """The story goes on with files that were kept, or refused for a reason."""
    for number, reason in enumerate(reasons, 1):
        story.happened(SENT_AT, _checked(number, reason))
    return story


def _checked(number: int, reason: RefusalReason | None) -> FileAttached | FileRefused:
    upload, source = UPLOADS[number - 1], AttachmentSource.ENTERPRISE
    if reason is not None:
        return FileRefused(upload, number, reason, source)
    size = 40_961 * number * number
    return FileAttached(upload, number, list(MediaType)[number % 6], size, source)


def full_story() -> Story:
    """A case with all the files that it takes, after all that were refused."""
    return with_files(Story().assigned(), *RefusalReason, *[None] * 20)


def files(
    language: Language,
    story: Story,
    *sent: str,
    sending: Sending | None = SENDING,
    is_full: bool = False,
    now: datetime = SENT_AT,
) -> str:
    """The page; `sent` are the uploads that its address names."""
    return files_page(
        case=story.case(),
        token=TOKEN,
        sending=sending,
        is_full=is_full,
        sent=Sent(sent, SENT_AT) if sent else None,
        organisation=juye(),
        language=language,
        now=now,
    )


def file_pages(language: Language) -> dict[str, str]:
    """All states in one language."""
    some = with_files(handled(), None, RefusalReason.HEIC, None)
    return {
        "files, none yet": files(language, Story()),
        "files, waiting": files(language, Story(), UPLOADS[0]),
        "files, lost": files(language, Story(), UPLOADS[0], now=at(11, 26, 5)),
        "files, accepted": files(language, some, UPLOADS[0], UPLOADS[2]),
        "files, refused": files(language, some, UPLOADS[1]),
        "files, confidential": files(language, with_files(Story(confidential=True), None)),
        "files, full": files(language, full_story(), sending=None, is_full=True),
        "files, full of rubbish": files(language, full_story()),
        "files, closed": files(language, handled().resolved(), sending=None),
    }
