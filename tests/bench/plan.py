"""Capacity on paper (P10): what the measured units come to in a year and in a busy hour, and which
limit of the platform is met first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.capacity import IN_A_TRANSACTION, WRITE_BLOCK, blocks
from tests.integration.template import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.bench.capacity import Units

YEAR = 365 * 24 * 3600
PEAK = 10
"""How many times the year's average the busiest hour is; an assumption."""

FULL_PAGE = "work list, a full page of 25 cases"
LOOK_UP = "staff registry, each request of staff"
SCAN, ROUTE = "scan: the filing page", "route"
LOADS = {
    "a small county": 500,
    "72,000 enterprises": 20_000,
    "Beijing 12345, 2024": 24_000_000,
}
"""Cases a year. That 72,000 enterprises file 20,000 is an assumption."""

TIMES: Mapping[str, float] = {
    SCAN: 1,
    "file": 1,
    "receipt": 1,
    ROUTE: 1,
    "tracking page": 5,
    "add": 1,
    FULL_PAGE: 10,
    "case file": 4,
    "assign, with two co-handlers": 0.5,
    "report as co-handler": 1,
    "verify": 1,
    "reply": 1,
    "resolve": 1,
    "rating page": 1,
    "rate": 1,
}
"""How often each use case happens in the life of a case; an assumption, on the busy side."""

OF_STAFF = (
    FULL_PAGE,
    "case file",
    "assign, with two co-handlers",
    "report as co-handler",
    "verify",
    "reply",
    "resolve",
)
SECONDS_A_RUN = 0.2
"""Of a function, cold starts included; an assumption."""

GB = 1024**3


@dataclass(frozen=True)
class Case:
    """What one case comes to."""

    read: float
    write: float
    index: float
    requests: float
    stored: int
    hottest: float
    """Index units of the busiest unit's partition, were every case of the same units."""

    code_read: float
    code_write: float
    """Units of the scanned code's item: read for the form, checked in the filing."""

    @property
    def runs(self) -> float:
        """Runs of functions: one a request, one to relay and one to route."""
        return self.requests + 2


def times() -> dict[str, float]:
    """How often each use case happens, with the look-ups of staff that come with it."""
    return {**TIMES, LOOK_UP: sum(TIMES[name] for name in OF_STAFF)}


def case_of(costs: Mapping[str, Units], stored: int) -> Case:
    """One case by the units of its use cases, and the bytes stored of it."""
    return Case(
        read=sum(often * costs[name].read for name, often in times().items()),
        write=sum(often * costs[name].write for name, often in times().items()),
        index=sum(often * len(costs[name].index) for name, often in times().items()),
        requests=sum(often for name, often in TIMES.items() if name != ROUTE),
        stored=stored,
        hottest=_hottest(costs),
        code_read=costs[SCAN].read,
        code_write=IN_A_TRANSACTION * blocks(costs[SCAN].largest, WRITE_BLOCK),
    )


def _hottest(costs: Mapping[str, Units]) -> float:
    partitions: dict[str, float] = defaultdict(float)
    for name, often in TIMES.items():
        for partition in costs[name].index:
            partitions[partition] += often
    return max(partitions.values())


def mix(costs: Mapping[str, Units], case: Case) -> list[tuple[str, ...]]:
    """Rows: what one case is made of."""
    rows = [
        (
            name,
            figure(often),
            figure(often * costs[name].read),
            figure(often * costs[name].write),
            figure(often * len(costs[name].index)),
        )
        for name, often in times().items()
    ]
    total = (figure(case.read), figure(case.write), figure(case.index))
    return [
        ("use case", "times a case", "read units", "write units", "index write units"),
        *rows,
        ("**one case**", "", *total),
    ]


def loads(case: Case) -> list[tuple[str, ...]]:
    """Rows: what each load comes to."""
    units = {"read units": case.read, "write units, index included": case.write + case.index}
    requests = {"HTTP requests": case.requests}
    rates = {
        "a year": (units, 1),
        "a second, on average": (units | requests, 1 / YEAR),
        "a second, at the peak": (units | requests, PEAK / YEAR),
        "of one year's cases": ({"GB stored": case.stored / GB}, 1),
    }
    rows = [
        (f"{what} {when}", *(figure(each * rate * cases) for cases in LOADS.values()))
        for when, (several, rate) in rates.items()
        for what, each in several.items()
    ]
    return [("", *(f"{name}: {cases:,} cases" for name, cases in LOADS.items())), *rows]


def limits(case: Case) -> list[tuple[str, ...]]:
    """Rows: what is limited, the limit that is met first in front."""
    most = max(LOADS.values())
    rows = [
        (each * PEAK / YEAR / at_most, name, at_most, each)
        for name, (at_most, each) in _limits(case).items()
    ]
    return [
        ("what", "at most", "one case", "met at cases a year", f"used by {most:,} cases"),
        *(
            (name, figure(at_most), figure(each), _rounded(1 / share), f"{share * most:.1%}")
            for share, name, at_most, each in sorted(rows, reverse=True)
        ),
    ]


def _limits(case: Case) -> dict[str, tuple[float, float]]:
    """What may be at most in a second (runs: at one instant), and what a case comes to."""
    throttle = resources("AWS::Serverless::HttpApi")["HttpApi"]["DefaultRouteSettings"]
    return {
        "HTTP requests, throttle of the template": (
            throttle["ThrottlingRateLimit"],
            case.requests,
        ),
        "functions running at once, an account's default": (1_000, case.runs * SECONDS_A_RUN),
        "write units of a partition, the busiest unit's work list": (1_000, case.hottest),
        "write units of a partition, the code if there is only one": (1_000, case.code_write),
        "read units of a partition, the code if there is only one": (3_000, case.code_read),
        "write units of a table that was just made": (4_000, case.write),
        "read units of a table that was just made": (12_000, case.read),
        "write units of a table, default quota": (40_000, case.write),
    }


def figure(value: float) -> str:
    """A number for a table: whole from a hundred on, else three digits."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _rounded(value: float) -> str:
    return f"{float(f'{value:.3g}'):,.0f}"
