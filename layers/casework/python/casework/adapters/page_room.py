"""What every room with pages for the public needs of AWS, made once per container."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.adapters.clients import LateClient
from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.cases import DynamoCases
from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    ORGANISATION,
    POLICY,
    DynamoConfiguration,
)
from casework.adapters.master_secret import secret_mint

if TYPE_CHECKING:
    from casework.domain.organisation import Organisation
    from casework.domain.tokens import TokenMint


class PageRoom:
    """Cases, the configuration in force, and tokens under the deployment's secret."""

    def __init__(self, table_name: str, secret_id: str, region: str, *besides: str) -> None:
        """Bind the table; nothing is read before the first use. `besides` are kinds of
        configuration that this room needs more than others.
        """
        table.bind(table_name, region)
        self.cases = DynamoCases()
        self.configuration = DynamoConfiguration((POLICY, CALENDAR, ORGANISATION, *besides))
        self._mint = secret_mint(LateClient("secretsmanager", region, table.session()), secret_id)

    @property
    def mint(self) -> TokenMint:
        """Tokens under the deployment's secret, fetched at first use."""
        return self._mint()

    @property
    def organisation(self) -> Organisation:
        """Who there is in the jurisdiction, as now in force."""
        return self.configuration.organisation()
