"""A form that came in and goes back: what was typed, what is wrong with it, or what kept it from
being taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from casework.web.forms.field_error import FieldError

_Form = TypeVar("_Form")


class FormProblem(StrEnum):
    """Why a form goes back although no field is wrong.

    - EXPIRED: its key is older than a day or not ours.
    - ENCODING: its body is not UTF-8; nothing of it could be read.
    - UNAVAILABLE: the store did not answer; posting the same key again is safe.
    - CHANGED: somebody else changed the case meanwhile.
    """

    EXPIRED = "expired"
    ENCODING = "encoding"
    UNAVAILABLE = "unavailable"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Posted(Generic[_Form]):
    """What a page shows again after a post: everything typed, with the errors or the problem said
    first.
    """

    form: _Form
    errors: tuple[FieldError, ...] = ()
    problem: FormProblem | None = None
