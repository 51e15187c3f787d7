"""Enter a case (登记, P2): a clerk takes it down from telephone, letter, visit or station."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casework.domain.assignment import NOTHING_JUDGED, AnswerCase
from casework.domain.authorization import Action, authorize
from casework.domain.lifecycle import Change, perform
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import CaseExistsError
from casework.services.commanding import Writing
from casework.services.file_case import (
    Filed,
    FilingOutcome,
    Source,
    filed_before,
    opening_of,
    search_keys_of,
)
from casework.services.route_case import routing_of

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.assignment import RouteCase
    from casework.domain.events import Channel
    from casework.domain.particulars import Particulars
    from casework.domain.staff import StaffMember
    from casework.domain.tokens import FormKey, TokenMint
    from casework.ports import CaseRepository, Configuration
    from casework.services.file_case import Filing


@dataclass(frozen=True, slots=True)
class Entry:
    """What the clerk took down, how it came in, and the answer that was given at once, if one
    was. The filing's code token is not used.
    """

    filing: Filing
    channel: Channel
    answer: str | None = None


def enter_case(
    entry: Entry,
    member: StaffMember,
    now: datetime,
    *,
    cases: CaseRepository,
    configuration: Configuration,
    mint: TokenMint,
) -> Filed:
    """Commit the case, and with it the direct answer (直接答复, P3): both or none, once a form.

    The duty catalogue reads a case before it is answered, so that a complaint about a body is never
    answered away: that raises ComplainedBodyError and nothing is stored. Raises NotPermittedError
    and FormKeyRefusedError too.
    """
    authorize(member, Action.ENTER_CASE)
    key = mint.accept_form_key(entry.filing.form_key, now)
    change, texts = _entered(entry, key, member, now, configuration, mint)
    token = mint.tracking_token(key)
    try:
        cases.add(change, texts, None, search_keys_of(entry.filing, mint))
    except CaseExistsError:
        return filed_before(change.after, token, cases)
    return Filed(change.after.id, token, FilingOutcome.NEW)


def _entered(
    entry: Entry,
    key: FormKey,
    member: StaffMember,
    now: datetime,
    configuration: Configuration,
    mint: TokenMint,
) -> tuple[Change, list[Particulars]]:
    source = Source(member.as_actor(), entry.channel, member.unit)
    opening = opening_of(entry.filing, key, source, now, configuration, mint)
    opened = opening.change
    if entry.answer is None:
        return opened, [opening.text]
    writing = Writing(opened.after.version + 1)
    answer = AnswerCase(NOTHING_JUDGED, writing.add(ParticularsKind.ANSWER, text=entry.answer))
    words = entry.filing.fields["what_happened"]
    routed = _kept_here(routing_of(opened.after, words, configuration))
    answered = perform(opened.after, (routed, answer), opening.context)
    events = (*opened.events, *answered.events)
    return Change(None, answered.after, events), [opening.text, *writing.texts]


def _kept_here(routed: RouteCase) -> RouteCase:
    """The same, without leaving the service centre: its clerk answers."""
    reason = routed.proposal.triage_reason or TriageReason.ANSWERED_AT_ONCE
    return replace(routed, proposal=replace(routed.proposal, triage_reason=reason))
