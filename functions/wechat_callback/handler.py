"""The WeChat callback: the platform brings what people send to the official account (公众号) and
takes the answer back, within five seconds.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.adapters.clients import LateClient
from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.case_search import DynamoCaseSearch
from casework.adapters.dynamodb.cases import DynamoCases
from casework.adapters.dynamodb.codes import DynamoCodes
from casework.adapters.dynamodb.configuration import ORGANISATION, DynamoConfiguration
from casework.adapters.dynamodb.heard import DynamoHeardMessages
from casework.adapters.dynamodb.senders import DynamoSenders
from casework.adapters.master_secret import secret_mint
from casework.adapters.wechat_account import secret_account
from casework.adapters.wechat_cipher import WeChatCipher
from casework.config import from_environment
from casework.domain.errors import NotFoundError
from casework.entrypoints.clock import utc_now
from casework.entrypoints.http import base_url
from casework.entrypoints.punctual import Deadline
from casework.entrypoints.wechat_callback import (
    Line,
    answered,
    echoed,
    heard,
    in_words,
    signed,
)
from casework.services.answer_wechat import WeChatPorts, answer_wechat
from casework.web.pages.wechat_answers import answer_text, busy_text

SECONDS = 4.0
"""The platform hangs up after five, and the way to it takes time too."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room; without a secret there is no official account."""

    table_name: str
    secret_id: str
    aws_region: str
    wechat_secret_id: str = ""
    public_base_url: str = ""


class Room:
    """What the use case needs, made once per container."""

    def __init__(self, settings: Settings) -> None:
        """Bind the table and open its connection here: work in time runs beside this thread, where
        PynamoDB would make another session.
        """
        self.settings = settings
        table.bind(settings.table_name, settings.aws_region)
        secrets = LateClient("secretsmanager", settings.aws_region, table.session())
        self.mint = secret_mint(secrets, settings.secret_id)
        self.account = secret_account(secrets, settings.wechat_secret_id)
        self.configuration = DynamoConfiguration((ORGANISATION,))

    def ports(self) -> WeChatPorts:
        """The ports; the first call fetches the deployment's secret."""
        return {
            "heard": DynamoHeardMessages(),
            "senders": DynamoSenders(self.mint, utc_now),
            "codes": DynamoCodes(),
            "cases": DynamoCases(),
            "search": DynamoCaseSearch(),
            "mint": self.mint(),
        }


@cache
def room() -> Room:
    """The room of this container."""
    return Room(from_environment(Settings))


def handle(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Answer one HTTP request: the greeting when our address is entered there, or a message."""
    deadline = Deadline(SECONDS)
    return answered(lambda: _answer(event, deadline))


def _answer(event: dict[str, Any], deadline: Deadline) -> tuple[str, str]:
    if not room().settings.wechat_secret_id:
        raise NotFoundError
    account = deadline.keep(room().account)
    cipher = WeChatCipher(account.encoding_aes_key) if account.encoding_aes_key else None
    line = Line(account.app_id, account.token, cipher)
    request = signed(event, line, utc_now())
    if request.is_greeting:
        return "text/plain", echoed(request)
    message = heard(request, line)

    def words() -> str | None:
        told = answer_wechat(message, request.once, account.intake_code, utc_now(), room().ports())
        if told is None:
            return None
        base = base_url(request.event, room().settings.public_base_url)
        organisation = room().configuration.organisation()
        return answer_text(told, base_url=base, organisation=organisation, now=utc_now())

    return in_words(message, line, utc_now(), lambda: deadline.keep(words), busy_text())
