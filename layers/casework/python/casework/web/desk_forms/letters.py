"""Forms on supervision letters (督办函): acknowledge (签收) and answer (复函)."""

from __future__ import annotations

from casework.web.desk_forms.form_spec import FieldKind, FieldSpec, FormSpec
from casework.web.wording import N_

FORMS = (
    FormSpec(
        "letters/*/answer",
        title=N_("Answer the letter"),
        submit=N_("Send the answer to the letter"),
        hint=N_("Answering closes the letter; the light goes out when the step itself is done."),
        fields=(FieldSpec("text", FieldKind.TEXT_AREA, N_("Why the deadline passed"), rows=5),),
    ),
    FormSpec(
        "letters/*/acknowledgement",
        title=N_("Acknowledge the letter"),
        submit=N_("We have the letter"),
    ),
)
