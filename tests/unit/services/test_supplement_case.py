"""Additions by the enterprise: by its link, once per form, while the case is open."""

import pytest

from casework.domain.case import Case
from casework.domain.errors import NotFoundError, StoreUnavailableError
from casework.domain.events import CaseSupplemented
from casework.domain.particulars import ParticularsKind
from casework.domain.rules import CaseClosedError
from casework.domain.tokens import FormKeyRefusedError
from casework.services.acting_by_link import ByLink
from casework.services.file_case import ENTERPRISE
from casework.services.supplement_case import supplement_case
from tests.builders import MINT, form_key
from tests.county import County
from tests.fakes import InMemoryCases


@pytest.fixture
def token(county: County) -> str:
    return county.post().tracking_token


def case_of(county: County, token: str) -> Case:
    return county.cases.get(token.partition("-")[0])


def test_what_is_added_stands_beside_what_was_filed(county: County, token: str) -> None:
    county.add(token, "对方已失联")
    file = county.cases.file(case_of(county, token).id)
    event = file.events[-1]
    assert isinstance(event.body, CaseSupplemented)
    assert (event.actor, event.body.particulars.kind) == (ENTERPRISE, ParticularsKind.ADDITION)
    assert file.text(event.body.particulars, "text") == "对方已失联"
    assert sorted(file.particulars) == ["0001.0", "0002.0"]


def test_a_form_adds_once_however_often_it_is_posted(
    county: County, cases: InMemoryCases, token: str
) -> None:
    cases.lost_answers = 1
    with pytest.raises(StoreUnavailableError):
        county.add(token)
    county.add(token)
    county.assign(case_of(county, token), "justice")
    county.add(token)
    assert case_of(county, token).version == 4


def test_a_double_tap_adds_once(county: County, cases: InMemoryCases, token: str) -> None:
    cases.interruptions.append(lambda: county.add(token))
    county.add(token)
    assert case_of(county, token).version == 2


def test_another_form_adds_again(county: County, token: str) -> None:
    county.add(token, "其一", number=1)
    county.add(token, "其二", number=2)
    assert case_of(county, token).version == 3


def test_work_at_the_same_time_does_not_lose_the_addition(
    county: County, cases: InMemoryCases, token: str
) -> None:
    filed = county.triage(case_of(county, token))
    cases.interruptions.append(lambda: county.assign(filed, "justice"))
    county.add(token)
    types = [event.type for event in county.cases.file(filed.id).events]
    assert types[1:] == ["CaseQueuedForTriage", "CaseAssigned", "CaseSupplemented"]


def test_nothing_is_added_to_a_closed_case(county: County, token: str) -> None:
    answered = county.answer(case_of(county, token))
    with pytest.raises(CaseClosedError):
        county.add(token)
    assert case_of(county, token) == answered


def test_a_repeat_of_an_addition_made_before_the_case_closed_is_no_error(
    county: County, token: str
) -> None:
    county.add(token)
    answered = county.answer(case_of(county, token))
    county.add(token)
    assert case_of(county, token) == answered


@pytest.mark.parametrize(
    "wrong", ["", "x", "7K3Q9F2M4T8W-00000000000000000000", MINT.rating_token("7K3Q9F2M4T8W")]
)
def test_only_the_holder_of_the_link_adds(county: County, token: str, wrong: str) -> None:
    stolen = f"{case_of(county, token).id}-00000000000000000000"
    for link in (wrong, stolen):
        with pytest.raises(NotFoundError):
            county.add(link)


def test_an_old_form_adds_nothing(county: County, token: str) -> None:
    old = form_key(5, county.now)
    county.pass_time(hours=24)
    with pytest.raises(FormKeyRefusedError):
        supplement_case(ByLink(token, old, county.now), "补充", mint=MINT, **county.ports)
    assert case_of(county, token).version == 1


def test_the_same_form_with_other_words_adds_those_too(county: County, token: str) -> None:
    county.add(token, "其一", number=1)
    county.add(token, "其二", number=1)
    county.add(token, "其一", number=1)
    file = county.cases.file(case_of(county, token).id)
    added = [
        text.fields["text"] for key, text in sorted(file.particulars.items()) if key != "0001.0"
    ]
    assert added == ["其一", "其二"]
