"""Enter a case (登记, P2): a clerk takes it down from telephone, letter, visit or station."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casework.domain.assignment import NOTHING_JUDGED, AnswerCase
from casework.domain.authorization import Action, authorize
from casework.domain.events import Versions
from casework.domain.intake import FileCase
from casework.domain.lifecycle import Change, Context, open_with, perform
from casework.domain.particulars import ParticularsKind, write_down
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import CaseExistsError
from casework.domain.tokens import sha256_of_secret
from casework.services.commanding import Writing
from casework.services.file_case import Filed, FilingOutcome, digest_of, search_keys_of
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
        stored = cases.get(change.after.id)
        same = stored.filing_digest == change.after.filing_digest
        outcome = FilingOutcome.REPEATED if same else FilingOutcome.DIFFERENT
        return Filed(change.after.id, token, outcome)
    return Filed(change.after.id, token, FilingOutcome.NEW)


def _entered(
    entry: Entry,
    key: FormKey,
    member: StaffMember,
    now: datetime,
    configuration: Configuration,
    mint: TokenMint,
) -> tuple[Change, list[Particulars]]:
    filing, case_id = entry.filing, mint.case_id(key)
    policy, calendar = configuration.policy(), configuration.calendar()
    salt = mint.digest("salt", key.text)
    text = write_down(ParticularsKind.FILING, 1, 0, filing.fields, salt)
    command = FileCase(
        channel=entry.channel,
        place=member.unit,
        category=filing.category,
        township=filing.township,
        confidential=filing.confidential,
        language=filing.language,
        versions=Versions(policy.version, calendar.version),
        tracking_sha256=sha256_of_secret(mint.tracking_token(key)),
        filing_digest=digest_of(filing, mint),
        particulars=text.ref,
    )
    organisation = configuration.organisation()
    name = f"file:{case_id}"
    context = Context(now, member.as_actor(), name, calendar, policy, organisation)
    opened = open_with(case_id, command, context)
    if entry.answer is None:
        return opened, [text]
    writing = Writing(opened.after.version + 1)
    answer = AnswerCase(NOTHING_JUDGED, writing.add(ParticularsKind.ANSWER, text=entry.answer))
    routed = _kept_here(routing_of(opened.after, filing.fields["what_happened"], configuration))
    answered = perform(opened.after, (routed, answer), context)
    events = (*opened.events, *answered.events)
    return Change(None, answered.after, events), [text, *writing.texts]


def _kept_here(routed: RouteCase) -> RouteCase:
    """The same, without leaving the service centre: its clerk answers."""
    reason = routed.proposal.triage_reason or TriageReason.ANSWERED_AT_ONCE
    return replace(routed, proposal=replace(routed.proposal, triage_reason=reason))
