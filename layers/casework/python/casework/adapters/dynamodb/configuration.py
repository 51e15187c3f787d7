"""Policy, calendar, catalogue, organisation and letter policy in the table: versions that never
change, and the one in force.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, TypeVar

from pynamodb.exceptions import DoesNotExist

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.items import ConfigurationItem
from casework.adapters.dynamodb.table import reading
from casework.domain.errors import ConfigurationError, StoreUnavailableError
from casework.domain.organisation import Organisation
from casework.domain.policy import DeadlinePolicy
from casework.domain.supervision_notice import LetterPolicy
from casework.domain.working_days import WorkingCalendar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from casework.domain.duty_catalogue import DutyCatalogue
    from casework.domain.file_policy import FilePolicy
    from casework.domain.message_policy import MessagePolicy
    from casework.domain.quota import QuotaPolicy

T = TypeVar("T")
POLICY, CALENDAR, CATALOGUE, ORGANISATION = "policy", "calendar", "catalogue", "organisation"
LETTERS, MESSAGES, QUOTAS = "letters", "messages", "quotas"
FILE_LIMITS = "files"
FRESH_SECONDS = 300.0
RETRY_SECONDS = 30.0


class DynamoConfiguration:
    """The Configuration port on DynamoDB.

    What is in force of `kinds` is read together, in one request per process and five minutes; an
    older version that a case was opened under is read once and kept. While the store is away, what
    was in force stays so, and the store is asked again every 30 seconds. Texts are parsed when
    first asked for. Raises StoreUnavailableError while nothing could be read yet, and
    ConfigurationError (with `kind`, maybe `version`) for what is not there or makes no sense.
    """

    def __init__(
        self, kinds: Sequence[str], *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._kinds = tuple(kinds)
        self._monotonic = monotonic
        self._read_again_at: float | None = None
        self._in_force: dict[str, ConfigurationItem] = {}
        self._parsed: dict[tuple[str, ...], Any] = {}

    def organisation(self) -> Organisation:
        """See the port."""
        return self._version(ORGANISATION, None, Organisation.from_mapping)

    def policy(self, version: str | None = None) -> DeadlinePolicy:
        """See the port."""
        return self._version(POLICY, version, DeadlinePolicy.from_mapping)

    def calendar(self, version: str | None = None) -> WorkingCalendar:
        """See the port."""
        return self._version(CALENDAR, version, WorkingCalendar.from_mapping)

    def catalogue(self) -> DutyCatalogue:
        """See the port."""
        # The one room that routes reads it; the others start sooner without its code.
        from casework.domain.duty_catalogue import DutyCatalogue  # noqa: PLC0415

        organisation = self.organisation()
        return self._version(
            CATALOGUE,
            None,
            lambda value: DutyCatalogue.from_mapping(value, organisation),
            organisation.version,
        )

    def letter_policy(self, version: str | None = None) -> LetterPolicy:
        """See the port."""
        return self._version(LETTERS, version, LetterPolicy.from_mapping)

    def message_policy(self) -> MessagePolicy:
        """See the port."""
        # As above: for the room that tells people.
        from casework.domain.message_policy import MessagePolicy  # noqa: PLC0415

        return self._version(MESSAGES, None, MessagePolicy.from_mapping)

    def file_policy(self) -> FilePolicy:
        """See the port."""
        # As above: for the rooms that take and check files.
        from casework.domain.file_policy import FilePolicy  # noqa: PLC0415

        return self._version(FILE_LIMITS, None, FilePolicy.from_mapping)

    def quota_policy(self) -> QuotaPolicy:
        """See the port."""
        # As above: for the room that files.
        from casework.domain.quota import QuotaPolicy  # noqa: PLC0415

        return self._version(QUOTAS, None, QuotaPolicy.from_mapping)

    def _version(
        self, kind: str, version: str | None, parse: Callable[[Any], T], *read_with: str
    ) -> T:
        """What `parse` makes of a version, kept; `read_with` are versions that it also rests on."""
        wanted = version or self._current(kind).version
        key = (kind, wanted, *read_with)
        if key not in self._parsed:
            self._parsed[key] = _parsed(kind, wanted, self._text(kind, wanted), parse)
        parsed: T = self._parsed[key]
        return parsed

    def _text(self, kind: str, version: str) -> str:
        current = self._current(kind)
        if current.version == version:
            return str(current.data)
        try:
            with reading():
                return str(ConfigurationItem.get(keys.configuration_pk(kind), version).data)
        except DoesNotExist as error:
            raise ConfigurationError(
                f"there is no {kind} {version}", kind=kind, version=version
            ) from error

    def _current(self, kind: str) -> ConfigurationItem:
        now = self._monotonic()
        if self._read_again_at is None or now >= self._read_again_at:
            self._refresh(now)
        try:
            return self._in_force[kind]
        except KeyError as error:
            raise ConfigurationError(f"no {kind} is in force", kind=kind) from error

    def _refresh(self, now: float) -> None:
        """Read what is in force; when that fails, keep what was, and try again soon."""
        wanted = [(keys.configuration_pk(name), keys.CURRENT) for name in self._kinds]
        try:
            with reading():
                items = list(ConfigurationItem.batch_get(wanted))
        except StoreUnavailableError:
            if not self._in_force:
                raise
            self._read_again_at = now + RETRY_SECONDS
            return
        self._in_force = {item.PK.partition("#")[2]: item for item in items}
        self._read_again_at = now + FRESH_SECONDS


def _parsed(kind: str, version: str, text: str, parse: Callable[[Any], T]) -> T:
    try:
        return parse(json.loads(text))
    except (ConfigurationError, ValueError) as error:
        raise ConfigurationError(
            f"{kind} {version}: {error}", kind=kind, version=version
        ) from error
