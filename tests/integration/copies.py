"""Many cases at the cost of one: the items of a stored case put again under other ids, as so many
filings would have left them. Figures are not changed by it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from casework.domain.tokens import ALPHABET, CASE_ID_LENGTH

if TYPE_CHECKING:
    from tests.integration.house import House


def copied(house: House, case_id: str, number: int) -> list[str]:
    """So many more cases like this one; their ids, in order."""
    client, table = house.stack.client("dynamodb"), house.stack.names["Table"]
    found = client.query(
        TableName=table,
        KeyConditionExpression="PK = :case",
        ExpressionAttributeValues={":case": {"S": f"CASE#{case_id}"}},
    )
    text, ids = json.dumps(found["Items"]), [_id(place) for place in range(number)]
    items = [item for each in ids for item in json.loads(text.replace(case_id, each))]
    for start in range(0, len(items), 25):
        puts = [{"PutRequest": {"Item": item}} for item in items[start : start + 25]]
        client.batch_write_item(RequestItems={table: puts})
    return ids


def _id(place: int) -> str:
    digits = []
    for _ in range(CASE_ID_LENGTH):
        place, digit = divmod(place, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))
