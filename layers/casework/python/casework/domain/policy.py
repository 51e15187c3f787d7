"""A county's time limits (“一天核实、三天回复、十五天办结”, P6) and the dates they promise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any, Self

from casework.domain.configuration_fields import count_of, entry_of, list_of, text_of
from casework.domain.deadline import (
    BusinessHours,
    Deadline,
    Limit,
    Unit,
    compute_deadline,
    instant_before,
)
from casework.domain.errors import ConfigurationError
from casework.domain.red_light_thresholds import RedLightThresholds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from casework.domain.deadline import Pause
    from casework.domain.working_days import WorkingCalendar

_LIMITS = (
    "triage",
    "verify",
    "reply",
    "resolve",
    "direct_verify",
    "direct_answer",
    "co_handler_lead_time",
    "warning_lead_time",
    "silence",
    "objection",
    "objection_decision",
    "request_decision",
    "review",
    "privacy_decision",
    "letter_reply",
    "red_light_statement",
    "red_light_appeal",
    "urgent_verify",
    "urgent_reply",
    "urgent_resolve",
    "extension",
    "suspension",
)
_OTHERS = ("version", "retention_years", "business_hours", "legal_periods", "red_light_thresholds")
_IN_ORDER = (
    ("verify", "reply"),
    ("reply", "resolve"),
    ("direct_verify", "direct_answer"),
    ("urgent_verify", "urgent_reply"),
    ("urgent_reply", "urgent_resolve"),
)


@dataclass(frozen=True, slots=True)
class LegalPeriod:
    """A period that a law sets for a kind of matter, in place of the county's (Civil Code 204)."""

    matter: str
    law: str
    limit: Limit


@dataclass(frozen=True, slots=True)
class DeadlinePolicy:
    """Every limit of one version of the policy; a case keeps the version it was opened under.

    - From filing: `triage` (the centre assigns, answers or declines).
    - From assignment: `verify` (核实), `reply` (回复), `resolve` (办结).
    - From the start of direct handling (直接答复): `direct_verify`, `direct_answer`.
    - Before a deadline: `co_handler_lead_time` (a co-handler's task ends so much before the lead's)
      and `warning_lead_time`.
    - After resolve: `silence` (then closed as not contested), `objection` (the enterprise may
      object), `objection_decision`.
    - `request_decision`: the supervisor's, on returns and extensions; `letter_reply`: a unit's, to
      a supervision letter (督办函).
    - `red_light_statement`: a unit's, to state its case on a proposed red light;
      `red_light_appeal`: its appeal to the leading group, from the signature;
      `red_light_thresholds`: how much evidence of a kind proposes one (DESIGN 6).
    - `review`: of a declined case, and of a withdrawal for pressure (撤单质检);
      `privacy_decision`: on a request to correct or erase personal data (PIPL 50 asks for a
      convenient way and a reason; 15 working days are the policy's).
    - `urgent_verify`, `urgent_reply`, `urgent_resolve`: under one matter one discussion (一事一议,
      O8), from the decision that a matter is urgent.
    - `extension`, `suspension`: the longest that a supervisor grants (延期, 挂起).
    - `retention_years`: how long particulars are kept after closing.
    - `hours`: hours of work; without them days end at 24:00.
    """

    version: str
    triage: Limit
    verify: Limit
    reply: Limit
    resolve: Limit
    direct_verify: Limit
    direct_answer: Limit
    co_handler_lead_time: Limit
    warning_lead_time: Limit
    silence: Limit
    objection: Limit
    objection_decision: Limit
    request_decision: Limit
    review: Limit
    privacy_decision: Limit
    letter_reply: Limit
    red_light_statement: Limit
    red_light_appeal: Limit
    urgent_verify: Limit
    urgent_reply: Limit
    urgent_resolve: Limit
    extension: Limit
    suspension: Limit
    red_light_thresholds: RedLightThresholds
    retention_years: int
    hours: BusinessHours | None = None
    legal_periods: tuple[LegalPeriod, ...] = ()

    @classmethod
    def from_mapping(cls, value: Mapping[str, Any]) -> Self:
        """Read a policy (parsed JSON); ConfigurationError names the key it stumbles over."""
        entry = entry_of(value, "deadlines", {*_OTHERS, *_LIMITS})
        limits = {key: _limit_of(entry[key], key) for key in _LIMITS}
        for earlier, later in _IN_ORDER:
            _check_order(limits, earlier, later)
        return cls(
            version=text_of(entry["version"], "version"),
            retention_years=count_of(entry["retention_years"], "retention_years"),
            hours=hours_of(entry["business_hours"], "business_hours"),
            legal_periods=_legal_periods_of(entry["legal_periods"]),
            red_light_thresholds=RedLightThresholds.from_mapping(entry["red_light_thresholds"]),
            **limits,
        )

    @property
    def as_urgent(self) -> DeadlinePolicy:
        """The limits of an urgent matter in place of the ordinary ones; all others as they are."""
        return replace(
            self,
            verify=self.urgent_verify,
            reply=self.urgent_reply,
            resolve=self.urgent_resolve,
            direct_verify=self.urgent_verify,
            direct_answer=self.urgent_reply,
        )

    def legal_period(self, matter: str) -> LegalPeriod | None:
        """The period that a law sets for this kind of matter, if the policy names one."""
        return next((period for period in self.legal_periods if period.matter == matter), None)


