"""E-mails that wait for a clerk, in the table: where each lies, why, and who saw to it."""

from __future__ import annotations

from dataclasses import replace

from pynamodb.exceptions import DoesNotExist

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.codec import dump, load
from casework.adapters.dynamodb.items import Item, UnreadMailItem
from casework.adapters.dynamodb.page_keys import key_of_token, token_of_key
from casework.adapters.dynamodb.statistics import figures_in, shards_of
from casework.adapters.dynamodb.table import ConditionFailedError, reading, writing
from casework.channel_ports import UnreadPage
from casework.domain.errors import NotFoundError
from casework.domain.statistics import ALL
from casework.domain.unread_mail import MailSettledError, Settlement, UnreadMail

SK = "MAIL"


class DynamoUnreadMails:
    """The UnreadMails port on DynamoDB; an e-mail is in GSI1 until somebody saw to it."""

    def add(self, mail: UnreadMail) -> None:
        """See the port; one conditional write."""
        item = UnreadMailItem(
            keys.unread_mail_pk(mail.id),
            SK,
            GSI1PK=keys.unread_mails_pk(),
            GSI1SK=keys.unread_mail_place(mail.stored.received_at, mail.id),
            data=dump(replace(mail, settlement=None)),
        )
        try:
            with writing():
                item.save(condition=UnreadMailItem.PK.does_not_exist())
        except ConditionFailedError:
            return

    def page(self, *, limit: int, start: str | None) -> UnreadPage:
        """See the port: a query for the keys, a batch read for the rest and the figures. `limit` is
        at most 92.
        """
        partition = keys.unread_mails_pk()
        with reading():
            found = Item.work_index.query(
                partition,
                limit=limit,
                page_size=limit,
                last_evaluated_key=key_of_token(start, partition),
            )
            places = [(item.PK, item.SK) for item in found]
            items = {(item.PK, item.SK): item for item in Item.batch_get(places + shards_of(ALL))}
        listed = [items[place] for place in places if place in items]
        mails = tuple(_mail(item) for item in listed if isinstance(item, UnreadMailItem))
        waiting = tuple(mail for mail in mails if mail.settlement is None)
        figures = figures_in(items.values())
        return UnreadPage(waiting, token_of_key(found.last_evaluated_key), figures)

    def find(self, mail_id: str) -> UnreadMail:
        """See the port; one consistent read, and none for what cannot be an id."""
        if not keys.is_mail_id(mail_id):
            raise NotFoundError
        try:
            with reading():
                return _mail(
                    UnreadMailItem.get(keys.unread_mail_pk(mail_id), SK, consistent_read=True)
                )
        except DoesNotExist as error:
            raise NotFoundError from error

    def settle(self, mail_id: str, settlement: Settlement) -> UnreadMail:
        """See the port; a conditional write that answers with the e-mail, and a read when it was
        settled already.
        """
        if not keys.is_mail_id(mail_id):
            raise NotFoundError
        item = UnreadMailItem(keys.unread_mail_pk(mail_id), SK)
        try:
            with writing():
                item.update(
                    actions=[
                        UnreadMailItem.settled.set(dump(settlement)),
                        UnreadMailItem.GSI1PK.remove(),
                        UnreadMailItem.GSI1SK.remove(),
                    ],
                    condition=UnreadMailItem.PK.exists() & UnreadMailItem.settled.does_not_exist(),
                )
        except ConditionFailedError as error:
            found = self.find(mail_id)
            done = found.settlement
            if done is None or replace(done, at=settlement.at) != settlement:
                raise MailSettledError from error
            return found
        return _mail(item)


def _mail(item: UnreadMailItem) -> UnreadMail:
    """The e-mail of an item; what changes stands beside the record, where conditions see it."""
    settled = load(item.settled, Settlement) if item.settled else None
    return replace(load(item.data, UnreadMail), settlement=settled)
