"""The story of e-mails, every request of which is cut."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from casework.adapters.dynamodb.unread_mail import DynamoUnreadMails
from tests.integration.callers import signed_in
from tests.integration.dropping import drop, kept, outbox_id
from tests.mails import STORY, Mail, bounce_of, picture, text_part, with_files

if TYPE_CHECKING:
    from tests.integration.faults.story import Story

QUEUE = "MailIntakeQueue"


def e_mails(story: Story) -> None:
    """One files a case and brings two files, one answers, one of ours comes back, one nobody can
    read but a clerk, who takes it down. What a person wrote lies in the bucket no more then.
    """
    house = story.house
    story.chill("MailIntakeFunction")
    drop(house, "mail/1", bytes(Mail(body=with_files(STORY, picture(), picture(9)))))
    story.reactions(**{"take_in_mail: a case with two files": QUEUE})
    link = house.file_and_route()
    ours = outbox_id(link.case_id)
    answer = Mail(message_id="2@example.com", body=text_part("借条照片已找到。"))
    drop(house, "mail/2", bytes(answer.with_fields(("In-Reply-To", f"<{ours}>"))))
    story.reactions(**{"take_in_mail: an answer": QUEUE})
    drop(house, "mail/3", bytes(bounce_of(ours)))
    story.reactions(**{"take_in_mail: one of ours comes back": QUEUE})
    drop(house, "mail/4", bytes(Mail(sender="nobody")))
    story.reactions(**{"take_in_mail: for a clerk": QUEUE})
    clerk = signed_in("clerk")
    story.person("see_to_mail: list", partial(clerk.get, "/api/desk/mail"))
    (waiting,) = DynamoUnreadMails().page(limit=5, start=None).mails
    path = f"/api/desk/mail/{waiting.id}"
    story.person("see_to_mail: open", partial(clerk.get, path))
    story.person("see_to_mail", partial(clerk.post_json, path, {"outcome": "taken_down"}))
    assert kept(house) == ["mail/3"]
