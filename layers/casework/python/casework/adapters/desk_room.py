"""What every room at the desk needs of AWS to act on cases, made once per container."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.cases import DynamoCases
from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    ORGANISATION,
    POLICY,
    DynamoConfiguration,
)
from casework.adapters.dynamodb.drafts import DynamoDrafts
from casework.adapters.dynamodb.register import DynamoRegister
from casework.adapters.dynamodb.sessions import DynamoSessions
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.adapters.dynamodb.statistics import DynamoStatistics
from casework.adapters.dynamodb.work_list import DynamoWorkList

if TYPE_CHECKING:
    from casework.ports import CaseRepository, Configuration


class CasePorts(TypedDict):
    """What every command on a case takes."""

    cases: CaseRepository
    configuration: Configuration


class DeskRoom:
    """Cases, lists, figures, staff with their sessions, and the configuration in force."""

    def __init__(self, table_name: str, region: str) -> None:
        """Bind the table; nothing is read before the first use."""
        table.bind(table_name, region)
        self.cases = DynamoCases()
        self.work_list = DynamoWorkList()
        self.statistics = DynamoStatistics()
        self.register = DynamoRegister()
        self.staff = DynamoStaff()
        self.sessions = DynamoSessions()
        self.drafts = DynamoDrafts()
        self.configuration = DynamoConfiguration((POLICY, CALENDAR, ORGANISATION))

    @property
    def ports(self) -> CasePorts:
        """What every command on a case takes."""
        return {"cases": self.cases, "configuration": self.configuration}
