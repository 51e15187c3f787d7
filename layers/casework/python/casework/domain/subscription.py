"""Subscriptions (订阅): where a department's messages go, and what an address must look like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from casework.domain.messages import Audience
from casework.domain.rules import (
    NotAnEmailAddressError,
    NotAnHttpsAddressError,
    NotAQueueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_LOCAL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = rf"(?:{_LABEL}\.)+{_LABEL}"
_EMAIL = re.compile(rf"{_LOCAL}@{_DOMAIN}")
_HOST = re.compile(_DOMAIN)
_QUEUE = re.compile(r"arn:([a-z-]+):sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,80}")
_READABLE = re.compile(r"[!-~]+")


class SubscriptionProtocol(StrEnum):
    """How messages reach an address."""

    EMAIL = "email"
    HTTPS = "https"
    SQS = "sqs"

    @property
    def audience(self) -> Audience:
        """People read e-mail; everything else is read by programs."""
        return Audience.PEOPLE if self is SubscriptionProtocol.EMAIL else Audience.SYSTEMS


class SubscriptionState(StrEnum):
    """`pending`: whoever owns the address has not confirmed it; `ended`: the address was never
    confirmed in time, or its owner unsubscribed.
    """

    PENDING = "pending"
    CONFIRMED = "confirmed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Subscription:
    """One subscription of one department. `shown` is the address as it may be shown: an e-mail
    address is contact data, so only its first letter and domain; empty when the subscription ended.
    `alone` is what a message carries that is for this subscription alone.
    """

    id: str
    department: str
    protocol: SubscriptionProtocol
    state: SubscriptionState
    shown: str
    alone: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where messages shall go; `endpoint` has the form that its protocol needs."""

    protocol: SubscriptionProtocol
    endpoint: str


def address_of(protocol: SubscriptionProtocol, endpoint: str, partition: str) -> Address:
    """The address, if it can be one: an e-mail address, an HTTPS URL by host name, or the ARN of a
    standard queue in the same partition (nothing is delivered across partitions).

    Raises NotAnEmailAddressError, NotAnHttpsAddressError or NotAQueueError.
    """
    _CHECKS[protocol](endpoint, partition)
    return Address(protocol, endpoint)


def shown(protocol: SubscriptionProtocol, endpoint: str) -> str:
    """How an address may be shown: a***@b.cn; of a URL no query, for it may hold a key."""
    if protocol is SubscriptionProtocol.EMAIL:
        name, _, domain = endpoint.rpartition("@")
        return f"{name[:1]}***@{domain}"
    return endpoint.partition("?")[0]


def _check_email(endpoint: str, _partition: str) -> None:
    if not _EMAIL.fullmatch(endpoint):
        raise NotAnEmailAddressError


def _check_https(endpoint: str, _partition: str) -> None:
    """No user name, no fragment, no bare number for a host."""
    if not _READABLE.fullmatch(endpoint):
        raise NotAnHttpsAddressError
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotAnHttpsAddressError from error
    named = _HOST.fullmatch(host) is not None and not host.rpartition(".")[2].isdigit()
    plain = "@" not in parts.netloc and not parts.fragment and port != 0
    if parts.scheme != "https" or not named or not plain:
        raise NotAnHttpsAddressError


def _check_queue(endpoint: str, partition: str) -> None:
    found = _QUEUE.fullmatch(endpoint)
    if found is None or found[1] != partition:
        raise NotAQueueError(partition=partition)


_CHECKS: dict[SubscriptionProtocol, Callable[[str, str], None]] = {
    SubscriptionProtocol.EMAIL: _check_email,
    SubscriptionProtocol.HTTPS: _check_https,
    SubscriptionProtocol.SQS: _check_queue,
}
