"""The clerk's entry (登记): one screen for hands on the keyboard, earlier cases beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from casework.domain.enterprise_contact import NOT_AT_ALL
from casework.domain.event_facts import Way
from casework.web.forms.field_error import Fault
from casework.web.forms.intake import CHANNELS, IntakeForm
from casework.web.pages.desk.case_rows import row_of
from casework.web.pages.desk.clocks import ClockReader
from casework.web.pages.desk.figures import strip_of
from casework.web.pages.desk.vocabulary import CHANNELS as CHANNEL_WORDS
from casework.web.pages.desk.vocabulary import WAYS
from casework.web.pages.field_messages import FieldMessage, by_field, field_messages
from casework.web.pages.option import Option
from casework.web.pages.telling import chosen_way
from casework.web.rendering import renderer
from casework.web.style import component_script

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from casework.domain.buckets import Buckets
    from casework.ports import WorkItem
    from casework.web.forms.field_error import FieldError
    from casework.web.pages.desk.viewer import Setting, Viewer
    from casework.web.wording import Wording

INTAKE_HREF = "/desk/intake"
SCRIPTED = "desk_intake"
"""The component whose script looks for earlier cases while the clerk types."""


@dataclass(frozen=True, slots=True)
class IntakeEntry:
    """What stands in the form: as typed, what is wrong, and a sentence that turned it back."""

    form: IntakeForm
    form_key: str
    errors: tuple[FieldError, ...] = ()
    problem: str | None = None


def intake_page(
    *,
    viewer: Viewer,
    setting: Setting,
    entry: IntakeEntry,
    offered: Collection[Way] = (),
    buckets: Buckets | None,
    duplicates: tuple[WorkItem, ...] | None = None,
    done: str | None = None,
    receipt: str | None = None,
) -> str:
    """The form and the panel of earlier cases.

    It posts to `/desk/intake` with `csrf`, `form_key` and `then` (look, file, answer). `duplicates`
    are cases of the same enterprise or telephone, never a confidential one; None before anybody
    looked. `done` says what was just filed, `receipt` leads to what the enterprise gets of it.
    `offered` are the ways by which it may be told.
    """
    page = renderer(viewer.language)
    say, organisation = page.say, setting.organisation
    reader = ClockReader(organisation, setting.calendar, setting.now, say)
    messages = _messages(entry.errors, say)
    return page.desk_page(
        "intake",
        viewer=viewer,
        organisation=organisation,
        action=INTAKE_HREF,
        form_key=entry.form_key,
        form=entry.form,
        filed=entry.form.filed,
        channels=[Option(code, say(CHANNEL_WORDS[code])) for code in CHANNELS],
        categories=[Option(each.id, say.name(each)) for each in organisation.categories.values()],
        townships=[Option(each.id, say.name(each)) for each in organisation.townships.values()],
        ways=_ways(offered, say),
        chosen_way=chosen_way(entry.form.filed, offered),
        by_email=Way.EMAIL in offered,
        summary=messages,
        messages=by_field(messages),
        problem=entry.problem,
        duplicates=None
        if duplicates is None
        else [row_of(item, viewer.member.unit, reader) for item in duplicates],
        done=done,
        receipt=receipt,
        strip=strip_of(buckets, say),
        script=Markup(component_script(SCRIPTED)),  # noqa: S704 - our own script
    )


def _ways(offered: Collection[Way], say: Wording) -> list[Option]:
    ways = [Option(way.value, say(WAYS[way])) for way in offered]
    return [*ways, Option(NOT_AT_ALL, say("No messages"))] if ways else []


def _messages(errors: Iterable[FieldError], say: Wording) -> tuple[FieldMessage, ...]:
    """The errors in words; those of the clerk's own two fields first learn their names here."""
    found: list[FieldMessage] = []
    for error in errors:
        if error.field == "answer" and error.code is Fault.MISSING:
            words = say("Write the answer, or only file the case")
            found.append(FieldMessage("answer", words, words))
        elif error.field == "channel":
            words = say("Choose how the case came in")
            found.append(FieldMessage("channel", words, words))
        elif error.field == "answer":
            (message,) = field_messages([_as_text(error)], say)
            found.append(FieldMessage("answer", message.message, message.summary))
        else:
            found.extend(field_messages([error], say))
    return tuple(found)


def _as_text(error: FieldError) -> FieldError:
    return replace(error, field="text")
