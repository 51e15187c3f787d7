"""Keys of GSI1 as opaque tokens, by which a list is read on page by page."""

from __future__ import annotations

import base64
import json
from typing import Any

from casework.domain.errors import InvalidInputError

KEY_NAMES = ("PK", "SK", "GSI1PK", "GSI1SK")


def token_of_key(key: dict[str, Any] | None) -> str | None:
    """A key as an opaque token for the next page."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode() if key else None


def key_of_token(token: str | None, partition: str) -> dict[str, Any] | None:
    """The key behind a token; InvalidInputError unless it is one of this very list."""
    if token is None:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(token.encode()))
        if key["GSI1PK"]["S"] == partition and set(key) == set(KEY_NAMES):
            return {name: {"S": _text(value)} for name, value in key.items()}
    except (ValueError, TypeError, KeyError) as error:
        raise InvalidInputError(field="start") from error
    raise InvalidInputError(field="start")


def _text(value: dict[str, Any]) -> str:
    """The text of a key's attribute; the store refuses any other type, and empty ones."""
    if set(value) != {"S"} or not isinstance(value["S"], str) or not value["S"]:
        raise InvalidInputError(field="start")
    return value["S"]
