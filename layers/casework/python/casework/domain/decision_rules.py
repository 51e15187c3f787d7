"""The rules of returns, extensions, suspensions, direct handling, tracks and questions."""

from casework.domain.errors import InvalidInputError, RuleViolationError


class SuspendedError(RuleViolationError):
    """While a case is suspended nobody handles it; the lead may lift the suspension."""

    code = "case_suspended"


class NotSuspendedError(RuleViolationError):
    """Only a suspended case has something to lift."""

    code = "not_suspended"


class RequestUndecidedError(RuleViolationError):
    """A request to return, extend or suspend waits for its decision; no other is made meanwhile."""

    code = "request_undecided"


class NoSuchRequestError(RuleViolationError):
    """No request of this kind waits for a decision: there was none, or it was decided."""

    code = "no_such_request"


class OwnRequestError(RuleViolationError):
    """Nobody decides a request that they made themselves."""

    code = "own_request"


class WaitsUsedUpError(RuleViolationError):
    """In this round the case waited for the enterprise as long as it may without approval."""

    code = "waits_used_up"


class ReturnWithoutGroundError(InvalidInputError):
    """A return (退单) names a legal ground of the list and the legal basis in words."""

    code = "return_without_ground"


class ReturnWindowOverError(RuleViolationError):
    """A case is returned before it is verified, and before it must be."""

    code = "return_window_over"


class UnitDesignatedError(RuleViolationError):
    """After two returns the supervisor designated the unit, finally."""

    code = "unit_designated"


class SameLeadError(InvalidInputError):
    """The next lead of an accepted return is another unit; to leave it there is to refuse."""

    code = "same_lead"


class NextLeadRequiredError(InvalidInputError):
    """Whoever accepts a return names the next lead in the same act."""

    code = "next_lead_required"


class NextLeadNotNeededError(InvalidInputError):
    """A refused return leaves the case where it is; only an accepted one is never groundless."""

    code = "next_lead_not_needed"


class DeadlinePassedError(RuleViolationError):
    """The deadline has passed; what is asked for is asked for before it."""

    code = "deadline_passed"


class AlreadyExtendedError(RuleViolationError):
    """An extension is asked for once a round."""

    code = "already_extended"


class TooManyDaysError(InvalidInputError):
    """More days than the policy grants."""

    code = "too_many_days"


class DirectlyHandledError(RuleViolationError):
    """The centre handles the case itself: it verifies and answers; nobody else has it."""

    code = "directly_handled"


class AlreadyOnTrackError(RuleViolationError):
    """The case is on this special track already."""

    code = "already_on_track"


class NotConfidentialError(RuleViolationError):
    """Answers are relayed and names revealed in confidential cases only."""

    code = "not_confidential"


class AlreadyRevealedError(RuleViolationError):
    """The unit knows who filed the case."""

    code = "already_revealed"
