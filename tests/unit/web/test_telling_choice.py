"""How an enterprise says by which way it wishes to be told, and what is wrong with its choice."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from casework.domain.event_facts import Way
from casework.web.forms import filing
from casework.web.forms.field_error import Fault
from casework.web.forms.posted import Posted
from casework.web.pages.filing import filing_page
from casework.web.pages.telling import Telling, chosen_way
from tests.builders import NOW
from tests.unit.web.case_files import FILING, PROMISE, juye
from tests.unit.web.test_every_page import BUDGET

if TYPE_CHECKING:
    from collections.abc import Collection

    from casework.web.language import Language

ALL = tuple(Way)


def faults(offered: Collection[Way], **typed: str) -> list[tuple[str, Fault]]:
    form = filing.read({**FILING, **typed})
    return [(error.field, error.code) for error in filing.check(form, juye(), offered)]


def page(
    offered: Collection[Way], sender: str = "", language: Language = "zh", **typed: str
) -> str:
    form = filing.read({**FILING, **typed})
    posted = Posted(form, filing.check(form, juye(), offered)) if typed else None
    return filing_page(
        promise=PROMISE,
        form_key="key",
        retention_years=3,
        organisation=juye(),
        language=language,
        now=NOW,
        posted=posted,
        telling=Telling(offered, sender),
    )


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, []),
        ({"notify_by": "none"}, []),
        ({"notify_by": "sms", "contact_phone": "13800000000"}, []),
        ({"notify_by": "wechat"}, []),
        ({"notify_by": "email", "contact_email": "a@b.example"}, []),
        ({"notify_by": "email"}, [("contact_email", Fault.MISSING)]),
        ({"notify_by": "email", "contact_email": "a@b"}, [("contact_email", Fault.NO_EMAIL)]),
        ({"notify_by": "none", "contact_email": "a@b"}, [("contact_email", Fault.NO_EMAIL)]),
        (
            {"notify_by": "sms", "contact_phone": "0530-8212345"},
            [("notify_by", Fault.NO_MOBILE)],
        ),
        ({"notify_by": "sms", "contact_phone": "12"}, [("contact_phone", Fault.NO_PHONE)]),
        ({"notify_by": "pigeon"}, [("notify_by", Fault.UNKNOWN_CHOICE)]),
    ],
)
def test_who_is_to_be_told_can_be(typed: dict[str, str], wrong: list[tuple[str, Fault]]) -> None:
    assert faults(ALL, **typed) == wrong


def test_a_way_that_is_not_offered_cannot_be_chosen() -> None:
    assert faults((Way.SMS,), notify_by="wechat") == [("notify_by", Fault.UNKNOWN_CHOICE)]


def test_the_choice_and_the_address_are_kept_with_the_filing_and_the_sender_is_not() -> None:
    form = filing.read(
        {**FILING, "notify_by": "email", "contact_email": "A@B.example", "sender": "ref"}
    )
    kept = form.particulars()
    assert (kept["notify_by"], kept["contact_email"]) == ("email", "A@b.example")
    assert "sender" not in kept


@pytest.mark.parametrize(
    ("offered", "typed", "ticked"),
    [
        (ALL, {}, "sms"),
        ((Way.WECHAT,), {}, "none"),
        (ALL, {"notify_by": "wechat"}, "wechat"),
        ((Way.SMS, Way.EMAIL), {}, "sms"),
        ((Way.EMAIL,), {}, "none"),
        ((Way.EMAIL,), {"contact_email": "a@b.example"}, "email"),
        (ALL, {"notify_by": "none"}, "none"),
        ((Way.SMS,), {"notify_by": "wechat"}, "sms"),
    ],
)
def test_the_easiest_way_is_ticked_until_another_is_chosen(
    offered: Collection[Way], typed: dict[str, str], ticked: str
) -> None:
    assert chosen_way(filing.read(typed), offered) == ticked


def test_the_choice_of_wechat_says_who_will_see_the_case() -> None:
    assert "该微信号也能查看和办理本件" in page(ALL, "REF")
    assert "can open this case and act on it" in page(ALL, "REF", "en")


def test_only_what_is_offered_is_asked_for() -> None:
    assert 'name="notify_by"' not in page(())
    shown = page((Way.SMS,))
    assert 'value="sms" checked' in shown
    assert "wechat" not in shown
    assert "contact_email" not in shown


def test_who_came_from_wechat_is_still_known_in_the_other_language() -> None:
    assert 'href="?lang=en&amp;from=REF"' in page(ALL, "REF")
    assert 'href="?lang=en"' in page(ALL)


def test_nothing_typed_is_lost_when_something_is_wrong() -> None:
    back = page(ALL, "REF", notify_by="email", contact_email="li@firm")
    assert 'value="li@firm"' in back
    assert 'value="email" checked' in back
    assert '<input type="hidden" name="sender" value="REF">' in back
    assert "请填写正确的电子邮箱" in back


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_longest_form_stays_below_the_budget(language: Language) -> None:
    assert len(gzip.compress(page(ALL, "0" * 32, language).encode(), 6)) <= BUDGET
