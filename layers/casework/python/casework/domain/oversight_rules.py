"""The rules of oversight a case can break: a class each, named as in `rules`."""

from casework.domain.errors import InvalidInputError, NotFoundError, RuleViolationError


class UnderSpecialSupervisionError(RuleViolationError):
    """The case is under special supervision already."""

    code = "under_special_supervision"


class NotUnderSpecialSupervisionError(RuleViolationError):
    """The case is not under special supervision, or not any more."""

    code = "not_under_special_supervision"


class NoCoordinatorError(RuleViolationError):
    """Actions are agreed once it is said who coordinates."""

    code = "no_coordinator"


class NotTakingPartError(InvalidInputError):
    """Only a unit that takes part in the special supervision is given an action."""

    code = "not_taking_part"


class ReasonNotYoursError(InvalidInputError):
    """A second objection brings a case to special supervision by itself; nobody chooses it."""

    code = "reason_not_yours"


class NotAWorkingDayError(InvalidInputError):
    """An action ends with a working day that is still to end."""

    code = "not_a_working_day"


class UnknownActionError(NotFoundError):
    """The special supervision has no such action of this unit."""

    code = "unknown_action"


class ActionReportedError(RuleViolationError):
    """The action was reported already, or ended with the special supervision."""

    code = "action_reported"


class UnknownRedLightError(NotFoundError):
    """The case has no such red light."""

    code = "unknown_red_light"


class NoEvidenceError(RuleViolationError):
    """A red light rests on evidence that counts; there is none, or none that is not used up."""

    code = "no_evidence"


class RedLightPendingError(RuleViolationError):
    """A red light of this unit in this case waits for its decision already."""

    code = "red_light_pending"


class AlreadyStatedError(RuleViolationError):
    """The unit stated its case once; it is on record."""

    code = "already_stated"


class StatementTooLateError(RuleViolationError):
    """The time to state the case is over."""

    code = "statement_too_late"


class HearingNotOverError(RuleViolationError):
    """A red light is decided after the unit's statement or at the end of its time for it, never
    before.
    """

    code = "hearing_not_over"


class RedLightDecidedError(RuleViolationError):
    """The red light was signed or dismissed already."""

    code = "red_light_decided"


class NotSignedError(RuleViolationError):
    """An appeal is against a red light that was signed."""

    code = "not_signed"


class AlreadyAppealedError(RuleViolationError):
    """One appeal against a red light."""

    code = "already_appealed"


class AppealTooLateError(RuleViolationError):
    """The time to appeal is over."""

    code = "appeal_too_late"


class NotAppealedError(RuleViolationError):
    """There is no appeal to decide, or it was decided."""

    code = "not_appealed"


class ReferredToItselfError(InvalidInputError):
    """A referral goes to a competent body other than the unit that it names."""

    code = "referred_to_itself"


class NoProcedureError(RuleViolationError):
    """Routing marked no procedure of its own on this case."""

    code = "no_procedure"


class ProcedureConfirmedError(RuleViolationError):
    """The procedure was confirmed already."""

    code = "procedure_confirmed"


class OwnProcedureError(RuleViolationError):
    """No red light is proposed or signed over a matter with a procedure of its own."""

    code = "own_procedure"


class OverdueMergeError(RuleViolationError):
    """A unit that is late is not relieved of it by a merge."""

    code = "overdue_merge"


class ProcedureNotConfirmedError(RuleViolationError):
    """Guidance to a procedure follows its confirmation by a person."""

    code = "procedure_not_confirmed"


class ContactInFutureError(InvalidInputError):
    """The register holds contacts that took place."""

    code = "contact_in_future"


class NotAComplaintError(RuleViolationError):
    """The case complains about no public body; there is nothing to release."""

    code = "not_a_complaint"


class NotComplainedAboutError(InvalidInputError):
    """The summary goes to a body that the case complains about."""

    code = "not_complained_about"


class SummaryReleasedError(RuleViolationError):
    """The body has its summary already."""

    code = "summary_released"


class SameCaseError(InvalidInputError):
    """A case is merged with or linked to another one, not to itself."""

    code = "same_case"


class ConfidentialityDiffersError(RuleViolationError):
    """A confidential case is never joined with one that is not: it would show that there is one."""

    code = "confidentiality_differs"


class ComplaintDiffersError(RuleViolationError):
    """A complaint about a body is never joined with a case that is none."""

    code = "complaint_differs"


class AlreadyLinkedError(RuleViolationError):
    """The two cases are linked already."""

    code = "already_linked"


class NamesOthersError(RuleViolationError):
    """A handler takes a case; only the department's lead gives it to somebody else."""

    code = "names_others"


class NotAStaffIdError(InvalidInputError):
    """An id of staff has 1 to 64 letters, digits, hyphens and underscores."""

    code = "not_a_staff_id"
