"""What of oversight a member of staff is shown: a red light to the unit concerned and to superiors,
a complaint to the body it is about as the released summary alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, SUPERIORS, Case
from casework.domain.oversight_events import (
    CaseLinked,
    CaseStated,
    EvidenceExcluded,
    NoteAdded,
    RedLightAppealDecided,
    RedLightAppealed,
    RedLightDismissed,
    RedLightProposed,
    RedLightSigned,
    SummaryReleased,
)

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile
    from casework.domain.events import Event
    from casework.domain.staff import StaffMember

RED_LIGHT_FACTS = (
    RedLightProposed
    | EvidenceExcluded
    | CaseStated
    | RedLightSigned
    | RedLightDismissed
    | RedLightAppealed
    | RedLightAppealDecided
)


def reads_summary_only(member: StaffMember, case: Case) -> bool:
    """Whether the case complains about the person's own unit: whatever its rank, it reads what was
    released to it and nothing else.
    """
    return member.unit in case.about_bodies


def summary_case(case: Case) -> Case:
    """Number, status and the day of filing; nothing of the enterprise, the matter or who handles
    it, whatever a case may come to hold.
    """
    return Case(
        id=case.id,
        version=case.version,
        status=case.status,
        channel=case.channel,
        place="",
        category=None,
        township=None,
        confidential=False,
        language=case.language,
        versions=case.versions,
        filed_at=case.filed_at,
        promised=case.promised,
        tracking_sha256="",
        filing_digest="",
        complaint=True,
        about_bodies=case.about_bodies,
    )


def summary_file(member: StaffMember, file: CaseFile) -> CaseFile:
    """The case file as the body complained about may see it: its summary, and that it was
    released.
    """
    shown: list[Event] = []
    texts: set[str] = set()
    for event in file.events:
        if isinstance(event.body, SummaryReleased) and event.body.body == member.unit:
            shown.append(event)
            texts.add(event.body.particulars.id)
    return replace(
        file,
        case=summary_case(file.case),
        events=tuple(shown),
        particulars={key: text for key, text in file.particulars.items() if key in texts},
    )


def own_oversight(member: StaffMember, case: Case) -> Case:
    """The snapshot without what concerns other units alone: their red lights, findings against
    them, the numbers of other cases.
    """
    return replace(
        case,
        red_lights=tuple(light for light in case.red_lights if light.unit == member.unit),
        false_closings=tuple(unit for unit in case.false_closings if unit == member.unit),
        pressure=tuple(unit for unit in case.pressure if unit == member.unit),
        summary_for=(),
        links=(),
    )


def is_oversight_shown(event: Event, member: StaffMember, case: Case) -> bool:
    """Whether a department sees this fact; `case` is the snapshot before anything was hidden.

    Notes that superiors took before the assignment may say why they looked at the case.
    """
    body = event.body
    if isinstance(body, RED_LIGHT_FACTS):
        own = {light.id for light in case.red_lights if light.unit == member.unit}
        return body.red_light in own
    if isinstance(body, NoteAdded):
        by_superior = event.actor.unit in {CENTRE, *SUPERIORS} and event.actor.unit != member.unit
        before = case.assigned_at is None or event.at < case.assigned_at
        return not (by_superior and before)
    return not isinstance(body, CaseLinked | SummaryReleased)
