"""What of a case a member of staff is shown: a department never why a clerk looked at it, how it
was rated or what a confidential enterprise wrote; nobody anything that routing has not read.
"""

from dataclasses import fields, replace

import pytest

from casework.domain.case import Case
from casework.domain.case_parts import CaseLetter
from casework.domain.clocks import Stage
from casework.domain.particulars import ParticularsKind
from casework.domain.staff import StaffMember
from casework.domain.supervision_notice import LetterNumber
from casework.ports import WorkItem
from casework.services.acting_by_link import ByLink
from casework.services.add_note import add_note
from casework.services.ask_about_data import ask_correction
from casework.services.disclosing import case_for, file_for, item_for
from tests.builders import (
    ABOUT_CENTRE,
    ABOUT_POLICE,
    MINT,
    clerk,
    form_key,
    handler,
    inspector,
    supervisor,
)
from tests.county import County

HIDDEN = {"triage_reason", "complaint", "about_bodies", "rated_at"}


def hidden(member: StaffMember, case: Case) -> set[str]:
    """The fields of the snapshot that this person sees otherwise than they are."""
    shown = case_for(member, case)
    return {
        field.name
        for field in fields(Case)
        if getattr(shown, field.name) != getattr(case, field.name)
    }


@pytest.fixture
def rated(county: County) -> Case:
    """A case that went through triage, was handled by two units and rated."""
    case = county.assign(county.file(), "transport", "emergency")
    case = county.report(county.reply(county.verify(case)), "emergency")
    return county.rate(county.resolve(case), text="太慢")


@pytest.mark.parametrize("unit", ["transport", "emergency"])
def test_a_department_learns_neither_why_a_clerk_looked_nor_that_it_was_rated(
    county: County, rated: Case, unit: str
) -> None:
    assert hidden(handler(unit), rated) == {"triage_reason", "rated_at", "clocks"}
    assert {clock.stage for clock in case_for(handler(unit), rated).clocks} == {
        *(Stage.VERIFY, Stage.REPLY, Stage.RESOLVE, Stage.TASK, Stage.SILENCE)
    }
    types = [event.type for event in file_for(handler(unit), county.cases.file(rated.id)).events]
    assert types == [
        "CaseFiled",
        "CaseAssigned",
        "CaseVerified",
        "CaseReplied",
        "TaskReported",
        "CaseResolved",
    ]


@pytest.mark.parametrize("member", [clerk(), supervisor()], ids=["clerk", "supervisor"])
def test_the_centre_sees_everything(county: County, rated: Case, member: StaffMember) -> None:
    file = county.cases.file(rated.id)
    assert hidden(member, rated) == set()
    assert file_for(member, file) == file


def test_a_department_never_learns_that_a_case_was_thought_to_complain_of_a_body(
    county: County,
) -> None:
    complaint = county.route(county.file(ABOUT_POLICE))
    assert hidden(handler("transport"), complaint) == {*HIDDEN, "clocks", "next_due"} - {"rated_at"}
    shown = case_for(handler("transport"), complaint)
    assert (shown.triage_reason, shown.complaint, shown.about_bodies) == (None, False, ())
    assert shown.clocks == ()


def test_whoever_triages_a_complaint_about_the_centre_sees_everything(county: County) -> None:
    complaint = county.route(county.file(ABOUT_CENTRE, confidential=True))
    assert hidden(inspector(), complaint) == set()
    file = county.cases.file(complaint.id)
    assert file_for(inspector(), file) == file


@pytest.mark.parametrize(
    "member", [clerk(), supervisor(), inspector(), handler("justice")], ids=lambda one: one.id
)
def test_what_routing_has_not_read_nobody_reads(county: County, member: StaffMember) -> None:
    filed = county.file()
    file = county.cases.file(filed.id)
    shown = file_for(member, file)
    assert shown.particulars == {}
    assert [event.type for event in shown.events] == ["CaseFiled"]
    line = WorkItem(filed, file.particulars["0001.0"])
    assert item_for(member, line) == WorkItem(case_for(member, filed), None)


