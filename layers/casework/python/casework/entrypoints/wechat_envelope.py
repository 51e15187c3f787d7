"""What the WeChat platform puts around a message: who signed it, when, and the frame of an
encrypted one (接入指南; 消息加解密, 技术方案).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Protocol

from casework.domain.wechat import CallbackRefusedError

FRESH = timedelta(minutes=5)
"""How far the instant of a request may be from ours, in either direction."""

RANDOM_BYTES = 16
LENGTH_BYTES = 4
BLOCK = 32
"""PKCS#7 pads to this, not to the 16 of the cipher."""

LONGEST_STAMP, LONGEST_NONCE = 12, 128


class Cipher(Protocol):
    """AES-256 in CBC mode under the account's key, over whole blocks."""

    def encrypt(self, plain: bytes) -> bytes:
        """The cipher text; raises ValueError unless it was whole blocks."""

    def decrypt(self, encrypted: bytes) -> bytes:
        """The plain text; raises ValueError unless it was whole blocks."""


def signature_of(*parts: str) -> str:
    """The platform's signature: SHA-1 of the parts in order of text."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 - the platform's


def check_signature(signature: str, *parts: str) -> None:
    """Raises CallbackRefusedError unless the signature is that of the parts; takes the same time
    for every wrong one.
    """
    expected = signature_of(*parts)
    if not hmac.compare_digest(signature.encode(), expected.encode()):
        raise CallbackRefusedError


def check_moment(stamp: str, nonce: str, now: datetime) -> None:
    """Raises CallbackRefusedError for a request that says it was made at another moment than this,
    or has no nonce.
    """
    is_number = stamp.isascii() and stamp.isdigit() and len(stamp) <= LONGEST_STAMP
    if not is_number or not 0 < len(nonce) <= LONGEST_NONCE:
        raise CallbackRefusedError
    try:
        instant = datetime.fromtimestamp(int(stamp), UTC)
    except (ValueError, OverflowError) as error:
        raise CallbackRefusedError from error
    if abs(now - instant) > FRESH:
        raise CallbackRefusedError


def unseal(encrypted: str, app_id: str, cipher: Cipher) -> bytes:
    """The message in an `Encrypt` element; raises CallbackRefusedError unless it is one to us.

    Its frame is 16 random bytes, the length in 4, the message, and the id of the account.
    """
    try:
        framed = _unpadded(cipher.decrypt(base64.b64decode(encrypted, validate=True)))
    except (binascii.Error, ValueError) as error:
        raise CallbackRefusedError from error
    start = RANDOM_BYTES + LENGTH_BYTES
    end = start + int.from_bytes(framed[RANDOM_BYTES:start], "big")
    if not start <= end <= len(framed) or framed[end:] != app_id.encode():
        raise CallbackRefusedError
    return framed[start:end]


def seal(message: bytes, app_id: str, cipher: Cipher, random: bytes) -> str:
    """The same the other way; `random` is 16 bytes."""
    length = len(message).to_bytes(LENGTH_BYTES, "big")
    framed = b"".join((random, length, message, app_id.encode()))
    missing = BLOCK - len(framed) % BLOCK
    return base64.b64encode(cipher.encrypt(framed + bytes([missing]) * missing)).decode()


def _unpadded(padded: bytes) -> bytes:
    count = padded[-1] if padded else 0
    is_whole = len(padded) % BLOCK == 0 and 1 <= count <= BLOCK
    if not is_whole or padded[-count:] != bytes([count]) * count:
        raise ValueError("not padded as PKCS#7 says")
    return padded[:-count]
