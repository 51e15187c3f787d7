"""Notices above a form: why it came back although no field is wrong, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.web.forms.posted import FormProblem
from casework.web.wording import N_

if TYPE_CHECKING:
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Notice:
    """`kind` is `good`, `mind` or `bad`."""

    kind: str
    title: str
    text: str | None = None


_NOTICES = {
    FormProblem.EXPIRED: (
        "mind",
        N_("This page was open for too long"),
        N_("Nothing was submitted yet. Everything you typed is here: check it and submit again."),
    ),
    FormProblem.ENCODING: (
        "bad",
        N_("What you sent could not be read"),
        N_("Its characters are not in UTF-8. Please fill in the form below and submit again."),
    ),
    FormProblem.UNAVAILABLE: (
        "bad",
        N_("It could not be submitted just now"),
        N_("Please submit again in a minute. It will not be recorded twice."),
    ),
    FormProblem.CHANGED: (
        "mind",
        N_("The case changed while you were writing"),
        N_("What you wrote was not submitted yet. See below what happened, then submit it again."),
    ),
}


def problem_notice(problem: FormProblem | None, say: Wording) -> Notice | None:
    """The notice for a problem."""
    if problem is None:
        return None
    kind, title, text = _NOTICES[problem]
    return Notice(kind, say(title), say(text))
