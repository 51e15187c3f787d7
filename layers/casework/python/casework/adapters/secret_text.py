"""What Secrets Manager keeps, fetched when it is needed and never logged."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from casework.domain.errors import StoreUnavailableError


def secret_text(client: Any, secret_id: str) -> str:
    """The secret of this name; raises StoreUnavailableError when it could not be fetched."""
    try:
        secret: str = client.get_secret_value(SecretId=secret_id)["SecretString"]
    except (ClientError, BotoCoreError) as error:
        raise StoreUnavailableError from error
    return secret
