"""Whose draft it is, on which page, until when, and how large it may be."""

from datetime import timedelta

import pytest

from casework.domain.draft import LARGEST_DRAFT, Draft, is_small_enough
from tests.builders import NOW

PAGE = "/desk/cases/E8MY09Q4P0HG"
DRAFT = Draft("u-1", PAGE, f"{PAGE}/return", {"reason": ["不归我局"]}, NOW)


@pytest.mark.parametrize(
    ("owner", "page", "before", "given"),
    [
        ("u-1", PAGE, timedelta.resolution, True),
        ("u-1", PAGE, timedelta(0), False),
        ("u-2", PAGE, timedelta.resolution, False),
        ("u-1", f"{PAGE}/return", timedelta.resolution, False),
    ],
)
def test_a_draft_is_for_its_owner_on_its_page_until_it_expires(
    owner: str, page: str, before: timedelta, given: bool
) -> None:
    assert DRAFT.is_for(owner, page, NOW - before) is given


def test_a_draft_holds_64_kilobytes_of_names_and_values() -> None:
    full = {"text": ["字" * ((LARGEST_DRAFT - 4) // 3)]}
    spare = LARGEST_DRAFT - 4 - len(full["text"][0].encode())
    assert is_small_enough({**full, "a" * spare: []}) is True
    assert is_small_enough({**full, "a" * (spare + 1): []}) is False
