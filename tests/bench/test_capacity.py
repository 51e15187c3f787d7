"""Requests and capacity units of every use case, exactly: two tests of `make test`, run once more
so that their figures stand beside the measured ones.
"""

from tests.integration.test_capacity_table import (
    test_the_page_says_what_every_use_case_costs_and_what_a_year_comes_to,
)
from tests.integration.test_request_table import (
    ledger,
    test_the_page_says_what_every_use_case_asks_for,
)

__all__ = [
    "ledger",
    "test_the_page_says_what_every_use_case_asks_for",
    "test_the_page_says_what_every_use_case_costs_and_what_a_year_comes_to",
]
