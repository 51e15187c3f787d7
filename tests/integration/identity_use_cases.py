"""What signing in and out costs, and a session with every page of staff."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from casework.adapters.dynamodb.drafts import DynamoDrafts
from casework.adapters.dynamodb.sessions import DynamoSessions
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.session import SessionRefusal, key_of_token
from casework.services.check_session import PresentedSession, check_session
from casework.services.keep_draft import keep_draft, take_draft
from tests.identity import ProviderInHand, lasting
from tests.integration.browser import Browser
from tests.integration.county import STAFF
from tests.integration.stack import CLIENT, ISSUER, rooms

if TYPE_CHECKING:
    from casework.domain.session import StaffSession
    from tests.integration.house import House
    from tests.integration.use_cases import Asked, Ledger

TYPED = {"reason": ["不归我局管，应当由县交通运输局办理。"]}


def identity(house: House, ledger: Ledger) -> None:
    """A clerk signs in, works, has something kept over the end of the session, and signs out."""
    browser, now = Browser(), house.clock.now
    browser.get("/sign-in/ended")
    room = rooms()["SignInFunction"].room()
    assert room.mint()  # the container is warm
    issuer, room.issuer = room.issuer, ProviderInHand("clerk", ISSUER, CLIENT, lasting(now))
    begun = ledger.note("begin a sign-in", partial(browser.get, "/sign-in/start"))
    code, state = room.issuer.let_in(begun.location)
    back = f"/sign-in/return?code={code}&state={state}"
    assert ledger.note("finish a sign-in", partial(browser.get, back)).status == 303
    room.issuer = issuer
    token = browser.jar["session"][0]
    session = _session(token)
    over = PresentedSession("", session, None, SessionRefusal.EXPIRED)
    keep = partial(keep_draft, over, "/desk", "/desk", TYPED, now, drafts=DynamoDrafts())
    draft = ledger.note("keep what was typed when a session was over", keep)
    owner = STAFF["clerk"].id
    take = partial(take_draft, draft, owner, "/desk", now, drafts=DynamoDrafts())
    assert ledger.note("give it back", take) is not None
    sessions, registry = DynamoSessions(), DynamoStaff()
    check = partial(check_session, token, browser.name, now, sessions=sessions, registry=registry)
    each = ledger.note("session and registry, each page of staff", check, every)
    assert each.refusal is None
    form = {"csrf": session.csrf_token}
    ledger.note("sign out", partial(browser.post, "/sign-in/end", form))
    assert _session(token).ended_at == now


def every(_: Asked) -> bool:
    """Counts the look-up of staff too."""
    return True


def _session(token: str) -> StaffSession:
    found = DynamoSessions().find(str(key_of_token(token)))
    assert found is not None
    return found
