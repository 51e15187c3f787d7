"""What a program enters at the desk is read as the console reads a form."""

from types import SimpleNamespace
from typing import Any

import pytest

from casework.domain.errors import InvalidInputError
from casework.entrypoints.desk_interface import entered
from casework.entrypoints.desk_requests import EntryBody
from tests.builders import LOAN, NOW, clerk
from tests.fakes import ShippedConfiguration


@pytest.mark.parametrize("sign", ["\x00", "\u202e", "\u2066"], ids=["NUL", "override", "isolate"])
@pytest.mark.parametrize(
    "field", ["what_happened", "enterprise_name", "contact_name", "contact_phone", "answer"]
)
def test_an_entry_with_control_or_direction_characters_is_refused(field: str, sign: str) -> None:
    given: dict[str, Any] = {
        "channel": "telephone",
        "what_happened": LOAN,
        "enterprise_name": "巨野某公司",
        "contact_name": "李四",
        "contact_phone": "13800000000",
        "answer": "可以调解",
    }
    text = given[field]
    body = EntryBody(**{**given, field: f"{text[:1]}{sign}{text[1:]}"})
    ports: Any = SimpleNamespace(configuration=ShippedConfiguration(), offered=())
    with pytest.raises(InvalidInputError) as refused:
        entered(body, clerk(), "key-1", NOW, ports=ports)
    assert refused.value.facts == {"fields": [{"field": field, "rule": "refused_characters"}]}
