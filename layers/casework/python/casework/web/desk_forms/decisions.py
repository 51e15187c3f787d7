"""Forms of returns (退单), extensions (延期), suspensions (挂起), tracks and questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.decision_events import ReturnGround, ReturnRequested, SuspensionReason
from casework.web.desk_forms.form_spec import FieldKind, FieldSpec, FormSpec, choices
from casework.web.desk_forms.unit_options import every_unit
from casework.web.pages.names import unit_name
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


def _suggested(subject: Subject) -> str:
    """Whom the returning unit suggests; the decider still names the lead."""
    asked = (
        event.body.suggested
        for event in reversed(subject.file.events)
        if isinstance(event.body, ReturnRequested)
    )
    unit = next(asked, None)
    if unit is None:
        return subject.say("The unit that returns it suggests nobody.")
    name = unit_name(unit, subject.organisation, subject.say)
    return subject.say("The unit that returns it suggests %(unit)s.", unit=name)


def _days() -> FieldSpec:
    return FieldSpec("days", FieldKind.NUMBER, N_("Working days"))


_IF_ACCEPTED, _IF_REFUSED = N_("If you accept"), N_("If you refuse")


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
        hint=N_("The department reads this instead of the enterprise's own words."),
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
            FieldSpec(
                "lead",
                FieldKind.UNIT,
                N_("Next lead"),
                hint=_suggested,
                required=False,
                group=_IF_ACCEPTED,
            ),
            FieldSpec(
                "co_handlers",
                FieldKind.UNITS,
                N_("Co-handlers"),
                required=False,
                group=_IF_ACCEPTED,
            ),
            FieldSpec(
                "released_text",
                FieldKind.TEXT_AREA,
                N_("New released text for the next lead"),
                required=False,
                when=_confidential,
                group=_IF_ACCEPTED,
            ),
            FieldSpec(
                "groundless",
                FieldKind.CHECKBOX,
                N_("It gave no legal ground"),
                hint=N_("Counts against the unit as evidence for a red light."),
                required=False,
                group=_IF_REFUSED,
            ),
            _REASON,
        ),
    ),
    *(
        FormSpec(
            operation,
            title=title,
            submit=N_("Record the decision"),
            hint=hint,
            fields=(_ACCEPTED, _REASON),
        )
        for operation, title, hint in (
            (
                "extension-decision",
                N_("Decide the extension"),
                N_("Accepting it, the last deadline moves and the enterprise is told."),
            ),
            (
                "suspension-decision",
                N_("Decide the suspension"),
                N_("Accepting it, the case stands still from now, and the enterprise is told."),
            ),
            (
                "reveal-decision",
                N_("Decide the reveal"),
                N_("Accepting it, the department reads who filed the case; that is on record."),
            ),
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
        title=N_("Ask to return the case"),
        submit=N_("Send the request to return it"),
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
        title=N_("Declare one matter one discussion"),
        submit=N_("Declare it urgent"),
        hint=N_("Shorter limits run from now; none ends later than before."),
        fields=(
            FieldSpec("coordinator", FieldKind.UNIT, N_("Coordinator"), options=every_unit),
            _text(N_("Why it is urgent")),
        ),
    ),
    FormSpec(
        "green-channel",
        title=N_("Open a green channel"),
        submit=N_("Open the green channel"),
        hint=N_("A mark for the court or another organ; it changes no judicial time."),
        fields=(FieldSpec("organ", FieldKind.UNIT, N_("Organ")), _text(N_("Reason"))),
    ),
    FormSpec(
        "reveal",
        title=N_("Ask who filed it"),
        submit=N_("Ask for the reveal"),
        hint=N_("A supervisor decides. The released text is what the department reads until then."),
        grave=True,
        fields=(_text(N_("Why the department must know")),),
    ),
)
