"""The staff registry in the table."""

from __future__ import annotations

from pynamodb.exceptions import DoesNotExist

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.codec import dump, load
from casework.adapters.dynamodb.items import Item, StaffItem
from casework.adapters.dynamodb.table import reading, writing
from casework.domain.staff import StaffMember


class DynamoStaff:
    """The StaffRegistry port on DynamoDB."""

    def find(self, issuer: str, subject: str) -> StaffMember | None:
        """See the port; one consistent read, so that a closed account is closed at once."""
        try:
            with reading():
                item = StaffItem.get(keys.staff_pk(issuer, subject), "STAFF", consistent_read=True)
        except DoesNotExist:
            return None
        return load(item.data, StaffMember)

    def of_unit(self, unit: str) -> tuple[StaffMember, ...]:
        """See the port; one query. Who has entries at several issuers is listed once."""
        with reading():
            items = list(Item.work_index.query(keys.staff_of_unit_pk(unit)))
        found = (load(str(item.line), StaffMember) for item in items)
        return tuple({member.id: member for member in found}.values())

    def put(self, issuer: str, subject: str, member: StaffMember) -> None:
        """Enter or replace a person's entry."""
        entry = dump(member)
        item = StaffItem(
            keys.staff_pk(issuer, subject),
            "STAFF",
            data=entry,
            line=entry,
            GSI1PK=keys.staff_of_unit_pk(member.unit),
            GSI1SK=member.id,
        )
        with writing():
            item.save()
