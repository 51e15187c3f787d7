"""Forms of whoever decides where a case goes: assignment (交办) and direct answer (直接答复)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.events import CaseQueuedForTriage
from casework.web.desk_forms.form_spec import FieldKind, FieldSpec, FormSpec
from casework.web.wording import N_

if TYPE_CHECKING:
    from casework.domain.routing_facts import Suggestion
    from casework.web.desk_forms.form_spec import Subject


def _best(subject: Subject) -> Suggestion | None:
    """What the duty catalogue suggested first when it left the case to a person."""
    queued = (
        event.body
        for event in reversed(subject.file.events)
        if isinstance(event.body, CaseQueuedForTriage)
    )
    return next((body.suggestions[0] for body in queued if body.suggestions), None)


def _suggested_lead(subject: Subject) -> tuple[str, ...]:
    best = _best(subject)
    return (best.lead,) if best else ()


def _suggested_co_handlers(subject: Subject) -> tuple[str, ...]:
    best = _best(subject)
    return best.co_handlers if best else ()


def _why_suggested(subject: Subject) -> str:
    best = _best(subject)
    if best is None:
        return subject.say("The duty catalogue suggests nobody.")
    words = subject.say.join(list(best.keywords))
    return subject.say("Suggested by the duty catalogue: %(words)s", words=words)


JUDGEMENTS = (
    FieldSpec(
        "not_a_complaint",
        FieldKind.CHECKBOX,
        N_("This is no complaint about a public body"),
        hint=N_("Stays on record with your name as your judgement."),
        required=False,
        when=lambda subject: subject.case.complaint,
    ),
    FieldSpec(
        "not_a_procedure",
        FieldKind.CHECKBOX,
        N_("The matter is in no procedure of its own"),
        hint=N_("Not before a court, procurator, arbitration or reconsideration."),
        required=False,
        when=lambda subject: bool(subject.case.procedure),
    ),
)
"""What a person judges of the marks that routing set; only where it set them."""

FORMS = (
    FormSpec(
        "assignment",
        title=N_("Assign"),
        submit=N_("Assign the case"),
        hint=N_("The clocks of 1, 3 and 15 working days start when you assign it."),
        fields=(
            FieldSpec(
                "lead",
                FieldKind.UNIT,
                N_("Lead unit"),
                hint=_why_suggested,
                initial=_suggested_lead,
            ),
            FieldSpec(
                "co_handlers",
                FieldKind.UNITS,
                N_("Co-handling units"),
                hint=N_("Their shares are due one working day before the lead's."),
                required=False,
                initial=_suggested_co_handlers,
            ),
            FieldSpec(
                "released_text",
                FieldKind.TEXT_AREA,
                N_("What the department may read"),
                hint=N_("The case is confidential: leave out whatever tells who filed it."),
                rows=6,
                when=lambda subject: subject.case.confidential,
            ),
            *JUDGEMENTS,
        ),
    ),
    FormSpec(
        "answer",
        title=N_("Answer directly"),
        submit=N_("Send the answer"),
        hint=N_("The enterprise reads this at once, and the case is closed with it."),
        fields=(FieldSpec("text", FieldKind.TEXT_AREA, N_("Answer"), rows=8), *JUDGEMENTS),
    ),
)
