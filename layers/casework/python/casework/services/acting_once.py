"""What is done to a case on no request of a member of staff: once under its name, and decided again
when somebody changed the case first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.lifecycle import perform
from casework.services.commanding import Writing, context_of
from casework.services.deciding_again import deciding_again

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.case_file import CaseFile
    from casework.domain.events import Actor
    from casework.domain.lifecycle import Command
    from casework.ports import CaseRepository, Configuration


def act_once(
    read: Callable[[], CaseFile],
    actor: Actor,
    command_id: str,
    command: Callable[[Writing], Command],
    now: datetime,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> None:
    """Do it to the case that `read` gives, unless an event of it bears this `command_id`; however
    often this runs, it is done once. Raises what `read` raises, and the rule that forbids the act.
    """

    def do() -> None:
        file = read()
        if any(event.command_id == command_id for event in file.events):
            return
        writing = Writing(file.case.version + 1)
        commands = (command(writing),)
        context = context_of(file.case, now, actor, command_id, configuration)
        cases.save(perform(file.case, commands, context), writing.texts)

    deciding_again(do)
