"""A case that a clerk takes down: once per form, answered at once or not at all."""

from typing import Any

import pytest

from casework.domain.case import Disposition, Status
from casework.domain.contact import normalise_phone
from casework.domain.errors import CaseworkError, NotPermittedError, StoreUnavailableError
from casework.domain.events import ActorKind, Channel
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import ComplainedBodyError
from casework.domain.search_terms import SearchKind, SearchTerm
from casework.domain.staff import Role
from casework.domain.tokens import FormKeyRefusedError
from casework.services.enter_case import Entry, enter_case
from casework.services.file_case import Filed, FilingOutcome
from tests.builders import (
    ABOUT_CENTRE,
    ABOUT_POLICE,
    LOAN,
    MINT,
    UNCLEAR,
    VEHICLES,
    administrator,
    clerk,
    filing,
    form_key,
    handler,
    member,
    supervisor,
)
from tests.county import County
from tests.fakes import InMemoryCases

ANSWER = "借贷纠纷可向人民调解委员会申请调解，也可直接向人民法院起诉。"


def enter(
    county: County,
    text: str = LOAN,
    *,
    answer: str | None = None,
    by: Any = None,
    channel: Channel = Channel.TELEPHONE,
    **changes: Any,
) -> Filed:
    entry = Entry(filing(text, **changes), channel, answer)
    return enter_case(entry, by or clerk(), county.now, mint=MINT, **county.ports)


def types(cases: InMemoryCases, case_id: str) -> list[str]:
    return [event.type for event in cases.file(case_id).events]


@pytest.mark.parametrize("channel", [c for c in Channel if c is not Channel.SCAN])
def test_a_case_comes_in_by_the_channel_that_the_clerk_names(
    county: County, channel: Channel
) -> None:
    filed = enter(county, channel=channel)
    file = county.cases.file(filed.case_id)
    assert filed.outcome is FilingOutcome.NEW
    assert (file.case.channel, file.case.place) == (channel, "centre")
    assert (file.case.status, file.case.disposition) == (Status.SUBMITTED, None)
    (event,) = file.events
    assert (event.actor.kind, event.actor.id) == (ActorKind.STAFF, clerk().id)
    assert file.particulars["0001.0"].fields["what_happened"] == LOAN


def test_an_entered_case_is_routed_like_any_other(county: County) -> None:
    case = county.route(county.cases.get(enter(county).case_id))
    assert (case.status, case.lead) == (Status.ASSIGNED, "justice")


def test_the_enterprise_gets_the_link_of_its_case(county: County) -> None:
    filed = enter(county)
    key = MINT.accept_form_key(form_key(), county.now)
    assert (filed.case_id, filed.tracking_token) == (MINT.case_id(key), MINT.tracking_token(key))


def test_what_is_answered_at_once_is_one_write_with_all_its_events(
    county: County, cases: InMemoryCases
) -> None:
    filed = enter(county, answer=ANSWER)
    file = cases.file(filed.case_id)
    assert cases.writes == 1
    assert types(cases, filed.case_id) == ["CaseFiled", "CaseQueuedForTriage", "CaseAnswered"]
    assert (file.case.status, file.case.disposition) == (Status.ANSWERED, Disposition.DIRECT)
    assert file.case.triage_reason is TriageReason.ANSWERED_AT_ONCE
    assert (file.case.filed_at, file.case.answered_at) == (county.now, county.now)
    kinds = [text.ref.kind for text in file.particulars.values()]
    assert kinds == [ParticularsKind.FILING, ParticularsKind.ANSWER]
    assert ANSWER in [text.fields.get("text") for text in file.particulars.values()]
    assert len({(event.seq, event.n) for event in file.events}) == 3


def test_what_the_catalogue_would_leave_to_a_person_keeps_its_reason(
    county: County, cases: InMemoryCases
) -> None:
    case = cases.get(enter(county, UNCLEAR, answer=ANSWER).case_id)
    assert case.triage_reason is not TriageReason.ANSWERED_AT_ONCE
    assert case.status is Status.ANSWERED


