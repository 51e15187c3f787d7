"""The register of contacts with judicial organs (过问登记): whoever turned to one stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.web.dates import moment_text
from casework.web.pages.desk.figures import strip_of
from casework.web.pages.desk.letter_number import letter_number
from casework.web.pages.desk.oversight_sentences import CONTACT_KINDS, ORGAN_KINDS
from casework.web.pages.names import unit_name
from casework.web.rendering import renderer
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from casework.domain.buckets import Buckets
    from casework.domain.organisation import Organisation
    from casework.ports import RegisterLine, RegisterPage
    from casework.web.pages.desk.viewer import Setting, Viewer
    from casework.web.wording import Wording

REGISTER_HREF = "/desk/oversight/register"
HEAD = (
    N_("Day"),
    N_("Case"),
    N_("How"),
    N_("Judicial organ"),
    N_("By"),
    N_("What was said"),
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A line in words; what was said is None once it was erased."""

    day: str
    number: str
    href: str
    kind: str
    organ: str
    unit: str
    said: str | None
    recorded: str


def register_page(
    *, viewer: Viewer, setting: Setting, page: RegisterPage, buckets: Buckets | None
) -> str:
    """A page of the register, with the way to the whole of it as a file."""
    out = renderer(viewer.language)
    return out.desk_page(
        "register",
        viewer=viewer,
        organisation=setting.organisation,
        contacts=[_contact(line, setting, out.say) for line in page.lines],
        next_href=f"?start={page.next_key}" if page.next_key else None,
        csv_href=f"{REGISTER_HREF}.csv",
        strip=strip_of(buckets, out.say),
    )


def head(say: Wording) -> list[str]:
    """The names of the exported columns."""
    return [say(name) for name in HEAD]


def register_lines(
    lines: Iterable[RegisterLine], organisation: Organisation, say: Wording
) -> Iterator[list[str]]:
    """The register as cells for a spreadsheet."""
    for line in lines:
        contact = line.contact
        yield [
            f"{contact.on:%Y-%m-%d}",
            case_number(contact.case_id),
            say(CONTACT_KINDS[contact.kind]),
            _organ(line, organisation, say),
            unit_name(contact.unit, organisation, say) if contact.unit else "",
            _said(line, organisation, say) or "",
        ]


def _contact(line: RegisterLine, setting: Setting, say: Wording) -> Contact:
    contact = line.contact
    return Contact(
        day=f"{contact.on:%Y-%m-%d}",
        number=case_number(contact.case_id),
        href=f"/desk/cases/{contact.case_id}",
        kind=say(CONTACT_KINDS[contact.kind]),
        organ=_organ(line, setting.organisation, say),
        unit=unit_name(contact.unit, setting.organisation, say) if contact.unit else "–",
        said=_said(line, setting.organisation, say),
        recorded=moment_text(contact.recorded_at, say.language, setting.now),
    )


def _organ(line: RegisterLine, organisation: Organisation, say: Wording) -> str:
    """The organ by its name, where that was written down or a letter bears it, else by its kind."""
    contact = line.contact
    if contact.addressee:
        return unit_name(contact.addressee, organisation, say)
    named = line.text.fields.get("organ_name") if line.text else None
    return named or (say(ORGAN_KINDS[contact.organ]) if contact.organ else "–")


def _said(line: RegisterLine, organisation: Organisation, say: Wording) -> str | None:
    """What was said; of a letter that the platform issued, which it was."""
    if number := line.contact.letter:
        letter = letter_number(number, organisation, say)
        return say("Letter issued by the platform: %(letter)s", letter=letter)
    return line.text.fields.get("text") if line.text else None
