"""Following a case: the whole file for the holder of its link, nothing for anyone else."""

import pytest

from casework.domain.errors import NotFoundError
from casework.services.track_case import track_case
from tests.builders import MINT
from tests.county import County


def test_the_holder_of_the_link_has_the_whole_file(county: County) -> None:
    filed = county.post()
    county.verify(county.assign(county.cases.get(filed.case_id), "justice"))
    file = track_case(filed.tracking_token, cases=county.cases, mint=MINT)
    assert file == county.cases.file(filed.case_id)
    assert [event.type for event in file.events] == [
        "CaseFiled",
        "CaseQueuedForTriage",
        "CaseAssigned",
        "CaseVerified",
    ]


def test_a_message_leads_to_the_case_too(county: County) -> None:
    case = county.cases.get(county.post().case_id)
    assert track_case(MINT.follow_token(case), cases=county.cases, mint=MINT).case == case


def test_any_other_token_finds_nothing(county: County) -> None:
    first, second = county.post(number=1), county.post(number=2)
    secret = second.tracking_token.partition("-")[2]
    for token in (
        "",
        first.case_id,
        f"{first.case_id}-{secret}",
        first.tracking_token.lower(),
        MINT.rating_token(first.case_id),
        f"000000000000-{secret}",
    ):
        with pytest.raises(NotFoundError):
            track_case(token, cases=county.cases, mint=MINT)
