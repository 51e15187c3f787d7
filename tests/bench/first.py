"""The request that each room starts with."""

from __future__ import annotations

from dataclasses import dataclass

REACTS, SHOWS_PAGES, PARSES_TYPED_BODIES = 1.1, 1.3, 1.5
"""Budgets of DESIGN 9: a cold start beside botocore alone."""


@dataclass(frozen=True)
class First:
    """A payload of `events/`, whom the room asks first to answer it, and the room's budget."""

    payload: str
    service: str
    budget: float


FIRST = {
    "event_relay": First("event_relay__case_filed", "events", REACTS),
    "department_routing": First("department_routing__case_filed", "dynamodb", REACTS),
    "scan_intake": First("scan_intake__open_form", "dynamodb", SHOWS_PAGES),
    "evaluation_capture": First("evaluation_capture__open_rating", "dynamodb", SHOWS_PAGES),
    "sign_in": First("sign_in__ask_first", "dynamodb", SHOWS_PAGES),
    "case_desk": First("case_desk__verify_case", "dynamodb", PARSES_TYPED_BODIES),
    "oversight_desk": First("oversight_desk__view_special", "dynamodb", PARSES_TYPED_BODIES),
    "registry_desk": First("registry_desk__issue_code", "dynamodb", PARSES_TYPED_BODIES),
    "deadline_timer": First("deadline_timer__case_filed", "scheduler", REACTS),
    "deadline_expiry": First("deadline_expiry__timer_fired", "dynamodb", REACTS),
    "deadline_sweep": First("deadline_sweep__hourly", "dynamodb", REACTS),
    "supervision_notice": First("supervision_notice__next_in_line", "dynamodb", REACTS),
    "letter_press": First("letter_press__letter_issued", "dynamodb", REACTS),
    "department_notification": First(
        "department_notification__deadline_missed", "dynamodb", REACTS
    ),
    "letter_verification": First("letter_verification__show_letter", "dynamodb", SHOWS_PAGES),
    "wechat_callback": First("wechat_callback__scan_code", "secretsmanager", SHOWS_PAGES),
    "mail_intake": First("mail_intake__mail_dropped", "s3", REACTS),
    "attachment_check": First("attachment_check__file_sent", "dynamodb", REACTS),
    "enterprise_notification": First("enterprise_notification__case_replied", "dynamodb", REACTS),
}
"""By room."""
