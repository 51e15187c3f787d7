"""Work lists on DynamoDB: what the index holds, and lines whose words or case are gone."""

from casework.adapters.dynamodb.codec import load
from casework.adapters.dynamodb.items import CaseItem, Item, ParticularsItem
from casework.adapters.dynamodb.keys import case_pk, particulars_sk
from casework.domain.case_line import CaseLine, line_of
from tests.county import County


def test_the_index_holds_keys_kind_and_the_line_of_the_case(county: County) -> None:
    case = county.file()
    (item,) = Item.work_index.query("WORK#centre")
    assert set(item.attribute_values) == {"PK", "SK", "kind", "GSI1PK", "GSI1SK", "line"}
    assert load(str(item.line), CaseLine) == line_of(case)


def test_the_index_is_ordered_by_instant_then_case(county: County) -> None:
    case = county.file()
    (item,) = Item.work_index.query("WORK#centre")
    assert f"20260303T160000Z#{case.id}" == item.GSI1SK
    county.resolve(county.reply(county.verify(county.assign(case))))
    (item,) = Item.work_index.query("WORK#justice")
    assert f"9999#{case.id}" == item.GSI1SK


def test_a_line_whose_words_were_erased_is_still_a_line(county: County) -> None:
    case = county.file()
    ParticularsItem(case_pk(case.id), particulars_sk("0001.0")).delete()
    (item,) = county.work_list.page("centre", limit=5, start=None).items
    assert (item.case, item.text) == (case, None)


def test_a_line_whose_case_the_index_remembers_but_the_table_does_not_is_left_out(
    county: County,
) -> None:
    gone, case = county.assign(county.file(), "transport", "emergency"), county.file()
    CaseItem(case_pk(gone.id), "CASE").delete()
    county.assign(case, "transport", "emergency")
    page = county.work_list.page("emergency", limit=5, start=None)
    assert [item.case.id for item in page.items] == [case.id]
