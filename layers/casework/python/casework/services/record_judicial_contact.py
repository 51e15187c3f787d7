"""Record a letter or call to a judicial organ (致函致电, O8) in the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.procedure_matters import RecordJudicialContact
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from datetime import date

    from casework.domain.case import Case
    from casework.domain.oversight_events import ContactKind, OrganKind
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing


@dataclass(frozen=True, slots=True)
class Contact:
    """How an organ was turned to on a local day, which one by name, and what was said."""

    kind: ContactKind
    organ: OrganKind
    organ_name: str
    on: date
    text: str

    def command(self, writing: Writing) -> RecordJudicialContact:
        """The command, its texts taken down."""
        ref = writing.add(
            ParticularsKind.JUDICIAL_CONTACT, organ_name=self.organ_name, text=self.text
        )
        return RecordJudicialContact(self.kind, self.organ, self.on, ref)


def record_judicial_contact(
    request: Request,
    contact: Contact,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the contact; raises what `carry_out` raises and ContactInFutureError."""
    return carry_out(
        request,
        Action.RECORD_JUDICIAL_CONTACT,
        lambda writing: (contact.command(writing),),
        cases=cases,
        configuration=configuration,
    )
