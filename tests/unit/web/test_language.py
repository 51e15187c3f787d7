"""Which language a page speaks."""

import pytest

from casework.web.language import choose_language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "zh"),
        ("", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-TW", "zh"),
        ("en-US,en;q=0.9,zh-CN;q=0.8", "en"),
        ("en;q=0.5,zh;q=0.8", "zh"),
        ("fr-FR,en;q=0.3", "en"),
        ("fr,de,*", "zh"),
        ("EN-gb", "en"),
        ("en;q=0", "zh"),
        ("en;q=nonsense,zh;q=0.1", "zh"),
        ("english", "zh"),
        ("en ; q=0.4 , zh ; q=0.9", "zh"),
        (";;;,,,q=", "zh"),
    ],
)
def test_the_browsers_preference_decides_and_chinese_is_the_default(
    header: str | None, language: str
) -> None:
    assert choose_language(None, header) == language


@pytest.mark.parametrize(
    ("asked", "language"), [("zh", "zh"), ("en", "en"), ("zh-CN", "zh"), ("en_US", "en")]
)
def test_what_is_asked_for_wins_over_the_browser(asked: str, language: str) -> None:
    contrary = {"zh": "en", "en": "zh"}[language]
    assert choose_language(asked, contrary) == language


@pytest.mark.parametrize("asked", ["", "fr", "<script>", "e", "../zh"])
def test_an_unknown_wish_is_ignored(asked: str) -> None:
    assert choose_language(asked, "en") == "en"


def test_a_caller_may_fall_back_to_another_language_than_chinese() -> None:
    assert choose_language(None, "fr", "en") == "en"
    assert choose_language(None, "zh", "en") == "zh"


def test_an_endless_header_is_read_in_part_only() -> None:
    assert choose_language(None, "fr," * 100_000 + "en") == "zh"
