"""End-to-end tests share one deployment."""

import pytest

from tests.e2e.harness import Deployed, deployed_once


@pytest.fixture(scope="session")
def deployed(pytestconfig: pytest.Config) -> Deployed:
    """The seeded county, deployed with execution-role policies enforced."""
    return deployed_once(pytestconfig)
