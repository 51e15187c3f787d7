"""Routing on labelled complaints: what may never be assigned is not, the rest mostly rightly.

Published practice dispatches about 75% rightly. The floors stand a little under what was measured
on the half that the catalogue was not tuned on (`python -m tests.routing.evaluation`).
"""

import pytest

from tests.builders import catalogue, organisation
from tests.routing.evaluation import (
    ABOUT_BODIES,
    HELD_OUT,
    TUNING,
    Figures,
    evaluate,
    load_complaints,
)

ACCURACY_FLOOR = 0.85
COVERAGE_FLOOR = 0.50
TOP_3_FLOOR = 0.78


@pytest.fixture(scope="module")
def held_out() -> Figures:
    return evaluate(HELD_OUT, catalogue(), organisation())


def test_there_are_enough_complaints_and_none_is_in_both_halves() -> None:
    tuning, held_out = (
        {each.text for each in load_complaints(path)} for path in (TUNING, HELD_OUT)
    )
    assert len(tuning) + len(held_out) >= 300
    assert len(tuning & held_out) == 0


def test_no_complaint_about_a_public_body_is_assigned_by_rule(held_out: Figures) -> None:
    assert held_out.about_body >= 20
    assert held_out.about_body_assigned == 0


def test_no_further_complaint_about_a_public_body_is_assigned_by_rule() -> None:
    about_bodies = evaluate(ABOUT_BODIES, catalogue(), organisation())
    assert (about_bodies.about_body, about_bodies.about_body_assigned) == (60, 0)


def test_no_matter_with_its_own_procedure_is_assigned_by_rule(held_out: Figures) -> None:
    assert held_out.procedure >= 20
    assert held_out.procedure_assigned == 0


def test_no_confidential_complaint_is_assigned_by_rule(held_out: Figures) -> None:
    assert held_out.confidential_assigned == 0


def test_what_is_assigned_by_rule_goes_to_a_right_lead(held_out: Figures) -> None:
    assert held_out.accuracy >= ACCURACY_FLOOR
    assert held_out.coverage >= COVERAGE_FLOOR


def test_a_clerk_finds_a_right_lead_among_the_first_three(held_out: Figures) -> None:
    assert held_out.top_3 >= TOP_3_FLOOR
