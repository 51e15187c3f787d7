"""Where a stack keeps what nobody could send or react to, and where each message goes again.

Every name begins with the stack's (infra/template.yaml). The relay's dead letters are not among
them: they name positions of the stream, which by then has forgotten them (docs/run-book.md).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Waiting:
    """One queue of messages that wait to be sent again.

    - A message that names an event is an announcement: it goes again through the bus.
    - Any other goes to the queue `to`, exactly as it is, if it names `by`; without `by` whatever
      is an object does. A FIFO queue's messages keep their line and their deduplication id.
    - `announces` is whether messages can be announcements at all: a request for a letter's number
      names the event that it is about, and is none.
    """

    queue: str
    to: str | None = None
    by: str | None = None
    announces: bool = True

    def takes_back(self, body: str) -> bool:
        """Whether a message is one that the queue `to` has use for."""
        content = content_of(body)
        return self.to is not None and content is not None and self.by in {None, *content}


WAITING = (
    Waiting("parking"),
    Waiting("department-routing-dead-letters"),
    Waiting("deadline-timer-dead-letters", "deadline-expiry", by="case_id"),
    Waiting("deadline-expiry-dead-letters", "deadline-expiry", by="case_id"),
    Waiting("deadline-sweep-dead-letters", "deadline-sweep"),
    Waiting("supervision-notice-dead-letters"),
    Waiting("numbering-dead-letters.fifo", "numbering.fifo", by="case_id", announces=False),
    Waiting("letter-press-dead-letters"),
    Waiting("department-notification-dead-letters", "department-notification", by="message"),
    Waiting("enterprise-notification-dead-letters", "enterprise-notification", by="message"),
    Waiting("attachment-check-dead-letters", "attachment-check", by="Records"),
    Waiting("mail-intake-dead-letters", "mail-intake", by="Records", announces=False),
)


def content_of(body: str) -> Mapping[str, Any] | None:
    """The JSON object that a message is, or None."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def event_named_in(body: str) -> str:
    """The id in a parked message, or in the bus's envelope around an event; else nothing."""
    content = content_of(body) or {}
    detail = content.get("detail", content)
    found = detail.get("event_id", "") if isinstance(detail, dict) else ""
    return found if isinstance(found, str) else ""
