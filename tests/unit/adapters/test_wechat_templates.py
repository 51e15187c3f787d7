"""Template messages against a stand-in that takes only what the documentation allows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from casework.adapters.wechat_account import WeChatAccount
from casework.adapters.wechat_api import WeChatApi
from casework.adapters.wechat_templates import WeChatTemplates
from casework.domain.enterprise_messages import GatewayUnavailableError, NotDeliverableError
from casework.domain.errors import ConfigurationError
from casework.domain.reach_events import NotReachedReason
from infra.local.stand_ins.wechat_platform import WeChatPlatform, serving
from tests.builders import message_policy
from tests.unit.adapters.news import LINK, NAME, news

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.enable_socket
ACCOUNT = WeChatAccount("wx0123456789abcdef", "s" * 32, "token")
OPENID, TEMPLATE = "o" + "A" * 27, "template-1"
FIELDS = message_policy().template_fields


@pytest.fixture
def there() -> WeChatPlatform:
    """The platform."""
    return WeChatPlatform(ACCOUNT.app_id, ACCOUNT.app_secret, templates={TEMPLATE: tuple(FIELDS)})


@pytest.fixture
def api(there: WeChatPlatform) -> Iterator[WeChatApi]:
    """Calls of the account to it."""
    with serving(there) as address:
        account = replace(ACCOUNT, api_base=address)
        yield WeChatApi(lambda: account)


@pytest.fixture
def wechat(api: WeChatApi) -> WeChatTemplates:
    """What sends to it."""
    return WeChatTemplates(api, TEMPLATE, lambda: FIELDS)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_platform_takes_what_the_shipped_policy_puts_into_its_template(
    wechat: WeChatTemplates, there: WeChatPlatform, language: str
) -> None:
    wechat.send(news(language), OPENID)
    (message,) = there.messages
    assert (message["touser"], message["url"]) == (OPENID, LINK)
    shown = {name: each["value"] for name, each in message["data"].items()}
    assert shown["character_string1"] == "MSB-7K3Q-9F2M-4T8W"
    assert shown["time3"] == "2026年3月2日 09:00"


def test_a_repeat_is_the_same_message(wechat: WeChatTemplates, there: WeChatPlatform) -> None:
    wechat.send(news(), OPENID)
    wechat.send(news(), OPENID)
    assert [each["client_msg_id"] for each in there.messages] == [NAME]


def test_who_follows_the_account_no_more_is_not_reached_by_it(
    wechat: WeChatTemplates, there: WeChatPlatform
) -> None:
    there.left.add(OPENID)
    with pytest.raises(NotDeliverableError) as refused:
        wechat.send(news(), OPENID)
    assert refused.value.reason is NotReachedReason.NOT_SUBSCRIBED


def test_a_busy_platform_is_for_later(wechat: WeChatTemplates, there: WeChatPlatform) -> None:
    there.troubles.append(-1)
    with pytest.raises(GatewayUnavailableError):
        wechat.send(news(), OPENID)


@pytest.mark.parametrize("errcode", [40013, 40125, 40164, 48001])
def test_an_account_that_has_to_be_mended_says_nothing_about_the_person(
    wechat: WeChatTemplates, there: WeChatPlatform, errcode: int
) -> None:
    there.troubles.append(errcode)
    with pytest.raises(ConfigurationError):
        wechat.send(news(), OPENID)


def test_a_template_of_another_account_has_to_be_mended(api: WeChatApi) -> None:
    with pytest.raises(ConfigurationError):
        WeChatTemplates(api, "another", lambda: FIELDS).send(news(), OPENID)


def test_a_field_that_is_to_show_what_nobody_knows_has_to_be_mended(api: WeChatApi) -> None:
    with pytest.raises(ConfigurationError):
        WeChatTemplates(api, TEMPLATE, lambda: {"thing1": "name"}).send(news(), OPENID)


def test_what_is_too_long_for_its_field_is_cut_with_a_mark(
    api: WeChatApi, there: WeChatPlatform
) -> None:
    long = replace(news(), hint="很" * 21)
    WeChatTemplates(api, TEMPLATE, lambda: FIELDS).send(long, OPENID)
    assert there.messages[0]["data"]["thing4"]["value"] == f"{'很' * 19}…"
