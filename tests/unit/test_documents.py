"""What the documents say is there is there: requirements, tests, files, commands, alarms, links."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "layers/casework/python/casework"
READMES = ("README.md", "README.zh-CN.md")
RUN_BOOK = "docs/run-book.md"
DOCUMENTS = sorted(
    str(path.relative_to(ROOT))
    for folder in (ROOT, ROOT / "docs", ROOT / ".github")
    for path in folder.glob("*.md")
)
REQUIREMENTS = [
    f"{part}{number}"
    for part, last in (("P", 10), ("E", 8), ("O", 11), ("I", 5))
    for number in range(1, last + 1)
]
TODAY = {"yes": "yes", "part": "part", "not yet": "no", "是": "yes", "部分": "part", "尚未": "no"}
WRITTEN_BY_THE_OPERATOR = {"jurisdiction.json"}

_ROW = re.compile(r"^\| ([PEOI]\d+) \| [^|]+ \| ([^|:：]+?)(?:[:：][^|]*)? \|(.*)\|$", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_BLOCK = re.compile(r"^ *```.*?^ *```$|^(?: {4}[^\n]*\n)+", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"[\w.][\w./-]*\.(?:py|json|yaml|toml|md|tsv|png)")
_TEST = re.compile(r"(tests/[\w./-]+\.py)::(test_\w+)")
_TARGET = re.compile(r"\bmake ([a-z][a-z0-9]*)\b(?!=)")
_LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_SECTION = re.compile(r"^##+ ([\d.]+) ", re.MULTILINE)
_ALARM = re.compile(r"^  (\w+Alarm):$", re.MULTILINE)


def text_of(document: str) -> str:
    """A document of the repository."""
    return (ROOT / document).read_text("utf-8")


def table_of(readme: str) -> dict[str, tuple[str, frozenset[str]]]:
    """What the README says of each requirement: how far it is, and every place and test named."""
    rows = _ROW.findall(text_of(readme))
    return {
        id_: (TODAY[today.strip()], frozenset(_CODE.findall(rest))) for id_, today, rest in rows
    }


def code_of(document: str) -> list[str]:
    """Everything that a document sets as code."""
    text = text_of(document)
    return [*_BLOCK.findall(text), *_CODE.findall(_BLOCK.sub("", text))]


def anchor_of(heading: str) -> str:
    """How a heading is linked to: lower case, punctuation dropped, blanks as dashes."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("readme", READMES)
def test_every_requirement_stands_once_in_the_table(readme: str) -> None:
    assert [row[0] for row in _ROW.findall(text_of(readme))] == REQUIREMENTS


def test_both_languages_claim_the_same_with_the_same_proof() -> None:
    english, chinese = map(table_of, READMES)
    assert english == chinese


def test_whatever_is_said_to_exist_has_a_place_and_a_test_and_nothing_else_has() -> None:
    named = {
        id_: (today, any(_TEST.fullmatch(word) for word in words), len(words) > 1)
        for id_, (today, words) in table_of(READMES[0]).items()
    }
    exists = {id_ for id_, (today, _, _) in named.items() if today != "no"}
    assert {id_ for id_, (_, proven, placed) in named.items() if proven and placed} == exists
    assert {id_ for id_, (_, proven, placed) in named.items() if proven or placed} == exists


def test_both_languages_have_the_same_sections() -> None:
    english, chinese = (_SECTION.findall(text_of(readme)) for readme in READMES)
    assert english == chinese
    assert [number for number in english if number.endswith(".")] == [f"{n}." for n in range(1, 11)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_named_test_exists(document: str) -> None:
    missing = [
        f"{path}::{name}"
        for path, name in _TEST.findall(text_of(document))
        if not re.search(rf"^def {name}\(", text_of(path), re.MULTILINE)
    ]
    assert "\n".join(missing) == ""


@pytest.mark.parametrize("document", [*READMES, RUN_BOOK])
def test_every_named_file_exists(document: str) -> None:
    named = {word for word in _CODE.findall(text_of(document)) if _FILE.fullmatch(word)}
    places = (ROOT, PRODUCT, PRODUCT / "policy")
    missing = {
        n for n in named - WRITTEN_BY_THE_OPERATOR if not any((p / n).exists() for p in places)
    }
    assert "\n".join(sorted(missing)) == ""


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z][a-z0-9]*):", text_of("Makefile"), re.MULTILINE))
    named = {target for code in code_of(document) for target in _TARGET.findall(code)}
    assert "\n".join(sorted(named - targets)) == ""


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_within_the_repository_leads_somewhere(document: str) -> None:
    broken = []
    for path, anchor in _LINK.findall(text_of(document)):
        target = (ROOT / document).parent / path if path else ROOT / document
        if not target.exists():
            broken.append(path)
        elif anchor and anchor not in map(anchor_of, _HEADING.findall(target.read_text("utf-8"))):
            broken.append(f"{path}#{anchor}")
    assert "\n".join(broken) == ""


def test_the_run_book_has_every_alarm() -> None:
    templates = text_of("infra/template.yaml") + text_of("infra/alarms.yaml")
    of_a_kind = re.compile(r"\w+?(ErrorsAlarm|ThrottlesAlarm|QueueAgeAlarm|RuleAlarm)")
    alarms = {of_a_kind.sub(r"...\1", name) for name in _ALARM.findall(templates)}
    listed = set(re.findall(r"^\| `([\w.]+Alarm)`", text_of(RUN_BOOK), re.MULTILINE))
    assert listed == alarms


def test_the_run_book_says_of_every_room_what_stands_still_without_it() -> None:
    rows = re.findall(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|", text_of(RUN_BOOK), re.MULTILINE)
    listed = [name for row in rows for name in _CODE.findall(row)]
    rooms = {path.parent.name.replace("_", "-") for path in ROOT.glob("functions/*/handler.py")}
    assert sorted(name for name in listed if name in rooms) == sorted(rooms)


def test_the_run_book_says_of_every_queue_where_its_messages_go_again() -> None:
    told = set(re.findall(r"`([a-z-]+-dead-letters(?:\.fifo)?|parking)`", text_of(RUN_BOOK)))
    template = text_of("infra/template.yaml")
    queues = re.findall(r"\$\{AWS::StackName\}-([a-z-]+-dead-letters(?:\.fifo)?|parking)", template)
    assert told == set(queues)
