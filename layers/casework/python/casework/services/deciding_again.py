"""What the platform itself does when someone else changed the case first: read it again and decide
again.
"""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING, TypeVar

from casework.domain.rules import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
ATTEMPTS = 5
LONGEST_PAUSE_MS = 80


def deciding_again(act: Callable[[], T], *, pause: Callable[[float], None] = time.sleep) -> T:
    """Run `act`, which reads, decides and saves, until nobody interferes; at most five times.

    Between attempts it waits a random time of up to 80 ms, doubled each time. The fifth conflict is
    raised: the queue delivers the event again later.
    """
    for attempt in range(ATTEMPTS - 1):
        try:
            return act()
        except StaleVersionError:
            pause(secrets.randbelow(LONGEST_PAUSE_MS * 2**attempt) / 1000)
    return act()
