"""The filing form (诉求登记): what an enterprise says, who it is, and how to reach it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.contact import is_mobile, normalise_email, normalise_phone
from casework.domain.credit_code import LENGTH as CREDIT_CODE_LENGTH
from casework.domain.credit_code import CreditCodeFault, fault_of
from casework.domain.credit_code import normalise as normalise_credit_code
from casework.domain.enterprise_contact import NOT_AT_ALL
from casework.domain.event_facts import Way
from casework.web.forms.field_error import Fault, FieldError, Length, length_errors
from casework.web.forms.plain_text import line, paragraphs, ticked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from casework.domain.organisation import Organisation
    from casework.web.forms.plain_text import Fields

WHAT_HAPPENED = Length(least=5, most=2000)
ENTERPRISE_NAME = Length(least=1, most=100)
CONTACT_NAME = Length(least=1, most=40)

_CREDIT_CODE_FAULTS = {
    CreditCodeFault.LENGTH: Fault.CREDIT_CODE_LENGTH,
    CreditCodeFault.CHARACTER: Fault.CREDIT_CODE_CHARACTER,
    CreditCodeFault.CHECK: Fault.CREDIT_CODE_CHECK,
}


@dataclass(frozen=True, slots=True)
class FilingForm:
    """The form as typed, trimmed and in NFC; `refused` names the fields that characters were taken
    out of. `sender` is the reference that a link in WeChat brought, not typed.
    """

    what_happened: str = ""
    enterprise_name: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    category: str = ""
    township: str = ""
    credit_code: str = ""
    confidential: bool = False
    notify_by: str = ""
    contact_email: str = ""
    sender: str = ""
    refused: frozenset[str] = frozenset()

    def particulars(self) -> dict[str, str]:
        """What is kept apart from the events, by field; a checked form only. What was left empty is
        left out.
        """
        written = {
            "what_happened": self.what_happened,
            "enterprise_name": self.enterprise_name,
            "contact_name": self.contact_name,
            "contact_phone": normalise_phone(self.contact_phone) or "",
            "credit_code": normalise_credit_code(self.credit_code),
            "notify_by": self.notify_by,
            "contact_email": normalise_email(self.contact_email) or "",
        }
        return {field: text for field, text in written.items() if text}


def read(fields: Fields) -> FilingForm:
    """The form that a decoded body holds; never fails, for what was typed must be shown again
    whatever it is.
    """
    lines = {
        name: line(fields, name)
        for name in (
            "enterprise_name",
            "contact_name",
            "contact_phone",
            "category",
            "township",
            "credit_code",
            "notify_by",
            "contact_email",
            "sender",
        )
    }
    everything = {"what_happened": paragraphs(fields, "what_happened"), **lines}
    return FilingForm(
        confidential=ticked(fields, "confidential"),
        refused=frozenset(name for name, typed in everything.items() if typed.refused),
        **{name: typed.text for name, typed in everything.items()},
    )


def check(
    form: FilingForm, organisation: Organisation, offered: Collection[Way] = ()
) -> tuple[FieldError, ...]:
    """Every field that is wrong, in the order of the page, each with the first rule it breaks;
    `offered` are the ways by which this enterprise may be told.
    """
    found: dict[str, FieldError] = {}
    for error in (*_errors(form, organisation), *_telling_errors(form, offered)):
        found.setdefault(error.field, error)
    return tuple(found.values())


def _errors(form: FilingForm, organisation: Organisation) -> Iterator[FieldError]:
    yield from _refused(form, "what_happened")
    yield from length_errors("what_happened", form.what_happened, WHAT_HAPPENED)
    yield from _refused(form, "enterprise_name")
    yield from length_errors("enterprise_name", form.enterprise_name, ENTERPRISE_NAME)
    yield from _refused(form, "contact_name")
    yield from length_errors("contact_name", form.contact_name, CONTACT_NAME)
    yield from _refused(form, "contact_phone")
    yield from _phone_errors(form.contact_phone)
    if form.category and form.category not in organisation.categories:
        yield FieldError("category", Fault.UNKNOWN_CHOICE)
    if form.township and form.township not in organisation.townships:
        yield FieldError("township", Fault.UNKNOWN_CHOICE)
    yield from _refused(form, "credit_code")
    yield from _credit_code_errors(form.credit_code)


def _telling_errors(form: FilingForm, offered: Collection[Way]) -> Iterator[FieldError]:
    """Who chose nothing is told nothing; who chose something can be told by it."""
    number = normalise_phone(form.contact_phone)
    if form.notify_by not in {"", NOT_AT_ALL, *offered}:
        yield FieldError("notify_by", Fault.UNKNOWN_CHOICE)
    elif form.notify_by == Way.SMS and number and not is_mobile(number):
        yield FieldError("notify_by", Fault.NO_MOBILE)
    if form.contact_email and normalise_email(form.contact_email) is None:
        yield FieldError("contact_email", Fault.NO_EMAIL)
    elif form.notify_by == Way.EMAIL and not form.contact_email:
        yield FieldError("contact_email", Fault.MISSING)


def _refused(form: FilingForm, field: str) -> Iterator[FieldError]:
    if field in form.refused:
        yield FieldError(field, Fault.REFUSED_CHARACTERS)


def _phone_errors(typed: str) -> Iterator[FieldError]:
    if not typed:
        yield FieldError("contact_phone", Fault.MISSING)
    elif normalise_phone(typed) is None:
        yield FieldError("contact_phone", Fault.NO_PHONE)


def _credit_code_errors(typed: str) -> Iterator[FieldError]:
    code = normalise_credit_code(typed)
    fault = fault_of(code) if typed else None
    if fault:
        yield FieldError("credit_code", _CREDIT_CODE_FAULTS[fault], CREDIT_CODE_LENGTH, len(code))
