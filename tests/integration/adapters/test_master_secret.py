"""The master secret: fetched once per process, and again only when it could not be."""

from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from casework.adapters.clients import client
from casework.adapters.master_secret import secret_mint
from casework.domain.errors import StoreUnavailableError
from casework.domain.tokens import TokenMint


def test_the_mint_works_under_the_stored_secret(aws: str) -> None:
    secrets = client("secretsmanager", aws)
    secrets.create_secret(Name="master", SecretString="sixty-four characters")
    mint = secret_mint(secrets, "master")
    assert mint() == TokenMint(b"sixty-four characters")


def test_a_secret_that_is_not_there_is_an_unavailable_store(aws: str) -> None:
    mint = secret_mint(client("secretsmanager", aws), "master")
    with pytest.raises(StoreUnavailableError):
        mint()


class Secrets:
    """The client's get_secret_value, away for so many calls."""

    def __init__(self, away: int = 0) -> None:
        self.away, self.calls = away, 0

    def get_secret_value(self, SecretId: str) -> dict[str, Any]:  # noqa: N803 - as the SDK
        self.calls += 1
        if self.calls <= self.away:
            raise EndpointConnectionError(endpoint_url="https://secretsmanager")
        return {"SecretString": f"the secret of {SecretId}"}


def test_the_secret_is_not_asked_for_before_it_is_needed_and_then_once() -> None:
    secrets = Secrets()
    mint = secret_mint(secrets, "master")
    assert secrets.calls == 0
    assert mint() is mint()
    assert mint() == TokenMint(b"the secret of master")
    assert secrets.calls == 1


def test_a_failure_is_not_remembered() -> None:
    secrets = Secrets(away=1)
    mint = secret_mint(secrets, "master")
    with pytest.raises(StoreUnavailableError):
        mint()
    assert mint() == TokenMint(b"the secret of master")
