"""What every kind of test may ask for: no network, an AWS inside this process, the table as the
template describes it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.table_schema import create_table

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parent
WITHOUT_NETWORK = {"unit", "contract", "integration", "routing"}
REGION = "cn-northwest-1"
TABLE_NAME = "casework"

settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("ci")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in process never open a socket; a test that must says `@pytest.mark.enable_socket`."""
    for item in items:
        if item.path.is_relative_to(TESTS):
            kind = item.path.relative_to(TESTS).parts[0]
            if kind in WITHOUT_NETWORK and not item.get_closest_marker("enable_socket"):
                item.add_marker(pytest.mark.disable_socket)


@pytest.fixture
def region(monkeypatch: pytest.MonkeyPatch) -> str:
    """The region that rooms find in their environment, with credentials that open nothing."""
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, REGION)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    return REGION


@pytest.fixture
def aws(region: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty AWS in this process, by its region; whatever a test makes is forgotten after it."""
    from moto import mock_aws  # noqa: PLC0415 - a second's import that most tests do without

    from tests.quick_moto import quicken  # noqa: PLC0415 - as above
    from tests.quick_transactions import make_transactions_quick  # noqa: PLC0415 - as above

    quicken()
    make_transactions_quick(monkeypatch)
    with mock_aws():
        yield region


@pytest.fixture
def table(aws: str) -> str:
    """The table of infra/template.yaml, empty, by its name; every item model is bound to it."""
    from casework.adapters.dynamodb.table import bind, connection  # noqa: PLC0415 - as above
    from tests.snapshots import made_once  # noqa: PLC0415 - as above

    bind(TABLE_NAME, aws)
    made_once("table", lambda: create_table(connection().client, TABLE_NAME), "dynamodb")
    return TABLE_NAME
