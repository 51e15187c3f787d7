"""Special supervision of a stuck case (专项督办, P5) and the red light that is proposed beside it,
heard and dismissed (P8).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from casework.domain.working_time import WorkingTime
from infra.local.browse import UnexpectedAnswerError
from tests.builders import calendar

if TYPE_CHECKING:
    from datetime import date

    from infra.local.stories.telling import Story

UNIT, HEAD, HANDLER = "transport", "lead-transport", "handler-transport"
POLICE, POLICE_HANDLER = "public_security", "handler-public-security"
