"""The oversight desk: what supervisors, inspectors and leaders decide on cases, and the boards that
they keep open; pages behind a session and a JSON API behind the API's own JWT authorizer.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from casework.adapters.desk_room import DeskRoom
from casework.config import from_environment
from casework.domain.errors import CaseworkError
from casework.domain.staff import StaffMember
from casework.entrypoints.clock import utc_now
from casework.entrypoints.decision_operations import mount_decisions
from casework.entrypoints.desk import (
    MAX_PAGE,
    Answer,
    File,
    Limit,
    Start,
    answer,
    desk_api,
    sends_bytes,
    signed_in,
)
from casework.entrypoints.operations import CaseOperations, Mount
from casework.entrypoints.oversight_operations import mount_oversight_acts
from casework.entrypoints.oversight_views import board_view, register_view, special_view
from casework.entrypoints.ruling_operations import mount_rulings
from casework.services.list_judicial_contacts import list_judicial_contacts

if TYPE_CHECKING:
    from casework.entrypoints.oversight_console import OversightConsole


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    aws_region: str


@cache
def room() -> DeskRoom:
    """The room of this container."""
    settings = from_environment(Settings)
    return DeskRoom(settings.table_name, settings.aws_region)


def now() -> datetime:
    """The instant of the request."""
    return utc_now()


@cache
def console() -> "OversightConsole":
    """The console's pages: loaded with the first page, which a program never asks for."""
    from casework.entrypoints.oversight_console import OversightConsole  # noqa: PLC0415

    return OversightConsole(room(), now)


def refuse_page(event: Any, error: CaseworkError) -> Answer:
    """The page for what no case page can answer."""
    return console().refuse(event, error)


app = desk_api(refuse_page)
operation = CaseOperations(
    app,
    Mount("/api/oversight/cases", "/desk/oversight"),
    registry=lambda: room().staff,
    console=console,
    now=now,
)
mount_decisions(operation, lambda: room().ports)
mount_rulings(operation, lambda: room().ports)
mount_oversight_acts(operation, lambda: room().ports)


@app.get("/api/oversight/board")
def describe_board() -> Answer:
    """Each unit's open steps and lights, and the figures of the jurisdiction (亮灯看板)."""
    return answer(200, board_view(_member(), utc_now(), ports=room()))


@app.get("/api/oversight/special")
def list_special() -> Answer:
    """The cases under special supervision (专项督办)."""
    return answer(200, special_view(_member(), ports=room()))


@app.get("/api/oversight/judicial-contacts")
def list_contacts(limit: Limit = MAX_PAGE, start: Start = None) -> Answer:
    """The register of contacts with judicial organs (过问登记)."""
    page = list_judicial_contacts(_member(), limit=limit, start=start, register=room().register)
    return answer(200, register_view(page))


@app.get("/desk/oversight/board", include_in_schema=False)
def show_board() -> Answer:
    """The lights board (亮灯看板)."""
    return console().show_board(app.current_event)


@app.get("/desk/oversight/special", include_in_schema=False)
def show_special() -> Answer:
    """The board of special supervision (专项督办)."""
    return console().show_special(app.current_event)


@app.get("/desk/oversight/register", include_in_schema=False)
def show_register() -> Answer:
    """The register of contacts with judicial organs (过问登记)."""
    return console().show_register(app.current_event)


@app.get("/desk/oversight/register.csv", include_in_schema=False)
@sends_bytes
def export_register() -> File:
    """The register as a file for a spreadsheet."""
    return console().export_register(app.current_event)


def _member() -> StaffMember:
    return signed_in(app.current_event, utc_now(), registry=room().staff)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one HTTP request."""
    return app.resolve(event, context)
