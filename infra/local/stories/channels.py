"""The article's first case (P3) once through each channel (P2): the scanned code, the official
account, e-mail and the telephone. Whatever the channel, and however often it brings the same words,
one case file comes of it, and whoever filed is told by the way they chose.
"""

from __future__ import annotations

import io
import re
import secrets
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import make_msgid
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from PIL import Image

from infra.local.browse import UnexpectedAnswerError, heading, hidden_field
from infra.local.mailman import drop
from infra.local.official_account import in_wechat
from infra.local.outside_world import received, standing
from infra.local.page_forms import words_of
from infra.local.stories.demonstration_policy import at_any_hour
from infra.local.stories.mediation import FORM, VAGUE
from infra.local.stories.telling import case_id_of, wait_for

if TYPE_CHECKING:
    from infra.local.stories.telling import Story

HOST = "dushan-textiles.example"
INTAKE = "/desk/intake"
SEARCH = "/desk/search"
_TRACKING = re.compile(r"/t/[0-9A-Z]{12}-[0-9A-Z]{20}")


@dataclass(frozen=True, slots=True)
class Contact:
    """Whoever files, with a number and a mailbox that nobody else has: receipts are counted."""

    phone: str = field(default_factory=lambda: f"139{secrets.randbelow(10**8):08d}")
    mailbox: str = field(default_factory=lambda: f"wang-{secrets.token_hex(4)}@{HOST}")

    @property
    def form(self) -> dict[str, str]:
        """The first case's form with this number."""
        return {**FORM, "contact_phone": self.phone}


@dataclass(frozen=True, slots=True)
class Came:
    """A case, how it came, and where its enterprise follows it."""

    channel: str
    tracking: str

    @property
    def case_id(self) -> str:
        """Its id."""
        return case_id_of(self.tracking)


def play(story: Story) -> str:
    """Files by each channel, twice where a channel may repeat itself; returns the path of the
    tracking page of the case that came by e-mail. Raises UnexpectedAnswerError unless each
    channel brought exactly one case with the same words.
    """
    before, contact = _received_so_far(story), Contact()
    with at_any_hour(story.deployment):
        came = (
            Came("scan", _by_scan(story, contact)),
            Came("wechat", _by_wechat(story, contact)),
            Came("mail", _by_mail(story, contact)),
            Came("telephone", _by_telephone(story, contact)),
        )
    for each in came:
        _one_file(story, each)
    grown = _received_so_far(story) - before
    if grown != len(came):
        raise UnexpectedAnswerError(f"{len(came)} filings made {grown} cases")
    story.tell("平台", f"四个渠道，各一件，共受理{grown}件")
    return came[2].tracking


def _by_scan(story: Story, contact: Contact) -> str:
    tracking = story.file({**contact.form, "notify_by": "sms"})
    told = _told(story, "sms", tracking)
    story.tell("企业", f"短信：{told['text']}")
    return tracking


def _by_wechat(story: Story, contact: Contact) -> str:
    person = in_wechat(story.deployment)
    code = story.filing_path.rpartition("/")[2]
    scanned = person.message(MsgType="event", Event="SCAN", EventKey=code, Ticket="t")
    first, again = person.deliver(scanned), person.deliver(scanned)
    if first.text != again.text or not first.links:
        raise UnexpectedAnswerError(f"the account answered {first.text} and then {again.text}")
    story.tell("企业", f"公众号里扫码（平台重推一次，答复相同）：{_first_line(first.text)}")
    address = urlsplit(first.links[0])
    path = f"{address.path}?{address.query}"
    page = story.phone.get(path).text
    fields = {
        **{name: hidden_field(page, name) for name in ("form_key", "sender")},
        **contact.form,
        "lang": "zh",
        "notify_by": "wechat",
    }
    receipts = {story.phone.post_form(address.path, fields).location for _ in range(2)}
    if len(receipts) != 1:
        raise UnexpectedAnswerError("the same form made two cases")
    tracking = re.sub(r"/filed.*", "", receipts.pop())
    told = _told(story, "wechat", tracking)
    story.tell("企业", "模板消息：" + "，".join(one["value"] for one in told["data"].values()))
    answered = person.send_text(case_id_of(tracking))
    story.tell("企业", f"公众号里发送案件编号：{_first_line(answered.text)}")
    return tracking


