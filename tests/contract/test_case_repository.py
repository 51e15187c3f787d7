"""Cases in a store: all of a write or nothing, one version at a time, history in its order."""

from dataclasses import replace

import pytest

from casework.domain.case import Case
from casework.domain.case_fold import fold
from casework.domain.errors import NotFoundError
from casework.domain.handling import ReportTask
from casework.domain.intake import SupplementCase
from casework.domain.lifecycle import perform
from casework.domain.particulars import Particulars, ParticularsKind, write_down
from casework.domain.rules import CaseExistsError, StaleVersionError
from tests.builders import CASE_ID, CODE_TOKEN, NOW, context, filed, intake_code
from tests.county import County


def text(
    kind: ParticularsKind = ParticularsKind.FILING, seq: int = 1, n: int = 0, words: str = "欠款"
) -> Particulars:
    return write_down(kind, seq, n, {"what_happened": words}, "0badcafe")


@pytest.fixture
def new(county: County) -> Case:
    """A case just added, with one text."""
    filing = text()
    change = filed(particulars=filing.ref)
    county.cases.add(change, (filing,), CODE_TOKEN)
    return change.after


# ---- New cases --------------------------------------------------------------------------------


def test_a_new_case_comes_back_as_it_was_with_its_event_and_its_text(
    county: County, new: Case
) -> None:
    file = county.cases.file(CASE_ID)
    assert (county.cases.get(CASE_ID), file.case) == (new, new)
    assert file.events == filed(particulars=text().ref).events
    assert file.particulars == {"0001.0": text()}


def test_a_case_that_is_there_is_not_added_again_nor_touched(county: County, new: Case) -> None:
    before = county.cases.file(CASE_ID)
    other = text(words="别的事")
    with pytest.raises(CaseExistsError):
        county.cases.add(filed(category="labour", particulars=other.ref), (other,), CODE_TOKEN)
    assert county.cases.file(CASE_ID) == before


@pytest.mark.parametrize("token", ["0" * 20, "", "不是码", CODE_TOKEN.lower()])
def test_nothing_is_added_through_an_unknown_code(county: County, token: str) -> None:
    with pytest.raises(NotFoundError):
        county.cases.add(filed(), (text(),), token)
    with pytest.raises(NotFoundError):
        county.cases.file(CASE_ID)


def test_nothing_is_added_through_a_revoked_code(county: County) -> None:
    county.codes.revoke(intake_code().id, NOW)
    with pytest.raises(NotFoundError):
        county.cases.add(filed(), (text(),), CODE_TOKEN)
    with pytest.raises(NotFoundError):
        county.cases.get(CASE_ID)
    assert county.work_list.page("centre", limit=5, start=None).items == ()


def test_a_case_that_is_there_counts_before_a_code_that_was_revoked(
    county: County, new: Case
) -> None:
    county.codes.revoke(intake_code().id, NOW)
    with pytest.raises(CaseExistsError):
        county.cases.add(filed(), (text(),), CODE_TOKEN)


# ---- Changes ----------------------------------------------------------------------------------


def test_a_change_adds_its_events_and_texts_to_those_before(county: County, new: Case) -> None:
    addition = text(ParticularsKind.ADDITION, 2, words="补充")
    change = perform(new, (SupplementCase(addition.ref),), context())
    county.cases.save(change, (addition,))
    file = county.cases.file(CASE_ID)
    assert file.case == county.cases.get(CASE_ID) == change.after
    assert [event.id for event in file.events] == [f"{CASE_ID}/1/0", f"{CASE_ID}/2/0"]
    assert file.particulars == {"0001.0": text(), "0002.0": addition}


def test_a_change_of_a_version_that_is_no_longer_there_changes_nothing(county: County) -> None:
    seen = county.assign(county.file(), "transport", "emergency")
    county.excuse(seen, "emergency")
    before = county.cases.file(seen.id)
    report = text(ParticularsKind.TASK_REPORT, 3, words="已清理")
    change = perform(seen, (ReportTask("emergency", report.ref),), context())
    with pytest.raises(StaleVersionError):
        county.cases.save(change, (report,))
    assert county.cases.file(seen.id) == before


def test_a_stale_change_gives_nobody_work(county: County) -> None:
    seen = county.file()
    county.assign(seen, "justice")
    with pytest.raises(StaleVersionError):
        county.assign(seen, "transport", "emergency")
    for unit in ("transport", "emergency"):
        assert county.work_list.page(unit, limit=5, start=None).items == ()


def test_of_two_changes_of_one_version_the_second_is_refused(county: County, new: Case) -> None:
    first = perform(new, (SupplementCase(text(seq=2).ref),), context(command_id="first"))
    second = perform(new, (SupplementCase(text(seq=2).ref),), context(command_id="second"))
    county.cases.save(first, (text(seq=2, words="先"),))
    with pytest.raises(StaleVersionError):
        county.cases.save(second, (text(seq=2, words="后"),))
    file = county.cases.file(CASE_ID)
    assert [event.command_id for event in file.events] == ["file", "first"]
    assert file.particulars["0002.0"].fields == {"what_happened": "先"}


