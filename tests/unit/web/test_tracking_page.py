"""The tracking page: the story of a case as its enterprise may know it, and a place to say more."""

from __future__ import annotations

import re

import pytest

from casework.domain.clocks import Stage
from casework.domain.contest_events import ContactMade, FalseReportDecided, FalseReportProposed
from casework.domain.decision_events import (
    RequestRefused,
    ReturnRequested,
    RevealRequested,
    SuspensionRequested,
)
from casework.domain.errors import NotFoundError
from casework.domain.events import EVENT_TYPES
from casework.domain.oversight_events import (
    ActionAgreed,
    ActionReported,
    CaseLinked,
    CaseStated,
    HandlerNamed,
    JudicialContactRecorded,
    NoteAdded,
    RedLightAppealDecided,
    RedLightAppealed,
    RedLightDismissed,
    RedLightProposed,
    RedLightSigned,
    SummaryReleased,
)
from casework.domain.particulars import INTERNAL_KINDS, ParticularsKind
from casework.domain.red_light_events import EvidenceExcluded
from casework.domain.requests import RequestKind
from casework.domain.routing_facts import Grounds, TriageReason
from casework.domain.supervision_events import (
    DeadlineWarned,
    LetterAcknowledged,
    LetterAnswered,
    LetterRendered,
)
from casework.web.forms import act
from casework.web.forms.act import Act
from casework.web.forms.posted import FormProblem, Posted
from casework.web.pages.timeline import Chronicler
from casework.web.pages.timeline_contest import told_of_contest
from casework.web.pages.timeline_moves import told_of_moves
from casework.web.pages.tracking import written_page
from casework.web.pages.vocabulary import TEXT_KINDS
from casework.web.wording import wording
from tests.unit.web.case_files import (
    FILING,
    NUMBER,
    WHAT_HAPPENED,
    Story,
    at,
    handled,
    juye,
    lengthy,
)
from tests.unit.web.every_page import busy_story, track
from tests.unit.web.html_page import HtmlPage


def page_of(story: Story) -> HtmlPage:
    """The Chinese tracking page of a story."""
    return HtmlPage(track("zh", story.file()))


def entries(page: HtmlPage) -> list[str]:
    """The timeline as it reads."""
    strip = len(page.all("li", class_="done") + page.all("li", class_="now"))
    texts = page.words("li")
    return texts[max(strip, 4) :] if strip else texts


def test_the_timeline_tells_everything_newest_first_with_exact_times() -> None:
    story = handled().excused("emergency").added().resolved().rated()
    page = page_of(story)
    assert page.words("time") == [
        "12月11日 09:00",
        "12月10日 17:20",
        "11月28日 08:15",
        "12月1日 11:05",
        "12月1日 11:00",
        "11月27日 15:40",
        "11月25日 10:12",
        "11月24日 09:05",
        "11月23日 16:31",
    ]
    assert entries(page) == [
        "您的评价：不满意 12月11日 09:00 等得太久 拖得有点久。",
        "办结：已采取措施 12月10日 17:20 · 按时 清理车辆140余辆次，设置禁停标牌，安排夜间巡查。",
        "您补充了情况 11月28日 08:15 今天早上又停了十几辆，照片可以提供。",
        "县应急管理局不再协办 12月1日 11:05",
        "县公安局已完成协办 12月1日 11:00 · 按时",
        "回复您 11月27日 15:40 · 按时 已约谈园区，劝离车辆23台次，下周划出停车区。",
        "核实：情况属实 11月25日 10:12 · 按时 夜间到园区查看，停放罐车23台，情况属实。",
        (
            "交办：县交通运输局 11月24日 09:05 依据：您提到危险品、罐车、占道 "
            "协办：县公安局、县应急管理局"
        ),
        "您提交了诉求 11月23日 16:31",
    ]


def test_what_comes_next_stands_at_the_head_of_the_timeline() -> None:
    assert page_of(handled()).words("li", class_="next") == [
        "等待办结 牵头：县交通运输局 协办：县应急管理局"
    ]
    assert page_of(Story()).words("li", class_="next") == ["等待交办"]
    assert page_of(handled().resolved()).words("li", class_="next") == ["等您评价"]
    assert page_of(handled().resolved().rated()).words("li", class_="next") == []


def test_instants_are_there_for_machines_in_utc() -> None:
    assert page_of(Story()).one("time")["datetime"] == "2026-11-23T08:31Z"


