"""Small builders: the shipped configuration, people, forms, texts, and cases at every stage."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from casework.domain.assignment import NOTHING_JUDGED, AnswerCase, AssignCase, RouteCase
from casework.domain.clocks import Clock, Stage
from casework.domain.code import Code, CodePurpose, PlaceKind, code_id
from casework.domain.deadline import CHINA_TIME
from casework.domain.duty_catalogue import DutyCatalogue
from casework.domain.events import Actor, ActorKind, Channel, Finding, Outcome, Versions
from casework.domain.file_policy import FilePolicy
from casework.domain.handling import ReplyToCase, ResolveCase, VerifyCase
from casework.domain.intake import FileCase
from casework.domain.lifecycle import Context, open_with, perform
from casework.domain.message_policy import MessagePolicy
from casework.domain.organisation import Organisation
from casework.domain.particulars import ParticularsKind, ParticularsRef, write_down
from casework.domain.policy import DeadlinePolicy
from casework.domain.quota import QuotaPolicy
from casework.domain.routing import RoutingOutcome, RoutingProposal
from casework.domain.routing_facts import TriageReason
from casework.domain.staff import Role, StaffMember
from casework.domain.supervision_notice import LetterPolicy
from casework.domain.tokens import TokenMint
from casework.domain.working_days import WorkingCalendar
from casework.services.file_case import ENTERPRISE, Filing
from casework.services.route_case import ROUTER
from tests.unit.clocks import shipped

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.events import Event
    from casework.domain.lifecycle import Change, Command

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Monday 2 March 2026, 09:00 in China: no holiday for a month."""

TRIAGE_BY = datetime(2026, 3, 3, 16, 0, tzinfo=UTC)
VERIFY_BY = datetime(2026, 3, 3, 16, 0, tzinfo=UTC)
REPLY_BY = datetime(2026, 3, 5, 16, 0, tzinfo=UTC)
TASK_BY = datetime(2026, 3, 20, 16, 0, tzinfo=UTC)
RESOLVE_BY = datetime(2026, 3, 23, 16, 0, tzinfo=UTC)
"""24:00 in China of the 1st, 3rd, 14th and 15th working day after NOW, counted on a wall calendar:
what a case filed and assigned at NOW must show.
"""

SILENT_UNTIL = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)
"""Of the 5th: when a case that was resolved at NOW is closed as not contested."""


def a_day_before(due: datetime) -> datetime:
    """When the warning for one of these deadlines comes: 24:00 of the working day before."""
    return due - timedelta(days=3 if due.astimezone(CHINA_TIME).weekday() == TUESDAY else 1)


TUESDAY = 1
"""What ends at 24:00 on Monday reads 00:00 on Tuesday; the working day before it is Friday."""

CASE_ID = "7K3Q9F2M4T8W"
CODE_TOKEN = "C0DE0000000000000001"
MINT = TokenMint(b"a master secret for tests only")

LOAN = "张某向我公司借款二十万元周转，写了借条，到期不还，多次催要欠款未果"
"""Scenario 1 of the article: the duty catalogue is sure that the justice bureau mediates."""

VEHICLES = "田桥镇化工园区危险品运输车辆长期乱停乱放，存在安全隐患"
"""Scenario 2: a lead and co-handlers."""

UNCLEAR = "你好"
ABOUT_POLICE = "县公安局民警乱罚款，滥用职权"
ABOUT_CENTRE = "护航中心工作人员态度恶劣，推诿扯皮"


# ---- What is in force --------------------------------------------------------------------------


@cache
def organisation() -> Organisation:
    """The shipped county."""
    return Organisation.from_mapping(shipped("organisation.json"))


@cache
def policy() -> DeadlinePolicy:
    """The shipped limits: 1 day for triage; 1, 3 and 15 for the lead (P6)."""
    return DeadlinePolicy.from_mapping(shipped("deadlines.json"))


@cache
def calendar() -> WorkingCalendar:
    """The shipped working-day table."""
    return WorkingCalendar.from_mapping(shipped("working_days.json"))


