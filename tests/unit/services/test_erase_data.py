"""Personal data on request: corrected for every reader, erased so that nothing typed is kept."""

from dataclasses import replace

import pytest

from casework.domain.contest_rules import ErasureTooEarlyError
from casework.domain.errors import NotPermittedError
from casework.services.acting_by_link import ByLink
from casework.services.add_note import add_note
from casework.services.ask_about_data import ask_correction, ask_erasure
from casework.services.commanding import Request
from casework.services.decide_about_data import CorrectedData, correct_data, erase_data
from casework.services.withdraw_case import withdraw_case
from tests.builders import LOAN, MINT, clerk, form_key, handler
from tests.county import County


def link(county: County, token: str, number: int = 7) -> ByLink:
    """A form of the tracking page, opened now."""
    return ByLink(token, form_key(number, county.now), county.now)


def request(county: County, case_id: str, **changes: object) -> Request:
    """What a clerk asks for, having seen the case as it is."""
    case = county.cases.get(case_id)
    member = changes.get("member", clerk())
    return Request(case_id, case.version, "c-1", member, county.now)  # type: ignore[arg-type]


def asked(county: County) -> tuple[str, str]:
    """A case that was withdrawn and whose data shall go: its id and its link."""
    filed = county.post(LOAN)
    county.route(county.cases.get(filed.case_id))
    withdraw_case(link(county, filed.tracking_token), "", mint=MINT, **county.ports)
    ask_erasure(link(county, filed.tracking_token), mint=MINT, **county.ports)
    return filed.case_id, filed.tracking_token


def test_what_was_typed_is_gone_and_the_record_stays(county: County) -> None:
    case_id, _ = asked(county)
    before = county.cases.file(case_id)
    erase_data(request(county, case_id), **county.ports)
    after = county.cases.file(case_id)
    assert "0001.0" in before.particulars
    assert after.particulars == {}
    assert after.events[:-1] == before.events
    assert after.case.erased_at == county.now


def test_notes_that_may_name_the_enterprise_are_erased_with_what_it_typed(county: County) -> None:
    case_id, _ = asked(county)
    add_note(request(county, case_id), "张经理来电催问", **county.ports)
    assert len(county.cases.file(case_id).particulars) == 2
    again = replace(request(county, case_id), command_id="c-2")
    erase_data(again, **county.ports)
    assert county.cases.file(case_id).particulars == {}


def test_data_that_are_needed_are_not_erased_and_no_department_erases(county: County) -> None:
    filed = county.post(LOAN)
    county.route(county.cases.get(filed.case_id))
    ask_erasure(link(county, filed.tracking_token), mint=MINT, **county.ports)
    with pytest.raises(ErasureTooEarlyError):
        erase_data(request(county, filed.case_id), **county.ports)
    with pytest.raises(NotPermittedError):
        erase_data(request(county, filed.case_id, member=handler("justice")), **county.ports)
    assert "0001.0" in county.cases.file(filed.case_id).particulars


def test_corrected_data_replace_the_filed_ones_for_every_reader(county: County) -> None:
    filed = county.post(LOAN)
    county.route(county.cases.get(filed.case_id))
    ask_correction(
        link(county, filed.tracking_token), "电话", "13900000000", mint=MINT, **county.ports
    )
    right = CorrectedData("某公司", "王五", "13900000000")
    correct_data(request(county, filed.case_id), right, mint=MINT, **county.ports)
    file = county.cases.file(filed.case_id)
    filing = file.particulars["0001.0"].ref
    assert file.text(filing, "contact_phone") == "13900000000"
    assert file.text(filing, "what_happened") == LOAN
