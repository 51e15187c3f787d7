"""Template messages (模板消息) of the official account to enterprises that filed through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.domain.enterprise_messages import GatewayUnavailableError, NotDeliverableError
from casework.domain.errors import ConfigurationError
from casework.domain.reach_events import NotReachedReason
from casework.domain.wechat import WeChatRefusedError, WeChatUnavailableError
from casework.domain.working_time import CHINA_TIME

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from casework.adapters.wechat_api import WeChatApi
    from casework.domain.enterprise_messages import WordedNews

OURS_TO_MEND = frozenset({40013, 40037, 40125, 40164, 41001, 47003, 48001, 61024})
"""Errors of the account, its secret, its template or its list of addresses (全局返回码), which say
nothing about the person.
"""

LONGEST_THING = 20
"""Characters of a field of kind `thing` (参数值内容限制)."""


class WeChatTemplates:
    """The EnterpriseNotifier port for WeChat.

    `fields` says which field of the account's template shows what: `number`, `state`, `hint` or
    `at` (when it happened). A repeat within ten minutes is the same message to the platform; a
    later one may be shown twice.
    """

    def __init__(
        self, api: WeChatApi, template_id: str, fields: Callable[[], Mapping[str, str]]
    ) -> None:
        """Nothing is asked before the first use."""
        self._api = api
        self._template_id = template_id
        self._fields = fields

    def send(self, news: WordedNews, address: str) -> None:
        """See the port."""
        data = {name: _value(name, what, news) for name, what in self._fields().items()}
        try:
            self._api.send_template(
                address, self._template_id, data, news.link, name=news.message.id
            )
        except WeChatRefusedError:
            raise NotDeliverableError(NotReachedReason.NOT_SUBSCRIBED) from None
        except WeChatUnavailableError as error:
            errcode = error.facts.get("errcode")
            if errcode in OURS_TO_MEND:
                raise ConfigurationError(f"the official account: errcode {errcode}") from None
            raise GatewayUnavailableError("the platform did not take it") from None


def _value(name: str, what: str, news: WordedNews) -> str:
    """What a field shows, no longer than its kind takes."""
    at = news.message.at.astimezone(CHINA_TIME)
    values = {
        "number": case_number(news.message.case_id),
        "state": news.state,
        "hint": news.hint,
        "at": f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}",
    }
    if what not in values:
        raise ConfigurationError(f"the template's field {name} is to show an unknown {what}")
    value = values[what]
    too_long = name.startswith("thing") and len(value) > LONGEST_THING
    return f"{value[: LONGEST_THING - 1]}…" if too_long else value
