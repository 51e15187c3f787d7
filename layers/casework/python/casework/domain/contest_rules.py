"""The rules of confirming, objecting, withdrawing, declining and of personal data."""

from casework.domain.errors import InvalidInputError, NotPermittedError, RuleViolationError


class NotContestableError(RuleViolationError):
    """Only what was resolved or answered, and neither confirmed nor settled, is confirmed or
    objected to.
    """

    code = "not_contestable"


class AlreadyConfirmedError(RuleViolationError):
    """The enterprise confirmed the outcome."""

    code = "already_confirmed"


class ObjectionUndecidedError(RuleViolationError):
    """An objection waits for its decision; nothing else is said of the outcome meanwhile."""

    code = "objection_undecided"


class ObjectionPeriodOverError(RuleViolationError):
    """An objection is raised within ten working days of the outcome (policy)."""

    code = "objection_period_over"


class AlreadyObjectedError(RuleViolationError):
    """One objection is decided, a second goes to special supervision, a third is not taken."""

    code = "already_objected"


class FalseClosingNotUpheldError(InvalidInputError):
    """A closing is found false only where the objection to it is upheld."""

    code = "false_closing_not_upheld"


class NothingToReviewError(RuleViolationError):
    """No request of this kind waits for a decision."""

    code = "nothing_to_review"


class TookPartError(NotPermittedError):
    """Who took part in a case decides no objection or review in it."""

    code = "took_part"


class AlreadyWithdrawnError(RuleViolationError):
    """The enterprise withdrew the case."""

    code = "already_withdrawn"


class RatingNotWithdrawableError(RuleViolationError):
    """There is no rating to take back, or it was taken back once."""

    code = "rating_not_withdrawable"


class NotDeclinedError(RuleViolationError):
    """Only a declined case is reviewed."""

    code = "not_declined"


class DeclineReviewedError(RuleViolationError):
    """The review of a declined case was asked for; it is once."""

    code = "decline_review_asked"


class ReviewPeriodOverError(RuleViolationError):
    """A review of a declined case is asked for within the period for objections (policy)."""

    code = "review_period_over"


class NotInHandError(RuleViolationError):
    """The reporter is contacted, and a report called false, while a body handles the case."""

    code = "not_in_hand"


class ReporterNotContactedError(RuleViolationError):
    """Nobody has spoken to the reporter: whether a report is false is not known before."""

    code = "reporter_not_contacted"


class ReporterConfirmedError(RuleViolationError):
    """The reporter confirmed the case: it is not a false report."""

    code = "reporter_confirmed"


class FalseReportPendingError(RuleViolationError):
    """Whether the report is false is being decided, or was decided once."""

    code = "false_report_asked"


class PrivacyRequestPendingError(RuleViolationError):
    """A request of this kind about personal data is being decided."""

    code = "privacy_request_pending"


class AlreadyErasedError(RuleViolationError):
    """The data of the case were erased."""

    code = "already_erased"


class ErasureTooEarlyError(RuleViolationError):
    """The data are needed to handle the case, or while its outcome may still be contested."""

    code = "erasure_too_early"
