"""An HTML e-mail as the text that its reader sees.

A scanner of our own in linear time: the standard library's parser takes seconds for 20 KB of tags
that are never closed, and anybody can write to the deployment.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from casework.domain.visible_text import without_wide_gaps

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*+)")
_ATTRIBUTE = re.compile(r"""(?<![\w-])([a-zA-Z][\w-]*+)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)""")
_ATTRIBUTES_LENGTH = 4000
_QUOTED_BRACKETS = 8
"""So many `>` may stand in one tag's quoted attributes."""

_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
_UNSEEN = frozenset({"head", "template", "svg", "math", "object", "select", "datalist"})
_EMPTY = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base"})
_BLOCKS = frozenset(
    {
        *("p", "div", "br", "hr", "tr", "table", "ul", "ol", "li", "dl", "dt", "dd", "pre"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "header"),
        *("footer", "address", "form", "fieldset", "center", "figure", "body"),
    }
)
_APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.I)
_HIDDEN = re.compile(r"\shidden(?=[\s/>=]|$)", re.I)
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.I)


def text_of_html(html: str) -> str:
    """The words of a document, without scripts, styles and what is hidden. Paragraphs and lines of
    tables are lines; quoted paragraphs begin with `>` as in a plain e-mail; a link's address
    follows its words unless they say it. It never fails, whatever the text is.
    """
    writer = _Writer()
    for words, tag in _tokens(html):
        writer.write(words)
        writer.pass_tag(tag)
    return writer.text()


def _tokens(html: str) -> Iterator[tuple[str, str]]:
    """Runs of text, each with the tag that ends it; comments and raw elements are left out."""
    place, length = 0, len(html)
    while place < length:
        start = html.find("<", place)
        if start < 0:
            yield html[place:], ""
            return
        end = _end_of(html, start)
        if end == start:  # no tag: a sign of the text
            yield html[place : start + 1], ""
            place = start + 1
            continue
        tag = html[start:end]
        yield html[place:start], tag
        found = _TAG.match(tag)
        name = found[2].lower() if found and not found[1] else ""
        place = _behind(html, end, name) if name in _RAW else end


def _end_of(html: str, start: int) -> int:
    """Behind the tag or comment that begins at `start`; `start` itself where none does."""
    if html.startswith("<!--", start):
        end = html.find("-->", start + 4)
        return end + 3 if end >= 0 else len(html)
    if not _TAG.match(html, start) and not html.startswith(("<!", "<?"), start):
        return start
    first = end = html.find(">", start)
    if first < 0:
        return len(html)
    for _ in range(_QUOTED_BRACKETS):
        if end < 0 or html.count('"', start, end) % 2 == 0:
            break
        end = html.find(">", end + 1)
    return (end if end >= 0 and html.count('"', start, end) % 2 == 0 else first) + 1


def _behind(html: str, start: int, name: str) -> int:
    """Where the end tag of a raw element begins; the document's end where it has none."""
    found = re.compile(f"</{name}(?![a-z0-9])", re.I).search(html, start)
    return found.start() if found else len(html)


class _Writer:
    """Puts the words together as they are passed."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._unseen: list[str] = []
        self._quotes = 0
        self._href = ""
        self._link_words = 0

    def write(self, raw: str) -> None:
        """Words between two tags."""
        if raw and not self._unseen:
            self._line.append(re.sub(r"\s+", " ", unescape(raw)))

    def pass_tag(self, tag: str) -> None:
        """What a tag does to the line that is being written."""
        found = _TAG.match(tag)
        if not found:
            return
        if found[1]:
            self._close(found[2].lower())
        else:
            self._open(found[2].lower(), tag[:_ATTRIBUTES_LENGTH])

    def text(self) -> str:
        """Everything that was written."""
        self._end_line()
        return without_wide_gaps("\n".join(self._lines))

    def _open(self, name: str, tag: str) -> None:
        if name == "body" or (name == "p" and self._unseen == ["p"]):
            self._unseen.clear()  # HTML leaves out the end of what stood before these
        if name in _BLOCKS and not self._unseen:
            self._end_line(name)
        if self._unseen or name in _UNSEEN or _HIDING.search(tag) or _HIDDEN.search(tag):
            if name not in _EMPTY and (not self._unseen or name == self._unseen[-1]):
                self._unseen.append(name)
            return
        if name == "blockquote":
            self._quotes += 1
        elif name == "li":
            self._line.append("- ")
        elif name in {"td", "th"}:
            self._line.append(" ")
        elif name == "a":
            self._href, self._link_words = _attribute(tag, "href"), len(self._line)

    def _close(self, name: str) -> None:
        if self._unseen:
            if name == self._unseen[-1]:
                self._unseen.pop()
            return
        if name == "a":
            self._line.append(self._address())
        if name in _BLOCKS:
            self._end_line(name)
        if name == "blockquote" and self._quotes:
            self._quotes -= 1

    def _end_line(self, name: str = "") -> None:
        """At the edge of a block the line ends, if anything stands in it; an empty one is left by a
        break, and by what stands apart.
        """
        line = "".join(self._line).strip()
        if line:
            self._lines.append(f"> {line}" if self._quotes else line)
        if name in _APART or (name == "br" and not line):
            self._lines.append("")
        self._line.clear()

    def _address(self) -> str:
        """What follows a link's words: its address, where it leads somewhere that they do not
        say.
        """
        said = "".join(self._line[self._link_words :])
        address, self._href = self._href.strip(), ""
        plain = address.removeprefix("mailto:")
        return f" ({plain})" if _ADDRESS.fullmatch(address) and plain not in said else ""


def _attribute(tag: str, name: str) -> str:
    values = (found[2] for found in _ATTRIBUTE.finditer(tag) if found[1].lower() == name)
    return unescape(next(values, "").strip("\"'"))
