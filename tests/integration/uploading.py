"""A browser that sends files: the form of the page, the post to the storage, the way back."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from moto.s3.models import s3_backends

from tests.integration.callers import visitor
from tests.integration.reading import upload_form
from tests.integration.stack import ACCOUNT, PARTITION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.integration.callers import Answer
    from tests.integration.house import House, Link


@dataclass(frozen=True)
class Sent:
    """Where the browser was sent after a post, as a path of ours."""

    path: str

    @property
    def upload_id(self) -> str:
        """The id under which the file was sent."""
        return self.path.partition("sent=")[2].partition("&")[0]


def send_file(link: Link, content: bytes) -> Sent:
    """Open the page and send one file by its plain form."""
    url, fields = upload_form(visitor().get(f"{link.path}/files?lang=zh").text)
    return Sent(_path(post_to_storage(url, fields, content)))


def post_to_storage(url: str, fields: Mapping[str, str], content: bytes) -> str:
    """Post a form to the storage as a browser does; where it leads then, or nothing.

    S3's own part is played here, for that of this process has no addresses in China and looks at
    no policy: the policy is held against the form, and the redirect bears what S3 adds to it.
    """
    check_policy(fields, content)
    bucket, key = urlsplit(url).netloc.partition(".")[0], fields["key"]
    backend = s3_backends[ACCOUNT][PARTITION]
    backend.put_object(bucket, key, content, request_method="POST")
    back = fields.get("success_action_redirect")
    return f"{back}&bucket={bucket}&key={quote(key, safe='')}&etag=%22abc%22" if back else ""


def check_policy(fields: Mapping[str, str], content: bytes) -> None:
    """What S3 asks of a form: its policy names each field, and the file's size is in the range."""
    policy = json.loads(base64.b64decode(fields["policy"]))
    exact = {
        name: value
        for each in policy["conditions"]
        if isinstance(each, dict)
        for name, value in each.items()
    }
    (limits,) = (each for each in policy["conditions"] if isinstance(each, list))
    unnamed = {"policy", "x-amz-signature"}
    assert {name: value for name, value in fields.items() if name not in unnamed}.items() <= (
        exact.items()
    )
    assert limits[0] == "content-length-range"
    assert limits[1] <= len(content) <= limits[2]


def sent_and_checked(house: House, link: Link, content: bytes) -> Answer:
    """Send one file, let everything react, and look at the page again."""
    sent = send_file(link, content)
    house.pump.carry()
    return visitor().get(sent.path)


def stored_keys(house: House) -> list[str]:
    """What lies in the bucket for files."""
    bucket = house.stack.names["FilesBucket"]
    found = house.stack.client("s3").list_objects_v2(Bucket=bucket).get("Contents", ())
    return [each["Key"] for each in found]


def content_behind(house: House, link: str) -> tuple[str, bytes]:
    """Key and content of what a signed link opens, read past the signature."""
    place = urlsplit(link)
    key = place.path.lstrip("/").removeprefix(house.stack.names["FilesBucket"] + "/")
    bucket = house.stack.names["FilesBucket"]
    found = house.stack.client("s3").get_object(Bucket=bucket, Key=key)
    return key, found["Body"].read()


def _path(address: str) -> str:
    place = urlsplit(address)
    return f"{place.path}?{place.query}"
