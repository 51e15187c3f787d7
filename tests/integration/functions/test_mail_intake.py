"""Mail intake: what a mail server drops becomes a case, an addition, or work for a clerk, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from casework.adapters.dynamodb.unread_mail import DynamoUnreadMails
from casework.domain.attachment_state import AttachmentSource, AttachmentState
from casework.domain.case import Case, Status
from casework.domain.events import CaseSupplemented, Channel
from casework.domain.reach_events import EnterpriseNotReached
from casework.domain.unread_mail import UnreadMail, UnreadReason
from tests.integration.callers import visitor
from tests.integration.county import NOW, STAFF
from tests.integration.desk_people import at_the_desk
from tests.integration.dropping import drop, kept, outbox_id
from tests.integration.payloads import payload
from tests.integration.pump import Delivery
from tests.integration.stack import rooms
from tests.integration.wire import unreachable
from tests.mails import (
    MESSAGE_ID,
    NAME,
    OURS,
    SENDER,
    STORY,
    SUBJECT,
    Mail,
    bounce_of,
    picture,
    qq_mail,
    text_part,
    with_files,
)

if TYPE_CHECKING:
    from tests.integration.house import House, Link
    from tests.integration.wire import Wire

FIRST, SECOND = "mail/0001", "mail/0002"


def take_in(house: House, *mails: Mail | bytes, how: Delivery = Delivery.ONCE) -> None:
    """Drop e-mails one after the other, and let everything happen that follows."""
    for number, mail in enumerate(mails):
        drop(house, f"mail/{number:04d}", bytes(mail))
        house.pump.carry(how)


def cases(house: House) -> list[Case]:
    """Every case that there is."""
    return [house.case(item["PK"]["S"][5:]) for item in house.items() if item["SK"]["S"] == "CASE"]


def filing(house: House, case: Case) -> dict[str, str]:
    """What a case says that was filed."""
    return house.case_file(case.id).particulars["0001.0"].fields


def arrived(case: Case) -> list[tuple[AttachmentSource, AttachmentState]]:
    """Which files of a case were checked, and how they came."""
    return [(each.source, each.state) for each in case.attachments]


def additions(house: House, link: Link) -> list[str]:
    """What was added to a case."""
    file = house.case_file(link.case_id)
    refs = [e.body.particulars for e in file.events if isinstance(e.body, CaseSupplemented)]
    return [file.text(ref, "text") or "" for ref in refs]


def unread() -> list[tuple[str, UnreadReason]]:
    """What waits for a clerk: key and reason."""
    mails: tuple[UnreadMail, ...] = DynamoUnreadMails().page(limit=25, start=None).mails
    return [(mail.stored.key, mail.reason) for mail in mails]


def answer_to(house: House, link: Link, text: str, **changes: Any) -> Mail:
    """An answer to our e-mail about a case."""
    written = Mail(subject=f"回复: {SUBJECT}", message_id="answer.1@example.com")
    references = ("In-Reply-To", f"<{outbox_id(link.case_id)}>")
    return written.but(body=text_part(text), **changes).with_fields(references)


def test_an_e_mail_becomes_a_case_that_its_sender_is_told_of_by_e_mail(house: House) -> None:
    take_in(house, qq_mail())
    (case,) = cases(house)
    assert (case.channel, case.place, case.language) == (Channel.MAIL, "mail", "zh")
    assert (case.category, case.confidential, case.over_quota) == (None, False, False)
    assert filing(house, case) == {
        "what_happened": f"{SUBJECT}\n{STORY}",
        "contact_name": NAME,
        "contact_email": SENDER,
        "notify_by": "email",
    }


def test_staff_can_write_to_who_left_no_telephone(house: House) -> None:
    take_in(house, Mail())
    (case,) = cases(house)
    page = at_the_desk(STAFF["justice"], NOW).get(f"/desk/cases/{case.id}").text
    assert f'href="mailto:{SENDER}"' in page
    assert "w***@example.com" in page
    assert (
        "w***@example.com"
        in at_the_desk(STAFF["justice"], NOW).get(f"/desk/print/cases/{case.id}").text
    )


def test_its_sender_follows_it_by_the_link_in_messages(house: House) -> None:
    take_in(house, Mail())
    (case,) = cases(house)
    token = rooms()["MailIntakeFunction"].room().mint().follow_token(case)
    page = visitor().get(f"/t/{token}")
    assert page.status == 200
    assert STORY in page.text


def test_the_duty_catalogue_reads_it_as_any_other(house: House) -> None:
    take_in(house, Mail())
    (case,) = cases(house)
    assert case.lead == "justice"


def test_the_same_e_mail_again_under_any_key_is_the_same_case(house: House) -> None:
    take_in(house, Mail(), Mail(), how=Delivery.TWICE)
    (case,) = cases(house)
    assert case.version == house.case(case.id).version
    assert unread() == []


def test_two_e_mails_with_one_message_id_and_different_words_are_two_cases(house: House) -> None:
    take_in(house, Mail(), Mail(body=text_part("另一件事：门口修路一直没有人管。")))
    assert len(cases(house)) == 2


def test_files_wait_for_their_check_once_the_case_is_there(house: House) -> None:
    two = Mail(body=with_files(STORY, picture(), picture(9)))
    take_in(house, two, two, how=Delivery.TWICE)
    (case,) = cases(house)
    assert arrived(case) == [(AttachmentSource.MAIL, AttachmentState.CHECKED)] * 2


def test_who_asks_for_confidence_files_a_confidential_case(house: House) -> None:
    take_in(house, Mail(body=text_part(f"{STORY}\n请务必为我们单位保密。")))
    (case,) = cases(house)
    assert (case.confidential, case.lead) == (True, None)


def test_over_the_sender_s_quota_e_mails_are_marked_and_kept(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = rooms()["MailIntakeFunction"].room().configuration.quota_policy().per_device
    take_in(house, *(Mail(message_id=f"{n}@example.com") for n in range(most + 1)))
    assert sorted(case.over_quota for case in cases(house)) == [*[False] * most, True]


def test_an_answer_adds_what_is_new_and_nothing_of_the_quote(house: House) -> None:
    link = house.file_and_route()
    said = f'借条照片已找到。\n\n在 2026-03-12 09:00:00，"中心" <{OURS}> 写道：\n> 已受理'
    take_in(house, answer_to(house, link, said), how=Delivery.TWICE)
    assert additions(house, link) == ["借条照片已找到。"]
    assert len(cases(house)) == 1


def test_an_answer_with_a_file_and_no_words_brings_the_file(house: House) -> None:
    link = house.file_and_route()
    take_in(house, answer_to(house, link, "").but(body=with_files("", picture())))
    assert additions(house, link) == []
    assert len(arrived(house.case(link.case_id))) == 1


def test_an_answer_to_a_closed_case_waits_for_a_clerk(house: House) -> None:
    link = house.resolved()
    house.live(days=12)
    assert house.case(link.case_id).status is Status.CLOSED
    take_in(house, answer_to(house, link, "还有一个问题。"))
    assert unread() == [("mail/0000", UnreadReason.CASE_CLOSED)]


def test_a_reference_that_we_never_gave_waits_for_a_clerk(house: House) -> None:
    forged = f"{'A' * 12}-{'B' * 20}.101@county.example"
    take_in(house, Mail().with_fields(("References", f"<{forged}>")))
    assert (unread(), cases(house)) == ([("mail/0000", UnreadReason.UNKNOWN_REFERENCE)], [])


@pytest.mark.parametrize(
    ("mail", "reason"),
    [
        (b"\r\n\r\n", UnreadReason.MALFORMED),
        (Mail(subject="", body=text_part("")), UnreadReason.NO_TEXT),
        (Mail(sender="nobody"), UnreadReason.NO_SENDER),
        (Mail().with_fields(("X-Spam-Flag", "YES")), UnreadReason.SPAM),
    ],
)
def test_what_nobody_can_take_in_is_kept_and_listed_once(
    house: House, mail: Mail | bytes, reason: UnreadReason
) -> None:
    take_in(house, mail, how=Delivery.TWICE)
    assert (unread(), cases(house)) == ([("mail/0000", reason)], [])
    kept = house.stack.client("s3").get_object(Bucket="intake", Key="mail/0000")["Body"].read()
    assert kept == bytes(mail)


def test_a_text_that_is_too_long_is_a_case_and_listed_beside_it(house: House) -> None:
    take_in(house, Mail(body=text_part("很长的情况说明。" * 3000)))
    (case,) = cases(house)
    assert unread() == [("mail/0000", UnreadReason.TEXT_CUT)]
    assert len(filing(house, case)["what_happened"]) < 20_100
    assert kept(house) == ["mail/0000"]


def test_an_e_mail_that_is_too_large_is_not_read(house: House) -> None:
    take_in(house, bytes(Mail()) + b" " * (25 * 1024 * 1024))
    assert (unread(), cases(house)) == ([("mail/0000", UnreadReason.TOO_LARGE)], [])


@pytest.mark.parametrize(
    "mail",
    [
        Mail().with_fields(("Auto-Submitted", "auto-replied")),
        Mail().with_fields(("Precedence", "bulk")),
        Mail().with_fields(("List-Id", "<news.example.com>")),
        Mail(sender=OURS),
        bounce_of("somebody@else.example"),
    ],
)
def test_what_no_person_wrote_leaves_no_trace_but_a_figure(
    house: House, mail: Mail, capsys: pytest.CaptureFixture[str]
) -> None:
    before = house.stored()
    take_in(house, mail)
    assert house.stored() == before
    assert '"MailsIgnored":[1.0]' in capsys.readouterr().out.replace(" ", "")


def test_what_is_on_a_case_entirely_lies_in_the_bucket_no_more(house: House) -> None:
    link = house.file_and_route()
    take_in(house, Mail(), answer_to(house, link, "借条照片已找到。"), how=Delivery.TWICE)
    assert (len(cases(house)), kept(house), unread()) == (2, [], [])


def test_our_own_e_mail_that_comes_back_is_shown_on_its_case(house: House) -> None:
    link = house.file_and_route()
    take_in(house, bounce_of(outbox_id(link.case_id)), how=Delivery.TWICE)
    file = house.case_file(link.case_id)
    assert sum(isinstance(event.body, EnterpriseNotReached) for event in file.events) == 1


def test_one_that_is_only_late_is_not(house: House) -> None:
    link = house.file_and_route()
    version = house.case(link.case_id).version
    take_in(house, bounce_of(outbox_id(link.case_id), "delayed"))
    assert house.case(link.case_id).version == version


def test_what_the_bucket_and_ses_say_of_themselves_is_no_e_mail(house: House) -> None:
    room = rooms()["MailIntakeFunction"]
    assert room.handle(payload("mail_intake__bucket_connected"), None) == {"batchItemFailures": []}
    drop(house, "mail/AMAZON_SES_SETUP_NOTIFICATION", bytes(Mail()))
    house.pump.carry()
    assert (unread(), cases(house)) == ([], [])


def test_an_e_mail_that_is_gone_is_no_failure(house: House) -> None:
    drop(house, FIRST, bytes(Mail()))
    house.pump.relay()
    house.stack.client("s3").delete_object(Bucket="intake", Key=FIRST)
    house.pump.carry()
    assert (unread(), cases(house)) == ([], [])


@pytest.mark.parametrize("service", ["s3", "dynamodb"])
def test_while_a_service_is_away_the_e_mail_comes_again(
    house: House, wire: Wire, service: str, capsys: pytest.CaptureFixture[str]
) -> None:
    drop(house, FIRST, bytes(Mail(body=with_files(STORY, picture()))))
    with wire.failing(unreachable(service, "PutObject", "TransactWriteItems")):
        house.pump.react()
        assert [arrived(case) for case in cases(house)] in ([], [[]])
    house.pump.carry()
    (case,) = cases(house)
    assert arrived(case) == [(AttachmentSource.MAIL, AttachmentState.CHECKED)]
    logged = capsys.readouterr().out
    assert "reaction failed" in logged
    assert all(word not in logged for word in (SENDER, NAME, STORY[:6], MESSAGE_ID))