@dataclass(frozen=True, slots=True)
class StageDeadlines:
    """The deadlines of the three stages of one round."""

    verify_by: Deadline
    reply_by: Deadline
    resolve_by: Deadline


@dataclass(frozen=True, slots=True)
class Promise:
    """The latest deadlines, as shown to the enterprise at filing."""

    triage_by: Deadline
    verify_by: Deadline
    reply_by: Deadline
    resolve_by: Deadline


def promise(filed_at: datetime, policy: DeadlinePolicy, calendar: WorkingCalendar) -> Promise:
    """The latest dates a case filed now can have: triage used to its end, then each stage in full.

    No assignment made within the triage limit gives a later stage deadline.
    """
    triage = compute_deadline(filed_at, policy.triage, calendar, hours=policy.hours)

    def latest(limit: Limit) -> Deadline:
        # The last assignment in time is made on the day that the triage deadline closes; running
        # time has no last moment before it, so the deadline itself is the bound.
        moment = triage.at - timedelta.resolution if limit.unit.counts_days else triage.at
        stage = compute_deadline(moment, limit, calendar, hours=policy.hours)
        return Deadline(stage.at, triage.provisional or stage.provisional)

    return Promise(triage, latest(policy.verify), latest(policy.reply), latest(policy.resolve))


def stage_deadlines(
    assigned_at: datetime,
    policy: DeadlinePolicy,
    calendar: WorkingCalendar,
    *,
    extension: Limit | None = None,
    pauses: Sequence[Pause] = (),
) -> StageDeadlines:
    """The stages of a round assigned at that moment; an extension adds to resolve only.

    Errors are those of `compute_deadline`.
    """

    def stage(limit: Limit, extension: Limit | None = None) -> Deadline:
        return compute_deadline(
            assigned_at, limit, calendar, hours=policy.hours, extension=extension, pauses=pauses
        )

    return StageDeadlines(
        verify_by=stage(policy.verify),
        reply_by=stage(policy.reply),
        resolve_by=stage(policy.resolve, extension),
    )


def task_deadline(
    assigned_at: datetime,
    policy: DeadlinePolicy,
    calendar: WorkingCalendar,
    *,
    extension: Limit | None = None,
    pauses: Sequence[Pause] = (),
) -> Deadline:
    """When a co-handler's task ends: `co_handler_lead_time` before the lead must resolve.

    It never ends before one whole unit of that lead time has passed since the assignment, nor after
    the lead's own deadline. It is provisional whenever the lead's is, because it moves with it.
    """
    stages = stage_deadlines(assigned_at, policy, calendar, extension=extension, pauses=pauses)
    lead, hours = stages.resolve_by, policy.hours
    at = instant_before(lead.at, policy.co_handler_lead_time, calendar, hours=hours)
    one_unit = Limit(1, policy.co_handler_lead_time.unit)
    earliest = compute_deadline(assigned_at, one_unit, calendar, hours=hours, pauses=pauses)
    return Deadline(min(lead.at, max(at, earliest.at)), lead.provisional)


def _limit_of(value: object, where: str) -> Limit:
    entry = entry_of(value, where, {"amount", "unit"})
    try:
        unit = Unit(entry["unit"])
    except ValueError:
        raise ConfigurationError(f"{where}.unit: expected one of {', '.join(Unit)}") from None
    try:
        return Limit(entry["amount"], unit)
    except ConfigurationError as error:
        raise ConfigurationError(f"{where}.{error}") from None


def hours_of(value: object, where: str) -> BusinessHours | None:
    """The hours at `where`, or None for null: any time; ConfigurationError for anything else."""
    if value is None:
        return None
    entry = entry_of(value, where, {"opening", "closing"})
    return BusinessHours(
        _time_of(entry["opening"], f"{where}.opening"),
        _time_of(entry["closing"], f"{where}.closing"),
    )


def _time_of(value: object, where: str) -> time:
    try:
        return time.fromisoformat(text_of(value, where))
    except ValueError:
        raise ConfigurationError(f"{where}: expected a time as HH:MM") from None


def _legal_periods_of(value: object) -> tuple[LegalPeriod, ...]:
    periods: dict[str, LegalPeriod] = {}
    for index, item in enumerate(list_of(value, "legal_periods")):
        where = f"legal_periods[{index}]"
        entry = entry_of(item, where, {"matter", "law", "limit"})
        matter = text_of(entry["matter"], f"{where}.matter")
        if matter in periods:
            raise ConfigurationError(f"{where}.matter: {matter} stands there twice")
        law = text_of(entry["law"], f"{where}.law")
        periods[matter] = LegalPeriod(matter, law, _limit_of(entry["limit"], f"{where}.limit"))
    return tuple(periods.values())


def _check_order(limits: Mapping[str, Limit], earlier: str, later: str) -> None:
    first, second = limits[earlier], limits[later]
    if first.unit == second.unit and first.amount > second.amount:
        raise ConfigurationError(f"{later}: shorter than {earlier}")
