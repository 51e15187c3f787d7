"""A rendered page as a reader or a browser meets it: its text, its fields, its links, and what it
would load.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br"}
CONTROLS = {"input", "textarea", "select"}


@dataclass
class Element:
    """One element with its attributes and, once closed, all the text within it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str | None:
        """An attribute, if it is there."""
        return self.attributes.get(name)


@dataclass
class HtmlPage(HTMLParser):
    """Every element of a page in the order of opening; it fails on markup that does not nest."""

    source: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []
        self.feed(self.source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; an attribute may stand there once."""
        assert len({name for name, _ in attrs}) == len(attrs), attrs
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of SVG that closes itself."""
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which must be this one."""
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        """Text belongs to every element around it; a script's, which nobody reads, to itself."""
        is_script = bool(self._open) and self._open[-1].tag == "script"
        for element in self._open[-1:] if is_script else self._open:
            element.text += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements of a tag that have these attributes; `class_` asks for one class."""
        wanted = attributes.pop("class_", None)
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(element.get(name) == value for name, value in attributes.items())
            and (wanted is None or wanted in (element.get("class") or "").split())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only element of that kind."""
        (element,) = self.all(tag, **attributes)
        return element

    def words(self, tag: str, **attributes: str) -> list[str]:
        """The texts of elements, blanks made even."""
        return [" ".join(element.text.split()) for element in self.all(tag, **attributes)]

    @property
    def heading(self) -> str:
        """What the page says first."""
        (text,) = self.words("h1")
        return text

    @property
    def text(self) -> str:
        """All that can be read in the body."""
        (text,) = self.words("body")
        return text

    def ids(self) -> list[str]:
        """Every id, in order."""
        return [element["id"] for element in self.elements if "id" in element.attributes]

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms."""
        return {element["name"]: element["value"] for element in self.all("input", type="hidden")}

    def controls(self) -> list[Element]:
        """What a person fills in."""
        fields = [element for element in self.elements if element.tag in CONTROLS]
        return [element for element in fields if element.get("type") != "hidden"]
