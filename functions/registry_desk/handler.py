"""The registry desk: printed codes and subscriptions, as an administrator's pages behind a session
and as a JSON API behind the API's own JWT authorizer.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from casework.adapters.clients import LateClient
from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.codes import DynamoCodes
from casework.adapters.dynamodb.configuration import (
    LETTERS,
    ORGANISATION,
    POLICY,
    DynamoConfiguration,
)
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.adapters.dynamodb.subscriptions import DynamoSubscriptionRegister
from casework.adapters.qr_code import code_svg
from casework.adapters.sns_notifier import SnsNotifier
from casework.adapters.sns_subscriptions import SnsSubscriptions
from casework.config import from_environment
from casework.domain.code import Code
from casework.domain.errors import CaseworkError, NotFoundError
from casework.domain.poster import PaperSize, PosterForm
from casework.domain.staff import StaffMember
from casework.entrypoints.case_views import code_url, code_view
from casework.entrypoints.clock import utc_now
from casework.entrypoints.desk import (
    Answer,
    File,
    answer,
    desk_api,
    drawing,
    print_file,
    sends_bytes,
    signed_in,
)
from casework.entrypoints.http import base_url
from casework.entrypoints.requests import CodeBody
from casework.entrypoints.subscription_operations import mount_subscriptions
from casework.services.manage_codes import (
    find_code,
    issue_code,
    link_code,
    list_codes,
    revoke_code,
)
from casework.web.language import Language

if TYPE_CHECKING:
    from casework.adapters.wechat_api import WeChatApi
    from casework.entrypoints.registry_console import RegistryConsole


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room; without a `wechat_secret_id` no official account."""

    table_name: str
    topic_arn: str
    aws_region: str
    public_base_url: str = ""
    wechat_secret_id: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """What the use cases need, made once per container; `partition` is where addresses must be."""

    codes: DynamoCodes
    staff: DynamoStaff
    subscriptions: SnsSubscriptions
    notifier: SnsNotifier
    configuration: DynamoConfiguration
    partition: str
    public_base_url: str
    settings: Settings

    @property
    def platform(self) -> "WeChatApi | None":
        """The WeChat platform; None without an official account."""
        return _platform(self.settings)


@cache
def room() -> Room:
    """Bind the table and make the adapters."""
    settings = from_environment(Settings)
    table.bind(settings.table_name, settings.aws_region)
    topic, sns = settings.topic_arn, LateClient("sns", settings.aws_region, table.session())
    return Room(
        codes=DynamoCodes(),
        staff=DynamoStaff(),
        subscriptions=SnsSubscriptions(sns, topic, DynamoSubscriptionRegister()),
        notifier=SnsNotifier(sns, topic),
        configuration=DynamoConfiguration((ORGANISATION, LETTERS, POLICY)),
        partition=topic.split(":")[1],
        public_base_url=settings.public_base_url,
        settings=settings,
    )


@cache
def _platform(settings: Settings) -> "WeChatApi | None":
    if not settings.wechat_secret_id:
        return None
    # Most requests make no code of WeChat's; what makes them is loaded with the first.
    from casework.adapters.wechat_account import secret_account  # noqa: PLC0415
    from casework.adapters.wechat_api import WeChatApi  # noqa: PLC0415

    secrets = LateClient("secretsmanager", settings.aws_region, table.session())
    return WeChatApi(secret_account(secrets, settings.wechat_secret_id))


def now() -> datetime:
    """The instant of the request."""
    return utc_now()


@cache
def console() -> "RegistryConsole":
    """The administrator's pages, and what all pages of the console need of the store: loaded with
    the first page, which a program never asks for.
    """
    from casework.adapters.desk_room import DeskRoom  # noqa: PLC0415
    from casework.entrypoints.registry_console import RegistryConsole  # noqa: PLC0415

    settings = room().settings
    desk = DeskRoom(settings.table_name, settings.aws_region)
    desk.configuration = room().configuration
    return RegistryConsole(desk, room(), now)


def refuse_page(event: Any, error: CaseworkError) -> Answer:
    """The page for what no list can answer."""
    return console().refuse(event, error)


app = desk_api(refuse_page)
mount_subscriptions(app, room, console, now)


@app.get("/api/registry/codes")
def list_all() -> Answer:
    """Every printed code, revoked ones too."""
    codes = list_codes(_member(), codes=room().codes)
    return answer(200, {"codes": [code_view(code, _base_url()) for code in codes]})


