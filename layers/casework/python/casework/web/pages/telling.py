"""The choice on a form of how the enterprise is told of progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.enterprise_contact import NOT_AT_ALL
from casework.domain.event_facts import Way
from casework.web.pages.option import Option
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Collection

    from casework.web.forms.filing import FilingForm
    from casework.web.wording import Wording

_WORDS = {
    Way.WECHAT: N_(
        "By WeChat, to whoever our official account sent this page to: they get the messages and"
        " can open this case and act on it. If it was forwarded to you, choose another way"
    ),
    Way.SMS: N_("By text message to the mobile number above"),
    Way.EMAIL: N_("By e-mail to the address below"),
}
_NOT_AT_ALL = N_("Not at all; I look at the page myself")


@dataclass(frozen=True, slots=True)
class Telling:
    """The ways by which this enterprise may be told; `sender` is the reference of who came from
    WeChat.
    """

    offered: Collection[Way] = ()
    sender: str = ""


NOT_TELLING = Telling()


def ways_to_tell(offered: Collection[Way], say: Wording) -> list[Option]:
    """The choices; none where the deployment offers no way."""
    if not offered:
        return []
    ways = [Option(way.value, say(words)) for way, words in _WORDS.items() if way in offered]
    return [*ways, Option(NOT_AT_ALL, say(_NOT_AT_ALL))]


def chosen_way(form: FilingForm, offered: Collection[Way]) -> str:
    """What is ticked: what was chosen, else the easiest way; an e-mail only to who gave one, and
    WeChat for nobody: the link there may be another's, who would then see the case.
    """
    if form.notify_by in {NOT_AT_ALL, *offered}:
        return form.notify_by
    if Way.SMS in offered:
        return Way.SMS.value
    by_email = Way.EMAIL in offered and bool(form.contact_email)
    return Way.EMAIL.value if by_email else NOT_AT_ALL