@pytest.mark.parametrize("text", [ABOUT_POLICE, ABOUT_CENTRE])
def test_a_complaint_about_a_body_is_not_answered_away_and_nothing_is_stored(
    county: County, cases: InMemoryCases, text: str
) -> None:
    with pytest.raises(ComplainedBodyError):
        enter(county, text, answer=ANSWER)
    assert (cases.files, cases.searchable, cases.writes) == ({}, {}, 0)
    assert enter(county, text).outcome is FilingOutcome.NEW


@pytest.mark.parametrize("answer", [None, ANSWER])
def test_a_form_posted_twice_is_one_case(
    county: County, cases: InMemoryCases, answer: str | None
) -> None:
    first = enter(county, answer=answer)
    county.pass_time(minutes=10)
    again = enter(county, answer=answer)
    assert (again.case_id, again.tracking_token) == (first.case_id, first.tracking_token)
    assert (first.outcome, again.outcome) == (FilingOutcome.NEW, FilingOutcome.REPEATED)
    assert (len(cases.files), cases.writes) == (1, 1)


@pytest.mark.parametrize("answer", [None, ANSWER])
def test_after_a_lost_answer_the_same_form_finds_its_case(
    county: County, cases: InMemoryCases, answer: str | None
) -> None:
    cases.lost_answers = 1
    with pytest.raises(StoreUnavailableError):
        enter(county, answer=answer)
    assert enter(county, answer=answer).outcome is FilingOutcome.REPEATED
    assert cases.writes == 1


def test_a_double_tap_files_once(county: County, cases: InMemoryCases) -> None:
    cases.interruptions.append(lambda: enter(county, answer=ANSWER))
    assert enter(county, answer=ANSWER).outcome is FilingOutcome.REPEATED
    assert len(cases.files) == 1


def test_the_same_form_with_other_words_is_told_apart(county: County, cases: InMemoryCases) -> None:
    first = enter(county)
    other = enter(county, VEHICLES)
    assert (other.outcome, other.case_id) == (FilingOutcome.DIFFERENT, first.case_id)
    assert cases.file(first.case_id).particulars["0001.0"].fields["what_happened"] == LOAN


def test_another_form_with_the_same_words_is_another_case(county: County) -> None:
    assert enter(county).case_id != enter(county, form_key=form_key(2)).case_id


def test_it_is_found_by_enterprise_and_telephone_unless_it_is_confidential(
    county: County, cases: InMemoryCases
) -> None:
    filed = enter(county)
    enter(county, form_key=form_key(2), confidential=True)
    phone = SearchTerm(SearchKind.PHONE, str(normalise_phone("13800000000")))
    assert [item.case.id for item in cases.find(MINT.search_key(phone)).items] == [filed.case_id]
    assert len(cases.searchable) == 2


@pytest.mark.parametrize("key", ["", "x", form_key()[:-1] + "!", "0" * 60])
def test_a_form_that_is_not_ours_files_nothing(
    county: County, cases: InMemoryCases, key: str
) -> None:
    with pytest.raises(FormKeyRefusedError):
        enter(county, form_key=key)
    assert cases.files == {}


def test_a_form_of_yesterday_files_nothing(county: County, cases: InMemoryCases) -> None:
    county.pass_time(hours=24)
    with pytest.raises(FormKeyRefusedError):
        enter(county)
    assert cases.files == {}


@pytest.mark.parametrize(
    "who",
    [
        handler("justice"),
        supervisor(),
        administrator(),
        member(Role.LEADER, "leading_group"),
        member(Role.INSPECTOR, "inspection"),
    ],
)
def test_only_clerks_enter_cases(county: County, cases: InMemoryCases, who: Any) -> None:
    with pytest.raises(NotPermittedError):
        enter(county, by=who, answer=ANSWER)
    assert cases.files == {}


def test_a_refusal_of_the_answer_leaves_the_form_good(county: County) -> None:
    with pytest.raises(CaseworkError):
        enter(county, ABOUT_POLICE, answer=ANSWER)
    assert enter(county, LOAN, answer=ANSWER).outcome is FilingOutcome.NEW