def test_a_case_that_is_not_there_cannot_be_changed(county: County) -> None:
    change = perform(filed().after, (SupplementCase(text(seq=2).ref),), context())
    with pytest.raises(StaleVersionError):
        county.cases.save(change, ())
    with pytest.raises(NotFoundError):
        county.cases.get(CASE_ID)


def test_a_change_without_events_writes_nothing_whatever_the_version(
    county: County, new: Case
) -> None:
    before = county.cases.file(CASE_ID)
    county.cases.save(perform(replace(new, version=99), (), context()), (text(seq=2),))
    assert county.cases.file(CASE_ID) == before


# ---- Reading ----------------------------------------------------------------------------------


@pytest.mark.parametrize("case_id", ["000000000000", "x", "不存在"])
def test_a_case_that_is_not_there_is_not_found(county: County, case_id: str) -> None:
    with pytest.raises(NotFoundError):
        county.cases.get(case_id)
    with pytest.raises(NotFoundError):
        county.cases.file(case_id)


def test_events_come_in_the_order_in_which_they_happened(county: County, new: Case) -> None:
    texts = [text(ParticularsKind.ADDITION, 2, n) for n in range(12)]
    together = perform(new, [SupplementCase(each.ref) for each in texts], context())
    county.cases.save(together, texts)
    case = together.after
    for _ in range(9):
        change = perform(case, (SupplementCase(text(seq=case.version + 1).ref),), context())
        county.cases.save(change, ())
        case = change.after
    file = county.cases.file(CASE_ID)
    places = [(event.seq, event.n) for event in file.events]
    assert places == [(1, 0), *((2, n) for n in range(12)), *((seq, 0) for seq in range(3, 12))]
    assert set(file.particulars) == {"0001.0", *(each.ref.id for each in texts)}


def test_the_stored_snapshot_is_the_fold_of_the_stored_events(county: County) -> None:
    case = county.assign(county.file(), "transport", "emergency", "housing")
    case = county.excuse(county.report(case, "emergency"), "housing")
    case = county.rate(county.resolve(county.reply(county.verify(case))), text="很好")
    file = county.cases.file(case.id)
    assert fold(file.events) == file.case == case
    assert len(file.events) == 9


def test_what_a_caller_does_with_its_texts_afterwards_changes_nothing(county: County) -> None:
    filing = text()
    county.cases.add(filed(particulars=filing.ref), (filing,), CODE_TOKEN)
    filing.fields["what_happened"] = "改过"
    county.cases.file(CASE_ID).particulars["0001.0"].fields["what_happened"] = "又改过"
    assert county.cases.file(CASE_ID).particulars["0001.0"].fields == {"what_happened": "欠款"}


def test_the_words_of_one_case_are_not_those_of_another(county: County) -> None:
    first, second = county.file("第一件"), county.file("第二件")
    county.verify(county.assign(second, "justice"))
    assert len(county.cases.file(first.id).events) == 1
    assert set(county.cases.file(second.id).particulars) == {"0001.0", "0004.0"}


def test_a_text_may_hold_any_characters(county: County) -> None:
    words = "引号\"'\\ 换行\n制表\t 表情🚚 \u202e \x00 𠮷"
    filing = text(words=words)
    county.cases.add(filed(particulars=filing.ref), (filing,), CODE_TOKEN)
    assert county.cases.file(CASE_ID).particulars["0001.0"] == filing


def test_an_instant_is_kept_to_the_microsecond(county: County) -> None:
    case = county.assign(county.file(), "justice")
    county.now = NOW.replace(microsecond=123_456)
    county.verify(case)
    assert county.cases.get(case.id).verified_at == county.now


def test_of_an_erased_text_nothing_is_kept_and_the_record_stays(county: County, new: Case) -> None:
    addition = text(ParticularsKind.ADDITION, seq=2, words="电话也写在这里")
    added = perform(new, (SupplementCase(addition.ref),), context(NOW))
    county.cases.save(added, (addition,), erased=("0001.0",))
    file = county.cases.file(CASE_ID)
    assert set(file.particulars) == {"0002.0"}
    assert [event.type for event in file.events] == ["CaseFiled", "CaseSupplemented"]


def test_more_texts_than_one_transaction_holds_are_erased(county: County, new: Case) -> None:
    case = new
    kept: list[str] = []
    for seq in (2, 3, 4):
        many = [text(ParticularsKind.ADDITION, seq=seq, n=n) for n in range(60)]
        change = perform(case, (SupplementCase(many[0].ref),), context(NOW))
        county.cases.save(change, many)
        case, kept = change.after, [*kept, *(each.ref.id for each in many)]
    last = text(ParticularsKind.ADDITION, seq=5)
    change = perform(case, (SupplementCase(last.ref),), context(NOW))
    county.cases.save(change, (last,), erased=("0001.0", *kept))
    assert set(county.cases.file(CASE_ID).particulars) == {"0005.0"}


def test_a_change_that_is_stale_erases_nothing(county: County, new: Case) -> None:
    addition = text(ParticularsKind.ADDITION, seq=2)
    change = perform(new, (SupplementCase(addition.ref),), context(NOW))
    county.cases.save(change, (addition,))
    with pytest.raises(StaleVersionError):
        county.cases.save(change, (), erased=("0001.0",))
    assert set(county.cases.file(CASE_ID).particulars) == {"0001.0", "0002.0"}
