"""Forms of special supervision (专项督办) and red lights (红灯)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.oversight_events import SpecialReason
from casework.web.desk_forms.form_spec import FieldKind, FieldSpec, FormSpec, choices
from casework.web.desk_forms.unit_options import every_unit
from casework.web.pages.desk.oversight_sentences import SPECIAL_REASONS
from casework.web.pages.desk.red_lights import evidence_words
from casework.web.pages.names import unit_name
from casework.web.pages.option import Option
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from casework.web.desk_forms.form_spec import Subject

_CHOSEN = {
    reason: word
    for reason, word in SPECIAL_REASONS.items()
    if reason is not SpecialReason.SECOND_OBJECTION
}


def _those_taking_part(subject: Subject) -> tuple[Option, ...]:
    special, lead = subject.case.special, subject.case.lead
    units = {*(special.units if special else ()), *((lead,) if lead else ())}
    return tuple(
        Option(unit, unit_name(unit, subject.organisation, subject.say)) for unit in sorted(units)
    )


def _counted(subject: Subject) -> tuple[Option, ...]:
    """The evidence of this red light that counts, as `kind:reference`."""
    lights = (light for light in subject.case.red_lights if light.id == subject.part)
    return tuple(
        Option(
            f"{item.kind.value}:{item.ref}",
            evidence_words(item, subject.case, subject.organisation, subject.say),
        )
        for light in lights
        for item in light.counted
    )


def _result_hint(subject: Subject) -> str:
    special = subject.case.special
    if special is not None and special.reason is SpecialReason.SECOND_OBJECTION:
        return subject.say("The result closes the case. The enterprise reads it.")
    return subject.say("The case goes on afterwards. The enterprise reads the result.")


def _named_coordinator(subject: Subject) -> tuple[str, ...]:
    special = subject.case.special
    return (special.coordinator,) if special and special.coordinator else ()


def _named_departments(subject: Subject) -> tuple[str, ...]:
    special = subject.case.special
    return special.departments if special else ()


def _team(
    coordinator: Callable[[Subject], tuple[str, ...]] | None = None,
    departments: Callable[[Subject], tuple[str, ...]] | None = None,
) -> tuple[FieldSpec, ...]:
    """Who coordinates and who takes part, with those named already."""
    return (
        FieldSpec(
            "coordinator",
            FieldKind.UNIT,
            N_("Coordinator"),
            options=every_unit,
            initial=coordinator,
        ),
        FieldSpec(
            "departments",
            FieldKind.UNITS,
            N_("Departments that take part"),
            required=False,
            initial=departments,
        ),
    )


FORMS = (
    FormSpec(
        "special",
        title=N_("Lift to special supervision"),
        submit=N_("Lift the case"),
        hint=N_("For a case that is stuck: departments are coordinated, with dated actions."),
        fields=(
            FieldSpec("reason", FieldKind.RADIO, N_("Reason"), options=choices(_CHOSEN)),
            *_team(),
            FieldSpec("text", FieldKind.TEXT_AREA, N_("Why it needs special supervision")),
        ),
    ),
    FormSpec(
        "special/team",
        title=N_("Name who takes part"),
        submit=N_("Name them"),
        hint=N_("This replaces who was named before; agreed actions stay."),
        fields=_team(_named_coordinator, _named_departments),
    ),
    FormSpec(
        "actions",
        title=N_("Agree an action"),
        submit=N_("Record the action"),
        hint=N_("Missing the day lights the department's yellow light."),
        fields=(
            FieldSpec("department", FieldKind.SELECT, N_("Department"), options=_those_taking_part),
            FieldSpec(
                "until", FieldKind.DATE, N_("Until"), hint=N_("The end of this working day.")
            ),
            FieldSpec("text", FieldKind.TEXT_AREA, N_("What is to be done"), rows=3),
        ),
    ),
    FormSpec(
        "actions/*/report",
        title=N_("Report on the action"),
        submit=N_("Report what came of it"),
        fields=(
            FieldSpec(
                "text",
                FieldKind.TEXT_AREA,
                N_("What came of it"),
                hint=N_("With figures where there are some."),
            ),
        ),
    ),
    FormSpec(
        "special/conclusion",
        title=N_("Conclude special supervision"),
        submit=N_("Record the result"),
        hint=_result_hint,
        grave=True,
        fields=(FieldSpec("text", FieldKind.TEXT_AREA, N_("Result"), rows=5),),
    ),
    FormSpec(
        "red-light",
        title=N_("Propose a red light"),
        submit=N_("Propose it"),
        hint=N_("The unit has three working days to state its case before anybody decides."),
        grave=True,
        fields=(
            FieldSpec("unit", FieldKind.UNIT, N_("Unit")),
            FieldSpec(
                "reason",
                FieldKind.TEXT_AREA,
                N_("Why a red light is proposed"),
                hint=N_("The evidence on the case is added by itself. The unit reads this."),
            ),
        ),
    ),
    FormSpec(
        "red-lights/*/statement",
        title=N_("State our case"),
        submit=N_("Send the statement"),
        hint=N_("Nobody decides on the red light before you were heard."),
        fields=(FieldSpec("text", FieldKind.TEXT_AREA, N_("Statement"), rows=6),),
    ),
    FormSpec(
        "red-lights/*/exclusion",
        title=N_("Do not count a piece of evidence"),
        submit=N_("Show it as not counted"),
        hint=N_("For what others caused. It stays on record, with your reasons."),
        fields=(
            FieldSpec("evidence", FieldKind.RADIO, N_("Evidence"), options=_counted),
            FieldSpec("reasons", FieldKind.TEXT_AREA, N_("Why the evidence does not count")),
        ),
    ),
    FormSpec(
        "red-lights/*/signature",
        title=N_("Sign the red light"),
        submit=N_("Sign and refer"),
        hint=N_("Names the unit to the competent body; the unit may appeal once."),
        grave=True,
        fields=(
            FieldSpec("referred_to", FieldKind.SELECT, N_("Referred to"), options=every_unit),
            FieldSpec("reasons", FieldKind.TEXT_AREA, N_("Grounds for the decision"), rows=6),
        ),
    ),
    FormSpec(
        "red-lights/*/dismissal",
        title=N_("Dismiss the red light"),
        submit=N_("Dismiss it"),
        hint=N_("For evidence that does not bear a red light; the reasons are on record."),
        fields=(FieldSpec("reasons", FieldKind.TEXT_AREA, N_("Grounds for the decision")),),
    ),
    FormSpec(
        "red-lights/*/appeal",
        title=N_("Appeal against the red light"),
        submit=N_("Send the appeal"),
        hint=N_("Once, to the leading group."),
        fields=(FieldSpec("text", FieldKind.TEXT_AREA, N_("Why it should be lifted"), rows=6),),
    ),
    FormSpec(
        "red-lights/*/appeal-decision",
        title=N_("Decide the appeal"),
        submit=N_("Decide it, finally"),
        hint=N_("Nobody decides on it again."),
        grave=True,
        fields=(
            FieldSpec(
                "upheld",
                FieldKind.RADIO,
                N_("Decision"),
                options=(
                    Option("yes", N_("The red light stands")),
                    Option("no", N_("The red light is lifted")),
                ),
            ),
            FieldSpec("reasons", FieldKind.TEXT_AREA, N_("Grounds for the decision"), rows=6),
        ),
    ),
)
