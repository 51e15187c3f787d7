"""The items of the table as PynamoDB models: one base with a discriminator, one subclass per kind
of item.
"""

from __future__ import annotations

from pynamodb.attributes import (
    DiscriminatorAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
)
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection, KeysOnlyProjection
from pynamodb.models import Model


class WorkIndex(GlobalSecondaryIndex["Item"]):
    """GSI1: the work lists, with the line of each case; an item without these keys is on nobody's
    list.
    """

    class Meta:
        """Its name in the template."""

        index_name = "GSI1"
        projection = IncludeProjection(["kind", "line"])

    GSI1PK = UnicodeAttribute(hash_key=True)
    GSI1SK = UnicodeAttribute(range_key=True)


class DueIndex(GlobalSecondaryIndex["Item"]):
    """GSI2: what happens by itself and when; a case without such an instant is not in it."""

    class Meta:
        """Its name in the template."""

        index_name = "GSI2"
        projection = KeysOnlyProjection()

    GSI2PK = UnicodeAttribute(hash_key=True)
    GSI2SK = UnicodeAttribute(range_key=True)


class Item(Model):
    """What every item has: the keys and its kind."""

    class Meta:
        """The table and region are set once by `table.bind`.

        Time-outs in seconds: two calls that both get no answer, each tried twice with the SDK's
        pause of up to a second between, end within 14, before any room's own time is up.
        """

        table_name = ""
        region: str | None = None
        connect_timeout_seconds = 1
        read_timeout_seconds = 2
        max_retry_attempts = 1

    PK = UnicodeAttribute(hash_key=True)
    SK = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute(attr_name="kind")
    GSI1PK = UnicodeAttribute(null=True)
    GSI1SK = UnicodeAttribute(null=True)
    GSI2PK = UnicodeAttribute(null=True)
    GSI2SK = UnicodeAttribute(null=True)
    line = UnicodeAttribute(null=True)
    expires_at = TTLAttribute(null=True)
    work_index = WorkIndex()
    due_index = DueIndex()


class CaseItem(Item, discriminator="CASE"):
    """The snapshot of a case."""

    version = NumberAttribute()
    data = UnicodeAttribute()


class EventItem(Item, discriminator="EVENT"):
    """One fact of a case; never changed once written."""

    type = UnicodeAttribute()
    data = UnicodeAttribute()


class ParticularsItem(Item, discriminator="PARTICULARS"):
    """One text of a case; besides drafts the only kind of item that holds what people wrote."""

    data = UnicodeAttribute()


class ErasedItem(Item, discriminator="ERASED"):
    """Stands where a text was until it was erased; the whole item was replaced by this one."""


class TaskItem(Item, discriminator="TASK"):
    """A co-handler's open task, there to be found by GSI1."""


class RegisterItem(Item, discriminator="REGISTER"):
    """A line of the register of contacts with judicial organs, there to be found by GSI1."""

    data = UnicodeAttribute()


class CounterItem(Item, discriminator="COUNTER"):
    """The last number that a body gave to a letter in a year."""

    last = NumberAttribute()


class CodeItem(Item, discriminator="CODE"):
    """A printed code."""

    token = UnicodeAttribute()
    revoked_at = UnicodeAttribute(null=True)
    wechat_url = UnicodeAttribute(null=True)
    data = UnicodeAttribute()


class StaffItem(Item, discriminator="STAFF"):
    """A registry entry; its line in GSI1 is the entry itself, listed by its unit."""

    data = UnicodeAttribute()


class ConfigurationItem(Item, discriminator="CONFIGURATION"):
    """One version of one kind of configuration, as the JSON it was imported from."""

    version = UnicodeAttribute()
    data = UnicodeAttribute()


class MessageItem(Item, discriminator="MESSAGE"):
    """How far a message to a department got; in the due index until people have it."""

    sent_to_systems_at = UnicodeAttribute()
    people_at = UnicodeAttribute()
    sent_to_people_at = UnicodeAttribute(null=True)
    data = UnicodeAttribute()


class EnterpriseMessageItem(Item, discriminator="ENTERPRISE_MESSAGE"):
    """How far a message to an enterprise got; in the due index until it ended one way or another.
    It holds codes, ids and instants, never where it goes.
    """

    data = UnicodeAttribute()


class SubscriptionItem(Item, discriminator="SUBSCRIPTION"):
    """A subscription by its ARN; the address is with SNS alone."""

    removed_at = UnicodeAttribute(null=True)
    data = UnicodeAttribute()


class SessionItem(Item, discriminator="SESSION"):
    """A session of staff; it expires a day after its end."""

    ended_at = UnicodeAttribute(null=True)
    data = UnicodeAttribute()


class DraftItem(Item, discriminator="DRAFT"):
    """What a member of staff had typed when the session was over; it expires after half a day."""

    data = UnicodeAttribute()


class QuotaItem(Item, discriminator="QUOTA"):
    """How much was filed through a code or from a device in an hour, or how many receipts somebody
    got in a day; gone after a day.
    """

    counted = NumberAttribute(null=True)


class StatisticsItem(Item, discriminator="STATISTICS"):
    """One shard of a row of figures; an attribute that is not there counts nothing."""

    received = NumberAttribute(null=True)
    direct = NumberAttribute(null=True)
    transferred = NumberAttribute(null=True)
    other = NumberAttribute(null=True)
    due = NumberAttribute(null=True)
    closed = NumberAttribute(null=True)
    verify = NumberAttribute(null=True)
    reply = NumberAttribute(null=True)
    resolve = NumberAttribute(null=True)
    yellow = NumberAttribute(null=True)
    red = NumberAttribute(null=True)
    met = NumberAttribute(null=True)
    owed = NumberAttribute(null=True)


class SearchItem(Item, discriminator="SEARCH"):
    """By what a case is found again; its key in GSI1 is an HMAC."""


class AuditItem(Item, discriminator="AUDIT"):
    """One search for an enterprise or telephone: who, when, what kind, and what was shown."""

    data = UnicodeAttribute()


class SenderItem(Item, discriminator="SENDER"):
    """Who writes to the official account, under a reference for links; it expires after a day."""

    openid = UnicodeAttribute()


class HeardItem(Item, discriminator="HEARD"):
    """What the official account was sent, by HMAC alone: the answer to a message, or the message
    that a nonce was used for. It expires within the hour.
    """

    data = UnicodeAttribute(null=True)


class UnreadMailItem(Item, discriminator="UNREAD_MAIL"):
    """An e-mail that a clerk has to see to, by the digest of its key in the intake bucket."""

    settled = UnicodeAttribute(null=True)
    data = UnicodeAttribute()