@cache
def catalogue() -> DutyCatalogue:
    """The shipped duty catalogue."""
    return DutyCatalogue.from_mapping(shipped("duty_catalogue.json"), organisation())


@cache
def letter_policy() -> LetterPolicy:
    """The shipped policy of supervision letters."""
    return LetterPolicy.from_mapping(shipped("letters.json"))


@cache
def quota_policy() -> QuotaPolicy:
    """The shipped quotas of filings."""
    return QuotaPolicy.from_mapping(shipped("quotas.json"))


def file_policy() -> FilePolicy:
    """The shipped limits of files."""
    return FilePolicy.from_mapping(shipped("files.json"))


def message_policy() -> MessagePolicy:
    """The shipped contact hours."""
    return MessagePolicy.from_mapping(shipped("messages.json"))


# ---- People ------------------------------------------------------------------------------------


def member(role: Role, unit: str, **changes: Any) -> StaffMember:
    """A person of a role and unit, in office since long ago; `changes` replaces any field."""
    values = {
        "id": f"{role.value}-{unit}",
        "name": "张三",
        "role": role,
        "unit": unit,
        "since": datetime(2021, 4, 1, tzinfo=UTC),
        "until": None,
    }
    return StaffMember(**{**values, **changes})


handler = partial(member, Role.HANDLER)
clerk = partial(member, Role.CLERK, "centre")
inspector = partial(member, Role.INSPECTOR, "inspection")
supervisor = partial(member, Role.SUPERVISOR, "centre")
administrator = partial(member, Role.ADMINISTRATOR, "centre")

CLERK = Actor(ActorKind.STAFF, "clerk-centre", "centre")
HANDLER = Actor(ActorKind.STAFF, "handler-justice", "justice")


# ---- Texts and forms ---------------------------------------------------------------------------


def ref(kind: ParticularsKind, seq: int = 1, n: int = 0) -> ParticularsRef:
    """A reference to a text that somebody wrote."""
    return write_down(kind, seq, n, {"text": f"{kind.value} {seq}.{n}"}, "00").ref


def form_key(number: int = 1, now: datetime = NOW) -> str:
    """The key of the n-th form that was opened, as its page holds it."""
    return MINT.issue_form_key(now, number.to_bytes(16, "big")).text


def filing(text: str = LOAN, number: int = 1, **changes: Any) -> Filing:
    """A filled-in form; `number` tells one opened form from another."""
    fields = {
        "what_happened": text,
        "enterprise_name": "巨野县某企业",
        "contact_name": "李四",
        "contact_phone": "13800000000",
    }
    values = {
        "code_token": CODE_TOKEN,
        "form_key": form_key(number),
        "category": None,
        "township": None,
        "confidential": False,
        "language": "zh",
        "fields": fields,
    }
    return Filing(**{"device": changes.get("form_key", form_key(number)), **values, **changes})


def intake_code(token: str = CODE_TOKEN, **changes: Any) -> Code:
    """A printed code that opens the filing form."""
    values = {
        "token": token,
        "id": code_id(token),
        "purpose": CodePurpose.INTAKE,
        "place": PlaceKind.CENTRE,
        "caption_zh": "扫码即诉",
        "caption_en": "Scan to file",
        "issued_at": NOW,
    }
    return Code(**{**values, **changes})


# ---- Cases, made by the domain's own commands --------------------------------------------------


def context(now: datetime = NOW, actor: Actor = HANDLER, command_id: str = "command-1") -> Context:
    """What a decision looks at, under the shipped configuration."""
    return Context(now, actor, command_id, calendar(), policy(), organisation())


def filing_command(**changes: Any) -> FileCase:
    """The command that files a case."""
    values = {
        "channel": Channel.SCAN,
        "place": code_id(CODE_TOKEN),
        "category": "contract_debt",
        "township": "tianqiao",
        "confidential": False,
        "language": "zh",
        "versions": Versions(policy().version, calendar().version),
        "tracking_sha256": "ab" * 32,
        "filing_digest": "D" * 32,
        "particulars": ref(ParticularsKind.FILING),
    }
    return FileCase(**{**values, **changes})


