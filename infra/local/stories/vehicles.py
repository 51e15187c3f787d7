"""The article's second case (P4, P7): dangerous-goods vehicles at Tianqiao, a deadline missed, and
what the platform does about it by itself.
"""

from __future__ import annotations

import json
import urllib.request
from typing import TYPE_CHECKING, Any

from infra.local.browse import UnexpectedAnswerError, heading
from infra.local.stories.telling import case_id_of, moment, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infra.local.browse import Visitor
    from infra.local.stories.telling import Story

LEAD = "public_security"
SHORT = {"transport": "交通局", "public_security": "公安局", "emergency": "应急局"}
FORM = {
    "what_happened": (
        "田桥镇化工园区门口长期停着几十辆危险品运输车，占道乱停乱放，晚上也不走，"
        "担心出事故，希望尽快清理。"
    ),
    "enterprise_name": "田桥化工园区物业有限公司",
    "contact_name": "李女士",
    "contact_phone": "13900000000",
    "category": "transport",
    "township": "tianqiao",
}
QUEUE = f"mashangban-demonstration-{LEAD}"
WAIT_SECONDS = 2


def play(story: Story) -> str:
    """Play the case until its light is out and it is closed and rated; returns the path of its
    tracking page.
    """
    inbox = _subscribe(story)
    tracking = story.file(FORM)
    story.tell("平台", story.wait_for_heading(tracking, "县公安局"))
    case_id = case_id_of(tracking)
    letter = _until_the_letter(story, inbox, case_id)
    story.tell("企业", f"进度页：{heading(story.page(tracking))}")
    path = f"/api/desk/cases/{case_id}"
    desk = story.desk_of(LEAD)
    _read_and_answer(story, desk, path, letter)
    _catch_up(story, desk, path)
    _resolve(story, desk, path)
    _wait_until_closed(story, desk, path)
    story.rate(tracking, "停车场建好了，路通了。")
    return tracking


def _subscribe(story: Story) -> str:
    """A queue of the department's own system gets its messages; returns the queue's address."""
    sqs = story.deployment.engine.client("sqs")
    url: str = sqs.create_queue(QueueName=QUEUE)["QueueUrl"]
    sqs.purge_queue(QueueUrl=url)
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    arn = attributes["Attributes"]["QueueArn"]
    topic = story.deployment.product.outputs["DepartmentTopicArn"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": _admitting(topic, arn)})
    administrator = story.desk("administrator")
    there = administrator.get("/api/registry/subscriptions").json()["subscriptions"]
    if arn not in str(there):
        wanted = {"department": LEAD, "protocol": "sqs", "endpoint": arn}
        administrator.post_json("/api/registry/subscriptions", wanted, status=201)
    story.tell("公安局", "业务系统订阅了本部门的消息（SNS 到队列）")
    return url


def _admitting(topic: str, queue: str) -> str:
    """The queue's policy: it takes messages of the topic and of nobody else."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": queue,
        "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _until_the_letter(story: Story, inbox: str, case_id: str) -> dict[str, Any]:
    """Tell of every message about the case until the one about the letter."""
    for message in _messages(story, inbox):
        if message["case_id"] != case_id:
            continue
        story.tell("消息", message["text"].replace("\n", ""))
        if message["kind"] == "letter_issued":
            return message
    raise UnexpectedAnswerError("no letter came")


def _messages(story: Story, inbox: str) -> Iterator[dict[str, Any]]:
    sqs = story.deployment.engine.client("sqs")

    def received() -> list[dict[str, Any]]:
        answer = sqs.receive_message(
            QueueUrl=inbox, MaxNumberOfMessages=10, WaitTimeSeconds=WAIT_SECONDS
        )
        found: list[dict[str, Any]] = answer.get("Messages", [])
        return found

    while True:
        for message in wait_for("a message to the department", received):
            yield json.loads(json.loads(message["Body"])["Message"])
            sqs.delete_message(QueueUrl=inbox, ReceiptHandle=message["ReceiptHandle"])


def _read_and_answer(story: Story, desk: Visitor, path: str, letter: dict[str, Any]) -> None:
    case = desk.get(path).json()["case"]
    story.tell("公安局", f"案件亮着{'黄灯' if case['light'] == 'yellow' else case['light']}")
    where = f"{path}/letters/{case['letters'][0]['id']}"
    record = wait_for("the letter's file", lambda: _printed(desk, where))
    with urllib.request.urlopen(record["file"]) as file:  # noqa: S310 - this machine's own engine
        pages = file.read()
    if not pages.startswith(b"%PDF"):
        raise UnexpectedAnswerError("the letter's file is no PDF")
    story.tell("公安局", f"打开督办函 {letter['letter_number']}（PDF，{len(pages) // 1024} KB）")
    version = desk.get(path).json()["case"]["version"]
    case = desk.post_json(f"{where}/acknowledgement", {"version": version}).json()
    answer = {"text": "执法人员集中外出，未及时登记，已补办。", "version": case["version"]}
    case = desk.post_json(f"{where}/answer", answer).json()
    light = "仍亮" if case["light"] == "yellow" else "灭"
    story.tell("公安局", f"签收并复函；督办件办结，黄灯{light}")


def _printed(desk: Visitor, where: str) -> dict[str, Any] | None:
    record: dict[str, Any] = desk.get(where).json()
    return record if record["file"] else None


def _catch_up(story: Story, desk: Visitor, path: str) -> None:
    version = desk.get(path).json()["case"]["version"]
    body = {"finding": "confirmed", "text": "现场清点危险品运输车38辆，占道属实。"}
    case = desk.post_json(f"{path}/verification", {**body, "version": version}).json()
    if case["light"] != "none":
        raise UnexpectedAnswerError("the light is still on")
    story.tell("公安局", f"核实（逾期），黄灯解除；{moment(_missed_at(case))}的逾期记录保留")


def _missed_at(case: dict[str, Any]) -> str:
    return str(next(clock["due"] for clock in case["clocks"] if clock["missed"]))


def _resolve(story: Story, desk: Visitor, path: str) -> None:
    case = desk.get(path).json()["case"]
    for task in case["tasks"]:
        other = story.desk_of(task["unit"])
        version = other.get(path).json()["case"]["version"]
        body = {"text": "已派员到场，配合疏导和检查。", "version": version}
        other.post_json(f"{path}/task-report", body)
        story.tell(SHORT.get(task["unit"], task["unit"]), "协办反馈")
    version = desk.get(path).json()["case"]["version"]
    body = {
        "outcome": "measures_taken",
        "text": "危险品车辆全部进入专用停车场，安排夜间巡查。",
        "reply": {"text": "已开展集中整治，车辆分批转入专用停车场。"},
        "version": version,
    }
    desk.post_json(f"{path}/resolution", body)
    story.tell("公安局", "回复企业并办结")


def _wait_until_closed(story: Story, desk: Visitor, path: str) -> None:
    def closed() -> bool:
        return bool(desk.get(path).json()["case"]["status"] == "closed")

    wait_for("the end of the case", closed)
    story.tell("平台", "企业在期限内没有异议，自动结案")
