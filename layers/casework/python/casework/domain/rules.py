"""The rules a case can break: a class each, with the name that people, pages and tests know."""

from casework.domain.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    NotPermittedError,
    RuleViolationError,
)


class AlreadyDispatchedError(RuleViolationError):
    """The case was already assigned or answered; only the service centre's own cases can be."""

    code = "already_dispatched"


class NotYetRoutedError(RuleViolationError):
    """The catalogue has not read the case yet; a complaint would not be known as one."""

    code = "not_yet_routed"


class AlreadyVerifiedError(RuleViolationError):
    """Verification is done once a round."""

    code = "already_verified"


class NotYetVerifiedError(RuleViolationError):
    """A reply or resolution comes after verification, or together with it."""

    code = "not_yet_verified"


class AlreadyRepliedError(RuleViolationError):
    """The reply was given; the enterprise has it."""

    code = "already_replied"


class NotYetRepliedError(RuleViolationError):
    """A resolution comes after the reply, or together with it."""

    code = "not_yet_replied"


class AlreadyResolvedError(RuleViolationError):
    """The case is resolved."""

    code = "already_resolved"


class NotAssignedError(RuleViolationError):
    """The case is still with the service centre; no body can handle it yet."""

    code = "not_assigned"


class CaseClosedError(RuleViolationError):
    """The case is closed; nothing more can be done on it."""

    code = "case_closed"


class CoHandlerTaskOpenError(RuleViolationError):
    """The lead resolves only when every co-handler has reported or was excused (P4)."""

    code = "co_handler_task_open"


class TaskNotOpenError(RuleViolationError):
    """The co-handler already reported or was excused."""

    code = "task_not_open"


class NotACoHandlerError(RuleViolationError):
    """The unit has no task in this case."""

    code = "not_a_co_handler"


class LeadIsCoHandlerError(InvalidInputError):
    """A unit is lead or co-handler, never both, and co-handles once."""

    code = "lead_is_co_handler"


class UnknownUnitError(InvalidInputError):
    """The organisation has no such unit, or it handles no cases."""

    code = "unknown_unit"


class ComplainedBodyError(RuleViolationError):
    """A complaint about a body goes to the inspectors, never to that body."""

    code = "complaint_about_body"


class ReleasedTextRequiredError(InvalidInputError):
    """A confidential case reaches a department only as a text that a clerk released."""

    code = "released_text_required"


class ReleasedTextNotNeededError(InvalidInputError):
    """Only confidential cases are released in other words."""

    code = "released_text_not_needed"


class NotRateableError(RuleViolationError):
    """A case is rated when it was resolved or answered, not before."""

    code = "not_rateable"


class AlreadyRatedError(RuleViolationError):
    """One rating per case."""

    code = "already_rated"


class UnknownLetterError(NotFoundError):
    """The case has no such letter."""

    code = "unknown_letter"


class UnknownFileError(NotFoundError):
    """The case has no such file, or none that can be opened."""

    code = "unknown_file"


class NotAddressedError(NotPermittedError):
    """The letter is addressed to another unit."""

    code = "not_addressed"


class LetterAlreadyAnsweredError(RuleViolationError):
    """The letter was answered; its answer is on record."""

    code = "letter_already_answered"


class StaleVersionError(ConflictError):
    """The case changed since it was read; `changes` names what happened meanwhile."""

    code = "case_changed"


class IdempotencyKeyReusedError(InvalidInputError):
    """The same person used the same Idempotency-Key for another request on the case."""

    code = "idempotency_key_reused"


class OverQuotaError(ConflictError):
    """More was filed through the code or from the device than its quota: the case is to be marked
    and stored.
    """

    code = "over_quota"


class CaseExistsError(ConflictError):
    """The same form was already filed."""

    code = "case_exists"


class NotAnEmailAddressError(InvalidInputError):
    """An e-mail subscription needs an e-mail address."""

    code = "not_an_email_address"


class NotAnHttpsAddressError(InvalidInputError):
    """An HTTPS subscription needs an https address by host name, without a user name."""

    code = "not_an_https_address"


class NotAQueueError(InvalidInputError):
    """A queue subscription needs the ARN of a standard queue in this deployment's partition."""

    code = "not_a_queue_of_this_partition"


class EndpointRefusedError(InvalidInputError):
    """The messaging service does not take the address, though it has the right form."""

    code = "endpoint_refused"


class AlreadySubscribedError(ConflictError):
    """An address gets the messages of one department only; this one gets another's already."""

    code = "already_subscribed"


class SubscriptionNotConfirmedError(RuleViolationError):
    """Whoever owns the address has not confirmed it: it gets nothing, and SNS lets nobody else end
    it; unconfirmed, it ends by itself.
    """

    code = "subscription_not_confirmed"
