"""AWS clients besides PynamoDB's own, from one botocore session per process."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore.config import Config

if TYPE_CHECKING:
    from botocore.session import Session

CONNECT_SECONDS, READ_SECONDS = 1, 2
ATTEMPTS = 2
USER_AGENT = "mashangban"
"""Who asks. Botocore's own answer names its machine and its features, and putting that together
takes a tenth of every request.
"""
S3_HOSTS = {"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"}
"""Links to files lead to the bucket's own host in its region, for others redirect and so break the
signature.
"""
ELSEWHERE = "AWS_ENDPOINT_URL"
"""Set where something else stands for AWS, at one address for all buckets."""


def client(
    service: str, region: str, session: Session | None = None, *, attempts: int = ATTEMPTS
) -> Any:
    """A client that gives up before any room's own time is up: as many attempts by the SDK, each
    with these time-outs, as the table's.

    Pass the session that PynamoDB has opened where a room uses both: a second one would load its
    data again.
    """
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        user_agent=USER_AGENT,
        retries={"total_max_attempts": attempts, "mode": "standard"},
        **_settings(service),
    )
    return (session or botocore.session.get_session()).create_client(
        service, region_name=region, config=config
    )


def _settings(service: str) -> dict[str, Any]:
    """What a service needs besides; left alone, the SDK signs links in a way that S3 refuses."""
    if service != "s3":
        return {}
    return {"signature_version": "s3v4", "s3": {} if ELSEWHERE in os.environ else S3_HOSTS}


class LateClient:
    """A client that is made at its first use: for a service that is seldom called, because making a
    client is a tenth of a cold start.
    """

    def __init__(self, service: str, region: str, session: Session | None = None) -> None:
        self._service = service
        self._region = region
        self._session = session

    @cached_property
    def _client(self) -> Any:
        return client(self._service, self._region, self._session)

    def __getattr__(self, operation: str) -> Any:
        return getattr(self._client, operation)
