"""Keep what was typed when the session was over, and give it back to the same person."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from casework.domain.draft import DRAFT_AGE, Draft, is_small_enough
from casework.domain.session import TOKEN_BYTES, SessionRefusal, key_of_token, opaque_token

if TYPE_CHECKING:
    from datetime import datetime

    from casework.ports import Drafts
    from casework.services.check_session import PresentedSession

OVER = frozenset({SessionRefusal.EXPIRED, SessionRefusal.ENDED, SessionRefusal.ROLE_CHANGED})
"""Sessions whose forms are kept; another browser than the one that was given a cookie keeps
nothing.
"""


def keep_draft(
    presented: PresentedSession,
    form: str,
    page: str,
    fields: dict[str, list[str]],
    now: datetime,
    *,
    drafts: Drafts,
) -> str | None:
    """Keep the fields of a form for twelve hours; the value of the cookie that finds them again.

    None when nothing is kept: the session is still good or came from another browser, or the form
    is larger than 64 KB. The caller has made sure that the form was made in that session.
    """
    if presented.refusal not in OVER or not is_small_enough(fields):
        return None
    token = opaque_token(secrets.token_bytes(TOKEN_BYTES))
    owner = presented.session.staff_id
    drafts.add(str(key_of_token(token)), Draft(owner, page, form, fields, now + DRAFT_AGE))
    return token


def take_draft(token: str, owner: str, page: str, now: datetime, *, drafts: Drafts) -> Draft | None:
    """What this person had typed on this page; None for anybody else, any other page, and after
    twelve hours. It stays until then, so that a page can be loaded again.
    """
    key = key_of_token(token)
    draft = drafts.find(key) if key else None
    return draft if draft is not None and draft.is_for(owner, page, now) else None
