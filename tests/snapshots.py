"""What was made once in the AWS of this process, put back as it was: a fiftieth of the time that it
takes to make it again.
"""

from __future__ import annotations

import io
import pickle
from threading import RLock
from typing import TYPE_CHECKING, Any

from moto.backends import get_backend
from moto.core.base_backend import BaseBackend
from moto.dynamodb.models.dynamo_type import LimitedSizeDict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SERVICES = ("dynamodb", "events", "s3", "scheduler", "secretsmanager", "sns", "sqs")
Place = tuple[str, str, str]
"""Service, account, region."""

_MADE: dict[str, bytes] = {}


def made_once(name: str, make: Callable[[], object], *services: str) -> None:
    """Have in these services what `make` makes in them. It is called the first time in this process
    only, and where the test has used one of them before.
    """
    if any(_backends(services)):
        make()
    elif name in _MADE:
        put_back(_MADE[name])
    else:
        make()
        _MADE[name] = taken(*services)


def taken(*services: str) -> bytes:
    """Everything that these services hold now."""
    file = io.BytesIO()
    held = {place: vars(backend) for place, backend in _backends(services)}
    _Writer(file, {id(backend): place for place, backend in _backends(services)}).dump(held)
    return file.getvalue()


def put_back(snapshot: bytes) -> None:
    """Have the services of a snapshot hold what they held."""
    for place, held in _Reader(io.BytesIO(snapshot)).load().items():
        vars(_backend(place)).update(held)


def _backends(services: tuple[str, ...]) -> Iterator[tuple[Place, BaseBackend]]:
    for service in services:
        for account, region, backend in get_backend(service).iter_backends():  # type: ignore[call-overload]
            yield (service, account, region), backend


def _backend(place: Place) -> BaseBackend:
    service, account, region = place
    found: BaseBackend = get_backend(service)[account][region]  # type: ignore[call-overload]
    return found


class _Writer(pickle.Pickler):
    """Backends are named, not copied: what is put back belongs to those that are there."""

    def __init__(self, file: io.BytesIO, places: dict[int, Place]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._places = places

    def persistent_id(self, value: Any) -> Place | None:
        return self._places[id(value)] if isinstance(value, BaseBackend) else None

    def reducer_override(self, value: Any) -> Any:
        """Locks are held by nobody between two requests; an item that was kept is not too large."""
        if isinstance(value, type(RLock())):
            return RLock, ()
        return (_item, (dict(value),)) if type(value) is LimitedSizeDict else NotImplemented


def _item(attributes: dict[str, Any]) -> LimitedSizeDict:
    item = LimitedSizeDict()
    dict.update(item, attributes)
    return item


class _Reader(pickle.Unpickler):
    def persistent_load(self, place: Place) -> BaseBackend:
        return _backend(place)
