"""Makes at build time what the pages would otherwise make at their first request: templates, style
and catalogues; and keeps the scripts.

Run as `python precompile.py TARGET`, where TARGET becomes the folder `compiled` beside this file.
"""

import shutil
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

_WEB = Path(__file__).resolve().parent
if not __package__:
    sys.path[0] = str(_WEB.parents[1])

from casework.web.rendering import environment, source_loader  # noqa: E402 - found by the line above
from casework.web.style import assemble, assemble_desk  # noqa: E402
from casework.web.wording import DOMAIN  # noqa: E402


def precompile(target: Path) -> None:
    """Fill `target`; the same sources give the same bytes."""
    target.mkdir(parents=True, exist_ok=True)
    environment(source_loader()).compile_templates(target / "templates", zip=None)
    (target / "style.css").write_text(assemble(), encoding="utf-8")
    (target / "desk.css").write_text(assemble_desk(), encoding="utf-8")
    copy_scripts(target / "scripts")
    compile_catalogues(target / "catalogues")


def copy_scripts(target: Path) -> None:
    """Keep the scripts of components, each under its component's name."""
    target.mkdir(exist_ok=True)
    for source in sorted(_WEB.glob("components/*/*.js")):
        shutil.copyfile(source, target / source.name)


def compile_catalogues(target: Path) -> None:
    """Write the binary form of every catalogue; `target` may be the folder of the sources."""
    for source in sorted(_WEB.glob(f"catalogues/*/LC_MESSAGES/{DOMAIN}.po")):
        compiled = (target / source.relative_to(_WEB / "catalogues")).with_suffix(".mo")
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as text, compiled.open("wb") as binary:
            write_mo(binary, read_po(text))


if __name__ == "__main__":
    precompile(Path(sys.argv[1]))
