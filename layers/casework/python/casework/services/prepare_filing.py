"""Prepare the filing form: is the code active, what can be promised at this moment, a fresh form
key.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.policy import promise

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.code import Code
    from casework.domain.policy import Promise
    from casework.domain.tokens import FormKey, TokenMint
    from casework.ports import CodeRepository, Configuration


@dataclass(frozen=True, slots=True)
class BlankForm:
    """What the filing page shows before anything is typed."""

    code: Code
    key: FormKey
    promise: Promise


def prepare_filing(
    code_token: str,
    now: datetime,
    *,
    codes: CodeRepository,
    configuration: Configuration,
    mint: TokenMint,
) -> BlankForm:
    """The form behind a code; raises NotFoundError when the code is malformed, unknown or
    revoked.
    """
    code = codes.active(code_token)
    return BlankForm(
        code,
        fresh_key(now, mint=mint),
        promise(now, configuration.policy(), configuration.calendar()),
    )


def fresh_key(now: datetime, *, mint: TokenMint) -> FormKey:
    """A key for one rendering of any form."""
    return mint.issue_form_key(now, secrets.token_bytes(16))
