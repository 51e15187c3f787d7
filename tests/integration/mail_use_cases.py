"""What e-mails cost, each handed to a ledger, and what a clerk does with those that wait."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from casework.domain.unread_mail import mail_id
from tests.integration.county import STAFF
from tests.integration.desk_people import at_the_desk
from tests.integration.dropping import drop, outbox_id
from tests.integration.payloads import payload
from tests.integration.stack import rooms
from tests.mails import STORY, Mail, picture, text_part, with_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from tests.integration.house import House
    from tests.integration.use_cases import Asked, Ledger


def mails(house: House, ledger: Ledger, is_of_the_page: Callable[[Asked], bool]) -> None:
    """A new case, an answer, and what is neither."""
    link = house.route(house.file())
    answer = Mail(message_id="2@x", body=text_part("借条照片已找到。"))
    answer = answer.with_fields(("In-Reply-To", f"<{outbox_id(link.case_id)}>"))
    written = {
        "an e-mail becomes a case": Mail(),
        "the same e-mail again": Mail(),
        "an e-mail with two files": Mail(
            message_id="3@x", body=with_files(STORY, picture(), picture(9))
        ),
        "an e-mail adds to a case": answer,
        "the same answer again": answer,
        "an e-mail that no person wrote": Mail().with_fields(("Auto-Submitted", "auto-replied")),
        "an e-mail that a clerk has to read": Mail(sender="nobody"),
    }
    for number, (name, mail) in enumerate(written.items()):
        key = f"mail/{number:04d}"
        drop(house, key, bytes(mail))
        ledger.note(name, partial(_notify, key))
    waiting = f"/desk/mail/{mail_id(key)}"
    clerk = at_the_desk(STAFF["clerk"], house.clock.now)
    ledger.note("page: e-mails", partial(clerk.get, "/desk/mail"), is_of_the_page)
    ledger.note("open an e-mail", partial(clerk.get, waiting), is_of_the_page)
    aside = partial(clerk.post, waiting, {"outcome": "set_aside"})
    answered = ledger.note("set an e-mail aside", aside, is_of_the_page)
    assert answered.status == 303


def _notify(key: str) -> Any:
    """Hand the room the notice of an e-mail."""
    event = payload("mail_intake__mail_dropped")
    record = event["Records"][0]
    notice = json.loads(record["body"])
    notice["Records"][0]["s3"]["object"]["key"] = key
    record["body"] = json.dumps(notice)
    answer = rooms()["MailIntakeFunction"].handle(event, None)
    assert answer == {"batchItemFailures": []}
    return answer
