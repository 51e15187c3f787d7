"""Bodies and parameters of what is asked of the desk besides commands on a case, typed."""

from typing import Annotated, TypeAlias

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import BaseModel, ConfigDict, Field

from casework.domain.case import Status
from casework.domain.light import Light
from casework.entrypoints.requests import Unit
from casework.services.assign_cases import MOST
from casework.services.list_cases import CaseList

Which: TypeAlias = Annotated[CaseList, Query(alias="list", description="Which list")]
Stage: TypeAlias = Annotated[Status | None, Query(description="Only cases at this status")]
Colour: TypeAlias = Annotated[Light | None, Query(description="Only cases with this light")]
OfUnit: TypeAlias = Annotated[
    str | None, Query(max_length=40, description="Another unit's list, for who oversees units")
]
Line = Annotated[str, Field(max_length=100)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, defer_build=True)


class SearchBody(_Body):
    """What is looked for; the first that says anything counts."""

    number: Line = ""
    enterprise: Line = ""
    telephone: Line = ""


class TickedBody(_Body):
    """A case of a list, and the version of it that the list showed."""

    id: Annotated[str, Field(max_length=20)]
    version: Annotated[int, Field(ge=1)]


class AssignmentsBody(_Body):
    """Several cases for one lead; each is assigned or refused by itself."""

    lead: Unit
    cases: Annotated[list[TickedBody], Field(min_length=1, max_length=MOST)]


class EntryBody(_Body):
    """A case as a clerk takes it down; with `answer` it is answered directly in the same step."""

    channel: Annotated[str, Field(pattern=r"^(telephone|visit|letter|mail|station)$")]
    what_happened: Annotated[str, Field(max_length=2000)]
    enterprise_name: Line
    contact_name: Line
    contact_phone: Line
    credit_code: Line = ""
    notify_by: Annotated[str, Field(pattern=r"^(|none|sms|email)$")] = ""
    contact_email: Annotated[str, Field(max_length=254)] = ""
    category: Line = ""
    township: Line = ""
    confidential: bool = False
    answer: Annotated[str | None, Field(min_length=1, max_length=4000)] = None
