"""Letter verification: the code on a supervision letter shows what is on record of it (查验)."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.adapters.clients import LateClient
from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.cases import DynamoCases
from casework.adapters.dynamodb.configuration import LETTERS, ORGANISATION, DynamoConfiguration
from casework.adapters.master_secret import secret_mint
from casework.adapters.s3_letters import S3Letters
from casework.config import from_environment
from casework.domain.organisation import Organisation
from casework.entrypoints.clock import utc_now
from casework.entrypoints.pages import Page, html, language_of, page_app
from casework.services.look_up_letter import verify_letter
from casework.web.pages.letter import letter_page


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    secret_id: str
    letters_bucket: str
    aws_region: str


class Room:
    """What the use case needs, made once per container."""

    def __init__(self, settings: Settings) -> None:
        """Bind the table; nothing is read before the first use."""
        region = settings.aws_region
        table.bind(settings.table_name, region)
        self.cases = DynamoCases()
        self.configuration = DynamoConfiguration((ORGANISATION, LETTERS))
        self.store = S3Letters(LateClient("s3", region, table.session()), settings.letters_bucket)
        self.mint = secret_mint(
            LateClient("secretsmanager", region, table.session()), settings.secret_id
        )

    @property
    def organisation(self) -> Organisation:
        """Who there is in the jurisdiction, as now in force."""
        return self.configuration.organisation()


@cache
def room() -> Room:
    """The room of this container."""
    return Room(from_environment(Settings))


app = page_app(lambda: room().organisation)


@app.get("/l/<token>")
def show(token: str) -> Page:
    """The record of a genuine letter; for any other code the page that leads nowhere."""
    found = verify_letter(token, cases=room().cases, mint=room().mint(), store=room().store)
    policy = room().configuration.letter_policy(found.policy)
    page = letter_page(
        letter=found.letter,
        state=found.state,
        policy=policy,
        link=found.link,
        organisation=room().organisation,
        language=language_of(app.current_event),
        now=utc_now(),
    )
    return html(200, page)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one HTTP request."""
    return app.resolve(event, context)
