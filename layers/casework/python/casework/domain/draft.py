"""What a member of staff had typed when the session was over: kept until the next sign-in
(DESIGN 8).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

DRAFT_AGE = timedelta(hours=12)
LARGEST_DRAFT = 64 * 1024
"""Bytes of UTF-8, names and values; the same as of any posted form."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of one form as they were typed.

    `owner` is the id of the person whose session it was; `page` the path that held the form and
    `form` the path that it was posted to, both without a query; `expires_at` is exclusive (UTC).
    """

    owner: str
    page: str
    form: str
    fields: dict[str, list[str]]
    expires_at: datetime

    def is_for(self, owner: str, page: str, now: datetime) -> bool:
        """Whether this person may have it back on this page now."""
        return self.owner == owner and self.page == page and now < self.expires_at


def is_small_enough(fields: dict[str, list[str]]) -> bool:
    """Whether a form can be kept."""
    texts = [text for name, values in fields.items() for text in (name, *values)]
    return sum(len(text.encode("utf-8", "replace")) for text in texts) <= LARGEST_DRAFT
