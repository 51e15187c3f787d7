"""The case desk: what staff do with cases, as a JSON API behind the API's own JWT authorizer."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from casework.adapters.clients import LateClient
from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.cases import DynamoCases
from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    ORGANISATION,
    POLICY,
    DynamoConfiguration,
)
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.adapters.dynamodb.work_list import DynamoWorkList
from casework.adapters.s3_letters import S3Letters
from casework.config import from_environment
from casework.domain.assignment import Judgement
from casework.domain.staff import StaffMember
from casework.entrypoints.case_views import case_view, file_view, letter_view, page_view
from casework.entrypoints.clock import utc_now
from casework.entrypoints.desk import (
    MAX_PAGE,
    Answer,
    Limit,
    Start,
    answer,
    command_id,
    desk_api,
    openapi_answer,
    signed_in,
)
from casework.entrypoints.requests import (
    AcknowledgementBody,
    AnswerBody,
    AssignmentBody,
    CommandBody,
    ExcuseBody,
    JudgementBody,
    LetterAnswerBody,
    ReplyBody,
    ResolutionBody,
    TaskReportBody,
    VerificationBody,
    VerificationPart,
)
from casework.services.answer_case import answer_case
from casework.services.answer_letter import acknowledge_letter, answer_letter
from casework.services.assign_case import Assignment, assign_case
from casework.services.commanding import Request
from casework.services.excuse_co_handler import excuse_co_handler
from casework.services.list_cases import list_cases
from casework.services.look_up_letter import read_letter
from casework.services.reply_to_case import Reply, reply_to_case
from casework.services.report_task import report_task
from casework.services.resolve_case import Resolution, resolve_case
from casework.services.verify_case import Verification, verify_case
from casework.services.view_case import view_case

app = desk_api()

DIGEST_LENGTH = 4
"""Hexadecimal digits: enough to tell two requests apart, too few to tell what a text said."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    letters_bucket: str
    aws_region: str


@dataclass(frozen=True, slots=True)
class Room:
    """What the use cases need, made once per container."""

    cases: DynamoCases
    work_list: DynamoWorkList
    staff: DynamoStaff
    configuration: DynamoConfiguration
    letters: S3Letters


@cache
def room() -> Room:
    """Bind the table and make the adapters."""
    settings = from_environment(Settings)
    table.bind(settings.table_name, settings.aws_region)
    configuration = DynamoConfiguration((POLICY, CALENDAR, ORGANISATION))
    letters = S3Letters(
        LateClient("s3", settings.aws_region, table.session()), settings.letters_bucket
    )
    return Room(DynamoCases(), DynamoWorkList(), DynamoStaff(), configuration, letters)


@app.get("/api/openapi.json")
def describe() -> Answer:
    """This interface as an OpenAPI document."""
    return openapi_answer(Path(__file__).with_name("openapi.json"))


@app.get("/api/desk/cases")
def list_work(limit: Limit = MAX_PAGE, start: Start = None) -> Answer:
    """The open cases before my unit, what is due first at the top."""
    page = list_cases(_member(), limit=limit, start=start, work_list=room().work_list)
    return answer(200, page_view(page))


@app.get("/api/desk/cases/<case_id>")
def view(case_id: str) -> Answer:
    """One case file, as far as I may read it."""
    return answer(200, file_view(view_case(case_id, _member(), cases=room().cases)))


@app.post("/api/desk/cases/<case_id>/assignment")
def assign(case_id: str, body: AssignmentBody) -> Answer:
    """Name the lead and its co-handlers (交办)."""
    chosen = Assignment(body.lead, tuple(body.co_handlers), _judgement(body), body.released_text)
    request = _request(case_id, body)
    case = assign_case(request, chosen, cases=room().cases, configuration=room().configuration)
    return answer(200, case_view(case))


@app.post("/api/desk/cases/<case_id>/answer")
def answer_directly(case_id: str, body: AnswerBody) -> Answer:
    """Answer directly (直接答复)."""
    request = _request(case_id, body)
    case = answer_case(
        request,
        body.text,
        _judgement(body),
        cases=room().cases,
        configuration=room().configuration,
    )
    return answer(200, case_view(case))


