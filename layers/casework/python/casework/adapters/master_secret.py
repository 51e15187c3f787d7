"""The deployment's master secret from Secrets Manager, fetched once per process."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from casework.domain.errors import StoreUnavailableError
from casework.domain.tokens import TokenMint

if TYPE_CHECKING:
    from collections.abc import Callable


def secret_mint(make_client: Callable[[], Any], secret_id: str) -> Callable[[], TokenMint]:
    """A function that gives the mint; the first call fetches the secret, or raises
    StoreUnavailableError.
    """

    @cache
    def mint() -> TokenMint:
        try:
            secret = make_client().get_secret_value(SecretId=secret_id)["SecretString"]
        except (ClientError, BotoCoreError) as error:
            raise StoreUnavailableError from error
        return TokenMint(secret.encode())

    return mint
