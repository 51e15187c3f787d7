"""Forms of the lead and of co-handlers: verify (核实), reply, resolve (办结), report (协办反馈)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.web.desk_forms.form_spec import FieldKind, FieldSpec, FormSpec, choices
from casework.web.pages.desk.vocabulary import FINDINGS, OUTCOMES
from casework.web.pages.names import unit_name
from casework.web.pages.option import Option
from casework.web.wording import N_

if TYPE_CHECKING:
    from casework.web.desk_forms.form_spec import Subject


def _lacks_verification(subject: Subject) -> bool:
    return subject.case.status is Status.ASSIGNED


def _lacks_reply(subject: Subject) -> bool:
    return subject.case.status in {Status.ASSIGNED, Status.VERIFIED}


def _open_co_handlers(subject: Subject) -> tuple[Option, ...]:
    return tuple(
        Option(task.unit, unit_name(task.unit, subject.organisation, subject.say))
        for task in subject.case.open_tasks
    )


_VERIFY_TOO = N_("Verification, taken together")
_REPLY_TOO = N_("Reply, taken together")


def _verification(prefix: str = "", *, group: str | None = None) -> tuple[FieldSpec, ...]:
    """What a verification says; as part of a later step, only while it is missing."""
    when = _lacks_verification if prefix else None
    return (
        FieldSpec(
            f"{prefix}finding",
            FieldKind.RADIO,
            N_("Finding"),
            options=choices(FINDINGS),
            when=when,
            group=group,
        ),
        FieldSpec(
            f"{prefix}text",
            FieldKind.TEXT_AREA,
            N_("What was found"),
            hint=N_("The enterprise reads this."),
            when=when,
            group=group,
        ),
    )


FORMS = (
    FormSpec(
        "verification",
        title=N_("Verify"),
        submit=N_("Record the verification"),
        fields=_verification(),
    ),
    FormSpec(
        "reply",
        title=N_("Reply"),
        submit=N_("Send the reply"),
        fields=(
            *_verification("verification.", group=_VERIFY_TOO),
            FieldSpec(
                "text",
                FieldKind.TEXT_AREA,
                N_("Reply to the enterprise"),
                hint=N_("What will be done, by whom and until when."),
                rows=6,
            ),
        ),
    ),
    FormSpec(
        "resolution",
        title=N_("Resolve"),
        submit=N_("Resolve the case"),
        hint=N_("The close clock stops; the enterprise then confirms, objects or is silent."),
        fields=(
            *_verification("reply.verification.", group=_VERIFY_TOO),
            FieldSpec(
                "reply.text",
                FieldKind.TEXT_AREA,
                N_("Reply to the enterprise"),
                when=_lacks_reply,
                group=_REPLY_TOO,
            ),
            FieldSpec("outcome", FieldKind.RADIO, N_("Outcome"), options=choices(OUTCOMES)),
            FieldSpec(
                "text",
                FieldKind.TEXT_AREA,
                N_("How the matter was resolved"),
                hint=N_("The enterprise reads this."),
                rows=6,
            ),
        ),
    ),
    FormSpec(
        "task-report",
        title=N_("Report our share"),
        submit=N_("Report it done"),
        fields=(
            FieldSpec(
                "text",
                FieldKind.TEXT_AREA,
                N_("What your unit did"),
                hint=N_("Read by the units on the case, not by the enterprise."),
                rows=5,
            ),
        ),
    ),
    FormSpec(
        "excuse",
        title=N_("Excuse a co-handler"),
        submit=N_("Excuse the unit"),
        hint=N_("The unit then owes nothing more in this case; the reason stays on record."),
        fields=(
            FieldSpec("unit", FieldKind.SELECT, N_("Unit"), options=_open_co_handlers),
            FieldSpec("reason", FieldKind.TEXT_AREA, N_("Reason"), rows=3),
        ),
    ),
)
