"""What people and the platform do with files, one use case after the other."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from tests.integration.callers import signed_in, visitor
from tests.integration.payloads import payload
from tests.integration.reading import hidden_field
from tests.integration.stack import rooms
from tests.integration.uploading import send_file
from tests.sample_files import picture

if TYPE_CHECKING:
    from tests.integration.house import House, Link
    from tests.integration.use_cases import Ledger

ROOM = "AttachmentCheck"


def files(house: House, ledger: Ledger) -> None:
    """From the page to the erasure."""
    house.pump.relay()
    link = house.assigned()
    page = ledger.note("the page for files", partial(visitor().get, f"{link.path}/files"))
    key = page.text.partition('data-key="')[2].partition('"')[0]
    ask = partial(visitor().post, f"{link.path}/files", {"form_key": key})
    assert ledger.note("a form for one more file", ask).status == 200
    check = partial(_told, send_file(link, picture("JPEG")).upload_id, link)
    ledger.note("check a file", check)
    ledger.note("hear of it again", check)
    refused = send_file(link, b"MZ\x90\x00").upload_id
    ledger.note("refuse a file", partial(_told, refused, link))
    assert len(house.case(link.case_id).attachments) == 2
    ledger.note("open a file", partial(visitor().get, f"{link.path}/files/1"))
    path = f"/api/desk/cases/{link.case_id}/files/1"
    ledger.note("open a file at the desk", partial(signed_in("justice").get, path))
    for act in ("withdraw", "erase"):
        fields = {"act": act, "lang": "zh", "withdrawal": ""}
        fields["form_key"] = hidden_field(visitor().get(link.path).text, "form_key")
        assert visitor().post(link.path, fields).status == 303
    assert house.act("clerk", link.case_id, "erasure").status == 200
    erased = payload("attachment_check__data_erased")
    record = erased["Records"][0]
    record["body"] = record["body"].replace("E8MY09Q4P0HG", link.case_id)
    erase = partial(rooms()[f"{ROOM}Function"].handle, erased, None)
    assert ledger.note("erase the files of a case", erase) == {"batchItemFailures": []}


def _told(upload_id: str, link: Link) -> None:
    """What S3 says of an upload."""
    event = payload("attachment_check__file_sent")
    body = json.loads(event["Records"][0]["body"])
    body["Records"][0]["s3"]["object"]["key"] = f"uploads/{link.case_id}/{upload_id}"
    event["Records"][0]["body"] = json.dumps(body)
    assert rooms()[f"{ROOM}Function"].handle(event, None) == {"batchItemFailures": []}
