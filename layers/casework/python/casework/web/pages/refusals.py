"""Pages for requests that lead nowhere: what it is, and what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.web.rendering import renderer

if TYPE_CHECKING:
    from casework.domain.organisation import Organisation
    from casework.web.language import Language


def nothing_here_page(*, organisation: Organisation, language: Language) -> str:
    """Unknown, revoked and malformed codes, tokens and paths alike (404): byte-identical, so that
    nothing is betrayed.
    """
    return renderer(language).page("nothing_here", organisation=organisation)


def too_large_page(*, organisation: Organisation, language: Language) -> str:
    """A body over the limit (413): nothing of it was read."""
    return renderer(language).page("too_large", organisation=organisation, switch=False)


def try_again_page(*, organisation: Organisation, language: Language, written: str = "") -> str:
    """The store did not answer in time (503); where a form was posted, show the form with
    FormProblem.UNAVAILABLE.
    """
    return renderer(language).page(
        "try_again", organisation=organisation, switch=False, written=written
    )
