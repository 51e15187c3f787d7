"""The gettext catalogues say all that the pages say, and nothing half-finished."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

import casework.web
from casework.domain.errors import ConfigurationError
from casework.web import wording as wording_module
from casework.web.forms.field_error import Fault
from casework.web.wording import wording

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

WEB = Path(casework.web.__path__[0])
SETTINGS = WEB.parents[2] / "babel.cfg"
KEYWORDS = {**DEFAULT_KEYWORDS, "say": None, "_say": None}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@cache
def catalogue(locale: str) -> Catalog:
    """One catalogue as it is written."""
    with (WEB / "catalogues" / locale / "LC_MESSAGES" / "messages.po").open("rb") as source:
        return read_po(source, locale)


def messages(locale: str) -> list[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in catalogue(locale) if message.id]


@cache
def used() -> frozenset[str]:
    """Every text that templates and code ask for; of plurals the singular."""
    with SETTINGS.open() as source:
        methods, options = parse_mapping_cfg(source)  # type: ignore[no-untyped-call] # of babel
    found = extract_from_dir(WEB, methods, options, keywords=KEYWORDS)
    return frozenset(m if isinstance(m, str) else m[0] for _, _, m, _, _ in found)


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_a_catalogue_has_exactly_the_texts_that_are_used(locale: str) -> None:
    assert {m.id if isinstance(m.id, str) else m.id[0] for m in messages(locale)} == used()
    assert "What happened?" in used()
    assert "Waiting for the reply" in used()
    assert catalogue(locale).obsolete == {}


def test_every_text_has_its_chinese() -> None:
    assert [m.id for m in messages("zh_CN") if not all(strings(m)) or m.fuzzy] == []


def test_english_is_the_source_and_needs_no_second_wording() -> None:
    assert [m.id for m in messages("en") if any(strings(m)) or m.fuzzy] == []


def test_a_translation_fills_in_the_same_values() -> None:
    for message in messages("zh_CN"):
        wanted = set(
            PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[1])
        )
        for string in strings(message):
            assert set(PLACEHOLDER.findall(string)) == wanted, message.id


def test_chinese_texts_use_chinese_punctuation() -> None:
    bad = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")
    assert [s for m in messages("zh_CN") for s in strings(m) if bad.search(s)] == []


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_words(fault: Fault) -> None:
    from casework.web.pages import field_messages  # noqa: PLC0415 - its private tables

    if fault is not Fault.MISSING:
        assert field_messages._BY_FAULT[fault] in used()


def test_words_come_with_their_values_in_either_language() -> None:
    assert wording("zh")("Lead: %(unit)s", unit="县司法局") == "牵头：县司法局"
    assert wording("en")("Lead: %(unit)s", unit="Justice Bureau") == "Lead: Justice Bureau"
    assert wording("zh").join(["甲", "乙"]) == "甲、乙"
    assert wording("en").join(["a", "b"]) == "a, b"


def test_a_catalogue_that_was_not_compiled_is_a_configuration_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(wording_module, "_WEB", tmp_path)
    with pytest.raises(ConfigurationError, match="zh_CN"):
        wording_module.wording.__wrapped__("zh")


def strings(message: Message) -> list[str]:
    """The translations of a message, one for each plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())
