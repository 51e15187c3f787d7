"""The special supervision board: cases with the texts of what was agreed, for who may read them."""

from datetime import date

from casework.domain.case import Case
from casework.domain.oversight_events import SpecialReason
from casework.domain.staff import StaffMember
from casework.services.agree_action import Agreement, agree_action
from casework.services.lift_case import Lifting, Team, lift_case
from casework.services.report_action import report_action
from casework.services.show_special import SpecialLine, show_special
from tests.builders import handler, supervisor
from tests.county import County
from tests.fakes import InMemoryCases

LIFTING = Lifting(SpecialReason.STUCK, "二十多天仍未办结", Team("public_security", ("emergency",)))
AGREED, CAME = "集中清理乱停车辆", "清理车辆140余辆次"


def lifted(county: County) -> Case:
    """A case with one action agreed and reported."""
    case = county.assign(county.file(), "transport")
    case = lift_case(county.request(case, supervisor()), LIFTING, **county.ports)
    agreement = Agreement("emergency", date(2026, 3, 6), AGREED)
    case = agree_action(county.request(case, handler("public_security")), agreement, **county.ports)
    return report_action(county.request(case, handler("emergency")), "1", CAME, **county.ports)


def board(county: County, member: StaffMember) -> tuple[SpecialLine, ...]:
    """The board as this person sees it."""
    return show_special(member, limit=25, work_list=county.work_list).lines


def test_an_action_keeps_what_was_agreed_and_what_came_of_it(county: County) -> None:
    case = lifted(county)
    (action,) = case.special.actions if case.special else ()
    file = county.cases.file(case.id)
    assert file.text(action.text, "text") == AGREED
    assert file.text(action.result, "text") == CAME


def test_the_board_shows_both_texts(county: County) -> None:
    lifted(county)
    (line,) = board(county, supervisor())
    (action,) = line.item.case.special.actions if line.item.case.special else ()
    assert (line.text(action.text), line.text(action.result)) == (AGREED, CAME)
    assert line.text(None) is None


def test_a_text_that_was_erased_is_missing_from_the_board(county: County) -> None:
    case = lifted(county)
    (action,) = case.special.actions if case.special else ()
    assert isinstance(county.cases, InMemoryCases)
    del county.cases.files[case.id].particulars[action.text.id if action.text else ""]
    (line,) = board(county, supervisor())
    assert (line.text(action.text), line.text(action.result)) == (None, CAME)


def test_an_empty_board_reads_no_text(county: County) -> None:
    county.file()
    assert board(county, supervisor()) == ()
