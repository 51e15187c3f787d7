"""The one style of the enterprise's pages, assembled from tokens and components and put inline into
each page.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path

_WEB = Path(__file__).parent
COMPILED = _WEB / "compiled" / "style.css"
"""The style as the build assembled it; absent in a checkout, where it is assembled at first use."""


def assemble(web: Path = _WEB) -> str:
    """`tokens.css`, then every component's style by name, minified."""
    sources = [web / "tokens.css", *sorted(web.glob("components/*/*.css"))]
    return minify("\n".join(source.read_text(encoding="utf-8") for source in sources))


def minify(css: str) -> str:
    """The same rules without comments and needless blanks; strings with runs of blanks do not occur
    in ours.
    """
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    narrow = re.sub(r"\s+", " ", bare)
    tight = re.sub(r" ?([{};,]) ?", r"\1", narrow)
    return re.sub(r": ", ":", tight).replace(";}", "}").strip()


@cache
def style() -> str:
    """The style as it stands between `<style>` and `</style>`."""
    return COMPILED.read_text(encoding="utf-8") if COMPILED.is_file() else assemble()


@cache
def content_security_policy() -> str:
    """The header of every page: our own style by its hash, our own forms, data pictures, and
    nothing else at all.
    """
    digest = b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
