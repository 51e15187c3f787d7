"""The administrator's pages in every state, by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.code import Code, CodePurpose, PlaceKind
from casework.domain.staff import Role
from casework.domain.subscription import Subscription, SubscriptionProtocol, SubscriptionState
from casework.entrypoints.problems import mistake_text, problem_text
from casework.web.pages.desk.codes import NOTHING_OPENED, CodeForm, CodeList, Opened, codes_page
from casework.web.pages.desk.navigation import CODES as AT_CODES
from casework.web.pages.desk.navigation import SUBSCRIPTIONS, navigation
from casework.web.pages.desk.subscriptions import SubscriptionForm, subscriptions_page
from tests.unit.web.case_files import at, juye
from tests.unit.web.desk_pages import BUCKETS, viewer

if TYPE_CHECKING:
    from casework.web.language import Language
    from casework.web.pages.desk.viewer import Viewer

DUTY = Subscription(
    "d1",
    "transport",
    SubscriptionProtocol.EMAIL,
    SubscriptionState.CONFIRMED,
    "d***@jt.juye.example",
    "x",
)
SYSTEM = replace(
    DUTY,
    id="s1",
    protocol=SubscriptionProtocol.SQS,
    shown="arn:aws-cn:sqs:cn-northwest-1:123456789012:transport-cases",
)
WAITING = replace(
    DUTY,
    id="w1",
    department="housing",
    state=SubscriptionState.PENDING,
    shown="l***@zj.juye.example",
)
ENDED = replace(DUTY, id="e1", department="court", state=SubscriptionState.ENDED, shown="")
ELSEWHERE = replace(DUTY, id="o1", department="weather", shown="q***@qx.juye.example")
SUBSCRIBED = (ENDED, WAITING, DUTY, SYSTEM)

HALL = Code(
    "T1",
    "c1",
    CodePurpose.INTAKE,
    PlaceKind.CENTRE,
    "护航工作中心大厅扫码即诉",
    "Escort centre, main hall: scan to file",
    at(11, 20, 9),
)
PARK = replace(
    HALL,
    id="c2",
    place=PlaceKind.STATION,
    caption_zh="化工园区护航工作站",
    caption_en="Chemical park escort station",
    issued_at=at(11, 23, 15),
)
LOST = replace(
    HALL,
    id="c3",
    place=PlaceKind.POSTER,
    caption_zh="南城街道宣传栏",
    caption_en="Nancheng notice board",
    issued_at=at(11, 24, 10),
    revoked_at=at(11, 25, 8),
)
CODES = (HALL, LOST, PARK)
LINKED = replace(PARK, wechat_url="http://weixin.qq.com/q/1")
BLANK = CodeForm("key")


def administrator(language: Language, current: str) -> Viewer:
    """The administrator, on one of the two ways."""
    by = viewer(language, Role.ADMINISTRATOR, "centre")
    return replace(by, navigation=navigation(by.member, language, current))


def subscriptions(
    language: Language = "zh",
    found: tuple[Subscription, ...] | None = SUBSCRIBED,
    form: SubscriptionForm | None = None,
    *,
    ending: str | None = None,
    done: tuple[str, str] | None = None,
    problem: str | None = None,
) -> str:
    """The list of subscriptions."""
    return subscriptions_page(
        viewer=administrator(language, SUBSCRIPTIONS),
        organisation=juye(),
        subscriptions=found,
        buckets=BUCKETS if found is not None else None,
        form=form,
        ending=ending,
        done=done,
        problem=problem,
    )


def codes(
    language: Language = "zh",
    found: tuple[Code, ...] | None = CODES,
    form: CodeForm = BLANK,
    *,
    opened: Opened = NOTHING_OPENED,
    done: tuple[str, str] | None = None,
    problem: str | None = None,
    offers_wechat: bool = False,
) -> str:
    """The list of codes."""
    return codes_page(
        viewer=administrator(language, AT_CODES),
        organisation=juye(),
        now=at(11, 26, 9),
        listed=None if found is None else CodeList(found, BUCKETS, offers_wechat=offers_wechat),
        form=form,
        opened=opened,
        done=done,
        problem=problem,
    )


def wrong_address(language: Language) -> SubscriptionForm:
    """A form with two wrong fields."""
    errors = (
        ("endpoint", problem_text("not_an_email_address", language)),
        ("department", mistake_text("string_too_short", language)),
    )
    return SubscriptionForm("", "email", "zhiban@", errors)


def wrong_code(language: Language) -> CodeForm:
    """A form with a caption left out, and no place."""
    errors = (
        ("place", mistake_text("enum", language)),
        ("caption_en", mistake_text("string_too_short", language)),
    )
    return CodeForm("key", "", "南城街道", "", errors)


def registry_pages(language: Language) -> dict[str, str]:
    """All of them in one language."""
    busy = problem_text("store_unavailable", language)
    waits = problem_text("subscription_not_confirmed", language)
    return {
        "subscriptions": subscriptions(language),
        "subscriptions none": subscriptions(language, ()),
        "subscriptions chosen": subscriptions(language, (), SubscriptionForm("transport")),
        "subscriptions wrong": subscriptions(language, form=wrong_address(language)),
        "subscriptions refused": subscriptions(language, problem=waits),
        "subscriptions ending": subscriptions(language, ending="d1"),
        "subscriptions ending the last": subscriptions(language, (DUTY,), ending="d1"),
        "subscriptions asked": subscriptions(language, done=("subscribed", "w1")),
        "subscriptions added": subscriptions(language, done=("subscribed", "s1")),
        "subscriptions busy": subscriptions(
            language, None, SubscriptionForm("court"), problem=busy
        ),
        "codes": codes(language),
        "codes none": codes(language, ()),
        "codes wrong": codes(language, form=wrong_code(language)),
        "codes revoking": codes(language, opened=Opened(revoking="c1")),
        "codes printing": codes(language, opened=Opened(printing="c1")),
        "codes printing without a code of wechat": codes(
            language, opened=Opened(printing="c1"), offers_wechat=True
        ),
        "codes printing with a code of wechat": codes(
            language, (LINKED,), opened=Opened(printing="c2"), offers_wechat=True
        ),
        "codes linked": codes(language, (LINKED,), done=("linked", "c2"), offers_wechat=True),
        "codes issued": codes(language, done=("issued", "c2")),
        "codes revoked": codes(language, done=("revoked", "c3")),
        "codes busy": codes(language, None, problem=busy),
    }
