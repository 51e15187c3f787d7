"""Templates to HTML: precompiled modules where the build made them, else the files; one environment
per language.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, ModuleLoader, StrictUndefined
from markupsafe import Markup

from casework.domain.case import CENTRE
from casework.web.language import HTML_LANG, OTHER
from casework.web.style import desk_style, style
from casework.web.wording import Wording, wording

if TYPE_CHECKING:
    from jinja2 import BaseLoader

    from casework.domain.organisation import Organisation
    from casework.web.language import Language
    from casework.web.pages.desk.viewer import Viewer

_WEB = Path(__file__).parent
COMPILED = _WEB / "compiled" / "templates"
"""Templates as Python modules, made by `precompile.py`; absent in a checkout."""


def source_loader() -> FileSystemLoader:
    """The templates as files: pages by name, components as `name/name.html`."""
    return FileSystemLoader([_WEB / "templates", _WEB / "components"])


def environment(loader: BaseLoader) -> Environment:
    """What templates are compiled and run under: everything escaped, a missing name is an error."""
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


class Renderer:
    """Renders pages of one language."""

    def __init__(self, say: Wording) -> None:
        self.say = say
        loader = ModuleLoader(COMPILED) if COMPILED.is_dir() else source_loader()
        self._environment = environment(loader)
        translations = say.translations
        self._environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined] # of i18n

    def page(
        self, template: str, *, organisation: Organisation, switch: bool = True, **context: Any
    ) -> str:
        """The whole page.

        `organisation` gives the page its name, the body that answers for it and the number to call.
        `switch` offers the other language by a link; not on a page that answers a post, for a link
        would lose what was typed.
        """
        language, jurisdiction = self.say.language, organisation.jurisdiction
        return self._environment.get_template(f"{template}.html").render(
            language=language,
            html_lang=HTML_LANG[language],
            other=OTHER[language] if switch else None,
            style=Markup(style()),  # noqa: S704 - our own style sheet
            jurisdiction=self.say.name(jurisdiction),
            processor=self.say.full_name(jurisdiction, organisation.units[CENTRE]),
            telephone=jurisdiction.telephone,
            **context,
        )

    def desk_page(
        self, template: str, *, viewer: Viewer, organisation: Organisation, **context: Any
    ) -> str:
        """A whole page of the console, its bar showing who looks at it."""
        language, jurisdiction = self.say.language, organisation.jurisdiction
        return self._environment.get_template(f"desk_{template}.html").render(
            language=language,
            html_lang=HTML_LANG[language],
            other=OTHER[language],
            style=Markup(desk_style()),  # noqa: S704 - our own style sheet
            jurisdiction=self.say.name(jurisdiction),
            telephone=jurisdiction.telephone,
            bar=viewer.bar(organisation, self.say),
            csrf=viewer.csrf,
            **context,
        )


@cache
def renderer(language: Language) -> Renderer:
    """The renderer of a language, made once per process."""
    return Renderer(wording(language))
