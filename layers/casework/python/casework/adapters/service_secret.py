"""What a deployment knows of a service outside AWS: one secret of Secrets Manager, a JSON object,
fetched once per process and never logged.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from casework.adapters.secret_text import secret_text
from casework.domain.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance

    Service = TypeVar("Service", bound=DataclassInstance)


def secret_service(client: Any, secret_id: str, kind: type[Service]) -> Callable[[], Service]:
    """A function that gives what the secret says of the service; the first call fetches it.

    It raises StoreUnavailableError when the secret could not be fetched, and ConfigurationError,
    which names the field and never its value, when it is not of the form of `kind`: one text for
    each field. A failure is not kept; the next call asks again.
    """

    @cache
    def service() -> Service:
        return service_of(secret_text(client, secret_id), kind)

    return service


def service_of(secret: str, kind: type[Service]) -> Service:
    """The service that a secret describes; raises ConfigurationError."""
    try:
        said = json.loads(secret)
    except ValueError:
        raise ConfigurationError(f"{kind.__name__}: the secret is not JSON") from None
    known = {field.name: field for field in fields(kind)}
    if not isinstance(said, dict) or not set(said) <= set(known):
        raise ConfigurationError(f"{kind.__name__}: the secret has names that are not known")
    for name, field in known.items():
        value = said.get(name, "" if field.default is MISSING else field.default)
        if not isinstance(value, str) or (not value and field.default is MISSING):
            raise ConfigurationError(f"{kind.__name__}: {name} is missing or no text")
    return kind(**said)
