"""The case desk: what clerks and departments do with cases, as the console's pages behind a session
and as a JSON API behind the API's own JWT authorizer.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casework.adapters.clients import LateClient
from casework.adapters.desk_room import DeskRoom
from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.case_search import DynamoCaseSearch
from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    CATALOGUE,
    ORGANISATION,
    POLICY,
    DynamoConfiguration,
)
from casework.adapters.dynamodb.unread_mail import DynamoUnreadMails
from casework.adapters.master_secret import secret_mint
from casework.adapters.s3_files import S3Files
from casework.adapters.s3_letters import S3Letters
from casework.adapters.s3_mail_originals import S3MailOriginals
from casework.config import from_environment
from casework.domain.case_filter import CaseFilter
from casework.domain.enterprise_contact import ways_named
from casework.domain.errors import CaseworkError
from casework.domain.event_facts import Way
from casework.domain.staff import StaffMember
from casework.entrypoints.case_views import file_view, letter_view
from casework.entrypoints.clock import utc_now
from casework.entrypoints.contest_operations import mount_contest
from casework.entrypoints.desk import (
    MAX_PAGE,
    Answer,
    File,
    Limit,
    Start,
    answer,
    command_id,
    desk_api,
    openapi_answer,
    sends_bytes,
    signed_in,
)
from casework.entrypoints.desk_interface import ASSIGNMENTS, assigned, entered, found, listed
from casework.entrypoints.desk_requests import (
    AssignmentsBody,
    Colour,
    EntryBody,
    OfUnit,
    SearchBody,
    Stage,
    Which,
)
from casework.entrypoints.handling_operations import mount_handling
from casework.entrypoints.joint_operations import mount_joint_acts
from casework.entrypoints.mail_operations import mount_mails
from casework.entrypoints.operations import CaseOperations, Mount
from casework.entrypoints.request_operations import mount_requests
from casework.services.list_cases import CaseList
from casework.services.look_up_letter import read_letter
from casework.services.read_attachment import read_attachment
from casework.services.view_case import view_case

if TYPE_CHECKING:
    from casework.domain.tokens import TokenMint
    from casework.entrypoints.desk_console import DeskConsole


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    letters_bucket: str
    files_bucket: str
    secret_id: str
    intake_bucket: str
    aws_region: str
    notification_ways: str = ""


class Room(DeskRoom):
    """What the use cases need, made once per container."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings.table_name, settings.aws_region)
        region = settings.aws_region
        self.search = self.audit = DynamoCaseSearch()
        self.entering = DynamoConfiguration((POLICY, CALENDAR, ORGANISATION, CATALOGUE))
        self._mint = secret_mint(
            LateClient("secretsmanager", region, table.session()), settings.secret_id
        )
        named = ways_named(settings.notification_ways)
        self.offered = tuple(way for way in named if way is not Way.WECHAT)
        s3 = LateClient("s3", settings.aws_region, table.session())
        self.letters = S3Letters(s3, settings.letters_bucket)
        self.mails = DynamoUnreadMails()
        self.originals = S3MailOriginals(s3, settings.intake_bucket)
        self.files = S3Files(s3, settings.files_bucket)

    @property
    def mint(self) -> "TokenMint":
        """Tokens and search keys under the deployment's secret, fetched at first use."""
        return self._mint()


@cache
def room() -> Room:
    """The room of this container."""
    return Room(from_environment(Settings))


def now() -> datetime:
    """The instant of the request."""
    return utc_now()


@cache
def console() -> "DeskConsole":
    """The console's pages: loaded with the first page, which a program never asks for."""
    from casework.entrypoints.desk_console import DeskConsole  # noqa: PLC0415

    return DeskConsole(room(), now)


def refuse_page(event: Any, error: CaseworkError) -> Answer:
    """The page for what no case page can answer."""
    return console().refuse(event, error)


app = desk_api(refuse_page)
operation = CaseOperations(
    app,
    Mount("/api/desk/cases", "/desk/cases"),
    registry=lambda: room().staff,
    console=console,
    now=now,
)
mount_handling(operation, lambda: room().ports)
mount_joint_acts(operation, lambda: room().ports)
mount_requests(operation, lambda: room().ports)
mount_contest(operation, lambda: room().ports, lambda: room().mint)
mount_mails(app, room, console, now)


@app.get("/api/openapi.json")
def describe() -> Answer:
    """This interface as an OpenAPI document."""
    return openapi_answer(Path(__file__).with_name("openapi.json"))


