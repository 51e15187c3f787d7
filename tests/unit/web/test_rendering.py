"""Templates to pages: escaped, complete, and the same whether compiled ahead or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import DictLoader, TemplateNotFound, UndefinedError

from casework.web import precompile, rendering, style, wording
from casework.web.rendering import Renderer, environment, source_loader
from tests.unit.web.case_files import juye
from tests.unit.web.every_desk_page import every_desk_page
from tests.unit.web.every_page import every_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from casework.web.language import Language

CACHES = (
    rendering.renderer,
    style.style,
    style.desk_style,
    style.component_script,
    style.content_security_policy,
    style.desk_content_security_policy,
    style.desk_policy_with,
    wording.wording,
)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The pages as a deployed layer has them: compiled ahead, no sources."""
    precompile.precompile(tmp_path)
    monkeypatch.setattr(rendering, "COMPILED", tmp_path / "templates")
    monkeypatch.setattr(style, "COMPILED", tmp_path / "style.css")
    monkeypatch.setattr(wording, "_COMPILED", tmp_path / "catalogues")
    monkeypatch.setattr(rendering, "source_loader", lambda: DictLoader({}))
    monkeypatch.setattr(style, "DESK_COMPILED", tmp_path / "desk.css")
    monkeypatch.setattr(style, "SCRIPTS", tmp_path / "scripts")
    monkeypatch.setattr(style, "_WEB", tmp_path / "no sources")
    monkeypatch.setattr(style, "assemble", lambda: "")
    clear()
    yield tmp_path
    clear()


def clear() -> None:
    """Forget what was made once per process."""
    for cached in CACHES:
        cached.cache_clear()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_compiled_ahead_are_the_same_pages(
    language: str, request: pytest.FixtureRequest
) -> None:
    from_sources = pages(language)
    request.getfixturevalue("compiled")
    assert pages(language) == from_sources


def pages(language: str) -> dict[str, str]:
    """The enterprise's pages and the console's."""
    chosen: Language = language  # type: ignore[assignment] # one of the two
    return {**every_page(chosen), **every_desk_page(chosen)}


def test_compiling_ahead_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    precompile.precompile(first)
    precompile.precompile(second)
    files = sorted(p.relative_to(first) for p in first.rglob("*") if p.is_file())
    assert len(files) == len(source_loader().list_templates()) + 6
    assert [(first / f).read_bytes() for f in files] == [(second / f).read_bytes() for f in files]
    assert not [f for f in files if str(tmp_path).encode() in (first / f).read_bytes()]


def test_what_is_missing_in_a_template_is_an_error_and_never_a_blank() -> None:
    template = environment(DictLoader({"t": "{{ forgotten }}"})).get_template("t")
    with pytest.raises(UndefinedError):
        template.render()
    with pytest.raises(TemplateNotFound):
        Renderer(wording.wording("zh")).page("nonsense", organisation=juye())


def test_values_are_escaped_in_text_attributes_and_translations() -> None:
    template = "{{ v }}<a title=\"{{ v }}\">{{ _('Lead: %(unit)s', unit=v) }}</a>"
    env = environment(DictLoader({"t": template}))
    env.install_gettext_translations(wording.wording("en").translations, newstyle=True)  # type: ignore[attr-defined] # of i18n
    assert env.get_template("t").render(v="\"<b>'&") == (
        "&#34;&lt;b&gt;&#39;&amp;"
        '<a title="&#34;&lt;b&gt;&#39;&amp;">Lead: &#34;&lt;b&gt;&#39;&amp;</a>'
    )


def test_a_renderer_is_made_once_per_language() -> None:
    assert rendering.renderer("zh") is rendering.renderer("zh")
    assert rendering.renderer("zh") is not rendering.renderer("en")
