"""Procedures, the register, released summaries, notes and handlers through their services."""

from dataclasses import fields
from datetime import date

import pytest

from casework.domain.assignment import RouteCase
from casework.domain.case import Case, Status
from casework.domain.errors import InvalidInputError, NotFoundError, NotPermittedError
from casework.domain.lifecycle import perform
from casework.domain.oversight_events import ContactKind, OrganKind
from casework.domain.oversight_rules import NamesOthersError
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.staff import Role
from casework.ports import WorkItem
from casework.services.add_note import add_note
from casework.services.commanding import context_of
from casework.services.confirm_procedure import confirm_procedure
from casework.services.disclosing import case_for, file_for, item_for
from casework.services.guide_to_procedure import Guidance, guide_to_procedure
from casework.services.list_judicial_contacts import list_judicial_contacts
from casework.services.name_handler import name_handler
from casework.services.record_judicial_contact import Contact, record_judicial_contact
from casework.services.release_summary import release_summary
from casework.services.route_case import ROUTER
from casework.services.view_case import view_case
from tests.builders import (
    ABOUT_CENTRE,
    ABOUT_POLICE,
    clerk,
    handler,
    inspector,
    member,
    proposal,
    supervisor,
)
from tests.county import County
from tests.fakes import InMemoryCases, InMemoryRegister

GUIDANCE = Guidance("巨野县人民法院", "（2026）鲁1724民初1号", "普通程序六个月", "请等候通知", 180)
LETTER = Contact(ContactKind.LETTER, OrganKind.COURT, "某市中院", date(2026, 2, 27), "商请")
CALL = Contact(ContactKind.CALL, OrganKind.COURT, "某市中院", date(2026, 3, 2), "了解送达")


def marked(county: County) -> Case:
    """Routing marked the case as a matter for the court."""
    case = county.file()
    route = RouteCase(proposal(TriageReason.NOT_CONFIDENT, procedure="litigation"))
    rules = context_of(case, county.now, ROUTER, f"{case.id}/1/0", county.configuration)
    county.cases.save(perform(case, (route,), rules), ())
    return county.cases.get(case.id)


def texts(county: County, case: Case, kind: ParticularsKind) -> list[dict[str, str]]:
    kept = county.cases.file(case.id).particulars.values()
    return [text.fields for text in kept if text.ref.kind is kind]


def test_a_clerk_confirms_and_guides_with_body_reference_and_period(county: County) -> None:
    case = confirm_procedure(county.request(marked(county), clerk()), **county.ports)
    case = guide_to_procedure(county.request(case, clerk()), GUIDANCE, **county.ports)
    assert case.status is Status.ANSWERED
    assert texts(county, case, ParticularsKind.GUIDANCE) == [
        {
            "body": "巨野县人民法院",
            "reference": "（2026）鲁1724民初1号",
            "period": "普通程序六个月",
            "text": "请等候通知",
        }
    ]


def test_a_department_neither_confirms_nor_guides_what_it_does_not_lead(county: County) -> None:
    case = county.assign(marked(county), "justice", "emergency")
    for person in (handler("emergency"), supervisor()):
        with pytest.raises(NotPermittedError):
            confirm_procedure(county.request(case, person), **county.ports)
        with pytest.raises(NotPermittedError):
            guide_to_procedure(county.request(case, person), GUIDANCE, **county.ports)


def test_contacts_are_in_the_register_by_their_day_page_by_page(
    county: County, cases: InMemoryCases
) -> None:
    case = county.assign(marked(county), "justice")
    for contact in (CALL, LETTER):
        request = county.request(case, handler("justice"))
        case = record_judicial_contact(request, contact, **county.ports)
    register = InMemoryRegister(cases)
    first = list_judicial_contacts(supervisor(), limit=1, start=None, register=register)
    rest = list_judicial_contacts(supervisor(), limit=1, start=first.next_key, register=register)
    days = [line.contact.on for line in (*first.lines, *rest.lines)]
    assert days == [date(2026, 2, 27), date(2026, 3, 2)]
    assert rest.next_key is None
    assert first.lines[0].text is not None
    assert first.lines[0].text.fields == {"organ_name": "某市中院", "text": "商请"}


def test_nobody_reads_in_the_register_of_a_complaint_about_the_own_unit(
    county: County, cases: InMemoryCases
) -> None:
    case = county.route(county.file(ABOUT_CENTRE))
    case = county.assign(case, "inspection", by=inspector())
    record_judicial_contact(county.request(case, inspector()), CALL, **county.ports)
    register = InMemoryRegister(cases)
    read = {
        person.unit: len(
            list_judicial_contacts(person, limit=5, start=None, register=register).lines
        )
        for person in (supervisor(), inspector(), member(Role.LEADER, "leading_group"))
    }
    assert read == {"centre": 0, "inspection": 1, "leading_group": 1}


