"""Cases in every state that a page can show, made over HTTP by those who would make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.tokens import TokenMint
from infra.local.browse import hidden_field
from infra.local.stories.demonstration_policy import in_force
from infra.local.stories.telling import wait_for
from tests.e2e.asking import Asker
from tests.e2e.casework import UNSURE, Filed, desk, file_case, routed

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed

DAY_SECONDS = 2
VERIFIED = {"finding": "confirmed", "text": "已与双方通话，借条真实，欠款属实。"}
REPLIED = {"text": "已指派人民调解员，约定双方到独山镇调解室当面调解。"}
RESOLVED = {"outcome": "settled", "text": "双方达成还款协议，分三期还清，首期已到账。"}
ANSWER = "请携带合同原件到服务中心二楼窗口，当场可以办理。"
LONG = "对方又说要等货款到账才能还，已经是第三次改口，电话录音和聊天记录都留着。" * 15


@dataclass(frozen=True, slots=True)
class County:
    """A deployment and one case for each state."""

    deployed: Deployed
    waiting: Filed
    assigned: Filed
    replied: Filed
    resolved: Filed
    rated: Filed
    answered: Filed
    closed: Filed
    overdue: Filed
    mint: TokenMint

    @property
    def filing(self) -> str:
        """The path behind the service centre's code."""
        return self.deployed.seeded.filing_path

    def rating(self, case: Filed) -> str:
        """The path of a case's rating page, whether it is offered already or not."""
        return f"/e/{self.mint.rating_token(case.case_id)}"

    @property
    def letter(self) -> str:
        """The path behind the code on the letter of the overdue case."""
        case = desk(self.deployed, "clerk").case(self.overdue.case_id)
        return f"/l/{self.mint.letter_token(case['id'], case['letters'][0]['id'])}"


def settle(deployed: Deployed) -> County:
    """Make them all."""
    county = County(
        deployed,
        waiting_case(deployed),
        assigned_case(deployed),
        replied_case(deployed),
        resolved_case(deployed),
        resolved_case(deployed),
        answered_case(deployed),
        closed_case(deployed),
        overdue_case(deployed),
        _mint(deployed),
    )
    given = {"lang": "zh", "grade": "satisfied"}
    assert Asker(deployed).post_form(county.rating(county.rated), given).status == 303
    return county


def _mint(deployed: Deployed) -> TokenMint:
    secrets = deployed.deployment.engine.client("secretsmanager")
    held = secrets.get_secret_value(SecretId=deployed.deployment.product.outputs["SecretId"])
    return TokenMint(held["SecretString"].encode())


def waiting_case(deployed: Deployed) -> Filed:
    """A confidential case that waits for a clerk."""
    case = file_case(deployed, what_happened=UNSURE, category="", confidential="yes")
    assert routed(deployed, case)["status"] == "triage"
    return case


def assigned_case(deployed: Deployed, **changes: str) -> Filed:
    """A case that the platform assigned to the justice bureau."""
    case = file_case(deployed, **changes)
    assert routed(deployed, case)["lead"] == "justice"
    return case


def replied_case(deployed: Deployed) -> Filed:
    """A case that was verified, added to at length, and replied to."""
    case = assigned_case(deployed)
    handler, phone = desk(deployed, "handler-justice"), Asker(deployed)
    handler.act(case.case_id, "verification", **VERIFIED)
    key = hidden_field(phone.get(case.tracking).body.decode(), "form_key")
    added = phone.post_form(case.tracking, {"lang": "zh", "form_key": key, "text": LONG})
    assert added.status == 303
    handler.act(case.case_id, "reply", **REPLIED)
    return case


def resolved_case(deployed: Deployed) -> Filed:
    """A case that waits for its rating."""
    case = assigned_case(deployed)
    handler = desk(deployed, "handler-justice")
    handler.act(case.case_id, "verification", **VERIFIED)
    handler.act(case.case_id, "reply", **REPLIED)
    handler.act(case.case_id, "resolution", **RESOLVED)
    return case


def answered_case(deployed: Deployed) -> Filed:
    """A case that a clerk answered directly."""
    case = file_case(deployed, what_happened=UNSURE)
    assert routed(deployed, case)["status"] == "triage"
    desk(deployed, "clerk").act(case.case_id, "answer", text=ANSWER)
    return case


def closed_case(deployed: Deployed) -> Filed:
    """A case whose answer the enterprise confirmed."""
    case, phone = answered_case(deployed), Asker(deployed)
    key = hidden_field(phone.get(case.tracking).body.decode(), "form_key")
    confirmed = {"act": "confirm", "lang": "zh", "form_key": key}
    assert phone.post_form(case.tracking, confirmed).status == 303
    return case


def overdue_case(deployed: Deployed) -> Filed:
    """A case whose lead did not verify within a day of two seconds, and got its letter for it."""
    with in_force(deployed.deployment, DAY_SECONDS):
        case = file_case(deployed)
    clerk = desk(deployed, "clerk")

    def printed() -> bool:
        letters = clerk.case(case.case_id)["letters"]
        return bool(letters) and letters[0]["sha256"] is not None

    wait_for("a printed letter", printed)
    return case
