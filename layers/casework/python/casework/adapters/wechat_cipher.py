"""AES-256-CBC under the EncodingAESKey of an official account (消息加解密, 技术方案)."""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

IV_BYTES = 16


class WeChatCipher:
    """Turns whole blocks into one another; the first 16 bytes of the key are the initial vector."""

    def __init__(self, encoding_aes_key: str) -> None:
        """The key is 43 letters and digits of base 64, which are 32 bytes."""
        key = base64.b64decode(f"{encoding_aes_key}=")
        self._cipher = Cipher(AES(key), CBC(key[:IV_BYTES]))

    def encrypt(self, plain: bytes) -> bytes:
        """See `casework.entrypoints.wechat_envelope.Cipher`."""
        encryptor = self._cipher.encryptor()
        return encryptor.update(plain) + encryptor.finalize()

    def decrypt(self, encrypted: bytes) -> bytes:
        """See `casework.entrypoints.wechat_envelope.Cipher`."""
        decryptor = self._cipher.decryptor()
        return decryptor.update(encrypted) + decryptor.finalize()
