"""What everybody on a case must keep in mind, and the cases it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.domain.decision_events import Track
from casework.web.pages.desk.oversight_sentences import LINK_KINDS
from casework.web.pages.names import unit_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casework.domain.case import Case
    from casework.domain.organisation import Organisation
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Related:
    """Another case, and why it is named here."""

    why: str
    number: str
    href: str


def flags(case: Case, organisation: Organisation, say: Wording) -> list[str]:
    """The marks above the heading, the gravest first."""
    special = case.special is not None and case.special.is_running
    marks = (
        (case.confidential, say("Confidential")),
        (case.complaint, _complaint(case, organisation, say)),
        (bool(case.procedure), _procedure(case, say)),
        (case.track is Track.ONE_MATTER, say("One matter, one discussion")),
        (case.track is Track.GREEN_CHANNEL, say("Green channel")),
        (special, say("Special supervision")),
        (case.round > 1, say("Round %(n)s", n=case.round)),
        (case.designated, say("Designated finally")),
        (case.over_quota, say("Over quota")),
        (case.not_reached is not None, say("Could not be told")),
    )
    return [words for holds, words in marks if holds]


def related(case: Case, say: Wording) -> tuple[Related, ...]:
    """The case that this one was merged into, those merged into it, and those it is linked with."""
    return tuple(_related(case, say))


def _related(case: Case, say: Wording) -> Iterator[Related]:
    if case.merged_into is not None:
        yield _to(case.merged_into, say("Merged into"))
    for other in case.absorbed:
        yield _to(other, say("Merged into this case"))
    for link in case.links:
        yield _to(link.other, say("Linked: %(kind)s", kind=say(LINK_KINDS[link.kind])))


def _to(case_id: str, why: str) -> Related:
    return Related(why, case_number(case_id), f"/desk/cases/{case_id}")


def _complaint(case: Case, organisation: Organisation, say: Wording) -> str:
    """About whom, where routing or a person found it."""
    bodies = [unit_name(unit, organisation, say) for unit in case.about_bodies]
    if not bodies:
        return say("Complaint about a public body")
    return say("Complaint about %(bodies)s", bodies=say.join(bodies))


def _procedure(case: Case, say: Wording) -> str:
    if case.procedure_confirmed:
        return say("Procedure of its own")
    return say("Procedure of its own, to be confirmed")
