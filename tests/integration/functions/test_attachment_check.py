"""Files from the page to whoever may open them: sent, checked, seen, refused, erased."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from casework.adapters.file_examiner import SeparateExaminer
from casework.domain.attachment_state import AttachmentSource, AttachmentState, RefusalReason
from casework.domain.attachments import file_key, upload_key
from tests.integration.callers import signed_in, visitor
from tests.integration.county import UNCLEAR
from tests.integration.payloads import payload
from tests.integration.reading import hidden_field, notice, upload_form
from tests.integration.stack import rooms
from tests.integration.uploading import (
    content_behind,
    post_to_storage,
    send_file,
    sent_and_checked,
    stored_keys,
)
from tests.sample_files import PLACE_TAKEN, paper, photo

if TYPE_CHECKING:
    from casework.domain.attachment_state import Attachment
    from tests.integration.house import House, Link

ROOM = "AttachmentCheckFunction"


@pytest.fixture(autouse=True)
def _ways(house: House) -> None:
    """The buckets are there before the first form is signed."""
    house.pump.carry()


def attachments(house: House, link: Link) -> tuple[Attachment, ...]:
    return house.case(link.case_id).attachments


def test_a_photo_sent_by_a_plain_form_is_checked_and_seen_by_the_enterprise_and_the_lead(
    house: House,
) -> None:
    link = house.assigned()
    page = sent_and_checked(house, link, photo())
    assert notice(page.text) == "附件已通过检查并接收"
    assert "附件1" in page.text
    (kept,) = attachments(house, link)
    assert (kept.state, kept.source) == (AttachmentState.CHECKED, AttachmentSource.ENTERPRISE)
    assert "附件1" in visitor().get(link.path).text
    key, content = content_behind(house, visitor().get(f"{link.path}/files/1").location)
    assert key == file_key(link.case_id, kept.id)
    assert len(content) == kept.size
    assert PLACE_TAKEN.encode() not in content
    shown = signed_in("justice").get(f"/api/desk/cases/{link.case_id}/files/1").json()
    assert content_behind(house, shown["file"])[1] == content
    assert stored_keys(house) == [key]


def test_before_it_is_checked_nobody_can_open_a_file(house: House) -> None:
    link = house.assigned()
    sent = send_file(link, photo())
    page = visitor().get(sent.path).text
    assert notice(page) == "附件已收到"
    assert "正在检查" in page
    assert stored_keys(house) == [upload_key(link.case_id, sent.upload_id)]
    assert visitor().get(f"{link.path}/files/1").status == 404
    assert signed_in("justice").get(f"/api/desk/cases/{link.case_id}/files/1").status == 404


def test_what_never_came_back_from_the_check_is_to_be_sent_again(house: House) -> None:
    link = house.assigned()
    sent = send_file(link, photo())
    house.clock.advance(hours=2)
    page = visitor().get(sent.path).text
    assert notice(page) == "有附件未能完成检查"
    assert "重新上传" in page


def test_a_refused_file_is_told_with_its_reason_and_not_kept(house: House) -> None:
    link = house.assigned()
    page = sent_and_checked(house, link, b"MZ\x90\x00 an executable")
    assert notice(page.text) == "有附件未被接收"
    assert "不接收这类文件" in page.text
    assert "不接收这类文件" in visitor().get(link.path).text
    (refused,) = attachments(house, link)
    assert refused.reason is RefusalReason.TYPE_NOT_ACCEPTED
    assert stored_keys(house) == []
    assert visitor().get(f"{link.path}/files/1").status == 404


@pytest.mark.parametrize(("size", "said"), [(0, "文件是空的"), (25 * 1024 * 1024 + 1, "文件太大")])
def test_what_is_empty_or_too_large_is_told_on_our_page_and_not_on_the_storage_s(
    house: House, size: int, said: str
) -> None:
    page = sent_and_checked(house, house.assigned(), bytes(size))
    assert notice(page.text) == "有附件未被接收"
    assert said in page.text


def test_what_was_deleted_before_it_was_checked_is_to_be_sent_again(house: House) -> None:
    link = house.assigned()
    sent = send_file(link, photo())
    bucket = house.stack.names["FilesBucket"]
    key = upload_key(link.case_id, sent.upload_id)
    house.stack.client("s3").delete_object(Bucket=bucket, Key=key)
    house.pump.carry()
    assert notice(visitor().get(sent.path).text) == "有附件未被接收"
    assert "未能及时完成检查，请重新上传" in visitor().get(sent.path).text


def test_the_same_upload_told_twice_or_sent_again_changes_nothing(house: House) -> None:
    link = house.assigned()
    url, fields = upload_form(visitor().get(f"{link.path}/files").text)
    post_to_storage(url, fields, photo())
    (told,) = told_by_storage(house)
    house.pump.carry()
    first = attachments(house, link)
    content = content_behind(house, visitor().get(f"{link.path}/files/1").location)
    hand(told)
    post_to_storage(url, fields, paper())
    house.pump.carry()
    assert attachments(house, link) == first
    assert content_behind(house, visitor().get(f"{link.path}/files/1").location) == content
    assert stored_keys(house) == [content[0]]


def told_by_storage(house: House) -> list[str]:
    """What waits for the room, but for the message by which the storage tried its queue."""
    waiting = house.pump.waiting("AttachmentCheckQueue")
    return [body for body in waiting if "Records" in json.loads(body)]


def hand(body: str) -> None:
    event = payload("attachment_check__file_sent")
    event["Records"][0]["body"] = body
    assert rooms()[ROOM].handle(event, None) == {"batchItemFailures": []}


@pytest.mark.parametrize(
    "situation", ["file_sent", "mail_brought_file", "data_erased", "storage_tries_queue"]
)
def test_a_message_about_a_case_that_is_not_there_is_no_failure_but_an_erasure_s(
    house: House, situation: str
) -> None:
    event = payload(f"attachment_check__{situation}")
    answer = rooms()[ROOM].handle(event, None)
    failed = [each["itemIdentifier"] for each in answer["batchItemFailures"]]
    assert failed == ([event["Records"][0]["messageId"]] if situation == "data_erased" else [])


def test_a_file_that_an_e_mail_brought_says_so(house: House) -> None:
    link = house.assigned()
    key = upload_key(link.case_id, "7K3Q9F2M4T8W7K3Q9F2M")
    bucket = house.stack.names["FilesBucket"]
    house.stack.client("s3").put_object(Bucket=bucket, Key=key, Body=paper())
    house.pump.carry()
    (kept,) = attachments(house, link)
    assert kept.source is AttachmentSource.MAIL


def test_the_script_asks_for_a_form_for_each_file(house: House) -> None:
    link = house.assigned()
    page = visitor().get(f"{link.path}/files").text
    key = page.partition('data-key="')[2].partition('"')[0]
    offered = visitor().post(f"{link.path}/files", {"form_key": key})
    assert offered.status == 200
    form = offered.json()
    assert post_to_storage(form["url"], form["fields"], photo()) == ""
    house.pump.carry()
    assert [each.id for each in attachments(house, link)] == [form["upload"]]
    seen = visitor().get(f"{link.path}/files?lang=zh&sent={form['upload']}&since={form['since']}")
    assert notice(seen.text) == "附件已通过检查并接收"
    assert visitor().post(f"{link.path}/files", {"form_key": "made up"}).status == 404


def test_the_page_may_send_to_the_storage_and_nowhere_else(house: House) -> None:
    link = house.assigned()
    answer = visitor().get(f"{link.path}/files")
    url, fields = upload_form(answer.text)
    origin = "/".join(url.split("/")[:3])
    policy = answer.headers["content-security-policy"]
    assert f"form-action 'self' {origin};" in policy
    assert f"connect-src 'self' {origin}" in policy
    assert fields["key"].startswith(f"uploads/{link.case_id}/")
    assert "x-amz-security-token" not in fields or fields["x-amz-security-token"]


def test_a_case_takes_so_many_files_and_says_when_it_is_full(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = house.assigned()
    for number in range(20):
        put(house, link, f"{number:020d}")
    house.pump.carry()
    page = visitor().get(f"{link.path}/files").text
    assert "附件已达上限" in page
    assert "<form" not in page
    key = hidden_field(visitor().get(link.path).text, "form_key")
    assert visitor().post(f"{link.path}/files", {"form_key": key}).status == 409
    put(house, link, "7K3Q9F2M4T8W7K3Q9F2M")
    house.pump.carry()
    assert attachments(house, link)[-1].reason is RefusalReason.TOO_MANY_FILES


def put(house: House, link: Link, upload_id: str) -> None:
    """A file as a room of ours puts it there; the examiner is not what is tested."""
    bucket = house.stack.names["FilesBucket"]
    key = upload_key(link.case_id, upload_id)
    house.stack.client("s3").put_object(Bucket=bucket, Key=key, Body=photo((8, 8)))


def test_a_closed_case_takes_no_files_and_keeps_nothing_of_one(house: House) -> None:
    link = house.file()
    url, fields = upload_form(visitor().get(f"{link.path}/files").text)
    withdrawn = {"act": "withdraw", "withdrawal": "问题已经解决。", "lang": "zh"}
    key = {"form_key": house.addition_key(link)}
    assert visitor().post(link.path, {**withdrawn, **key}).status == 303
    assert "不再接收附件" in visitor().get(f"{link.path}/files").text
    post_to_storage(url, fields, photo())
    house.pump.carry()
    assert attachments(house, link) == ()
    assert stored_keys(house) == []


def test_wrong_links_get_the_answer_that_all_wrong_links_get(house: House) -> None:
    link = house.assigned()
    sent_and_checked(house, link, photo())
    other = house.file(UNCLEAR)
    nothing = visitor().get("/t/nothing")
    assert nothing.status == 404
    for path in (
        f"{link.path[:-1]}0/files",
        f"{link.path[:-1]}0/files/1",
        f"{other.path}/files/1",
        f"{link.path}/files/2",
        f"{link.path}/files/01",
        f"{link.path}/files/x",
    ):
        answer = visitor().get(path)
        assert (answer.status, answer.body) == (404, nothing.body), path


def test_a_department_does_not_open_files_of_a_confidential_case(house: House) -> None:
    link = house.triaged(confidential=True)
    body = {"lead": "transport", "co_handlers": [], "released_text": "有企业反映检查频繁。"}
    assert house.act("clerk", link.case_id, "assignment", **body).status == 200
    sent_and_checked(house, link, photo())
    house.handler_of("transport")
    path = f"/api/desk/cases/{link.case_id}/files/1"
    assert signed_in("transport").get(path).status == 403
    assert signed_in("clerk").get(path).status == 200
    assert signed_in("justice").get(path).status == 404


def test_erased_with_everything_else_and_from_that_moment_closed(house: House) -> None:
    link = house.assigned()
    sent_and_checked(house, link, photo())
    url, fields = upload_form(visitor().get(f"{link.path}/files").text)
    erase(house, link)
    assert stored_keys(house) != []
    assert visitor().get(f"{link.path}/files/1").status == 404
    assert signed_in("clerk").get(f"/api/desk/cases/{link.case_id}/files/1").status == 404
    post_to_storage(url, fields, photo())
    house.pump.carry()
    assert stored_keys(house) == []
    assert "附件1" not in visitor().get(f"{link.path}/files").text


def erase(house: House, link: Link) -> None:
    for act in ("withdraw", "erase"):
        key = hidden_field(visitor().get(link.path).text, "form_key")
        fields = {"act": act, "form_key": key, "lang": "zh", "withdrawal": ""}
        assert visitor().post(link.path, fields).status == 303
    assert house.act("clerk", link.case_id, "erasure").status == 200


def test_a_broken_examiner_is_our_failure_and_not_the_file_s(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = house.assigned()
    send_file(link, photo())
    (told,) = told_by_storage(house)
    monkeypatch.setenv("PYTHONPATH", "")
    monkeypatch.setattr("sys.path", ["/nowhere"])
    event = payload("attachment_check__file_sent")
    event["Records"][0]["body"] = told
    answer = rooms()[ROOM].handle(event, None)
    assert len(answer["batchItemFailures"]) == 1
    assert attachments(house, link) == ()


def test_the_room_starts_its_examiner_in_a_process_of_its_own() -> None:
    assert isinstance(rooms()[ROOM].room().examine, SeparateExaminer)


def test_json_of_the_storage_is_read_as_it_is(house: House) -> None:
    body = json.loads(payload("attachment_check__file_sent")["Records"][0]["body"])
    (record,) = body["Records"]
    assert record["eventName"] == "ObjectCreated:Post"