def filed(now: datetime = NOW, case_id: str = CASE_ID, **changes: Any) -> Change:
    """A new case, as filing leaves it."""
    return open_with(case_id, filing_command(**changes), context(now, ENTERPRISE, "file"))


def filed_case(now: datetime = NOW, case_id: str = CASE_ID, **changes: Any) -> Case:
    """The case that `filed` makes."""
    return filed(now, case_id, **changes).after


def clock(stage: Stage, unit: str | None, due: datetime, **changes: Any) -> Clock:
    """A clock that started at NOW."""
    values = {"warn_at": a_day_before(due), "calendar": calendar().version}
    return Clock(
        **{"stage": stage, "unit": unit, "started_at": NOW, "due": due, **values, **changes}
    )


def lead_clocks(unit: str) -> tuple[Clock, ...]:
    """What runs against the lead of a case that was assigned at NOW."""
    return (
        clock(Stage.VERIFY, unit, VERIFY_BY),
        clock(Stage.REPLY, unit, REPLY_BY),
        clock(Stage.RESOLVE, unit, RESOLVE_BY),
    )


def then(
    case: Case, *commands: Command, now: datetime = NOW, actor: Actor = HANDLER
) -> tuple[Case, tuple[Event, ...]]:
    """The case after the commands, and the events they left."""
    change = perform(case, commands, context(now, actor))
    return change.after, change.events


def proposal(reason: TriageReason | None = None, **changes: Any) -> RoutingProposal:
    """What the catalogue says: with a reason, that a person must decide."""
    values = {
        "outcome": RoutingOutcome.TRIAGE if reason else RoutingOutcome.ASSIGN,
        "triage_reason": reason,
        "suggestions": (),
        "score": 0,
        "margin": 0,
        "about_bodies": (),
        "procedure": None,
        "catalogue": "test",
    }
    return RoutingProposal(**{**values, **changes})


def queued_case(
    reason: TriageReason, *about_bodies: str, now: datetime = NOW, **changes: Any
) -> Case:
    """A case that waits for a clerk; `about_bodies` are the bodies it complains about."""
    route = RouteCase(proposal(reason, about_bodies=about_bodies))
    return then(filed_case(now, **changes), route, now=now, actor=ROUTER)[0]


def waiting_case(now: datetime = NOW, **changes: Any) -> Case:
    """A case that the catalogue was not sure of."""
    return queued_case(TriageReason.NOT_CONFIDENT, now=now, **changes)


def assigned_case(lead: str = "justice", *co_handlers: str, now: datetime = NOW) -> Case:
    """A case with its lead and co-handlers."""
    assign = AssignCase(lead, co_handlers, judgement=NOTHING_JUDGED, released=None)
    return then(waiting_case(now), assign, now=now, actor=CLERK)[0]


def verify(finding: Finding = Finding.CONFIRMED) -> VerifyCase:
    """The lead's first step."""
    return VerifyCase(finding, ref(ParticularsKind.VERIFICATION, 3))


def reply() -> ReplyToCase:
    """The lead's second step."""
    return ReplyToCase(ref(ParticularsKind.REPLY, 4))


def resolve(outcome: Outcome = Outcome.SETTLED) -> ResolveCase:
    """The lead's last step."""
    return ResolveCase(outcome, ref(ParticularsKind.RESOLUTION, 5))


def verified_case(lead: str = "justice", *co_handlers: str) -> Case:
    """A case that its lead verified."""
    return then(assigned_case(lead, *co_handlers), verify())[0]


def replied_case(lead: str = "justice", *co_handlers: str) -> Case:
    """A case that its lead replied to."""
    return then(verified_case(lead, *co_handlers), reply())[0]


def resolved_case(lead: str = "justice") -> Case:
    """A case that its lead, handling it alone, resolved."""
    return then(replied_case(lead), resolve())[0]


def answered_case() -> Case:
    """A case that the centre answered directly."""
    return then(
        waiting_case(), AnswerCase(NOTHING_JUDGED, ref(ParticularsKind.ANSWER, 2)), actor=CLERK
    )[0]
