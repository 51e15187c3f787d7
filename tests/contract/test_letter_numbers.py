"""Numbers of letters in a store: 1 to n for each body and local year, given with the letter or not
at all.
"""

import pytest

from casework.domain.case import Case
from casework.domain.clocks import ClockKey, Stage
from casework.domain.letters import IssueLetter
from casework.domain.lifecycle import Change, perform
from casework.domain.rules import StaleVersionError
from casework.domain.supervision_notice import LetterForm, LetterNumber
from casework.ports import LetterNumbers
from tests.builders import VERIFY_BY, context, letter_policy
from tests.county import County

CENTRE = ("centre", 2026)


def late(county: County, lead: str = "justice") -> Case:
    """A case whose lead has not verified in time, as it is stored."""
    case = county.assign(county.file(), lead)
    county.cases.save(perform(case, (), context(VERIFY_BY)), ())
    return county.cases.get(case.id)


def letter(case: Case, number: LetterNumber) -> Change:
    """The letter for that, under a number."""
    command = IssueLetter(
        id="4.1",
        missed=ClockKey(Stage.VERIFY, case.lead, 1, None),
        number=number,
        form=LetterForm.SYSTEM,
        neutral=False,
        policy=letter_policy().version,
    )
    return perform(case, (command,), context(VERIFY_BY))


def issue(county: County, number: LetterNumber, lead: str = "justice") -> Case:
    change = letter(late(county, lead), number)
    county.cases.save(change, (), number)
    return change.after


def nth(number: int, body: str = "centre", year: int = 2026) -> LetterNumber:
    return LetterNumber(body, year, number)


def test_before_the_first_letter_the_last_number_is_nought(numbers: LetterNumbers) -> None:
    assert numbers.last(*CENTRE) == 0


def test_numbers_follow_one_another_and_stand_on_their_letters(
    county: County, numbers: LetterNumbers
) -> None:
    for number in (1, 2, 3):
        case = issue(county, nth(number))
        assert numbers.last(*CENTRE) == number
        assert county.cases.get(case.id) == case
        assert [kept.number for kept in case.letters] == [nth(number)]


@pytest.mark.parametrize("wrong", [0, 1, 2, 4, 50])
def test_a_number_that_is_not_the_next_stores_nothing(
    county: County, numbers: LetterNumbers, wrong: int
) -> None:
    issue(county, nth(1))
    issue(county, nth(2))
    case = late(county)
    before = county.cases.file(case.id)
    with pytest.raises(StaleVersionError):
        county.cases.save(letter(case, nth(wrong)), (), nth(wrong))
    assert county.cases.file(case.id) == before
    assert numbers.last(*CENTRE) == 2
    county.cases.save(letter(case, nth(3)), (), nth(3))
    assert numbers.last(*CENTRE) == 3


@pytest.mark.parametrize("wrong", [2, 7])
def test_the_first_number_is_one(county: County, numbers: LetterNumbers, wrong: int) -> None:
    case = late(county)
    with pytest.raises(StaleVersionError):
        county.cases.save(letter(case, nth(wrong)), (), nth(wrong))
    assert (county.cases.get(case.id), numbers.last(*CENTRE)) == (case, 0)


def test_of_two_letters_that_saw_the_same_number_one_is_issued(
    county: County, numbers: LetterNumbers
) -> None:
    first, second = late(county), late(county, "court")
    one, other = letter(first, nth(1)), letter(second, nth(1))
    county.cases.save(one, (), nth(1))
    with pytest.raises(StaleVersionError):
        county.cases.save(other, (), nth(1))
    assert county.cases.get(second.id) == second
    assert numbers.last(*CENTRE) == 1


def test_a_case_that_changed_meanwhile_takes_no_number(
    county: County, numbers: LetterNumbers
) -> None:
    case = late(county)
    stale = letter(case, nth(1))
    county.now = VERIFY_BY
    county.verify(case)
    verified = county.cases.get(case.id)
    with pytest.raises(StaleVersionError):
        county.cases.save(stale, (), nth(1))
    assert (county.cases.get(case.id), numbers.last(*CENTRE)) == (verified, 0)
    assert verified.version == case.version + 1


def test_each_body_and_each_year_counts_for_itself(county: County, numbers: LetterNumbers) -> None:
    for number in (nth(1), nth(1, "inspection"), nth(1, year=2027), nth(2), nth(2, year=2027)):
        issue(county, number)
    counted = {
        (body, year): numbers.last(body, year)
        for body in ("centre", "inspection")
        for year in (2026, 2027)
    }
    assert counted == {
        ("centre", 2026): 2,
        ("centre", 2027): 2,
        ("inspection", 2026): 1,
        ("inspection", 2027): 0,
    }


def test_a_change_without_a_letter_counts_nothing(county: County, numbers: LetterNumbers) -> None:
    issue(county, nth(1))
    county.now = VERIFY_BY
    county.resolve(county.reply(county.verify(late(county))))
    assert numbers.last(*CENTRE) == 1
