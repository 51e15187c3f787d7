"""Forms of declining, contacts, objections, reviews and decisions about personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.events import CaseFiled
from casework.web.desk_forms.form_spec import FieldKind, FieldSpec, FormSpec, choices
from casework.web.pages.desk.vocabulary import NOT_REACHED, WAYS
from casework.web.pages.option import Option
from casework.web.pages.vocabulary import DECLINE_REASONS
from casework.web.wording import N_

if TYPE_CHECKING:
    from casework.web.desk_forms.form_spec import Subject


def _yes_or_no(name: str, label: str, yes: str, no: str) -> FieldSpec:
    options = (Option("yes", yes), Option("no", no))
    return FieldSpec(name, FieldKind.RADIO, label, options=options)


def _text(label: str, hint: str | None = None, *, required: bool = True) -> FieldSpec:
    return FieldSpec("text", FieldKind.TEXT_AREA, label, hint=hint, rows=4, required=required)


def _filed(name: str, label: str, *, required: bool = True) -> FieldSpec:
    """A field that begins with what the file holds now."""

    def held(subject: Subject) -> tuple[str, ...]:
        filed = subject.file.events[0].body if subject.file.events else None
        ref = filed.particulars if isinstance(filed, CaseFiled) else None
        value = subject.file.text(ref, name)
        return (value,) if value else ()

    return FieldSpec(name, FieldKind.TEXT, label, required=required, initial=held)


def _why_not_reached(subject: Subject) -> str:
    failed, say = subject.case.not_reached, subject.say
    if failed is None:
        return ""
    return say(
        "No message by %(way)s arrived: %(reason)s. Please telephone them.",
        way=say(WAYS[failed.way]),
        reason=say(NOT_REACHED[failed.reason]),
    )


_READ = N_("The enterprise reads this.")
_PRESSURE = _yes_or_no(
    "pressure", N_("Was there pressure?"), N_("Pressure found"), N_("No pressure found")
)

FORMS = (
    FormSpec(
        "decline",
        title=N_("Decline"),
        submit=N_("Decline the case"),
        hint=N_("The enterprise may ask once for a review."),
        grave=True,
        fields=(
            FieldSpec("reason", FieldKind.SELECT, N_("Reason"), options=choices(DECLINE_REASONS)),
            _text(N_("Explanation"), _READ),
        ),
    ),
    FormSpec(
        "contact",
        title=N_("Record a contact"),
        submit=N_("Record the contact"),
        hint=N_("At the first contact, ask whether it is the contact's own case."),
        fields=(
            _yes_or_no(
                "confirmed",
                N_("Is it the reporter's case?"),
                N_("Confirmed by the reporter"),
                N_("Not the reporter's"),
            ),
            _text(N_("Note"), required=False),
        ),
    ),
    FormSpec(
        "reached",
        title=N_("Tell the enterprise"),
        submit=N_("Record that they were told"),
        hint=_why_not_reached,
        fields=(
            FieldSpec("on", FieldKind.DATE, N_("Told on")),
            _text(N_("Note"), required=False),
        ),
    ),
    FormSpec(
        "false-report",
        title=N_("Propose: false report"),
        submit=N_("Propose it"),
        grave=True,
        hint=N_("Your time limits go on until a supervisor decides."),
        fields=(_text(N_("Reason")),),
    ),
    FormSpec(
        "false-report-decision",
        title=N_("Decide: false report"),
        submit=N_("Record the decision"),
        grave=True,
        hint=N_("Accepted, the case is closed and none of its lights shows any more."),
        fields=(
            _yes_or_no("accepted", N_("Decision"), N_("False report"), N_("Not a false report")),
            _text(N_("Reason of the decision")),
        ),
    ),
    FormSpec(
        "objection-decision",
        title=N_("Decide the objection"),
        submit=N_("Record the decision"),
        hint=N_("Upheld, the case is open again with time limits of its own."),
        fields=(
            _yes_or_no("upheld", N_("Decision"), N_("Upheld"), N_("Rejected")),
            FieldSpec(
                "false_closing",
                FieldKind.CHECKBOX,
                N_("False closing: reported done and was not"),
                hint=N_("Counts against the unit as evidence for a red light."),
                required=False,
                group=N_("If upheld"),
            ),
            _text(N_("Reason of the decision"), _READ),
        ),
    ),
    FormSpec(
        "withdrawal-review",
        title=N_("Review the withdrawal"),
        submit=N_("Record the finding"),
        hint=N_("Pressure found, the case goes on, and it is on record against the unit."),
        fields=(_PRESSURE, _text(N_("What was found"))),
    ),
    FormSpec(
        "rating-review",
        title=N_("Review the withdrawn rating"),
        submit=N_("Record the finding"),
        hint=N_("Pressure found, the rating stands again."),
        fields=(_PRESSURE, _text(N_("What was found"))),
    ),
    FormSpec(
        "decline-review",
        title=N_("Review the declining"),
        submit=N_("Record the decision"),
        hint=N_("Taken on, the case is in triage again with a new time limit."),
        fields=(
            _yes_or_no("overturned", N_("Decision"), N_("Take the case on"), N_("Stays declined")),
            _text(N_("Reason of the decision"), _READ),
        ),
    ),
    FormSpec(
        "correction",
        title=N_("Correct the data"),
        submit=N_("Save the corrected data"),
        hint=N_("Change what is wrong. These replace the filed data for everybody."),
        fields=(
            _filed("enterprise_name", N_("Enterprise")),
            _filed("contact_name", N_("Contact")),
            _filed("contact_phone", N_("Telephone")),
            _filed("credit_code", N_("Credit code"), required=False),
            _filed("contact_email", N_("E-mail"), required=False),
        ),
    ),
    FormSpec(
        "correction-refusal",
        title=N_("Refuse the correction"),
        submit=N_("Record the refusal"),
        fields=(_text(N_("Reason"), _READ),),
    ),
    FormSpec(
        "erasure",
        title=N_("Erase the data"),
        submit=N_("Erase them for good"),
        grave=True,
        hint=N_("What the enterprise typed is gone for good; the record stays."),
    ),
    FormSpec(
        "erasure-refusal",
        title=N_("Refuse the erasure"),
        submit=N_("Record the refusal"),
        fields=(_text(N_("Reason"), _READ),),
    ),
)
