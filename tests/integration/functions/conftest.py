"""What tests of rooms ask for besides the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from botocore.httpsession import URLLib3Session

from tests.identity import IssuerOverHttp, ProviderInHand
from tests.integration.stack import CLIENT, ISSUER

if TYPE_CHECKING:
    from tests.integration.house import House


@pytest.fixture
def issuer(house: House, monkeypatch: pytest.MonkeyPatch) -> IssuerOverHttp:
    """The issuer, at which the clerk of the county sits."""
    person = ProviderInHand("clerk", ISSUER, CLIENT)
    there = IssuerOverHttp(house.clock, person, ISSUER, ISSUER)
    monkeypatch.setattr(URLLib3Session, "send", lambda _, request: there.send(request))
    return there