@pytest.mark.parametrize(
    ("confidential", "readable"),
    [(False, {"filing", "released"}), (True, {"released"})],
)
def test_a_line_of_work_shows_a_department_only_words_it_may_read(
    county: County, confidential: bool, readable: set[str]
) -> None:
    words = "某企业车辆问题" if confidential else None
    case = county.triage(county.file(confidential=confidential))
    case = county.assign(case, "transport", released_text=words)
    file = county.cases.file(case.id)
    for text in file.particulars.values():
        line = item_for(handler("transport"), WorkItem(file.case, text))
        assert (line.text is not None) is (text.ref.kind.value in readable)
        assert item_for(clerk(), WorkItem(file.case, text)).text == text


def test_a_line_whose_words_were_erased_has_none(county: County) -> None:
    case = county.cases.get(county.assign(county.file(), "transport").id)
    line = item_for(handler("transport"), WorkItem(case, None))
    assert line == WorkItem(case_for(handler("transport"), case), None)


def test_a_ratings_words_reach_the_centre_only(county: County, rated: Case) -> None:
    file = county.cases.file(rated.id)
    rating = ParticularsKind.RATING
    assert rating in {text.ref.kind for text in file_for(clerk(), file).particulars.values()}
    for unit in ("transport", "emergency"):
        shown = file_for(handler(unit), file).particulars.values()
        assert rating not in {text.ref.kind for text in shown}


def kinds(county: County, case: Case, unit: str) -> set[ParticularsKind]:
    """What kinds of texts a unit reads of a case."""
    shown = file_for(handler(unit), county.cases.file(case.id)).particulars.values()
    return {text.ref.kind for text in shown}


def test_of_a_confidential_case_notes_of_others_are_not_read_and_own_ones_are(
    county: County,
) -> None:
    case = county.triage(county.file(confidential=True))
    case = county.assign(case, "transport", "emergency", released_text="某企业车辆问题")
    case = add_note(county.request(case, supervisor()), "某公司又来电", **county.ports)
    case = add_note(county.request(case, handler("emergency")), "已到现场", **county.ports)
    assert kinds(county, case, "transport") == {ParticularsKind.RELEASED}
    assert kinds(county, case, "emergency") == {ParticularsKind.RELEASED, ParticularsKind.NOTE}
    read = file_for(handler("emergency"), county.cases.file(case.id)).particulars.values()
    notes = [text.fields for text in read if text.ref.kind is ParticularsKind.NOTE]
    assert notes == [{"text": "已到现场"}]


def test_no_department_learns_what_the_enterprise_asked_about_its_data(county: County) -> None:
    filed = county.post()
    case = county.assign(county.cases.get(filed.case_id), "transport")
    link = ByLink(filed.tracking_token, form_key(7, county.now), county.now)
    ask_correction(link, "电话", "13900000000", mint=MINT, **county.ports)
    file = county.cases.file(case.id)
    shown = file_for(handler("transport"), file)
    assert [event.type for event in shown.events] == ["CaseFiled", "CaseAssigned"]
    assert shown.case.requests == ()
    assert kinds(county, case, "transport") == {ParticularsKind.FILING}
    assert file_for(clerk(), file) == file


def test_a_co_handler_sees_its_own_letters_only_and_the_lead_those_of_its_case(
    rated: Case,
) -> None:
    stages = {"transport": Stage.VERIFY, "emergency": Stage.TASK}
    letters = tuple(
        CaseLetter(unit, LetterNumber("centre", 2026, n), unit, stage)
        for n, (unit, stage) in enumerate(stages.items(), 1)
    )
    case = replace(rated, letters=letters)
    seen = {
        unit: [letter.unit for letter in case_for(handler(unit), case).letters] for unit in stages
    }
    assert seen == {"transport": ["transport", "emergency"], "emergency": ["emergency"]}


def test_an_excused_co_handler_reads_no_more_who_filed(county: County) -> None:
    case = county.assign(county.file(), "transport", "emergency")
    assert kinds(county, case, "emergency") == {ParticularsKind.FILING}
    case = county.excuse(case, "emergency")
    assert kinds(county, case, "emergency") == {ParticularsKind.EXCUSE}
