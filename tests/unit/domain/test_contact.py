"""Telephone numbers as people type them."""

import pytest

from casework.domain.contact import is_mobile, normalise_email, normalise_phone


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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("li.si@Firm.Example.CN", "li.si@firm.example.cn"),
        ("  a+b@b.example ", "a+b@b.example"),
        ("ｌｉ＠firm．example", "li@firm.example"),
        ("1234567@qq.com", "1234567@qq.com"),
    ],
)
def test_an_e_mail_address_is_brought_into_one_form(typed: str, kept: str) -> None:
    assert normalise_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", "li", "li@", "@firm.example", "li@firm", "li@firm..example", "li..si@firm.example"),
        *(".li@firm.example", "li@-firm.example", "li si@firm.example", "a@b.example, c@d.example"),
        *("a@b.example\r\nBcc: c@d.example", '"a"@b.example', "a@[127.0.0.1]", "李@firm.example"),
        *(f"{'a' * 65}@b.example", f"a@{'b.' * 130}example", "<a@b.example>", "a@b.example>"),
    ],
)
def test_what_is_no_e_mail_address_is_none(typed: str) -> None:
    assert normalise_email(typed) is None


def test_short_messages_go_to_mobile_numbers_alone() -> None:
    assert is_mobile("13800000000")
    assert not is_mobile("0530-8212345")