def test_a_late_step_is_called_late() -> None:
    page = page_of(Story().assigned().verified(on_time=False))
    assert "核实：情况属实 11月26日 08:40 · 逾期" in page.text


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (TriageReason.CONFIDENTIAL, "保密件由人工交办，不自动转出。"),
        (TriageReason.ABOUT_PUBLIC_BODY, "由专人受理，不转给被反映的单位。"),
        (TriageReason.OWN_PROCEDURE, "可能属于法院、仲裁等法定程序，由人工确认。"),
        (TriageReason.NOT_CONFIDENT, "按职责清单不能确定由谁办，由人工判断。"),
    ],
)
def test_why_a_person_decides_is_said(reason: TriageReason, words: str) -> None:
    assert words in page_of(Story().queued(reason)).text


def test_whose_the_matter_would_be_if_its_facts_differed_is_said() -> None:
    other = Grounds(
        "人民调解", "Mediation", "如已起诉", "if already sued", "court", "诉讼服务", "Litigation"
    )
    story = Story().assigned(lead="justice", grounds=other)
    assert "如已起诉，归县人民法院（诉讼服务）。" in page_of(story).text
    english = HtmlPage(track("en", story.file())).text
    assert "If already sued, it is for County People's Court (Litigation)." in english
    alone = Story().assigned(grounds=Grounds("道路运输管理", "Road transport"))
    assert "归" not in page_of(alone).words("ol", class_="timeline")[0]


def test_every_event_has_words() -> None:
    """What has none passes between public bodies only."""
    families = (vars(Chronicler)["tell"].dispatcher, told_of_contest, told_of_moves)
    registered = set().union(*(set(each.registry) for each in families))
    between_bodies = {
        *(DeadlineWarned, LetterRendered, LetterAcknowledged, LetterAnswered),
        *(ContactMade, FalseReportProposed, FalseReportDecided),
        *(ReturnRequested, RequestRefused, SuspensionRequested, RevealRequested),
        *(ActionAgreed, ActionReported, JudicialContactRecorded, NoteAdded, HandlerNamed),
        *(RedLightProposed, CaseStated, RedLightSigned, RedLightDismissed),
        *(RedLightAppealed, RedLightAppealDecided, SummaryReleased, CaseLinked),
        EvidenceExcluded,
    }
    assert set(EVENT_TYPES.values()) - registered == between_bodies
    warned = DeadlineWarned(Stage.VERIFY, "transport", 1, None, at(11, 26))
    assert Chronicler(juye(), wording("zh"), at(11, 26)).tell(warned) is None


def with_an_answered_letter() -> Story:
    """A story with every kind of text that passes between bodies."""
    story = handled().excused("emergency").resolved()
    for kind in INTERNAL_KINDS:
        ref = story.write(kind, text="内部材料")
        story.happened(at(12, 11, 8), RequestRefused("9", RequestKind.RETURN, "x", False, ref, ()))
    answer = story.write(ParticularsKind.LETTER_ANSWER, text="内部复函：人手不足")
    return story.happened(at(12, 11, 9), LetterAnswered("5.0", on_time=True, particulars=answer))


def test_what_passes_between_public_bodies_is_never_shown() -> None:
    story = with_an_answered_letter()
    assert {text.ref.kind for text in story.texts.values()} >= INTERNAL_KINDS
    for language in ("zh", "en"):
        assert "内部" not in track(language, story.file())
    for text in story.texts.values():
        if text.ref.kind in INTERNAL_KINDS:
            with pytest.raises(NotFoundError):
                whole(story, text.ref.id)


def test_every_kind_of_text_is_either_internal_or_has_a_title() -> None:
    assert set(TEXT_KINDS) == set(ParticularsKind) - INTERNAL_KINDS


def test_what_was_filed_can_be_seen() -> None:
    page = page_of(Story())
    assert WHAT_HAPPENED in page.one("main").text
    assert list(zip(page.words("dt"), page.words("dd"), strict=True)) == [
        ("企业", "巨野田桥××化工有限公司"),
        ("联系人", "赵先生"),
        ("电话", "13800001234"),
        ("类别", "交通运输"),
        ("乡镇、街道", "田桥镇"),
        ("信用代码", FILING["credit_code"]),
    ]
    assert "要更正或删除您的信息，请打电话给巨野县政法护航工作中心：0530-12345。" in page.text


def test_erased_texts_are_said_to_be_erased_and_the_record_stays() -> None:
    page = HtmlPage(track("zh", handled().excused("emergency").resolved().rated().erased()))
    assert page.words("p", class_="gone") == ["这段文字已按要求删除。"] * 5
    assert page.words("dd") == ["交通运输", "田桥镇"]
    assert page.heading == "县交通运输局已办结：已采取措施"


