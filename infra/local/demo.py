"""`make demo`: the article's first case over HTTP, as it happens: money lent and not repaid,
mediated, agreed on, rated satisfied (P3).
"""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from casework.web.dates import deadline_text
from infra.local.browse import UnexpectedAnswerError, Visitor, heading, hidden_field
from infra.local.engine import EngineError
from infra.local.run import bring_up, engine_of_this_clone
from infra.local.token import token_for

if TYPE_CHECKING:
    from infra.local.deploy import Deployment

WHAT_HAPPENED = (
    "张某去年借走我公司的经营资金，打了借条，约定今年还清，到期后多次催要一直不还。"
    "公司周转困难，希望有人出面调解，让他尽快还款。"
)
HANDLERS = {"justice": "handler-justice"}
PATIENCE_SECONDS = 30
WIDEST_NAME = 3


@dataclass(slots=True)
class Story:
    """Prints what happens, with the seconds since the beginning."""

    began: float

    def tell(self, who: str, what: str) -> None:
        """One line of the timeline."""
        elapsed = f"{time.monotonic() - self.began:6.1f} s"
        print(f"{elapsed}  {who}{'　' * (WIDEST_NAME - len(who))}  {what}", flush=True)


def play(deployment: Deployment, filing_path: str) -> str:
    """Plays the case from scan to rating and returns the path of its tracking page."""
    story = Story(time.monotonic())
    phone = Visitor(deployment.engine.port)
    tracking = _file(phone, filing_path, story)
    page = _wait_for_assignment(phone, tracking)
    story.tell("平台", heading(page))
    _handle(deployment, _case_id(tracking), story)
    _rate(phone, tracking, story)
    return tracking


def _file(phone: Visitor, filing_path: str, story: Story) -> str:
    form = phone.get(filing_path).text
    story.tell("企业", f"扫码，打开“{heading(form)}”")
    fields = {
        "form_key": hidden_field(form, "form_key"),
        "lang": "zh",
        "what_happened": WHAT_HAPPENED,
        "enterprise_name": "独山镇示范家纺有限公司",
        "contact_name": "王先生",
        "contact_phone": "13800000000",
        "category": "contract_debt",
        "township": "dushan",
    }
    receipt = phone.post_form(filing_path, fields).location
    again = phone.post_form(filing_path, fields).location
    if receipt != again:
        raise UnexpectedAnswerError("the same form made two cases")
    story.tell("企业", f"提交（点了两次，仍是一件）：{heading(phone.get(receipt).text)}")
    return re.sub(r"/filed.*", "", receipt)


def _wait_for_assignment(phone: Visitor, tracking: str) -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        page = phone.get(f"{tracking}?lang=zh").text
        if "县司法局" in heading(page):
            return page
        time.sleep(0.2)
    raise UnexpectedAnswerError(f"the case was not assigned within {PATIENCE_SECONDS} s")


def _handle(deployment: Deployment, case_id: str, story: Story) -> None:
    desk = Visitor(deployment.engine.port, token_for(deployment, HANDLERS["justice"]))
    path = f"/api/desk/cases/{case_id}"
    case = desk.get(path).json()["case"]
    story.tell("司法局", f"看到案件 {case['number']}，核实期限 {_in_words(case['verify_by'])}")
    steps: tuple[tuple[str, dict[str, Any], str], ...] = (
        (
            "verification",
            {"finding": "confirmed", "text": "已与双方通话，借条真实，欠款属实。"},
            "核实：情况属实",
        ),
        (
            "reply",
            {"text": "已指派人民调解员，约定双方到独山镇调解室当面调解。"},
            "回复企业：已安排调解",
        ),
        (
            "resolution",
            {"outcome": "settled", "text": "双方达成还款协议，分三期还清，首期已到账。"},
            "办结：达成还款协议",
        ),
    )
    for step, body, words in steps:
        case = desk.post_json(f"{path}/{step}", {**body, "version": case["version"]}).json()
        story.tell("司法局", words)


def _rate(phone: Visitor, tracking: str, story: Story) -> None:
    page = phone.get(f"{tracking}?lang=zh").text
    story.tell("企业", f"进度页：{heading(page)}")
    found = re.search(r'href="(/e/[^"]+)"', page)
    if not found:
        raise UnexpectedAnswerError("the tracking page does not offer a rating")
    path = found[1].replace("&amp;", "&")
    answers = {"lang": "zh", "grade": "satisfied", "text": "三天就解决了。", "text_consent": "on"}
    thanks = phone.post_form(path, answers).location
    story.tell("企业", f"评价“满意”：{heading(phone.get(thanks).text)}")


def _case_id(tracking: str) -> str:
    return tracking.removeprefix("/t/").partition("-")[0]


def _in_words(instant: str) -> str:
    return deadline_text(datetime.fromisoformat(instant), "zh", datetime.now(UTC))


def main() -> int:
    """Exit status 1, with the reason, when a step did not go as it should."""
    try:
        with engine_of_this_clone() as (engine, _):
            deployment, seeded = bring_up(engine, None)
            tracking = play(deployment, seeded.filing_path)
            print(f"\n  {deployment.public_url}{tracking}")
    except (EngineError, UnexpectedAnswerError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