@app.get("/api/desk/cases")
def list_work(
    which: Which = CaseList.DEPARTMENT,
    stage: Stage = None,
    light: Colour = None,
    unit: OfUnit = None,
    limit: Limit = MAX_PAGE,
    start: Start = None,
) -> Answer:
    """A list of cases, what is due first at the top."""
    wanted = CaseFilter(status=stage, light=light)
    page = listed(_member(), which, wanted, unit, limit=limit, start=start, ports=room())
    return answer(200, page)


@app.post("/api/desk/cases")
def enter_by_program(body: EntryBody) -> Answer:
    """Enter a case from telephone, letter, visit or station, maybe with its answer (登记)."""
    member, name = _member(), command_id(app.current_event)
    return answer(*entered(body, member, name, utc_now(), ports=room()))


@app.post(ASSIGNMENTS)
def assign_by_program(body: AssignmentsBody) -> Answer:
    """Assign several cases to one lead (批量交办), each by itself: one result for each."""
    member, name = _member(), command_id(app.current_event)
    return answer(200, assigned(body, member, name, utc_now(), ports=room()))


@app.post("/api/desk/search")
def search_by_program(body: SearchBody) -> Answer:
    """Cases by number, enterprise or telephone; the latter two are on record (查找)."""
    return answer(200, found(body, _member(), utc_now(), ports=room()))


@app.get("/api/desk/cases/<case_id>")
def view(case_id: str) -> Answer:
    """One case file, as far as I may read it."""
    return answer(200, file_view(view_case(case_id, _member(), cases=room().cases)))


@app.get("/api/desk/cases/<case_id>/letters/<letter_id>")
def view_letter(case_id: str, letter_id: str) -> Answer:
    """One supervision letter as it is on record, with a link to its file."""
    letter = read_letter(case_id, letter_id, _member(), cases=room().cases, store=room().letters)
    return answer(200, letter_view(letter))


@app.get("/api/desk/cases/<case_id>/files/<number>")
def view_file(case_id: str, number: int) -> Answer:
    """A link to a checked file that was sent to the case; it opens for five minutes (附件)."""
    link = read_attachment(case_id, number, _member(), cases=room().cases, store=room().files)
    return answer(200, {"file": link})


@app.get("/desk/search", include_in_schema=False)
def show_search() -> Answer:
    """The search form."""
    return console().show_search(app.current_event)


@app.post("/desk/search", include_in_schema=False)
def search() -> Answer:
    """Look for cases by number, enterprise or telephone."""
    return console().search(app.current_event)


@app.get("/desk/intake", include_in_schema=False)
def show_intake() -> Answer:
    """The clerk's entry."""
    return console().show_intake(app.current_event)


@app.post("/desk/intake", include_in_schema=False)
def enter() -> Answer:
    """Look for earlier cases, file, or file and answer at once."""
    return console().enter(app.current_event)


@app.get("/desk/cases", include_in_schema=False)
def show_list() -> Answer:
    """The inbox."""
    return console().show_list(app.current_event)


@app.get("/desk/export/cases", include_in_schema=False)
@sends_bytes
def export_list() -> File:
    """A whole list as a file for a spreadsheet."""
    return console().export(app.current_event)


@app.get("/desk/print/cases", include_in_schema=False)
def print_list() -> Answer:
    """A list for paper."""
    return console().print_list(app.current_event)


@app.get("/desk/print/cases/<case_id>", include_in_schema=False)
def print_case(case_id: str) -> Answer:
    """A case for paper."""
    return console().print_case(app.current_event, case_id)


@app.post("/desk/assignments", include_in_schema=False)
def assign_ticked() -> Answer:
    """Assign the ticked cases of the list together (批量交办)."""
    return console().assign_ticked(app.current_event)


@app.get("/desk/cases/<case_id>/letters/<letter_id>", include_in_schema=False)
def show_letter(case_id: str, letter_id: str) -> Answer:
    """One supervision letter, with the way to its file."""
    return console().show_letter(app.current_event, case_id, letter_id, room().letters)


@app.get("/desk/cases/<case_id>/files/<number>", include_in_schema=False)
def open_file(case_id: str, number: int) -> Answer:
    """To a file that was sent to the case."""
    return console().open_file(app.current_event, case_id, number, room().files)


@app.get("/desk/cases/<case_id>", include_in_schema=False)
def show_case(case_id: str) -> Answer:
    """The case page."""
    return console().show(app.current_event, case_id)


def _member() -> StaffMember:
    return signed_in(app.current_event, utc_now(), registry=room().staff)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one HTTP request."""
    return app.resolve(event, context)
