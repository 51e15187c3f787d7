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
USED = {"dynamodb", "events", "s3", "scheduler", "secretsmanager", "sns", "sqs"}
KEYS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}


DRAW = {"casework.adapters.letter_layouts", "casework.adapters.letter_paper"}
"""Our modules that need the layer of the one room that draws; the others are shared by all."""

OF_OTHER_LAYERS = ("casework.adapters.examination.", "casework.adapters.wechat_cipher")
"""But for these, which have no dataclass: what reads files, and what WeChat encrypts."""


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


@pytest.mark.parametrize(
    ("room", "draws", "known"),
    [
        ("case_desk", False, {"casework.domain.case.Case"}),
        ("letter_press", True, {"casework.adapters.typesetting.Line"}),
    ],
)
def test_a_dataclass_compiled_beforehand_is_the_same_class(
    room: str, draws: bool, known: set[str], built: Packages
) -> None:
    modules = [
        name
        for name in modules_of(built.deployed[room])
        if (name in DRAW) is draws and not name.startswith(OF_OTHER_LAYERS)
    ]
    if draws:
        modules.append("casework.adapters.typesetting")
    described = [
        run("classes", packages[room], modules=modules)
        for packages in (built.deployed, built.plain)
    ]
    assert described[0] == described[1]
    assert set(described[0]) >= known


def test_the_trimmed_data_lead_to_the_same_endpoints_in_every_partition(built: Packages) -> None:
    ours = run("endpoints", built.deployed["event_relay"], KEYS, services=None, regions=REGIONS)
    services = sorted({name.partition(" ")[0] for name in ours})
    full = run("endpoints", built.bare, KEYS, services=services, regions=REGIONS)
    assert ours == full
    assert set(services) >= USED
    assert ours["dynamodb cn-north-1"] == "https://dynamodb.cn-north-1.amazonaws.com.cn"
