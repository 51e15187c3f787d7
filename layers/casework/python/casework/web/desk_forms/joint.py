"""Forms of procedures, joining cases, released summaries, notes and handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.web.desk_forms.form_spec import FieldKind, FieldSpec, FormSpec, choices
from casework.web.pages.desk.oversight_sentences import CONTACT_KINDS, LINK_KINDS, ORGAN_KINDS
from casework.web.pages.desk.vocabulary import ROLES
from casework.web.pages.names import unit_name
from casework.web.pages.option import Option
from casework.web.wording import N_

if TYPE_CHECKING:
    from casework.web.desk_forms.form_spec import Subject


def _complained_about(subject: Subject) -> tuple[Option, ...]:
    return tuple(
        Option(body, unit_name(body, subject.organisation, subject.say))
        for body in subject.case.about_bodies
        if body not in subject.case.summary_for
    )


def _me(subject: Subject) -> tuple[str, ...]:
    """Whoever fills the form in is offered first."""
    return (subject.member.id,)


def _colleagues(subject: Subject) -> tuple[Option, ...]:
    """Whoever names others chooses among the unit; a handler takes the case and gives it to nobody.
    Where the registry could not say who is there, only oneself is sure.
    """
    say = subject.say
    return tuple(
        Option(each.id, say("%(name)s, %(role)s", name=each.name, role=say(ROLES[each.role])))
        for each in subject.colleagues or (subject.member,)
    )


FORMS = (
    FormSpec(
        "handler",
        title=N_("Name the handler"),
        submit=N_("Put it on the list"),
        hint=N_("The case is then on that person's own list."),
        fields=(
            FieldSpec("staff", FieldKind.SELECT, N_("Handler"), options=_colleagues, initial=_me),
        ),
    ),
    FormSpec(
        "notes",
        title=N_("Add a note"),
        submit=N_("Keep the note"),
        hint=N_("Read by the units on the case, never by the enterprise; it meets no deadline."),
        fields=(FieldSpec("text", FieldKind.TEXT_AREA, N_("Note"), rows=3),),
    ),
    FormSpec(
        "procedure",
        title=N_("Confirm the procedure"),
        submit=N_("It has a procedure of its own"),
        hint=N_("Court, procuratorate, arbitration, reconsideration, discipline or petition."),
    ),
    FormSpec(
        "guidance",
        title=N_("Guide to the procedure"),
        submit=N_("Send the guidance"),
        hint=N_("The enterprise reads this. Nothing more is asked of anybody about the decision."),
        fields=(
            FieldSpec("body", FieldKind.TEXT, N_("Competent body")),
            FieldSpec("reference", FieldKind.TEXT, N_("Reference there")),
            FieldSpec("period", FieldKind.TEXT, N_("Period by law")),
            FieldSpec("days", FieldKind.NUMBER, N_("Period in days"), required=False),
            FieldSpec("text", FieldKind.TEXT_AREA, N_("What the enterprise can do"), rows=5),
        ),
    ),
    FormSpec(
        "judicial-contacts",
        title=N_("Record a contact with an organ"),
        submit=N_("Enter it in the register"),
        hint=N_("About procedure and service only; every contact enters the register."),
        fields=(
            FieldSpec("kind", FieldKind.RADIO, N_("How"), options=choices(CONTACT_KINDS)),
            FieldSpec("organ", FieldKind.SELECT, N_("Kind of organ"), options=choices(ORGAN_KINDS)),
            FieldSpec("organ_name", FieldKind.TEXT, N_("Its name")),
            FieldSpec("on", FieldKind.DATE, N_("On")),
            FieldSpec("text", FieldKind.TEXT_AREA, N_("What was said")),
        ),
    ),
    FormSpec(
        "merge",
        title=N_("Merge into another case"),
        submit=N_("Merge it"),
        hint=N_("This case ends; its texts stay with it and can be read."),
        grave=True,
        fields=(FieldSpec("into", FieldKind.TEXT, N_("Number of the other case")),),
    ),
    FormSpec(
        "links",
        title=N_("Link with another case"),
        submit=N_("Link them"),
        fields=(
            FieldSpec("other", FieldKind.TEXT, N_("Number of the other case")),
            FieldSpec("kind", FieldKind.RADIO, N_("How they belong"), options=choices(LINK_KINDS)),
        ),
    ),
    FormSpec(
        "summary",
        title=N_("Release a summary"),
        submit=N_("Release it to the body"),
        hint=N_("The body then reads number, status and this text, nothing else."),
        grave=True,
        fields=(
            FieldSpec("body", FieldKind.SELECT, N_("Body"), options=_complained_about),
            FieldSpec("text", FieldKind.TEXT_AREA, N_("Summary"), rows=5),
        ),
    ),
)
