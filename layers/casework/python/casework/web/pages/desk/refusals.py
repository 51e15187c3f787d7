"""Pages that say no at the console, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.web.rendering import renderer

if TYPE_CHECKING:
    from casework.domain.organisation import Organisation
    from casework.web.pages.desk.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Way:
    """A way on."""

    label: str
    href: str


def no_permission_page(*, viewer: Viewer, organisation: Organisation, whom: str | None) -> str:
    """The act is someone else's (403): `whom` to ask, in the reader's language, else the centre."""
    say = renderer(viewer.language).say
    ask = whom or say("the service centre, %(number)s", number=organisation.jurisdiction.telephone)
    return _refusal(
        viewer,
        organisation,
        say("This is not yours to do"),
        say("Ask %(whom)s. If your duties changed, the administrator changes your role.", whom=ask),
    )


def not_found_page(*, viewer: Viewer, organisation: Organisation) -> str:
    """No such case, or not the reader's to know of (404): the same answer for both."""
    say = renderer(viewer.language).say
    return _refusal(
        viewer,
        organisation,
        say("There is no such case before you"),
        say("Compare the number. A case that your unit has no part in is not shown."),
    )


def refused_page(*, viewer: Viewer, organisation: Organisation, problem: str) -> str:
    """What was sent was not done; `problem` says why in the reader's language."""
    say = renderer(viewer.language).say
    return _refusal(viewer, organisation, say("Nothing was done"), problem)


def desk_try_again_page(*, viewer: Viewer, organisation: Organisation) -> str:
    """The store did not answer in time (503)."""
    say = renderer(viewer.language).say
    return _refusal(
        viewer,
        organisation,
        say("The platform is busy"),
        say("Nothing was changed. Load the page again in a minute."),
    )


def _refusal(viewer: Viewer, organisation: Organisation, title: str, text: str) -> str:
    page = renderer(viewer.language)
    ways = tuple(Way(entry.label, entry.href) for entry in viewer.navigation)
    return page.desk_page(
        "refusal",
        viewer=viewer,
        organisation=organisation,
        title=title,
        text=text,
        ways=ways,
    )
