"""The files of a case over HTTP, for whoever holds its tracking link: the page, forms for further
files, and the way to open one.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from aws_lambda_powertools.event_handler import Response

from casework.domain.attachments import UPLOAD_ID_LENGTH
from casework.domain.errors import NotFoundError
from casework.domain.tokens import ALPHABET
from casework.entrypoints.http import PAGE_HEADERS, base_url, query
from casework.entrypoints.pages import Page, html, language_of, posted_form, see_other
from casework.entrypoints.public_room import LinkingRoom
from casework.services.offer_upload import limits_of, offer_upload
from casework.services.open_attachment import open_attachment
from casework.services.prepare_filing import fresh_key
from casework.services.track_case import tracked_case
from casework.web.pages.files import SCRIPTED, Sending, Sent, files_page
from casework.web.style import upload_policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

    from casework.channel_ports import AttachmentStore
    from casework.services.offer_upload import Limits, UploadOffer
    from casework.web.language import Language

_UPLOAD = rf"[{ALPHABET}]{{{UPLOAD_ID_LENGTH}}}"
_SENT = re.compile(rf"{_UPLOAD}(\.{_UPLOAD}){{0,59}}")
_SINCE = re.compile(r"[0-9a-f]{8}")
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


class FileRoom(LinkingRoom, Protocol):
    """What files need besides."""

    @property
    def files(self) -> AttachmentStore:
        """Where they lie."""


class FilePages:
    """The pages of one room; ports are asked for when a request comes."""

    def __init__(
        self,
        app: APIGatewayHttpResolver,
        room: Callable[[], FileRoom],
        now: Callable[[], datetime],
    ) -> None:
        """Mount them below the tracking page."""
        self._app, self._room, self._now = app, room, now
        app.get("/t/<token>/files")(self.show)
        app.post("/t/<token>/files")(self.offer)
        app.get("/t/<token>/files/<number>")(self.open)

    def show(self, token: str) -> Page:
        """What was sent, and the form for one more file."""
        room, event, now = self._room(), self._app.current_event, self._now()
        case = tracked_case(token, cases=room.cases, mint=room.mint)
        language = language_of(event)
        limits = limits_of(case, now, configuration=room.configuration)
        back_to = partial(self._address, token, language, now)
        offer = offer_upload(case, limits, store=room.files, back_to=back_to)
        page = files_page(
            case=case,
            token=token,
            sending=self._sending(offer, limits, now) if offer else None,
            is_full=limits.is_full,
            sent=_sent(query(event, "sent") or "", query(event, "since") or ""),
            organisation=room.organisation,
            language=language,
            now=now,
        )
        return html(200, page, policy=_policy(offer) if offer else None)

    def offer(self, token: str) -> Page:
        """A form for one more file, for the page's script; 409 when the case takes none."""
        room, now = self._room(), self._now()
        case = tracked_case(token, cases=room.cases, mint=room.mint)
        room.mint.accept_form_key(posted_form(self._app.current_event).first("form_key"), now)
        limits = limits_of(case, now, configuration=room.configuration)
        offer = offer_upload(case, limits, store=room.files, back_to=None)
        if offer is None:
            return _json(409, {})
        form = {"url": offer.form.url, "fields": dict(offer.form.fields)}
        return _json(200, {"upload": offer.upload_id, "since": _stamp(now), **form})

    def open(self, token: str, number: str) -> Page:
        """To the file itself, by a link that expires."""
        if not _NUMBER.fullmatch(number):
            raise NotFoundError
        room = self._room()
        return see_other(
            open_attachment(token, int(number), cases=room.cases, mint=room.mint, store=room.files)
        )

    def _sending(self, offer: UploadOffer, limits: Limits, now: datetime) -> Sending:
        return Sending(
            url=offer.form.url,
            fields=offer.form.fields,
            form_key=fresh_key(now, mint=self._room().mint).text,
            most_bytes=limits.policy.bytes_per_file,
            most_files=limits.policy.files_per_case,
        )

    def _address(self, token: str, language: Language, now: datetime, upload_id: str) -> str:
        """Where the storage sends the browser afterwards."""
        base = base_url(self._app.current_event, self._room().public_base_url)
        return f"{base}/t/{token}/files?lang={language}&sent={upload_id}&since={_stamp(now)}"


def _sent(uploads: str, since: str) -> Sent | None:
    """What the address says was sent; whatever else it says is ignored."""
    if not _SENT.fullmatch(uploads) or not _SINCE.fullmatch(since):
        return None
    return Sent(tuple(uploads.split(".")), datetime.fromtimestamp(int(since, 16), UTC))


def _stamp(now: datetime) -> str:
    return f"{int(now.timestamp()):08x}"


def _policy(offer: UploadOffer) -> str:
    place = urlsplit(offer.form.url)
    return upload_policy(SCRIPTED, f"{place.scheme}://{place.netloc}")


def _json(status: int, content: dict[str, object]) -> Response[str]:
    return Response(
        status_code=status,
        content_type="application/json",
        body=json.dumps(content),
        headers=PAGE_HEADERS,
    )
