"""Field errors in words: what to do, not what went wrong inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.web.forms.field_error import Fault
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casework.web.forms.field_error import FieldError
    from casework.web.wording import Wording

_BY_FAULT = {
    Fault.TOO_SHORT: N_("Say a little more: at least %(limit)s characters"),
    Fault.TOO_LONG: N_("At most %(limit)s characters; there are %(length)s now"),
    Fault.REFUSED_CHARACTERS: N_(
        "Invisible control characters were taken out. Check the text and submit again"
    ),
    Fault.UNKNOWN_CHOICE: N_("Choose one of the list"),
    Fault.NO_PHONE: N_(
        "Enter a mobile number of 11 digits, or a fixed line with area code: 0530-8212345"
    ),
    Fault.NO_MOBILE: N_("Enter a mobile number above, or choose another way"),
    Fault.NO_EMAIL: N_("Enter an e-mail address like name@example.com"),
    Fault.CREDIT_CODE_LENGTH: N_("The code has %(limit)s characters; there are %(length)s now"),
    Fault.CREDIT_CODE_CHARACTER: N_(
        "No code has the letters I, O, S, V or Z, and characters 3 to 8 are digits"
    ),
    Fault.CREDIT_CODE_CHECK: N_(
        "The last character does not fit the others: compare it with the business licence"
    ),
}

_MISSING = {
    "what_happened": N_("Say what happened"),
    "enterprise_name": N_("Enter the name of the enterprise"),
    "contact_name": N_("Enter whom we may ask for"),
    "contact_phone": N_("Enter a telephone number"),
    "contact_email": N_("Enter an e-mail address, or choose another way"),
    "text": N_("Write what you want to add"),
    "objection": N_("Write what is not right"),
    "review": N_("Write why your case should be taken on"),
    "wrong": N_("Write what is wrong"),
    "right": N_("Write what is right"),
    "grade": N_("Choose a grade"),
}


_NAMES = {
    "what_happened": N_("What happened"),
    "enterprise_name": N_("Enterprise"),
    "contact_name": N_("Contact"),
    "contact_phone": N_("Telephone"),
    "category": N_("Category"),
    "township": N_("Township"),
    "credit_code": N_("Credit code"),
    "notify_by": N_("News of your case"),
    "contact_email": N_("E-mail"),
    "text": N_("Your text"),
    "objection": N_("Your objection"),
    "withdrawal": N_("Why you withdrew it"),
    "review": N_("Why you asked for a review"),
    "wrong": N_("What is wrong"),
    "right": N_("What is right"),
    "grade": N_("Your grade"),
    "reasons": N_("Reasons"),
}

_NAMES_ITS_FIELD = frozenset({Fault.MISSING, Fault.NO_PHONE, Fault.NO_EMAIL})


@dataclass(frozen=True, slots=True)
class FieldMessage:
    """What is said of one field: `message` beside it, `summary` alone at the top."""

    field: str
    message: str
    summary: str


def field_messages(errors: Iterable[FieldError], say: Wording) -> tuple[FieldMessage, ...]:
    """The errors in words, in the same order."""
    return tuple(_field_message(error, say) for error in errors)


def by_field(messages: Iterable[FieldMessage]) -> dict[str, str]:
    """The message of each wrong field."""
    return {each.field: each.message for each in messages}


def _field_message(error: FieldError, say: Wording) -> FieldMessage:
    if error.code is Fault.MISSING:
        message = say(_MISSING[error.field])
    else:
        message = say(_BY_FAULT[error.code], limit=error.limit, length=error.length)
    summary = message
    if error.code not in _NAMES_ITS_FIELD:
        summary = say("%(field)s: %(message)s", field=say(_NAMES[error.field]), message=message)
    return FieldMessage(error.field, message, summary)
