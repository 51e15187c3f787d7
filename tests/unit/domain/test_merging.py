"""Duplicates are merged, related cases linked, and neither shows what must stay hidden."""

from dataclasses import replace

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase
from casework.domain.authorization import Action, may
from casework.domain.case import Case, Disposition, Status
from casework.domain.clocks import Stage
from casework.domain.errors import CaseworkError
from casework.domain.lifecycle import Command
from casework.domain.merging import AbsorbCase, LinkCase, MergeCase
from casework.domain.oversight_events import LinkKind
from casework.domain.oversight_rules import OverdueMergeError
from casework.domain.oversight_state import CaseLink
from casework.domain.routing_facts import TriageReason
from casework.domain.worklists import places
from tests.builders import (
    NOW,
    VERIFY_BY,
    answered_case,
    assigned_case,
    filed_case,
    handler,
    queued_case,
    then,
    waiting_case,
)
from tests.unit.domain.oversight_steps import lifted_case

OTHER = "8M4R7G3N5V9X"


def other_case() -> Case:
    """Another case, led by the transport bureau."""
    assign = AssignCase("transport", (), NOTHING_JUDGED, None)
    return then(waiting_case(case_id=OTHER), assign)[0]


def refusal(case: Case, command: Command) -> str:
    with pytest.raises(CaseworkError) as refused:
        then(case, command)
    return refused.value.code


def test_a_duplicate_ends_as_part_of_the_other_case() -> None:
    case, _ = then(waiting_case(), MergeCase(other_case()))
    assert (case.status, case.merged_into) == (Status.MERGED, OTHER)
    assert case.disposition is Disposition.OTHER
    assert case.closed_at == NOW
    assert not any(clock.is_running for clock in case.clocks)
    assert (case.next_due, places(case)) == (None, {})


def test_a_case_that_was_transferred_stays_counted_as_transferred() -> None:
    case, _ = then(assigned_case("justice"), MergeCase(other_case()))
    assert case.disposition is Disposition.TRANSFERRED


def test_the_other_case_goes_on_and_names_what_it_absorbed() -> None:
    before = other_case()
    case, _ = then(before, AbsorbCase(waiting_case()))
    assert case.absorbed == (waiting_case().id,)
    assert (case.status, case.clocks) == (before.status, before.clocks)


def test_whoever_leads_the_other_case_may_read_the_merged_one() -> None:
    duplicate = waiting_case()
    assert not may(handler("transport"), Action.VIEW_CASE, duplicate)
    merged, _ = then(duplicate, MergeCase(other_case()))
    assert may(handler("transport"), Action.VIEW_CASE, merged)


def test_both_cases_must_be_open_and_read() -> None:
    assert refusal(answered_case(), MergeCase(other_case())) == "case_closed"
    assert refusal(waiting_case(), MergeCase(replace(answered_case(), id=OTHER))) == "case_closed"
    assert refusal(filed_case(), MergeCase(other_case())) == "not_yet_routed"
    assert refusal(waiting_case(), MergeCase(filed_case(case_id=OTHER))) == "not_yet_routed"


def test_nothing_is_merged_into_a_merged_case_or_into_itself() -> None:
    merged, _ = then(replace(waiting_case(), id=OTHER), MergeCase(assigned_case("transport")))
    assert refusal(waiting_case(), MergeCase(merged)) == "case_closed"
    assert refusal(waiting_case(), MergeCase(waiting_case())) == "same_case"


def test_a_confidential_case_is_joined_with_confidential_ones_only() -> None:
    hidden = waiting_case(case_id=OTHER, confidential=True)
    for command in (MergeCase(hidden), AbsorbCase(hidden), LinkCase(hidden, LinkKind.RELATED)):
        assert refusal(waiting_case(), command) == "confidentiality_differs"
    merged, _ = then(waiting_case(confidential=True), MergeCase(hidden))
    assert merged.status is Status.MERGED


def test_a_complaint_is_joined_with_complaints_about_the_same_bodies_only() -> None:
    about = TriageReason.ABOUT_PUBLIC_BODY
    complaint = queued_case(about, "transport", case_id=OTHER)
    for command in (MergeCase(complaint), LinkCase(complaint, LinkKind.RELATED)):
        assert refusal(waiting_case(), command) == "complaint_differs"
        assert refusal(queued_case(about, "health"), command) == "complaint_differs"
    merged, _ = then(queued_case(about, "transport"), MergeCase(complaint))
    assert merged.status is Status.MERGED


def test_letters_of_a_merged_case_still_wait_for_their_answers() -> None:
    letter = replace(
        waiting_case().clocks[0], stage=Stage.LETTER_REPLY, unit="justice", letter="4.1"
    )
    case = replace(assigned_case("justice"), clocks=(letter,))
    merged, _ = then(case, MergeCase(other_case()))
    assert merged.clocks[0].is_running


def test_a_link_is_made_once_whether_the_cases_are_open_or_closed() -> None:
    link = LinkCase(other_case(), LinkKind.SAME_MATTER)
    case, _ = then(answered_case(), link)
    assert case.links == (CaseLink(OTHER, LinkKind.SAME_MATTER),)
    assert refusal(case, link) == "already_linked"
    assert refusal(filed_case(), link) == "not_yet_routed"


def test_a_unit_that_is_late_is_not_relieved_by_a_merge() -> None:
    late, _ = then(assigned_case("justice"), now=VERIFY_BY)
    with pytest.raises(OverdueMergeError):
        then(late, MergeCase(other_case()), now=VERIFY_BY)


def test_special_supervision_of_a_merged_case_is_over() -> None:
    case, _ = then(lifted_case(), MergeCase(other_case()))
    assert case.special is not None
    assert case.special.concluded_at == NOW
    assert places(case) == {}
