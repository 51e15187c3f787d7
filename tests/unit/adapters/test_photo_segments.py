"""What of a JPEG's segments stays: all that a decoder needs, nothing that tells tales."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from casework.adapters.examination.photo_segments import without_metadata
from casework.domain.attachment_state import FileRefusedError, RefusalReason
from tests.sample_files import photo, picture

START, END = b"\xff\xd8", b"\xff\xd9"
TALE = b"somebody, at home"


def segment(marker: int, data: bytes = TALE) -> bytes:
    """One segment with its length."""
    return bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2, "big") + data


def progressive() -> bytes:
    """A JPEG of many scans."""
    file = io.BytesIO()
    Image.effect_noise((64, 64), 50).save(file, "JPEG", progressive=True)
    return file.getvalue()


def dots(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).tobytes()


@pytest.mark.parametrize("marker", [*range(0xE1, 0xF0), 0xFE])
def test_no_application_and_no_comment_is_left(marker: int) -> None:
    plain = picture("JPEG")
    told = plain[:2] + segment(marker) + plain[2:]
    assert without_metadata(told) == plain


@pytest.mark.parametrize("content", [picture("JPEG"), picture("JPEG", "CMYK"), progressive()])
def test_what_a_decoder_needs_stays_as_it_is(content: bytes) -> None:
    """Adobe's segment says that inks stand for themselves; many scans follow each other."""
    assert without_metadata(content) == content


def test_a_comment_between_two_scans_is_left_out_too() -> None:
    content = progressive()
    second = content.rindex(b"\xff\xda")
    told = content[:second] + segment(0xFE) + content[second:]
    assert without_metadata(told) == content


def test_what_stands_behind_the_end_or_fills_up_is_left_out() -> None:
    plain = picture("JPEG")
    assert without_metadata(plain + photo()) == plain
    assert without_metadata(plain[:2] + b"\xff\xff" + plain[2:]) == plain


def test_a_photo_that_is_cut_off_within_its_dots_keeps_what_is_there() -> None:
    content = photo((400, 400))
    kept = without_metadata(content[:-40])
    assert kept.endswith(content[-60:-40] + END)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        START,
        START + b"\xff",
        START + b"\x00\x00",
        START + segment(0xE0),
        START + segment(0xD0) + END,
        START + segment(0x01) + END,
        START + b"\xff\xe1\x00\x01" + END,
        START + b"\xff\xe1\xff\xff" + END,
        START + segment(0xE1) + b"between" + END,
    ],
)
def test_what_is_no_chain_of_segments_is_damaged(content: bytes) -> None:
    with pytest.raises(FileRefusedError) as refused:
        without_metadata(content)
    assert refused.value.reason is RefusalReason.DAMAGED
