"""The console's forms as rows of tables: what an operation on a case asks a person for.

To add an operation, add one `FormSpec` row to the table of its family (a small module beside this
one, such as `handling.py`), and a new family to `registry.FAMILIES`. Nothing else: the case page
shows the form to whoever may take the action, keeps what was typed, links errors to their fields
and says what changed after a conflict.

    FormSpec(
        operation="return",                      # posts to /desk/cases/<case id>/return
        title=N_("Return the case"),             # English msgid; the button that opens it says it
        submit=N_("Ask to return it"),           # the button that sends it
        hint=N_("In the verify window only."),   # optional: what to know first
        grave=True,                              # optional: hard to take back, never primary
        fields=(
            FieldSpec("ground", FieldKind.SELECT, N_("Legal ground"), options=choices(GROUNDS)),
            FieldSpec("suggested", FieldKind.UNIT, N_("Suggested department"), required=False),
            FieldSpec("reason", FieldKind.TEXT_AREA, N_("Reason"), rows=5),
        ),
    )

The contract with the rooms:

- The form posts to `offers.address_of(case id, operation)`, such as
  `/desk/cases/<case id>/<operation>`, with the hidden fields `csrf` and `version`
  (the version of the case that the person was looking at).
- `FieldSpec.name` is the name of the field in the operation's JSON body; a field of a nested body
  has dots (`reply.verification.finding`), a list repeats its name (UNITS, CHECKBOXES), a CHECKBOX
  is `yes` or absent. `posted_body.posted_body` makes the JSON body of what was posted.
- An operation on a part of the case has `*` where the part's id stands: the row
  `letters/*/answer` is shown for the action `letters/5.0/answer`.
- `when` leaves a field out where its rule does not hold; `options`, `initial` and `hint` may be
  functions of the `Subject`: they return words in the reader's language, made with `subject.say`.
- Fields with the same `group` stand together under that heading: several steps taken together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from casework.web.pages.option import Option

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.organisation import Organisation
    from casework.domain.staff import StaffMember
    from casework.web.wording import Wording


class FieldKind(StrEnum):
    """How a field is asked for.

    - TEXT_AREA, TEXT, DATE, TIME (a day and a time of day, local), NUMBER: one value, typed.
    - SELECT, RADIO: one of the options. UNIT: one of the units that handle cases.
    - CHECKBOX: `yes` or absent.
    - CHECKBOXES: any of the options. UNITS: any of the units that handle cases.
    - HIDDEN: sent along, as `initial` says.
    """

    TEXT_AREA = "text_area"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    SELECT = "select"
    RADIO = "radio"
    UNIT = "unit"
    CHECKBOX = "checkbox"
    CHECKBOXES = "checkboxes"
    UNITS = "units"
    HIDDEN = "hidden"


MANY = frozenset({FieldKind.CHECKBOXES, FieldKind.UNITS})
"""Kinds whose value is a list."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a form may look at: the case file as this person may read it, who fills the form in, and
    `part`, the id where the operation has a `*`, and the `colleagues` to choose from.
    """

    file: CaseFile
    member: StaffMember
    organisation: Organisation
    say: Wording
    now: datetime
    part: str | None = None
    colleagues: tuple[StaffMember, ...] = ()

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.file.case


Condition: TypeAlias = Callable[[Subject], bool]
Options: TypeAlias = "tuple[Option, ...] | Callable[[Subject], tuple[Option, ...]]"
Words: TypeAlias = "str | Callable[[Subject], str] | None"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form. `label`, `hint`, `group` and the names of fixed options are English
    msgids, marked with `N_`. What is not `required` says so beside its label.
    """

    name: str
    kind: FieldKind
    label: str
    hint: Words = None
    options: Options = ()
    required: bool = True
    rows: int = 4
    when: Condition | None = None
    initial: Callable[[Subject], tuple[str, ...]] | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class FormSpec:
    """One operation's form; see the module for what each part is."""

    operation: str
    title: str
    submit: str
    fields: tuple[FieldSpec, ...] = ()
    hint: Words = None
    grave: bool = False


@dataclass(frozen=True, slots=True)
class OpenForm:
    """The form that stands open when the page comes: asked for by a link, or back from a post.

    `typed` holds every value by the field's name, exactly as it came; `errors` are (field name,
    sentence in the reader's language). `seen_version` is the version of the case that the person
    was looking at when a conflict turned the form back: the page then lists what happened since.
    """

    operation: str
    typed: Mapping[str, list[str]] | None = None
    errors: tuple[tuple[str, str], ...] = ()
    seen_version: int | None = None


_Code = TypeVar("_Code", bound=str)


def choices(words: Mapping[_Code, str]) -> tuple[Option, ...]:
    """The options of a closed vocabulary, in the order of its table of words."""
    return tuple(Option(str(value), msgid) for value, msgid in words.items())
