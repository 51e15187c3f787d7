"""What followers of the official account do, one use case after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from casework.domain.case import case_number
from tests.integration.at_wechat import file_from, in_wechat
from tests.integration.county import CENTRE_CODE, REVOKED_CODE

if TYPE_CHECKING:
    from tests.integration.house import House
    from tests.integration.use_cases import Ledger


def official_account(house: House, ledger: Ledger) -> None:
    """From a scanned code to the question how a case stands."""
    user = in_wechat(house)
    message = user.message(MsgType="event", Event="SCAN", EventKey=CENTRE_CODE)
    ledger.note("WeChat: a scanned code", partial(user.deliver, message))
    ledger.note("WeChat: the same message again", partial(user.deliver, message))
    copy = user.signed(message)
    user.request(*copy)
    ledger.note("WeChat: a copied request", partial(user.request, *copy))
    ledger.note("WeChat: a request of somebody else", partial(user.request, {}, b""))
    ledger.note("WeChat: a code that is not in use", partial(user.scan, REVOKED_CODE))
    ledger.note("WeChat: other words", partial(user.send_text, "你好"))
    ledger.note("WeChat: progress without a case", partial(user.send_text, "进度"))
    ledger.note("WeChat: somebody leaves", user.leave)
    link = file_from(house, user)
    ledger.note("WeChat: progress of one case", partial(user.send_text, "进度"))
    number = case_number(link.case_id)
    ledger.note("WeChat: the number of one's own case", partial(user.send_text, number))
    other = in_wechat(house, "oSomebodyElse000000000000001")
    ledger.note("WeChat: the number of another's case", partial(other.send_text, number))
