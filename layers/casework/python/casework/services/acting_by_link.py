"""The way every act of an enterprise on its case takes: by its tracking link, once per form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from casework.domain.lifecycle import perform
from casework.services.commanding import Writing, context_of
from casework.services.deciding_again import deciding_again
from casework.services.file_case import ENTERPRISE
from casework.services.track_case import track_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.case_file import CaseFile
    from casework.domain.lifecycle import Command
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository, Configuration


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

    def do() -> None:
        file = track_case(link.token, cases=cases, mint=mint)
        if _is_done(file, command_id):
            return
        writing = Writing(file.case.version + 1)
        commands = (command(writing),)
        context = context_of(file.case, link.now, ENTERPRISE, command_id, configuration)
        cases.save(perform(file.case, commands, context), writing.texts)

    deciding_again(do)


def _is_done(file: CaseFile, command_id: str) -> bool:
    return any(event.command_id == command_id for event in file.events)
