"""Which e-mails the reader takes for those of machines."""

from __future__ import annotations

from io import BytesIO

import pytest

from casework.adapters.mail_reader import ReadMail
from casework.domain.incoming_mail import Automatic
from tests.mails import OURS, Mail
from tests.unit.adapters.test_mail_reader import OUR_ID, read


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ([("Auto-Submitted", "auto-replied (vacation)")], Automatic.ANSWER),
        ([("Auto-Submitted", "auto-generated")], Automatic.ANSWER),
        ([("X-Autoreply", "yes")], Automatic.ANSWER),
        ([("Precedence", "Bulk")], Automatic.LIST),
        ([("Precedence", "auto_reply")], Automatic.LIST),
        ([("List-Id", "<x.example>")], Automatic.LIST),
        ([("Return-Path", "<>")], Automatic.BOUNCE),
        ([("Received", f"from x by y for <{OURS}>")] * 4, Automatic.OWN),
        ([("Auto-Submitted", "no")], None),
        ([("X-Auto-Response-Suppress", "All")], None),
        ([("Received", f"from x by y for <{OURS}>")] * 3, None),
        ([("Precedence", "first-class")], None),
    ],
)
def test_what_machines_send_is_known_by_its_head(
    fields: list[tuple[str, str]], why: Automatic | None
) -> None:
    assert read(Mail().with_fields(*fields)).automatic is why


@pytest.mark.parametrize("sender", ["no-reply@bank.example", "noreply+1@x.example"])
def test_a_machine_that_wants_no_answer_is_known_by_its_name(sender: str) -> None:
    silent = Mail(sender=sender).with_fields(("X-Auto-Response-Suppress", "OOF"))
    assert read(silent).automatic is Automatic.ANSWER


def test_a_postmaster_who_writes_is_a_person_unless_nobody_is_to_be_answered() -> None:
    postmaster = Mail(sender="postmaster@firm.example")
    assert read(postmaster).automatic is None
    nobody = bytes(postmaster).replace(b"Return-Path: <postmaster@firm.example>", b"Return-Path:<>")
    assert read(nobody).automatic is Automatic.BOUNCE


@pytest.mark.parametrize("subject", ["自动回复: 诉求", "Automatic reply: x", "Out of Office: x"])
def test_an_absence_note_is_known_where_it_answers_something(subject: str) -> None:
    note = Mail(subject=subject)
    assert read(note).automatic is None
    assert read(note.with_fields(("In-Reply-To", "<x@y>"))).automatic is Automatic.ANSWER


def test_our_own_e_mails_are_known_by_address_and_id() -> None:
    assert read(Mail(sender=OURS.upper())).automatic is Automatic.OWN
    assert read(Mail(message_id=OUR_ID)).automatic is Automatic.OWN
    assert ReadMail(BytesIO(bytes(Mail())), "").mail.automatic is None
