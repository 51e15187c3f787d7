"""Who is in a case: the enterprise, its contact with a masked telephone, the units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import TaskState
from casework.domain.clocks import Stage
from casework.domain.events import CaseFiled
from casework.web.dates import deadline_text
from casework.web.pages.desk.vocabulary import TASK_STATES
from casework.web.pages.names import unit_name

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case, Task
    from casework.domain.case_file import CaseFile
    from casework.domain.organisation import Organisation
    from casework.domain.particulars import ParticularsRef
    from casework.domain.staff import StaffMember
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who filed it. `phone` and `email` are masked; `dial` and `mailbox` are the number and the
    address themselves, shown on demand. None was not given, was erased, or is not for this reader.
    """

    enterprise: str | None
    credit_code: str | None
    contact: str | None
    phone: str | None
    dial: str | None
    email: str | None
    mailbox: str | None

    @property
    def is_known(self) -> bool:
        """Whether anything of it can be shown."""
        return any((self.enterprise, self.credit_code, self.contact, self.phone, self.email))


@dataclass(frozen=True, slots=True)
class Share:
    """A co-handler and how far its share is; `note` is the instant it is due."""

    unit: str
    state: str
    word: str
    note: str | None


def filing_ref(file: CaseFile) -> ParticularsRef | None:
    """The text that the case was filed with; None where the filing itself is not shown."""
    filed = file.events[0].body if file.events else None
    return filed.particulars if isinstance(filed, CaseFiled) else None


def story(file: CaseFile) -> str | None:
    """What happened: as it was filed, else what was released of a confidential case."""
    filed = file.text(filing_ref(file), "what_happened")
    return filed or file.text(file.case.released, "what_happened")


def title_of(text: str | None, length: int = 40) -> str | None:
    """The beginning of what happened, as far as its first sentence: what the case is called."""
    if not text:
        return None
    first = re.split(r"[。！？!?\n]", text.strip(), maxsplit=1)[0].strip()
    return first if len(first) <= length else first[:length].rstrip("，、；,; ") + "……"


def reporter(file: CaseFile) -> Reporter:
    """Who filed it, as far as the file holds it."""
    ref = filing_ref(file)
    phone, mailbox = file.text(ref, "contact_phone"), file.text(ref, "contact_email")
    return Reporter(
        enterprise=file.text(ref, "enterprise_name"),
        credit_code=file.text(ref, "credit_code"),
        contact=file.text(ref, "contact_name"),
        phone=masked(phone) if phone else None,
        dial=phone,
        email=f"{mailbox[0]}***@{mailbox.partition('@')[2]}" if mailbox else None,
        mailbox=mailbox,
    )


def masked(phone: str) -> str:
    """A number of which the middle is hidden: 138****1234, 0530-***2345."""
    digits = phone.replace("-", "")
    if len(digits) == len(phone) == _MOBILE:
        return f"{phone[:3]}****{phone[-4:]}"
    area, dash, line = phone.partition("-")
    return f"{area}{dash}***{line[-4:]}" if dash else f"***{phone[-4:]}"


_MOBILE = 11


def in_charge(
    case: Case, member: StaffMember, organisation: Organisation, say: Wording
) -> tuple[tuple[str, str], ...]:
    """Who has it in hand besides the co-handlers: lead, handler, coordinator, the organ whose green
    channel is open. Of a handler events hold an opaque id, and the registry finds people by their
    sign-in alone: the page says whether it is the reader.
    """
    handler = say("You") if case.handler == member.id else say("Named")
    facts = (
        (say("Lead"), case.lead and unit_name(case.lead, organisation, say)),
        (say("Handler"), case.handler and handler),
        (say("Coordinator"), case.coordinator and unit_name(case.coordinator, organisation, say)),
        (say("Green channel"), case.channel_organ and _organ(case, organisation, say)),
    )
    return tuple((name, value) for name, value in facts if value)


def _organ(case: Case, organisation: Organisation, say: Wording) -> str:
    return unit_name(str(case.channel_organ), organisation, say)


def shares(
    case: Case, organisation: Organisation, now: datetime, say: Wording
) -> tuple[Share, ...]:
    """Every co-handler, in the order they were named."""
    return tuple(_share(case, task, organisation, now, say) for task in case.tasks)


def _share(
    case: Case, task: Task, organisation: Organisation, now: datetime, say: Wording
) -> Share:
    clock = case.clock(Stage.TASK, task.unit)
    note, state = None, task.state.value
    if task.state is TaskState.OPEN and clock is not None:
        note = deadline_text(clock.due, say.language, now, provisional=clock.provisional)
        state = "late" if now >= clock.due and not clock.is_paused else state
    return Share(unit_name(task.unit, organisation, say), state, say(TASK_STATES[task.state]), note)