def _by_mail(story: Story, contact: Contact) -> str:
    mail = _mail(contact.mailbox)
    for _ in range(2):
        drop(story.deployment.engine, story.deployment, mail)
    story.tell("企业", "发一封邮件，附一张照片（邮件服务器投递了两次）")
    told = wait_for("the answer by e-mail", lambda: _answer_by_mail(story, contact.mailbox))
    story.tell("企业", f"收到邮件：{told['subject']}")
    found = _TRACKING.search(told["text"])
    if found is None:
        raise UnexpectedAnswerError(f"the e-mail leads nowhere: {told['text']}")
    tracking = found[0]
    wait_for("the photo's check", lambda: "JPG" in words_of(story.page(tracking)))
    story.tell("企业", f"进度页：{heading(story.page(tracking))}；照片已检查，可以查看")
    return tracking


def _by_telephone(story: Story, contact: Contact) -> str:
    clerk = story.at_desk("clerk")
    called = {**contact.form, "channel": "telephone", "then": "file"}
    page = clerk.send(clerk.open(INTAKE).form(INTAKE), called)
    found = _TRACKING.search(page.text)
    if found is None:
        raise UnexpectedAnswerError(f"nothing was entered: {page.words[:400]}")
    story.tell("受理员", "企业来电，边听边登记，页面提示同一电话的前几件")
    return found[0]


def _mail(mailbox: str) -> bytes:
    """An e-mail as its server hands it over, with a photo of the note of hand."""
    mail = EmailMessage()
    mail["From"] = f"王先生 <{mailbox}>"
    mail["To"] = "suqiu@county.example"
    mail["Subject"] = "经营资金借出后收不回来"
    mail["Message-ID"] = make_msgid(domain=HOST)
    mail.set_content(VAGUE)
    photo = io.BytesIO()
    Image.new("RGB", (480, 320), (238, 232, 220)).save(photo, "JPEG")
    mail.add_attachment(photo.getvalue(), maintype="image", subtype="jpeg", filename="借条.jpg")
    return mail.as_bytes()


def _told(story: Story, way: str, tracking: str) -> dict[str, Any]:
    """The first message that a service was given about a case."""
    case_id = case_id_of(tracking)

    def look() -> dict[str, Any] | None:
        messages = _outside(story)[way]
        return next((each for each in messages if case_id in str(each)), None)

    found: dict[str, Any] = wait_for(f"the message by {way}", look)
    return found


def _answer_by_mail(story: Story, mailbox: str) -> dict[str, Any] | None:
    """The first e-mail to the mailbox."""
    return next((each for each in _outside(story)["email"] if each["to"] == mailbox), None)


def _outside(story: Story) -> dict[str, list[dict[str, Any]]]:
    world = standing(story.deployment.engine.home)
    if world is None:
        raise UnexpectedAnswerError("nothing stands for the services outside; start with make run")
    return received(world)


def _one_file(story: Story, came: Came) -> None:
    """The case file as the clerk has it: one filing, by this channel, with these words."""
    file = story.desk("clerk").get(f"/api/desk/cases/{came.case_id}").json()
    filings = [event["type"] for event in file["timeline"]].count("CaseFiled")
    if (file["case"]["channel"], filings) != (came.channel, 1):
        raise UnexpectedAnswerError(f"{came} made {filings} of {file['case']['channel']}")
    if VAGUE not in str(file):
        raise UnexpectedAnswerError(f"{came} lost its words")
    story.tell("平台", f"{file['case']['number']}  渠道 {came.channel}，一份卷宗")


def _received_so_far(story: Story) -> int:
    """How many cases there are, by the figures on the clerk's page."""
    found = re.search(r"受理 (\d+) =", story.at_desk("clerk").open(SEARCH).words)
    if found is None:
        raise UnexpectedAnswerError("the page shows no figures")
    return int(found[1])


def _first_line(text: str | None) -> str:
    words = re.sub(r"<[^>]+>", "", text or "").strip()
    return words.splitlines()[0] if words else ""
