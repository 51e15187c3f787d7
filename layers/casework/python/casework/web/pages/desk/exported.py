"""Lists as tables for spreadsheets: each line in the words of the console."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.domain.working_time import CHINA_TIME
from casework.web.pages.desk.vocabulary import CHANNELS, DISPOSITIONS, LIGHTS, STATUSES
from casework.web.pages.names import unit_name
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from casework.domain.case_line import CaseLine
    from casework.domain.organisation import Organisation
    from casework.web.wording import Wording

HEAD = (
    N_("Case"),
    N_("Status"),
    N_("First disposition"),
    N_("Came in by"),
    N_("Category"),
    N_("Township"),
    N_("Lead"),
    N_("Light"),
    N_("Filed"),
    N_("Due next"),
)


def head(say: Wording) -> list[str]:
    """The names of the columns."""
    return [say(name) for name in HEAD]


def table_lines(
    lines: Iterable[CaseLine], organisation: Organisation, say: Wording
) -> Iterator[list[str]]:
    """Each line as cells; a deadline is the end of its day, written as spreadsheets sort it."""
    for line in lines:
        category = organisation.categories.get(line.category or "")
        township = organisation.townships.get(line.township or "")
        yield [
            case_number(line.case_id),
            say(STATUSES[line.status]),
            say(DISPOSITIONS[line.disposition]) if line.disposition else "",
            say(CHANNELS[line.channel]),
            say.name(category) if category else "",
            say.name(township) if township else "",
            unit_name(line.lead, organisation, say) if line.lead else "",
            say(LIGHTS[line.light]),
            f"{line.filed_at.astimezone(CHINA_TIME):%Y-%m-%d %H:%M}",
            _end(line.due) if line.due else "",
        ]


def _end(due: datetime) -> str:
    """A half-open deadline: midnight is the 24:00 of the day before."""
    local = due.astimezone(CHINA_TIME)
    if local.time() == time.min:
        return f"{local.date() - timedelta(days=1):%Y-%m-%d} 24:00"
    return f"{local:%Y-%m-%d %H:%M}"
