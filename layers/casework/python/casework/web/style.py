"""The styles of the enterprise's pages and of the console: two bundles of the same tokens, each put
inline into its pages.
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

DESK_COMPILED = _WEB / "compiled" / "desk.css"
"""The console's, likewise."""

SCRIPTS = _WEB / "compiled" / "scripts"
"""The scripts of components, likewise."""

DESK = "desk_"
"""What the names of the console's own components begin with."""

SHARED = ("error_summary", "field", "notice", "written")
"""Components of the enterprise's pages that the console uses too."""


def assemble(web: Path = _WEB) -> str:
    """`tokens.css`, then every component's style by name, minified; the console's are left out."""
    components = sorted(web.glob("components/*/*.css"))
    return _bundle(web, [each for each in components if not each.parent.name.startswith(DESK)])


def assemble_desk(web: Path = _WEB) -> str:
    """`tokens.css`, what the console shares with the enterprise's pages, then its own."""
    shared = [web / "components" / name / f"{name}.css" for name in SHARED]
    return _bundle(web, [*shared, *sorted(web.glob(f"components/{DESK}*/*.css"))])


def _bundle(web: Path, components: list[Path]) -> str:
    sources = [web / "tokens.css", *components]
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
def desk_style() -> str:
    """The console's style, likewise."""
    return DESK_COMPILED.read_text(encoding="utf-8") if DESK_COMPILED.is_file() else assemble_desk()


@cache
def content_security_policy() -> str:
    """The header of every page: our own style by its hash, our own forms, data pictures, and
    nothing else at all.
    """
    return _policy(style())


@cache
def desk_content_security_policy() -> str:
    """The header of every page of the console."""
    return _policy(desk_style())


@cache
def component_script(component: str) -> str:
    """The script of a component, as it stands in its page; whatever it does can be done without it.
    The build keeps it apart from the components, which it leaves out.
    """
    built = SCRIPTS / f"{component}.js"
    source = _WEB / "components" / component / f"{component}.js"
    return (built if built.is_file() else source).read_text(encoding="utf-8")


@cache
def desk_policy_with(component: str) -> str:
    """The header of a page with the script of a component: that script, and our own addresses."""
    digest = _digest(component_script(component))
    return f"{desk_content_security_policy()}; script-src '{digest}'; connect-src 'self'"


def upload_policy(component: str, storage: str) -> str:
    """The header of a page that sends files: its script, and besides our own addresses exactly one,
    the origin of the storage.
    """
    digest = _digest(component_script(component))
    own = "form-action 'self'"
    allowed = content_security_policy().replace(own, f"{own} {storage}")
    return f"{allowed}; script-src '{digest}'; connect-src 'self' {storage}"


def _policy(css: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(css)}'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
