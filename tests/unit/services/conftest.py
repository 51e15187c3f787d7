"""A county on fakes for the services' tests."""

import pytest

from tests.county import County, county_in_memory
from tests.fakes import InMemoryCases, InMemoryCodes


@pytest.fixture
def cases() -> InMemoryCases:
    """The county's case store, whose writes can be interrupted and whose answers can be lost."""
    return InMemoryCases(InMemoryCodes())


@pytest.fixture
def county(cases: InMemoryCases) -> County:
    """The county."""
    return county_in_memory(cases)


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Conflicts are decided again at once."""
    monkeypatch.setattr("casework.services.deciding_again.LONGEST_PAUSE_MS", 1)
