"""The way every act of an enterprise on its case takes: by its tracking link, once per form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypedDict

from casework.services.acting_once import act_once
from casework.services.file_case import ENTERPRISE
from casework.services.track_case import track_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.lifecycle import Command
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Writing


class Ports(TypedDict):
    """What every act of an enterprise needs."""

    cases: CaseRepository
    configuration: Configuration
    mint: TokenMint


@dataclass(frozen=True, slots=True)
class ByLink:
    """Who holds a tracking link posts a form of its page: token, form key, and when (UTC)."""

    token: str
    form_key: str
    now: datetime


def act_by_link(
    link: ByLink,
    act: str,
    typed: tuple[str, ...],
    command: Callable[[Writing], Command],
    *,
    cases: CaseRepository,
    configuration: Configuration,
    mint: TokenMint,
) -> None:
    """Do what the form asks, once per form and content, however often it is posted: twice, by the
    back button, after a lost answer.

    `act` tells the forms of one page apart, `typed` is what was filled in. Raises NotFoundError for
    a wrong link, FormKeyRefusedError for an old form, and the rule that forbids the act.
    """
    key = mint.accept_form_key(link.form_key, link.now)
    command_id = mint.digest(act, "\0".join([key.text, *typed]))
    act_once(
        partial(track_case, link.token, cases=cases, mint=mint),
        *(ENTERPRISE, command_id, command, link.now),
        cases=cases,
        configuration=configuration,
    )
