"""Answers of the official account: a sender's own cases and nobody else's, in words that give
nothing away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from casework.domain.case import case_number
from casework.domain.wechat import CallbackRefusedError, Incoming, MessageKind
from casework.services.acting_by_link import ByLink
from casework.services.answer_wechat import answer_wechat
from casework.services.withdraw_case import withdraw_case
from casework.web.pages.wechat_answers import answer_text, busy_text
from tests.builders import CODE_TOKEN, MINT, NOW, filing, form_key, intake_code, organisation
from tests.county import County, county_in_memory
from tests.fakes import InMemoryCases
from tests.wechat_fakes import InMemoryHeardMessages, InMemorySenders

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.wechat import Told
    from casework.services.answer_wechat import WeChatPorts

ME, SOMEBODY = "oME", "oSOMEBODY"
BASE = "https://casework.example"


@dataclass
class Account:
    """The official account of a county."""

    county: County = field(default_factory=county_in_memory)
    own_code: str = CODE_TOKEN
    heard: InMemoryHeardMessages = field(default_factory=InMemoryHeardMessages)
    said: int = 0

    @property
    def ports(self) -> WeChatPorts:
        assert isinstance(self.county.cases, InMemoryCases)
        return {
            "heard": self.heard,
            "senders": InMemorySenders(lambda: self.county.now),
            "codes": self.county.codes,
            "cases": self.county.cases,
            "search": self.county.cases,
            "mint": MINT,
        }

    def file(self, openid: str = ME, **changes: Any) -> Case:
        fields = {**filing().fields, "wechat_openid": openid}
        return self.county.file(fields=fields, **changes)

    def send(self, text: str, openid: str = ME) -> str:
        self.said += 1
        message = Incoming("gh_1", openid, 1, MessageKind.TEXT, text=text, number=str(self.said))
        return self.answer(message)

    def answer(self, message: Incoming) -> str:
        self.said += 1
        told = answer_wechat(message, str(self.said), self.own_code, self.county.now, self.ports)
        if told is None:
            return ""
        return answer_text(told, base_url=BASE, organisation=organisation(), now=self.county.now)


@pytest.fixture
def account() -> Account:
    return Account()


def test_the_number_of_one_s_own_case_tells_how_it_stands_and_leads_there(
    account: Account,
) -> None:
    case = account.county.assign(account.file(), "justice")
    text = account.send(case_number(case.id))
    assert f'href="{BASE}/t/{MINT.follow_token(case)}"' in text
    assert "已交县司法局，正在核实" in text
    assert re.search(r"月\d+日24:00", text)


def test_no_answer_holds_what_anybody_typed(account: Account) -> None:
    case = account.county.verify(account.county.assign(account.file(), "justice"), "核实情况属实啊")
    typed = [*filing().fields.values(), "核实情况属实啊", ME]
    for text in (case_number(case.id), "进度", "progress", "张三李四有话说"):
        answer = account.send(text)
        assert answer
        assert not [words for words in [*typed, "张三李四有话说"] if words in answer], text


def test_a_case_that_is_not_one_s_own_or_confidential_is_as_if_it_were_not_there(
    account: Account,
) -> None:
    others, secret = account.file(SOMEBODY), account.file(confidential=True)
    elsewhere = account.county.file()
    nowhere = account.send("MSB-0000-0000-0000")
    for case in (others, secret, elsewhere):
        assert account.send(case_number(case.id)) == nowhere
    assert account.send(case_number(others.id), SOMEBODY) != nowhere


def test_progress_names_the_newest_five_of_one_s_own_open_cases(account: Account) -> None:
    mine = []
    for _ in range(7):
        account.county.pass_time(minutes=1)
        mine.append(account.file())
    account.file(SOMEBODY)
    account.file(confidential=True)
    link = ByLink(MINT.follow_token(mine[-1]), form_key(9, account.county.now), account.county.now)
    withdraw_case(link, "", mint=MINT, **account.county.ports)
    text = account.send("进度")
    named = [case.id for case in mine if case_number(case.id) in text]
    assert named == [case.id for case in mine[1:6]]
    assert text.index(case_number(named[-1])) < text.index(case_number(named[0]))
    assert text.count("<a ") == 5
    assert len(text.encode()) < 2048


def test_who_has_no_case_is_shown_how_to_file_one(account: Account) -> None:
    account.file(SOMEBODY)
    text = account.send("进度")
    assert f'href="{BASE}/q/{CODE_TOKEN}?from=' in text
    assert "没有查到" in text


def test_english_words_get_one_case_in_both_languages(account: Account) -> None:
    case = account.county.assign(account.file(), "justice")
    text = account.send(f"what about {case_number(case.id)}")
    assert f"/t/{MINT.follow_token(case)}?lang=en" in text
    assert "Justice Bureau" in text
    assert "司法局" in text


@pytest.mark.parametrize("text", ["MSB-0000-0000-0000 please", "progress", "hello"])
def test_english_words_get_a_line_in_english(account: Account, text: str) -> None:
    chinese, _, english = account.send(text).rpartition("\n")
    assert english.isascii() or "“progress”" in english
    assert not chinese.isascii()


def test_a_copy_of_a_message_gets_the_same_answer_though_all_has_changed(account: Account) -> None:
    message = Incoming("gh_1", ME, 1, MessageKind.EVENT, event="scan", key=CODE_TOKEN)
    first = account.answer(message)
    account.county.codes.revoke(intake_code().id, NOW)
    assert account.answer(message) == first
    assert account.answer(replace(message, sent=2)) != first


def test_the_same_number_from_somebody_else_is_another_message(account: Account) -> None:
    theirs = account.file(SOMEBODY)
    message = Incoming("gh_1", ME, 1, MessageKind.TEXT, text="你好", number="1")
    account.answer(message)
    asked = replace(message, openid=SOMEBODY, text="进度")
    assert case_number(theirs.id) in account.answer(asked)


def test_the_platform_s_copy_of_a_request_gets_the_kept_answer_for_a_while(
    account: Account,
) -> None:
    account.file()
    message = Incoming("gh_1", ME, 1, MessageKind.TEXT, text="进度", number="1")

    def ask(again: Incoming, seconds: int) -> Told | None:
        now = NOW + timedelta(seconds=seconds)
        return answer_wechat(again, "once", CODE_TOKEN, now, account.ports)

    first = ask(message, 0)
    account.file()
    assert ask(message, 5) == ask(message, 20) == first
    for other, seconds in ((message, 21), (replace(message, number="2"), 5)):
        with pytest.raises(CallbackRefusedError):
            ask(other, seconds)


def test_what_is_kept_of_a_message_says_nothing_of_its_sender(account: Account) -> None:
    case = account.file()
    account.send(case_number(case.id))
    kept = repr((account.heard.claimed, account.heard.answers))
    assert ME not in kept


def test_without_a_code_of_its_own_the_account_names_the_places(account: Account) -> None:
    account.own_code = ""
    text = account.send("你好")
    assert "href" not in text
    assert "海报" in text


def test_when_nothing_can_be_read_there_is_still_an_answer() -> None:
    assert "12345" in busy_text()
