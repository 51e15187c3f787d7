"""Encrypted messages: as the platform's own sample has them, and there and back again."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.adapters.wechat_cipher import WeChatCipher
from casework.domain.wechat import CallbackRefusedError, MessageKind
from casework.entrypoints.wechat_envelope import BLOCK, check_signature, seal, signature_of, unseal
from casework.entrypoints.wechat_xml import fields_of, message_of

APP_ID = "wx2c2769f8efd9abc2"
CIPHER = WeChatCipher("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG")
TOKEN, STAMP, NONCE = "spamtest", "1409735669", "1320562132"
SIGNATURE = "5d197aaffba7e9b25a30732f161a50dee96bd5fa"
PUBLISHED = (
    "hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6"
    "F8PGHQHFVAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T33"
    "2jisa+h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCg"
    "avjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6Oewp"
    "usjZ4uBl9FyJvnhvQl+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE="
)
"""The sample that the platform publishes with its code for developers, and its signature."""


def padded(framed: bytes) -> bytes:
    count = BLOCK - len(framed) % BLOCK
    return framed + bytes([count]) * count


def sealed(plain: bytes) -> str:
    return base64.b64encode(CIPHER.encrypt(plain)).decode()


def test_the_published_sample_is_signed_and_reads_as_published() -> None:
    check_signature(SIGNATURE, TOKEN, STAMP, NONCE, PUBLISHED)
    message = message_of(fields_of(unseal(PUBLISHED, APP_ID, CIPHER)))
    assert (message.kind, message.text) == (MessageKind.TEXT, "abcdteT")
    assert message.openid == "oyORnuP8q7ou2gfYjqLzSIWZf0rs"
    assert message.number == "6054768590064713728"


@given(st.binary(max_size=200))
def test_what_was_sealed_is_unsealed_as_it_was(message: bytes) -> None:
    encrypted = seal(message, APP_ID, CIPHER, bytes(16))
    assert unseal(encrypted, APP_ID, CIPHER) == message


@pytest.mark.parametrize(
    "encrypted",
    [
        "",
        "no base 64!",
        "AAAA",
        PUBLISHED[:-4],
        PUBLISHED[4:],
        sealed(b""),
        sealed(bytes(32)),
        sealed(bytes(31) + b"\x21"),
        sealed(padded(b"short")),
        sealed(padded(bytes(16) + (5).to_bytes(4, "big") + b"hello" + b"wxanother")),
        sealed(padded(bytes(16) + (99).to_bytes(4, "big") + b"hello" + APP_ID.encode())),
        sealed(
            bytes(16) + (5).to_bytes(4, "big") + b"hello" + APP_ID.encode() + bytes(20) + b"\x15"
        ),
    ],
)
def test_what_is_no_message_to_us_is_refused(encrypted: str) -> None:
    with pytest.raises(CallbackRefusedError):
        unseal(encrypted, APP_ID, CIPHER)


def test_a_message_to_another_account_or_under_another_key_is_refused() -> None:
    another = WeChatCipher("Z" * 43)
    for app_id, cipher in (("wxanother", CIPHER), (APP_ID, another)):
        with pytest.raises(CallbackRefusedError):
            unseal(PUBLISHED, app_id, cipher)


@pytest.mark.parametrize("wrong", ["", "0" * 40, SIGNATURE.upper(), SIGNATURE[:-1], "签"])
def test_a_signature_is_right_or_wrong(wrong: str) -> None:
    with pytest.raises(CallbackRefusedError):
        check_signature(wrong, TOKEN, STAMP, NONCE, PUBLISHED)


def test_a_signature_covers_each_of_its_parts() -> None:
    parts = (TOKEN, STAMP, NONCE, PUBLISHED)
    changed = {signature_of(*parts[:i], "x", *parts[i + 1 :]) for i in range(len(parts))}
    assert len(changed | {SIGNATURE}) == 5