def test_the_register_is_read_by_whoever_oversees(county: County, cases: InMemoryCases) -> None:
    register = InMemoryRegister(cases)
    for person in (handler("justice"), clerk(), member(Role.ADMINISTRATOR, "centre")):
        with pytest.raises(NotPermittedError):
            list_judicial_contacts(person, limit=5, start=None, register=register)
    for person in (supervisor(), inspector(), member(Role.LEADER, "leading_group")):
        page = list_judicial_contacts(person, limit=5, start=None, register=register)
        assert page.lines == ()
    with pytest.raises(InvalidInputError):
        list_judicial_contacts(supervisor(), limit=5, start="nonsense", register=register)


# ---- A summary for the body complained about ---------------------------------------------------


def inspected(county: County) -> Case:
    """A complaint about the police that the inspectors handle."""
    filed = county.file(ABOUT_POLICE, category="enforcement", township="tianqiao")
    return county.assign(county.route(filed), "inspection")


def test_the_body_reads_number_status_and_summary_and_nothing_else(county: County) -> None:
    case = inspected(county)
    police = handler("public_security")
    with pytest.raises(NotFoundError):
        view_case(case.id, police, cases=county.cases)
    request = county.request(case, inspector())
    case = release_summary(request, "public_security", "有企业反映处罚程序", **county.ports)
    file = view_case(case.id, police, cases=county.cases)
    assert [event.type for event in file.events] == ["SummaryReleased"]
    assert [text.fields for text in file.particulars.values()] == [{"text": "有企业反映处罚程序"}]
    assert (file.case.id, file.case.status) == (case.id, Status.ASSIGNED)
    assert (file.case.lead, file.case.place, file.case.category) == (None, "", None)
    assert (file.case.clocks, file.case.letters, file.case.took_part) == ((), (), ())


def test_every_field_of_the_snapshot_is_hidden_but_those_that_say_nothing_of_the_matter(
    county: County,
) -> None:
    request = county.request(inspected(county), inspector())
    release_summary(request, "public_security", "摘要", **county.ports)
    stored = county.cases.get(request.case_id)
    shown = case_for(handler("public_security"), stored)
    told = {
        field.name
        for field in fields(Case)
        if getattr(shown, field.name) == getattr(stored, field.name) != field.default
    }
    assert told == {
        *("id", "version", "status", "channel", "confidential", "language", "versions"),
        *("filed_at", "promised", "complaint", "about_bodies"),
    }


def test_the_centre_complained_about_reads_no_more_than_any_other_body(county: County) -> None:
    case = county.route(county.file(ABOUT_CENTRE))
    release_summary(county.request(case, inspector()), "centre", "摘要", **county.ports)
    file = county.cases.file(case.id)
    assert [event.type for event in file_for(clerk(), file).events] == ["SummaryReleased"]
    filing = file.particulars["0001.0"]
    line = item_for(clerk(), WorkItem(file.case, filing))
    assert line.text is None
    assert line.case.lead is None


def test_nobody_but_an_inspector_releases(county: County) -> None:
    case = inspected(county)
    for person in (clerk(), supervisor()):
        with pytest.raises(NotPermittedError):
            release_summary(county.request(case, person), "public_security", "摘要", **county.ports)


# ---- Notes and handlers ------------------------------------------------------------------------


def test_a_note_is_read_by_those_on_the_case(county: County) -> None:
    case = county.assign(county.file(), "transport", "emergency")
    case = add_note(county.request(case, handler("transport")), "已电话约见", **county.ports)
    assert texts(county, case, ParticularsKind.NOTE) == [{"text": "已电话约见"}]
    file = county.cases.file(case.id)
    for person in (handler("emergency"), clerk(), supervisor()):
        assert "NoteAdded" in [event.type for event in file_for(person, file).events]


def test_a_note_that_the_centre_took_in_triage_is_not_for_departments(county: County) -> None:
    case = county.triage(county.file())
    case = add_note(county.request(case, clerk()), "疑似投诉", **county.ports)
    county.pass_time(minutes=1)
    case = county.assign(case, "transport")
    file = county.cases.file(case.id)
    seen = file_for(handler("transport"), file)
    assert "NoteAdded" not in [event.type for event in seen.events]
    assert ParticularsKind.NOTE not in {text.ref.kind for text in seen.particulars.values()}
    assert "NoteAdded" in [event.type for event in file_for(clerk(), file).events]


def test_the_named_handler_finds_the_case_on_a_list_of_their_own(county: County) -> None:
    case = county.assign(county.file(), "transport")
    boss = member(Role.DEPARTMENT_LEAD, "transport")
    name_handler(county.request(case, boss), "handler-transport", **county.ports)
    page = county.work_list.page("@handler-transport", limit=5, start=None)
    assert [item.case.id for item in page.items] == [case.id]


def test_a_handler_takes_a_case_and_gives_it_to_nobody(county: County) -> None:
    case = county.assign(county.file(), "transport")
    request = county.request(case, handler("transport"))
    with pytest.raises(NamesOthersError):
        name_handler(request, "colleague", **county.ports)
    assert name_handler(request, "handler-transport", **county.ports).handler == "handler-transport"