@app.post("/api/desk/cases/<case_id>/verification")
def verify(case_id: str, body: VerificationBody) -> Answer:
    """Say what was found to be true (核实)."""
    request = _request(case_id, body)
    found = Verification(body.finding, body.text)
    case = verify_case(request, found, cases=room().cases, configuration=room().configuration)
    return answer(200, case_view(case))


@app.post("/api/desk/cases/<case_id>/reply")
def reply(case_id: str, body: ReplyBody) -> Answer:
    """Reply to the enterprise (回复)."""
    request = _request(case_id, body)
    given = Reply(body.text, _verification(body.verification))
    case = reply_to_case(request, given, cases=room().cases, configuration=room().configuration)
    return answer(200, case_view(case))


@app.post("/api/desk/cases/<case_id>/resolution")
def resolve(case_id: str, body: ResolutionBody) -> Answer:
    """Say that the matter is done (办结)."""
    request = _request(case_id, body)
    part = body.reply
    earlier = Reply(part.text, _verification(part.verification)) if part else None
    resolution = Resolution(body.outcome, body.text, earlier)
    case = resolve_case(request, resolution, cases=room().cases, configuration=room().configuration)
    return answer(200, case_view(case))


@app.post("/api/desk/cases/<case_id>/task-report")
def report(case_id: str, body: TaskReportBody) -> Answer:
    """Report what my unit did as co-handler (协办反馈)."""
    request = _request(case_id, body)
    case = report_task(request, body.text, cases=room().cases, configuration=room().configuration)
    return answer(200, case_view(case))


@app.post("/api/desk/cases/<case_id>/excuse")
def excuse(case_id: str, body: ExcuseBody) -> Answer:
    """Excuse a co-handler from its task."""
    request = _request(case_id, body)
    case = excuse_co_handler(
        request,
        body.unit,
        body.reason,
        cases=room().cases,
        configuration=room().configuration,
    )
    return answer(200, case_view(case))


@app.get("/api/desk/cases/<case_id>/letters/<letter_id>")
def view_letter(case_id: str, letter_id: str) -> Answer:
    """One supervision letter as it is on record, with a link to its file."""
    found = read_letter(case_id, letter_id, _member(), cases=room().cases, store=room().letters)
    return answer(200, letter_view(found))


@app.post("/api/desk/cases/<case_id>/letters/<letter_id>/acknowledgement")
def acknowledge(case_id: str, letter_id: str, body: AcknowledgementBody) -> Answer:
    """Say that my unit has the letter (签收)."""
    request = _request(case_id, body)
    case = acknowledge_letter(
        request, letter_id, cases=room().cases, configuration=room().configuration
    )
    return answer(200, case_view(case))


@app.post("/api/desk/cases/<case_id>/letters/<letter_id>/answer")
def answer_the_letter(case_id: str, letter_id: str, body: LetterAnswerBody) -> Answer:
    """Say why the deadline passed (复函)."""
    request = _request(case_id, body)
    case = answer_letter(
        request, letter_id, body.text, cases=room().cases, configuration=room().configuration
    )
    return answer(200, case_view(case))


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one HTTP request."""
    return app.resolve(event, context)


def _member() -> StaffMember:
    return signed_in(app.current_event, utc_now(), registry=room().staff)


def _request(case_id: str, body: CommandBody) -> Request:
    event = app.current_event
    asked = f"{event.path} {body.model_dump_json()}"
    digest = hashlib.sha256(asked.encode()).hexdigest()[:DIGEST_LENGTH]
    return Request(case_id, body.version, command_id(event), _member(), utc_now(), digest)


def _judgement(body: JudgementBody) -> Judgement:
    return Judgement(body.not_a_complaint, body.not_a_procedure)


def _verification(part: VerificationPart | None) -> Verification | None:
    return Verification(part.finding, part.text) if part else None