def test_a_confidential_case_shows_what_the_handling_body_was_given() -> None:
    page = page_of(Story(confidential=True).assigned(automatic=False))
    assert (
        "由受理员交办。 已隐去您的名称和电话，转给承办单位的是： 园区主路夜间有罐车长期停放。"
        in page.text
    )
    assert "这件按保密办理：承办单位不知道您是谁，由服务中心转达。" in page.text
    assert "要求保密办理。" in page.text


def test_matters_of_a_procedure_of_their_own_carry_the_note() -> None:
    note = "由该机关依法决定。平台只能过问程序和服务"
    assert note in page_of(Story().queued(TriageReason.OWN_PROCEDURE, "litigation")).text
    assert note not in page_of(Story()).text


def test_a_wrong_addition_keeps_the_text_and_says_what_is_wrong() -> None:
    form = act.read({"text": "长" * 2001})
    page = HtmlPage(track("zh", handled().file(), posted=Posted(form, act.check(form))))
    assert page.words("div", class_="summary") == ["请改这1处 您写的内容：最多2000字，现在是2001字"]
    assert page.one("textarea", name="text").text.strip() == form.text


def test_a_conflict_shows_what_changed_and_keeps_what_was_typed() -> None:
    posted = Posted(act.read({"text": "又停了几辆。"}), problem=FormProblem.CHANGED)
    page = HtmlPage(track("zh", handled().resolved().file(), posted=posted))
    assert page.words("div", class_="notice")[0].startswith("您填写的时候，案件有了新进展")
    assert page.heading == "县交通运输局已办结：已采取措施"
    assert page.one("textarea", name="text").text.strip() == "又停了几辆。"


def test_an_addition_that_came_too_late_can_still_be_copied() -> None:
    posted = Posted(act.read({"text": "又停了几辆。"}), problem=FormProblem.CHANGED)
    page = HtmlPage(track("zh", Story().answered().file(), posted=posted))
    assert page.all("textarea", name="text") == []
    assert "您写的没有提交 又停了几辆。" in page.text


def test_a_taken_addition_is_confirmed() -> None:
    page = HtmlPage(track("zh", handled().added().file(), done=Act.ADD))
    assert page.words("div", class_="notice") == ["补充的内容已收到"]


def test_what_people_write_is_text_and_never_markup() -> None:
    attack = "<script>alert(1)</script>"
    story = Story(filing={**FILING, "what_happened": attack, "enterprise_name": attack})
    story.assigned().verified().replied(attack).added(attack)
    source = track("zh", story.file())
    assert HtmlPage(source).all("script") == []
    assert source.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 4


def test_more_text_than_a_page_can_hold_is_begun_and_linked_to_the_whole() -> None:
    story = busy_story()
    page = page_of(story)
    links = [a for a in page.all("a") if "text=" in a["href"]]
    assert len(links) == 31  # thirty additions and the filing; reply and resolution are whole
    for link in links:
        text_id = re.sub(r".*text=", "", link["href"])
        assert HtmlPage(whole(story, text_id)).one("p", class_="written").text == lengthy(2000)


def test_the_bodies_words_come_before_the_enterprises_own() -> None:
    page = page_of(busy_story())
    shown_whole = [p.text for p in page.all("p", class_="written") if len(p.text) == 2000]
    assert len(shown_whole) == 2
    reply = next(text for text in entries(page) if text.startswith("回复您"))
    assert lengthy(2000) in reply


@pytest.mark.parametrize("text_id", ["", "9999.0", "0001", "../0001.0", "<b>"])
def test_a_text_that_is_not_there_is_not_found(text_id: str) -> None:
    with pytest.raises(NotFoundError):
        whole(handled(), text_id)


def test_a_whole_text_names_its_case_and_leads_back() -> None:
    page = HtmlPage(whole(handled(), "0004.0"))
    assert page.heading == "回复内容"
    assert page.words("p", class_="over") == [NUMBER]
    assert page.one("a", href="?lang=zh").text == "返回查询页"


def test_the_year_is_shown_when_it_is_not_this_one() -> None:
    page = HtmlPage(track("zh", handled().file(), at(1, 5, year=2027)))
    assert page.words("p", class_="lead") == ["应在2026年12月15日24:00前办结。"]


def whole(story: Story, text_id: str) -> str:
    """The page of one text."""
    return written_page(file=story.file(), text_id=text_id, organisation=juye(), language="zh")


def test_once_the_holidays_are_published_the_page_no_longer_calls_its_dates_provisional() -> None:
    story = Story(provisional=True).assigned()
    assert "放假安排还没公布" in track("zh", story.file())
    assert "放假安排还没公布" not in track("zh", story.recounted().file())
