"""Everything that can go wrong in casework, as one tree: each class carries a stable code that
callers decide by.
"""

from typing import Any


class CaseworkError(Exception):
    """A rule refused something.

    `code` names the rule and never changes once published: pages, APIs and tests decide by it,
    never by the message. `facts` are codes, ids and dates that the answer may show; they never hold
    text that a person typed.
    """

    code = "casework_error"

    def __init__(self, message: str = "", **facts: Any) -> None:
        super().__init__(message or self.code)
        self.facts = facts


class InvalidInputError(CaseworkError):
    """What was sent cannot be understood or breaks a limit; the sender can mend it (HTTP 422)."""

    code = "invalid_input"


class NotFoundError(CaseworkError):
    """There is no such thing, or it is not the asker's to know of (HTTP 404, the same answer for
    both).
    """

    code = "not_found"


class NotPermittedError(CaseworkError):
    """The person is known, but the rule gives the act to someone else (HTTP 403)."""

    code = "not_permitted"


class RuleViolationError(CaseworkError):
    """The case is not in a state that allows the act (HTTP 409); nothing was changed."""

    code = "rule_violation"


class ConflictError(CaseworkError):
    """Someone else changed the same thing first (HTTP 409); the answer says what changed."""

    code = "conflict"


class ConfigurationError(CaseworkError):
    """A setting, policy, calendar or catalogue is missing or contradicts itself; an operator must
    mend it.
    """

    code = "configuration"


class StoreUnavailableError(CaseworkError):
    """The store did not answer or threw the request back; trying again is right (HTTP 503)."""

    code = "store_unavailable"
