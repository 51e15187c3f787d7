"""Pictures: decoded, turned upright and encoded anew, so that nothing of the file but its picture
is left: no place where it was taken, no camera, no name, no second file behind the first.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from casework.adapters.examination.kinds import Kind
from casework.channel_ports import CleanFile
from casework.domain.attachment_state import FileRefusedError, MediaType, RefusalReason

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 4096
QUALITY = 85
LOSSLESS = frozenset({Kind.PNG, Kind.GIF, Kind.BMP})
"""Of screens and scans, mostly: letters stay sharp."""

# Pillow's own limit is only a warning by default.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)


def clean_picture(content: bytes, kind: Kind, most_bytes: int) -> CleanFile:
    """A copy without metadata, no side longer than 4,096 pixels, of a moving picture the first
    frame. One that a JPEG would not be smaller than is never larger than `most_bytes`.
    """
    picture = upright(content, kind)
    if _is_see_through(picture):
        return _encoded(picture.convert("RGBA"), MediaType.PNG)
    if kind in LOSSLESS:
        lossless = _encoded(picture.convert("RGB"), MediaType.PNG)
        if len(lossless.content) <= most_bytes:
            return lossless
    return _encoded(picture.convert("RGB"), MediaType.JPEG)


def without_metadata(content: bytes, kind: Kind) -> bytes:
    """The same picture in the same format, for a place that expects that format."""
    picture = upright(content, kind)
    media = MediaType.JPEG if kind is Kind.JPEG else MediaType.PNG
    keeps = media is MediaType.PNG and _is_see_through(picture)
    return _encoded(picture.convert("RGBA" if keeps else "RGB"), media).content


def upright(content: bytes, kind: Kind) -> Image.Image:
    """The decoded picture as people see it; raises FileRefusedError for more than 50 million pixels
    before it decodes any.
    """
    try:
        with Image.open(io.BytesIO(content), formats=(kind.value,)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise FileRefusedError(RefusalReason.TOO_MANY_PIXELS)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return ImageOps.exif_transpose(picture)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise FileRefusedError(RefusalReason.TOO_MANY_PIXELS) from error


def _is_see_through(picture: Image.Image) -> bool:
    return picture.has_transparency_data


def _encoded(picture: Image.Image, media: MediaType) -> CleanFile:
    """A new picture of the same dots: what else a decoder kept of its file stays behind."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    file = io.BytesIO()
    if media is MediaType.JPEG:
        bare.save(file, "JPEG", quality=QUALITY, optimize=True)
    else:
        bare.save(file, "PNG")
    return CleanFile(media, file.getvalue())
