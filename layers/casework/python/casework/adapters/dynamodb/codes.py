"""Printed codes in the table, found by the digest of their token."""

from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from pynamodb.exceptions import DoesNotExist

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.codec import dump, load
from casework.adapters.dynamodb.items import CodeItem
from casework.adapters.dynamodb.table import ConditionFailedError, reading, writing
from casework.domain.code import Code, code_id, is_token
from casework.domain.errors import ConflictError, NotFoundError

if TYPE_CHECKING:
    from pynamodb.attributes import UnicodeAttribute


class DynamoCodes:
    """The CodeRepository port on DynamoDB."""

    def active(self, token: str) -> Code:
        """See the port; a malformed token costs no request."""
        if not is_token(token):
            raise NotFoundError
        code = self.get(code_id(token))
        if not (code.is_active and hmac.compare_digest(code.token, token)):
            raise NotFoundError
        return code

    def get(self, code_id: str) -> Code:
        """See the port; one read, and none for what cannot be an id."""
        _check_form(code_id)
        try:
            with reading():
                return _code(CodeItem.get(keys.CODE_PK, code_id, consistent_read=True))
        except DoesNotExist as error:
            raise NotFoundError from error

    def add(self, code: Code) -> None:
        """See the port. The very same code may be there already: the first answer was lost, and
        the SDK asked again.
        """
        item = CodeItem(keys.CODE_PK, code.id, token=code.token, data=dump(code))
        try:
            with writing():
                item.save(condition=CodeItem.PK.does_not_exist())
        except ConditionFailedError as error:
            if self.get(code.id) != code:
                raise ConflictError from error

    def revoke(self, code_id: str, at: datetime) -> Code:
        """See the port; a conditional update, then, if it was revoked or unknown already, a
        read.
        """
        return self._set_once(code_id, CodeItem.revoked_at, at.isoformat())

    def link(self, code_id: str, wechat_url: str) -> Code:
        """See the port; likewise."""
        return self._set_once(code_id, CodeItem.wechat_url, wechat_url)

    def all(self) -> tuple[Code, ...]:
        """See the port; one query a page of 1 MB."""
        with reading():
            return tuple(_code(item) for item in CodeItem.query(keys.CODE_PK))

    def _set_once(self, code_id: str, attribute: UnicodeAttribute, value: str) -> Code:
        _check_form(code_id)
        item = CodeItem(keys.CODE_PK, code_id)
        is_first = CodeItem.PK.exists() & attribute.does_not_exist()
        try:
            with writing():
                item.update(actions=[attribute.set(value)], condition=is_first)
        except ConditionFailedError:
            return self.get(code_id)
        return _code(item)


def _check_form(code_id: str) -> None:
    """What cannot be an id names no code, and the store is not asked for it."""
    if not keys.is_code_id(code_id):
        raise NotFoundError


def _code(item: CodeItem) -> Code:
    """The code of an item; what came later stands beside the record, where conditions see it."""
    revoked_at = datetime.fromisoformat(item.revoked_at) if item.revoked_at else None
    code = load(item.data, Code)
    return replace(code, revoked_at=revoked_at, wechat_url=item.wechat_url)
