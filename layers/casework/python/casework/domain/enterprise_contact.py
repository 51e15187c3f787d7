"""How an enterprise wishes to be told of progress, and where: contact data of its filing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.contact import is_mobile, normalise_email, normalise_phone
from casework.domain.event_facts import ActorKind, Way
from casework.domain.events import CaseFiled

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from casework.domain.case_file import CaseFile

NOT_AT_ALL = "none"
"""The choice not to be told; a filing without any choice is an older one, and nobody is told."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who wishes to be told, and by which way. `address` is contact data: a number, an
    e-mail address or an openid.
    """

    way: Way
    address: str


_FIELDS = {
    Way.SMS: "contact_phone",
    Way.EMAIL: "contact_email",
    Way.WECHAT: "wechat_openid",
}


def _mobile(text: str) -> str | None:
    number = normalise_phone(text)
    return number if number and is_mobile(number) else None


_USABLE: dict[Way, Callable[[str], str | None]] = {
    Way.SMS: _mobile,
    Way.EMAIL: normalise_email,
    Way.WECHAT: lambda openid: openid or None,
}
"""What of the words of a filing, or of a clerk who corrected them, can be written to."""


def ways_named(names: str) -> tuple[Way, ...]:
    """The ways of a list with commas between, as the rooms are told which ones are offered."""
    named = set(names.split(","))
    return tuple(way for way in Way if way in named)


def chosen_recipient(file: CaseFile) -> Recipient | None:
    """Who is told, by the way that the filing chose; None when nobody is to be told yet, or at all,
    or what is needed for it was never given or has been erased.
    """
    if _waits_for_a_person(file):
        return None
    choice = _said(file, "notify_by")
    way = next((way for way in Way if way == choice), None)
    return recipient_by(way, file) if way else None


def _waits_for_a_person(file: CaseFile) -> bool:
    """Whether a case is over quota (DESIGN 4) and no member of staff has done anything with it: its
    number or address may be anybody's, or a machine's that files again for each answer.
    """
    by_staff = any(event.actor.kind is ActorKind.STAFF for event in file.events)
    return file.case.over_quota and not by_staff


def recipient_by(way: Way, file: CaseFile) -> Recipient | None:
    """Who is told by this way; None when the contact data do not name anybody for it."""
    said = _said(file, _FIELDS[way]) or ""
    address = _USABLE[way](said)
    return Recipient(way, address) if address else None


def in_place_of(failed: Way, file: CaseFile, offered: Collection[Way]) -> Recipient | None:
    """Who is told where the chosen way leads nowhere: a number that was given anyway, when WeChat
    does not take the message; an address or number itself has nothing in its place.
    """
    if failed is not Way.WECHAT or Way.SMS not in offered:
        return None
    return recipient_by(Way.SMS, file)


def _said(file: CaseFile, field: str) -> str | None:
    """A field of the filing, as corrected."""
    filed = file.events[0].body
    return file.text(filed.particulars, field) if isinstance(filed, CaseFiled) else None
