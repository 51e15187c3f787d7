"""Telephone numbers as people type them."""

import pytest

from casework.domain.contact import normalise_phone


@pytest.mark.parametrize(
    "typed",
    [
        "13800001234",
        "138 0000 1234",
        "138-0000-1234",
        "1380000-1234",
        " 138.0000.1234 ",
        "+86 138 0000 1234",
        "+8613800001234",
        "0086-138-0000-1234",
        "8613800001234",
        "１３８００００１２３４",
        "（＋86）138—0000—1234",
    ],
)
def test_every_way_to_write_a_mobile_number_is_the_same_number(typed: str) -> None:
    assert normalise_phone(typed) == "13800001234"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0530-8212345", "0530-8212345"),
        ("（0530）8212345", "0530-8212345"),
        ("05308212345", "0530-8212345"),
        ("+86 530 8212345", "0530-8212345"),
        ("+86 (0)530 8212345", "0530-8212345"),
        ("0531 8212 3456", "0531-82123456"),
        ("010-65001234", "010-65001234"),
        ("+86 10 6500 1234", "010-65001234"),
        ("021 65001234", "021-65001234"),
        ("0530-8212345-801", "0530-8212345-801"),
        ("0530-8212345转801", "0530-8212345-801"),
        ("0530 8212345 分机 801", "0530-8212345-801"),
        ("010-65001234 ext. 12", "010-65001234-12"),
        ("0530-8212345#8", "0530-8212345-8"),
    ],
)
def test_fixed_lines_keep_area_code_and_extension(typed: str, stored: str) -> None:
    assert normalise_phone(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "8212345",
        "12345",
        "12800001234",
        "1380000123",
        "138000012345",
        "13800001234转8",
        "010-6500123",
        "026-65001234",
        "0530-821234",
        "0530-821234567",
        "+1 415 555 0100",
        "abc",
        "13800001234 13900001234",
        "+86 +86 13800001234",
        "٠٥٣٠٨٢١٢٣٤٥",
    ],
)
def test_what_cannot_be_called_back_is_no_number(typed: str) -> None:
    assert normalise_phone(typed) is None
