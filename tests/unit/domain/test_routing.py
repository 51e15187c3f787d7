"""Routing: points anyone can add up, and the cases that only a person may assign."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.routing import MAX_SUGGESTIONS, RoutingOutcome, classify
from casework.domain.routing_facts import Suggestion, TriageReason
from tests.builders import catalogue, organisation
from tests.unit.domain.small_catalogue import proposal_for

DEBT = "客户打了借条，欠款不还"


def points(text: str, duty: str, **filed: Any) -> int | None:
    """The points of a duty for a text, None when it is not suggested."""
    found = [each.score for each in proposal_for(text, **filed).suggestions if each.duty == duty]
    return found[0] if found else None


def test_points_are_the_weights_of_the_words_found() -> None:
    proposal = proposal_for(DEBT)
    assert proposal.outcome is RoutingOutcome.ASSIGN
    assert proposal.triage_reason is None
    assert proposal.suggestions == (
        Suggestion("debts", "justice", (), 10, ("借条", "欠款")),
        Suggestion("licences", "market_regulation", ("public_security",), 3, ("借条",)),
    )
    assert (proposal.score, proposal.margin, proposal.catalogue) == (10, 7, "7")
    assert (proposal.about_bodies, proposal.procedure) == ((), None)


def test_a_word_counts_once_however_often_it_is_written() -> None:
    assert points("欠款、欠款、欠款", "debts") == 4


def test_a_word_inside_a_heavier_one_tells_nothing_more_unless_it_also_stands_alone() -> None:
    assert points("拖欠货款", "debts") == 8
    assert points("拖欠货款，货款五万", "debts") == 12


def test_a_word_with_a_gap_counts_like_any_other() -> None:
    assert points("欠了我们两年工程钱", "debts") == 4


def test_letters_of_any_width_and_broken_lines_are_read_alike() -> None:
    assert points("借\n 条，欠\u200b款", "debts") == 10


def test_excludes_take_points_away_and_can_rule_a_duty_out() -> None:
    assert points("借条，发票", "debts") == 1
    assert points("欠款，发票", "debts") is None


def test_the_category_filed_adds_to_its_duties() -> None:
    assert points("借条", "debts", category="contract_debt") == 8
    assert points("借条", "debts", category="market") == 6


def test_a_unit_that_is_named_adds_to_its_duties() -> None:
    assert points("司法所说有借条", "debts") == 9


@pytest.mark.parametrize(
    ("text", "township", "score"),
    [
        ("大车乱停", None, None),
        ("大车乱停", "tianqiao", 9),
        ("大车乱停", "dushan", None),
        ("田桥大车乱停", None, 9),
        ("田桥大车乱停", "dushan", None),
    ],
)
def test_a_duty_of_some_townships_is_for_cases_there(
    text: str, township: str | None, score: int | None
) -> None:
    assert points(text, "parking", township=township) == score


def test_the_margin_is_over_other_units_not_over_other_duties_of_the_same() -> None:
    proposal = proposal_for("客户有借条还违约")
    assert [each.duty for each in proposal.suggestions] == ["debts", "contracts", "licences"]
    assert (proposal.score, proposal.margin) == (6, 3)


@pytest.mark.parametrize(
    ("text", "score", "margin", "reason"),
    [
        ("客户违约", 5, 5, None),
        ("客户欠款", 4, 4, TriageReason.NOT_CONFIDENT),
        ("客户有借条，要换执照", 8, 2, TriageReason.NOT_CONFIDENT),
        ("客户有借条，要换执照，能不能办", 8, 2, None),
        ("客户违约，要换执照，能不能办", 5, 0, TriageReason.NOT_CONFIDENT),
        ("客户有欠款货款，要换执照，能不能办", 8, 3, None),
        ("你好", 0, 0, TriageReason.NOT_CONFIDENT),
    ],
)
def test_points_and_margin_decide_together(
    text: str, score: int, margin: int, reason: TriageReason | None
) -> None:
    proposal = proposal_for(text)
    assert (proposal.score, proposal.margin) == (score, margin)
    assert proposal.triage_reason is reason


def test_what_only_the_centre_can_answer_is_not_assigned() -> None:
    proposal = proposal_for("惠企政策去哪办")
    assert (proposal.suggestions[0].lead, proposal.score) == ("centre", 9)
    assert proposal.triage_reason is TriageReason.NOT_CONFIDENT


def test_a_confidential_case_waits_with_its_suggestions() -> None:
    proposal = proposal_for(DEBT, confidential=True)
    assert proposal.outcome is RoutingOutcome.TRIAGE
    assert proposal.triage_reason is TriageReason.CONFIDENTIAL
    assert proposal.suggestions == proposal_for(DEBT).suggestions


def test_no_more_suggestions_are_kept_than_a_clerk_takes_in() -> None:
    text = "借条违约起诉执照田桥乱停惠企政策吃拿卡要"
    assert len(proposal_for(text).suggestions) == MAX_SUGGESTIONS


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("市监局吃拿卡要", ("market_regulation",)),
        ("工商所吃拿卡要，不像县里的那个公安局", ("market_regulation",)),
        ("吃拿卡要的那家单位离派出所很近", ("public_security",)),
        ("村支书乱罚款", ("village_committee",)),
        ("窗口人员乱罚款", ("unnamed_body",)),
        ("市监局窗口人员乱罚款", ("market_regulation",)),
        ("乱罚款", ("unnamed_body",)),
        ("工商所推诿", ("market_regulation",)),
        ("推诿", ("unnamed_body",)),
        ("抽检时推诿，客户借条", ("unnamed_body",)),
        ("派出所民警态度恶劣", ("public_security",)),
        ("派出所不给登记", ("public_security",)),
    ],
)
def test_a_complaint_about_a_body_names_whom_it_is_about(
    text: str, bodies: tuple[str, ...]
) -> None:
    proposal = proposal_for(text)
    assert proposal.about_bodies == bodies
    assert proposal.triage_reason is TriageReason.ABOUT_PUBLIC_BODY


@pytest.mark.parametrize(
    "text",
    [
        "客户推诿，借条欠款",
        "小区保安态度恶劣",
        "态度恶劣的供货商",
        "派出所去年就搬走了，卖家态度恶劣",
        "派出所不给登记去哪办",
    ],
)
def test_what_only_sounds_like_a_complaint_about_a_body_is_none(text: str) -> None:
    assert proposal_for(text).about_bodies == ()


def test_a_complaint_goes_to_the_inspectors_first_and_never_to_the_body() -> None:
    proposal = proposal_for("田桥的民警乱罚款，执照、乱停")
    assert [each.lead for each in proposal.suggestions] == ["inspection", "market_regulation"]
    assert [each.co_handlers for each in proposal.suggestions] == [(), ()]
    assert (proposal.score, proposal.margin) == (0, 0)


def test_a_complaint_about_the_inspectors_is_not_suggested_to_them() -> None:
    proposal = proposal_for("执法监督室乱罚款，借条")
    assert proposal.about_bodies == ("inspection",)
    assert "inspection" not in {each.lead for each in proposal.suggestions}


@pytest.mark.parametrize(
    ("text", "category", "outcome"),
    [
        ("市监局让我们拿执照", None, RoutingOutcome.TRIAGE),
        ("市监局让我们换执照，去哪办", None, RoutingOutcome.ASSIGN),
        ("客户借条", "enforcement", RoutingOutcome.TRIAGE),
        ("客户借条，去哪办", "enforcement", RoutingOutcome.ASSIGN),
        ("执照", None, RoutingOutcome.TRIAGE),
        ("执照能不能换", None, RoutingOutcome.ASSIGN),
        ("抽检后执照能不能换", None, RoutingOutcome.TRIAGE),
        ("违约", None, RoutingOutcome.TRIAGE),
        ("客户违约", None, RoutingOutcome.ASSIGN),
        ("抽检后客户违约", None, RoutingOutcome.TRIAGE),
        ("违约能不能管", None, RoutingOutcome.ASSIGN),
        ("抽检后客户违约，能不能管", None, RoutingOutcome.TRIAGE),
        ("抽检后客户违约，去哪办", None, RoutingOutcome.ASSIGN),
    ],
)
def test_where_public_power_may_be_at_fault_only_a_question_is_assigned(
    text: str, category: str | None, outcome: RoutingOutcome
) -> None:
    proposal = proposal_for(text, category=category)
    assert (proposal.outcome, proposal.about_bodies) == (outcome, ())
    assert proposal.suggestions[0].score >= 5


@pytest.mark.parametrize(
    ("text", "procedure"),
    [
        ("客户欠款，借条在，已经起诉", "litigation"),
        ("仲裁后又起诉、开庭", "litigation"),
        ("客户欠款借条，正在仲裁", "arbitration"),
        ("诉讼费能不能缓", "litigation"),
    ],
)
def test_a_matter_with_its_own_procedure_waits_for_a_person(text: str, procedure: str) -> None:
    proposal = proposal_for(text)
    assert proposal.procedure == procedure
    assert proposal.triage_reason is TriageReason.OWN_PROCEDURE


def test_denying_a_procedure_is_not_being_in_it() -> None:
    proposal = proposal_for("客户欠款，有借条，不想起诉")
    assert proposal.outcome is RoutingOutcome.ASSIGN
    assert (proposal.procedure, points("不想起诉", "lawsuits")) == (None, None)


def test_the_gravest_reason_is_given_and_the_others_are_not_lost() -> None:
    text = "派出所乱罚款，已经起诉"
    asked, confidential = proposal_for(text), proposal_for(text, confidential=True)
    assert asked.triage_reason is TriageReason.ABOUT_PUBLIC_BODY
    assert confidential.triage_reason is TriageReason.CONFIDENTIAL
    assert confidential.about_bodies == ("public_security",)
    assert confidential.procedure == "litigation"


@given(st.text(max_size=60))
def test_any_text_gets_a_proposal_that_repeats_none_of_it_but_the_catalogues_words(
    text: str,
) -> None:
    shipped = catalogue()
    proposal = classify(f"{text}客户欠款", None, None, False, shipped, organisation())
    for each in proposal.suggestions:
        assert set(each.keywords) <= shipped.duties[each.duty].keywords.keys()
    assert set(proposal.about_bodies) <= {*organisation().units, *organisation().outsiders}


@pytest.mark.parametrize(
    ("text", "lead", "co_handlers"),
    [
        ("张某借去我公司经营资金后未按时还款，有借条，多次催促未果", "justice", ()),
        (
            "田桥镇化工园区危险品运输车辆乱停乱放",
            "public_security",
            ("transport", "emergency"),
        ),
    ],
)
def test_the_articles_cases_find_their_lead(
    text: str, lead: str, co_handlers: tuple[str, ...]
) -> None:
    proposal = classify(text, None, None, False, catalogue(), organisation())
    best = proposal.suggestions[0]
    assert proposal.outcome is RoutingOutcome.ASSIGN
    assert (best.lead, best.co_handlers) == (lead, co_handlers)
