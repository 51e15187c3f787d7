"""Whose words a department reads where it must not learn who filed: the released ones, what is
addressed to it and its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case_parts import TaskState
from casework.domain.events import TaskReported
from casework.domain.particulars import ParticularsKind
from casework.services.disclosing_oversight import RED_LIGHT_FACTS

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.events import Event, EventBody
    from casework.domain.particulars import ParticularsRef
    from casework.domain.staff import StaffMember

WRITTEN_BY_THE_ENTERPRISE = frozenset(
    {
        ParticularsKind.FILING,
        ParticularsKind.ADDITION,
        ParticularsKind.OBJECTION,
        ParticularsKind.REVIEW_REQUEST,
        ParticularsKind.CORRECTION_REQUEST,
        ParticularsKind.CORRECTED,
    }
)


def reads_little(member: StaffMember, case: Case) -> bool:
    """Whether the enterprise is unknown to this unit: the case is confidential and nobody revealed
    to it who filed, or it was excused and has no other share in the case.
    """
    if case.confidential and member.unit not in case.revealed_to:
        return True
    task = case.task_of(member.unit)
    if task is None or task.state is not TaskState.EXCUSED:
        return False
    acts = case.special is not None and member.unit in case.special.units
    return not acts and member.unit not in {case.lead, case.merged_for}


def reads_anyway(event: Event, ref: ParticularsRef, member: StaffMember, case: Case) -> bool:
    """Whether such a unit reads a text of an event that it is shown. Other units may know the
    enterprise and name it in what they write.
    """
    if ref.kind in WRITTEN_BY_THE_ENTERPRISE:
        return False
    if ref.kind is ParticularsKind.RELEASED or event.actor.unit == member.unit:
        return True
    return _is_addressed(event.body, member.unit, case) or _is_a_report(event, member, case)


def _is_addressed(body: EventBody, unit: str, case: Case) -> bool:
    """Decisions on what the unit asked for, what it was told to do, red lights of its own (no other
    is shown to it).
    """
    if isinstance(body, RED_LIGHT_FACTS):
        return True
    named = {getattr(body, field, None) for field in ("unit", "department", "coordinator")}
    if unit in named or unit in getattr(body, "departments", ()):
        return True
    request = getattr(body, "request", None)
    return any(each.id == request and each.unit == unit for each in case.requests)


def _is_a_report(event: Event, member: StaffMember, case: Case) -> bool:
    """The lead answers for what its co-handlers did (P4); one that knows the enterprise may name
    it.
    """
    is_report = isinstance(event.body, TaskReported) and case.lead == member.unit
    return is_report and (not case.confidential or event.actor.unit not in case.revealed_to)
