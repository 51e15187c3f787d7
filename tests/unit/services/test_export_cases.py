"""An exported list gives nothing that the person could not open line by line."""

from dataclasses import replace

import pytest

from casework.domain.errors import NotPermittedError
from casework.services.export_cases import export_cases
from casework.services.list_cases import CaseList
from casework.services.name_handler import name_handler
from tests.builders import handler, inspector
from tests.county import County


def test_who_does_not_view_every_case_exports_no_list_of_special_supervision(
    county: County,
) -> None:
    with pytest.raises(NotPermittedError):
        export_cases(inspector(), CaseList.SPECIAL, None, work_list=county.work_list)


def test_of_ones_own_list_only_what_the_unit_leads_is_exported(county: County) -> None:
    person = handler("justice")
    case = county.assign(county.file(), "justice")
    name_handler(county.request(case, person), person.id, **county.ports)
    moved = replace(person, unit="transport")
    given = {
        each.unit: [
            line.case_id
            for line in export_cases(each, CaseList.MINE, None, work_list=county.work_list)
        ]
        for each in (person, moved)
    }
    assert given == {"justice": [case.id], "transport": []}
