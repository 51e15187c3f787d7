"""The deployment's master secret from Secrets Manager, fetched once per process."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from casework.adapters.secret_text import secret_text
from casework.domain.tokens import TokenMint

if TYPE_CHECKING:
    from collections.abc import Callable


def secret_mint(client: Any, secret_id: str) -> Callable[[], TokenMint]:
    """A function that gives the mint; the first call fetches the secret, or raises
    StoreUnavailableError.
    """

    @cache
    def mint() -> TokenMint:
        return TokenMint(secret_text(client, secret_id).encode())

    return mint
