"""What packaging changes, it changes for the better only: the same classes, the same endpoints,
and nothing left to compile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bench.reports import report
from tests.bench.runs import run
from tests.integration.template import functions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.bench.packages import Package, Packages
    from tests.bench.recording import Exchange
    from tests.bench.stub import Stub

REGIONS = ("us-east-1", "eu-central-1", "cn-north-1", "cn-northwest-1")
USED = {"dynamodb", "events", "secretsmanager", "sqs"}
KEYS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}


def modules_of(package: Package) -> list[str]:
    """Every module of ours in the layers, but for the pages' compiled templates."""
    root = package.path[0]
    sources = [path.relative_to(root) for path in sorted((root / "casework").rglob("*.py"))]
    return [
        ".".join(source.with_suffix("").parts)
        for source in sources
        if "compiled" not in source.parts and source.name != "__init__.py"
    ]


@pytest.mark.parametrize("function", functions())
def test_a_cold_start_compiles_no_source(
    function: str, built: Packages, aws_stub: Stub, caused: Mapping[str, Sequence[Exchange]]
) -> None:
    told = report(function, built, aws_stub, caused)
    assert told["compiled"] == []
    assert told["answer"].get("statusCode", 200) < 300


def test_a_dataclass_compiled_beforehand_is_the_same_class(built: Packages) -> None:
    modules = modules_of(built.deployed["case_desk"])
    described = [
        run("classes", packages["case_desk"], modules=modules)
        for packages in (built.deployed, built.plain)
    ]
    assert described[0] == described[1]
    assert "casework.domain.case.Case" in described[0]


def test_the_trimmed_data_lead_to_the_same_endpoints_in_every_partition(built: Packages) -> None:
    ours = run("endpoints", built.deployed["event_relay"], KEYS, services=None, regions=REGIONS)
    services = sorted({name.partition(" ")[0] for name in ours})
    full = run("endpoints", built.bare, KEYS, services=services, regions=REGIONS)
    assert ours == full
    assert set(services) >= USED
    assert ours["dynamodb cn-north-1"] == "https://dynamodb.cn-north-1.amazonaws.com.cn"
