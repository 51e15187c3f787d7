"""A story of files: sent, checked, opened, refused, and erased with everything else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.integration.callers import signed_in, visitor
from tests.integration.reading import hidden_field
from tests.integration.uploading import send_file
from tests.sample_files import picture

if TYPE_CHECKING:
    from tests.integration.faults.story import Story

QUEUE = "AttachmentCheckQueue"


def files_of_a_case(story: Story) -> None:
    """Nothing is kept twice, nothing is opened that was not checked, nothing outlives its case's
    data.
    """
    house = story.house
    story.chill("AttachmentCheckFunction")
    link = house.assigned()
    house.pump.carry()
    story.person("offer_upload", partial(visitor().get, f"{link.path}/files"))
    send_file(link, picture("JPEG", size=(8, 8)))
    story.reactions(check_attachment=QUEUE)
    story.person("open_attachment", partial(visitor().get, f"{link.path}/files/1"))
    look = partial(signed_in("justice").get, f"/api/desk/cases/{link.case_id}/files/1")
    story.person("read_attachment", look)
    send_file(link, b"MZ\x90\x00")
    story.reactions(**{"check_attachment: refused": QUEUE})
    for act in ("withdraw", "erase"):
        key = hidden_field(visitor().get(link.path).text, "form_key")
        fields = {"act": act, "form_key": key, "lang": "zh", "withdrawal": ""}
        assert visitor().post(link.path, fields).status == 303
    assert house.act("clerk", link.case_id, "erasure").status == 200
    story.reactions(erase_attachments=QUEUE)
