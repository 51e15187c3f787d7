"""Which acts the tracking page offers: exactly those that no rule forbids now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.clocks import Stage
from casework.domain.confirmation import check_confirm
from casework.domain.declining import check_ask_review
from casework.domain.errors import CaseworkError
from casework.domain.intake import check_supplement
from casework.domain.objections import check_object
from casework.domain.privacy_requests import check_ask_correction, check_ask_erasure
from casework.domain.withdrawals import check_withdraw, check_withdraw_rating
from casework.web.forms.act import Act

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.case import Case

_CHECKS: dict[Act, Callable[[Case, datetime], None]] = {
    Act.ADD: check_supplement,
    Act.CONFIRM: check_confirm,
    Act.OBJECT: check_object,
    Act.WITHDRAW: check_withdraw,
    Act.ASK_REVIEW: check_ask_review,
    Act.CORRECT: check_ask_correction,
    Act.ERASE: check_ask_erasure,
    Act.WITHDRAW_RATING: check_withdraw_rating,
}
_ENDED_BY_SILENCE = frozenset({Act.ADD, Act.CONFIRM, Act.WITHDRAW})


def possible_acts(case: Case, now: datetime) -> frozenset[Act]:
    """The acts; a silence that has passed counts although nobody has recorded it yet."""
    acts = frozenset(act for act, check in _CHECKS.items() if _passes(check, case, now))
    silence = case.clock(Stage.SILENCE)
    is_over = silence is not None and silence.is_running and silence.due <= now
    return acts - _ENDED_BY_SILENCE if is_over else acts


def _passes(check: Callable[[Case, datetime], None], case: Case, now: datetime) -> bool:
    try:
        check(case, now)
    except CaseworkError:
        return False
    return True