@app.post(
    "/api/registry/codes",
    status_code=201,
    description="Issues a code. Sent twice, it issues two: revoke the one that is not hung up.",
)
def issue(body: CodeBody) -> Answer:
    """A new code for a place.

    A repeat makes a second code: no key is kept for it, because whoever missed the answer sees both
    in the list and revokes one, and a code that nobody hung up opens nothing that others do not.
    """
    captions = (body.caption_zh, body.caption_en)
    code = issue_code(_member(), body.place, captions, utc_now(), codes=room().codes)
    return answer(201, code_view(code, _base_url()))


@app.get("/api/registry/codes/<code_id>/svg")
def draw(code_id: str) -> Answer:
    """The code as a picture to print, its caption beneath."""
    return _drawn(_member(), code_id)


@app.get("/api/registry/codes/<code_id>/prints/<form>/<size>/<language>")
@sends_bytes
def lay_out(code_id: str, form: PosterForm, size: PaperSize, language: Language) -> File:
    """A poster or table card with the code, as PDF, with the promises now in force."""
    return _laid_out(_member(), code_id, (form, size), language)


@app.post("/api/registry/codes/<code_id>/revocation")
def revoke(code_id: str) -> Answer:
    """Make a code open nothing any more."""
    code = revoke_code(_member(), code_id, utc_now(), codes=room().codes)
    return answer(200, code_view(code, _base_url()))


@app.post(
    "/api/registry/codes/<code_id>/wechat",
    description="Has the WeChat platform make a code that leads to the official account and from "
    "there to this code's form. Sent again, the same; 404 without an official account.",
)
def link(code_id: str) -> Answer:
    """A parametric code beside the printed one."""
    if (platform := room().platform) is None:
        raise NotFoundError
    code = link_code(_member(), code_id, codes=room().codes, platform=platform)
    return answer(200, code_view(code, _base_url()))


@app.get("/desk/registry/codes", include_in_schema=False)
def show_codes() -> Answer:
    """Printed codes."""
    return console().show_codes(app.current_event)


@app.post("/desk/registry/codes", include_in_schema=False)
def issue_by_form() -> Answer:
    """A new code for a place."""
    return console().issue(app.current_event)


@app.get("/desk/registry/codes/<code_id>/svg", include_in_schema=False)
def draw_page(code_id: str) -> Answer:
    """The code as a picture to print."""
    return _drawn(console().signed_in(app.current_event).member, code_id)


@app.get("/desk/registry/codes/<code_id>/prints/<form>/<size>/<language>", include_in_schema=False)
@sends_bytes
def lay_out_page(code_id: str, form: PosterForm, size: PaperSize, language: Language) -> File:
    """A poster or table card to print."""
    member = console().signed_in(app.current_event).member
    return _laid_out(member, code_id, (form, size), language)


@app.post("/desk/registry/codes/<code_id>/wechat", include_in_schema=False)
def link_by_form(code_id: str) -> Answer:
    """Have WeChat lead to a code."""
    return console().link(app.current_event, code_id)


@app.get("/desk/registry/codes/<code_id>/wechat/svg", include_in_schema=False)
def draw_linked_page(code_id: str) -> Answer:
    """The parametric code as a picture to print, the caption of the printed one beneath."""
    member = console().signed_in(app.current_event).member
    code = find_code(member, code_id, codes=room().codes)
    if code.wechat_url is None:
        raise NotFoundError
    return drawing(code_svg(code.wechat_url, caption=_caption(code), for_print=True))


@app.post("/desk/registry/codes/<code_id>/revocation", include_in_schema=False)
def revoke_by_form(code_id: str) -> Answer:
    """Make a code open nothing any more."""
    return console().revoke(app.current_event, code_id)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one HTTP request."""
    return app.resolve(event, context)


def _member() -> StaffMember:
    return signed_in(app.current_event, utc_now(), registry=room().staff)


def _drawn(member: StaffMember, code_id: str) -> Answer:
    code = find_code(member, code_id, codes=room().codes)
    return drawing(code_svg(code_url(code, _base_url()), caption=_caption(code), for_print=True))


def _caption(code: Code) -> str:
    return f"{code.caption_zh} {code.caption_en}"


def _laid_out(
    member: StaffMember, code_id: str, kind: tuple[PosterForm, PaperSize], language: Language
) -> File:
    # Most requests of the room print nothing.
    from casework.adapters.poster_pdf import draw_poster  # noqa: PLC0415
    from casework.web.pages.desk.poster import poster_of  # noqa: PLC0415

    code = find_code(member, code_id, codes=room().codes)
    configuration = room().configuration
    poster = poster_of(
        code,
        code_url(code, _base_url()),
        kind,
        language,
        organisation=configuration.organisation(),
        policy=configuration.policy(),
    )
    return print_file(f"{'-'.join((*kind, language))}.pdf", draw_poster(poster))


def _base_url() -> str:
    return base_url(app.current_event, room().public_base_url)
