"""Phrases are found wherever people write them, with or without gaps, in any form of letters."""

import pytest

from casework.domain.errors import ConfigurationError
from casework.domain.phrases import MAX_GAP, PhraseIndex, normalise


def test_full_width_capitals_spaces_breaks_and_invisible_marks_make_no_difference() -> None:
    assert normalise("ＫＴＶ 欠\u200b款\n5０元\ufeff") == "ktv欠款50元"


def test_overlapping_phrases_are_all_found_each_with_its_places() -> None:
    index = PhraseIndex.of(["拖欠货款", "货款", "欠货"])
    assert index.find("拖欠货款和货款") == {
        "拖欠货款": ((0, 4),),
        "欠货": ((1, 3),),
        "货款": ((2, 4), (5, 7)),
    }


def test_a_gap_stands_for_a_few_characters_of_any_kind() -> None:
    index = PhraseIndex.of(["欠…工资"])
    assert index.find("欠工资") == {"欠…工资": ((0, 1), (1, 3))}
    within, beyond = "欠" + "x" * MAX_GAP + "工资", "欠" + "x" * (MAX_GAP + 1) + "工资"
    assert index.find(within) == {"欠…工资": ((0, 1), (MAX_GAP + 1, MAX_GAP + 3))}
    assert index.find(beyond) == {}


def test_a_phrase_with_two_gaps_needs_all_its_parts_in_order() -> None:
    index = PhraseIndex.of(["找…推…找"])
    assert index.find("让我找甲他推给乙再找丙") == {"找…推…找": ((2, 3), (5, 6), (9, 10))}
    assert index.find("他推给乙再找丙") == {}


def test_a_text_that_ends_within_a_phrase_does_not_have_it() -> None:
    assert PhraseIndex.of(["货款", "货…款项"]).find("欠货") == {}


def test_an_index_of_nothing_finds_nothing() -> None:
    assert PhraseIndex.of([]).find("货款") == {}


@pytest.mark.parametrize("phrase", ["", "…工资", "欠…", "欠……工资", "ＫＴＶ", "KTV", "欠\u200b款"])
def test_a_phrase_that_can_never_be_found_is_refused(phrase: str) -> None:
    with pytest.raises(ConfigurationError):
        PhraseIndex.of(["货款", phrase])
