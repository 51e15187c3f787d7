"""Forms of returns (退单), extensions (延期), suspensions (挂起), tracks and questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.decision_events import ReturnGround, SuspensionReason
from casework.web.desk_forms.form_spec import FieldKind, FieldSpec, FormSpec, choices
from casework.web.pages.option import Option
from casework.web.wording import N_

if TYPE_CHECKING:
    from casework.web.desk_forms.form_spec import Subject

GROUNDS = {
    ReturnGround.NO_COMPETENCE: N_("The unit has no competence"),
    ReturnGround.OTHER_JURISDICTION: N_("Another place has jurisdiction"),
    ReturnGround.OWN_PROCEDURE: N_("The matter has a procedure of its own"),
    ReturnGround.OTHER_BODY_BY_LAW: N_("By law it is another body's"),
    ReturnGround.COMPETENCE_MOVED: N_("The competence was moved to another body"),
}
REASONS = {
    SuspensionReason.WAITING_FOR_ENTERPRISE: N_("Waiting for the enterprise"),
    SuspensionReason.FORCE_MAJEURE: N_("Force majeure"),
    SuspensionReason.EXPERT_APPRAISAL: N_("An expert appraisal is under way"),
    SuspensionReason.OTHER_PROCEDURE: N_("Another procedure must end first"),
    SuspensionReason.HIGHER_BODY: N_("A higher body was asked for instructions"),
}
_ANSWERS = (Option("yes", N_("Accept")), Option("no", N_("Refuse")))


def _in_doubt_complaint(subject: Subject) -> bool:
    return subject.case.complaint


def _in_doubt_procedure(subject: Subject) -> bool:
    return bool(subject.case.procedure)


def _confidential(subject: Subject) -> bool:
    return subject.case.confidential


def _text(label: str, hint: str | None = None, rows: int = 4) -> FieldSpec:
    return FieldSpec("text", FieldKind.TEXT_AREA, label, hint=hint, rows=rows)


def _days() -> FieldSpec:
    return FieldSpec("days", FieldKind.NUMBER, N_("Working days"))


_ACCEPTED = FieldSpec("accepted", FieldKind.RADIO, N_("Decision"), options=_ANSWERS)
_REASON = _text(N_("Reason of the decision"), N_("The unit that asked reads this."))

FORMS = (
    FormSpec(
        "question",
        title=N_("Ask the enterprise"),
        submit=N_("Send the question"),
        hint=N_("The case stands still until the enterprise answers."),
        fields=(_text(N_("Question"), N_("The enterprise reads this.")),),
    ),
    FormSpec(
        "direct-handling",
        title=N_("Handle it ourselves"),
        submit=N_("Take it for direct handling"),
        hint=N_("The centre verifies and answers it within its own limits."),
        fields=(
            FieldSpec(
                "not_a_complaint",
                FieldKind.CHECKBOX,
                N_("It complains about no public body"),
                required=False,
                when=_in_doubt_complaint,
            ),
            FieldSpec(
                "not_a_procedure",
                FieldKind.CHECKBOX,
                N_("It is in no procedure of its own"),
                required=False,
                when=_in_doubt_procedure,
            ),
        ),
    ),
    FormSpec(
        "relay",
        title=N_("Relay the answer"),
        submit=N_("Release it to the department"),
        fields=(_text(N_("What the department may read"), N_("Name nobody in it.")),),
    ),
    FormSpec(
        "lifting",
        title=N_("Lift the suspension"),
        submit=N_("Let the case go on"),
        hint=N_("The days suspended are added to every step that is still to come."),
    ),
    FormSpec(
        "return-decision",
        title=N_("Decide the return"),
        submit=N_("Record the decision"),
        hint=N_("Accepting it, name the next lead in the same act."),
        fields=(
            _ACCEPTED,
            FieldSpec("lead", FieldKind.UNIT, N_("Next lead, if accepted"), required=False),
            FieldSpec("co_handlers", FieldKind.UNITS, N_("Co-handlers"), required=False),
            FieldSpec(
                "released_text",
                FieldKind.TEXT_AREA,
                N_("New released text for the next lead"),
                required=False,
                when=_confidential,
            ),
            FieldSpec(
                "groundless",
                FieldKind.CHECKBOX,
                N_("Refused: it gave no legal ground"),
                required=False,
            ),
            _REASON,
        ),
    ),
    *(
        FormSpec(operation, title=title, submit=N_("Record the decision"), fields=fields)
        for operation, title, fields in (
            ("extension-decision", N_("Decide the extension"), (_ACCEPTED, _REASON)),
            ("suspension-decision", N_("Decide the suspension"), (_ACCEPTED, _REASON)),
            ("reveal-decision", N_("Decide the reveal"), (_ACCEPTED, _REASON)),
        )
    ),
    FormSpec(
        "extension",
        title=N_("Ask for an extension"),
        submit=N_("Ask for more time"),
        hint=N_("Before the deadline, once."),
        fields=(_days(), _text(N_("Reason"), N_("The enterprise reads this."))),
    ),
    FormSpec(
        "suspension",
        title=N_("Ask for a suspension"),
        submit=N_("Ask to suspend it"),
        hint=N_("Before the deadline of the step that is next."),
        fields=(
            FieldSpec(
                "reason", FieldKind.SELECT, N_("Why it stands still"), options=choices(REASONS)
            ),
            _days(),
            _text(N_("Reason")),
        ),
    ),
    FormSpec(
        "return",
        title=N_("Return the case"),
        submit=N_("Ask to return it"),
        hint=N_("Before it is verified, on a legal ground, signed by the department lead."),
        grave=True,
        fields=(
            FieldSpec("ground", FieldKind.SELECT, N_("Legal ground"), options=choices(GROUNDS)),
            FieldSpec("suggested", FieldKind.UNIT, N_("Suggested department"), required=False),
            _text(N_("Legal basis"), N_("The law and article, and why it applies.")),
        ),
    ),
    FormSpec(
        "one-matter",
        title=N_("One matter one discussion"),
        submit=N_("Declare it urgent"),
        hint=N_("Shorter limits run from now; none ends later than before."),
        fields=(
            FieldSpec("coordinator", FieldKind.UNIT, N_("Coordinator")),
            _text(N_("Why it is urgent")),
        ),
    ),
    FormSpec(
        "green-channel",
        title=N_("Green channel"),
        submit=N_("Open the green channel"),
        hint=N_("A mark for the court or another organ; it changes no judicial time."),
        fields=(FieldSpec("organ", FieldKind.UNIT, N_("Organ")), _text(N_("Reason"))),
    ),
    FormSpec(
        "reveal",
        title=N_("Ask who filed it"),
        submit=N_("Ask for the reveal"),
        grave=True,
        fields=(_text(N_("Why the department must know")),),
    ),
)
