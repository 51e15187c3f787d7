"""A case's history for staff, newest first: every event in a sentence, with the texts it wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from casework.domain.case import case_number
from casework.domain.events import ActorKind
from casework.domain.particulars import ParticularsKind, ParticularsRef
from casework.domain.routing_facts import Suggestion
from casework.domain.supervision_notice import Letter
from casework.web.dates import date_text, deadline_text, moment_text
from casework.web.pages.desk.letter_number import letter_number
from casework.web.pages.desk.sentences import ANY, SENTENCES, WORDS
from casework.web.pages.desk.vocabulary import A_TEXT, TEXT_KINDS
from casework.web.pages.names import unit_name
from casework.web.pages.written_text import whole_text

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile
    from casework.domain.events import Event
    from casework.domain.organisation import Organisation
    from casework.web.pages.desk.sentence import Sentence
    from casework.web.wording import Wording

AT_A_DEADLINE = frozenset({"CaseClosed", "DeadlineMissed"})
"""Types that time itself brings about: their instant is written as the deadline was."""

LONG = 240
"""Characters beyond which a text is folded away."""

_CASES = frozenset({"into", "merged", "other"})
"""Fields that hold the id of another case."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Text:
    """A text that somebody wrote; `shown` is None when it was erased or is not for this reader."""

    kind: str
    shown: str | None
    is_long: bool
    beginning: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One event: what happened, who did it, when (`iso` for machines, UTC), and how it stands to
    its deadline (None where it had none).
    """

    title: str
    lines: tuple[str, ...]
    who: str
    when: str
    iso: str
    on_time: bool | None
    light: str | None
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Historian:
    """Tells events of one file in one language."""

    file: CaseFile
    organisation: Organisation
    now: datetime
    say: Wording

    def entries(self, after: int = 0) -> tuple[HistoryEntry, ...]:
        """Every event, or those after a version of the case; the newest first."""
        return tuple(self._entry(each) for each in reversed(self.file.events) if each.seq > after)

    def _entry(self, event: Event) -> HistoryEntry:
        sentence = SENTENCES.get(event.type, ANY)
        write = deadline_text if event.type in AT_A_DEADLINE else moment_text
        return HistoryEntry(
            title=self._worded(sentence.title, event) or self.say(ANY.title),
            lines=self._lines(sentence, event),
            who=self._who(event),
            when=write(event.at, self.say.language, self.now),
            iso=event.at.strftime("%Y-%m-%dT%H:%MZ"),
            on_time=getattr(event.body, "on_time", None),
            light=sentence.light,
            texts=tuple(self.text(ref) for ref in _refs(event.body)),
        )

    def _lines(self, sentence: Sentence, event: Event) -> tuple[str, ...]:
        worded = (self._worded(line, event) for line in sentence.lines)
        return tuple(line for line in worded if line)

    def _worded(self, msgid: str, event: Event) -> str | None:
        """The sentence with its fields filled in; None when one of them is empty."""
        names = _PLACEHOLDER.findall(msgid)
        values = {name: self._value(event, name) for name in names}
        return self.say(msgid, **values) if all(values.values()) else None

    def _value(self, event: Event, name: str) -> str:
        return self._words(getattr(event.body, name, None), name, event)

    def _words(self, value: Any, name: str, event: Event) -> str:
        """One field in words; empty where there is nothing to say."""
        if value is None or value == "":
            return ""
        if isinstance(value, tuple | list):
            return self.say.join([self._words(each, name, event) for each in value])
        if isinstance(value, date):
            return self._day(value)
        if isinstance(value, Suggestion):
            duty = self.say.join(list(value.keywords))
            return duty if name == "suggestion" else self._unit(value.lead)
        if name == "letter":
            return self._letter(value)
        return self._code(value, name, event)

    def _day(self, value: date) -> str:
        if isinstance(value, datetime):
            return deadline_text(value, self.say.language, self.now)
        return date_text(value, self.say.language, self.now)

    def _code(self, value: Any, name: str, event: Event) -> str:
        code = str(value)
        if name in _CASES:
            return case_number(code)
        table = WORDS.get(f"{event.type}.{name}") or WORDS.get(name) or {}
        if code in table:
            return self.say(table[code])
        return "" if isinstance(value, bool) else self._unit(code)

    def _letter(self, value: Any) -> str:
        letter = value if isinstance(value, Letter) else self.file.case.letter(str(value))
        return letter_number(letter.number, self.organisation, self.say) if letter else "–"

    def _unit(self, unit: str) -> str:
        outsider = self.organisation.outsiders.get(unit)
        return self.say.name(outsider) if outsider else unit_name(unit, self.organisation, self.say)

    def _who(self, event: Event) -> str:
        actor = event.actor
        if actor.kind is ActorKind.ENTERPRISE:
            return self.say("Enterprise")
        if actor.kind is ActorKind.PLATFORM:
            return self.say("The platform")
        return self._unit(actor.unit) if actor.unit else self.say("Staff")

    def text(self, ref: ParticularsRef) -> Text:
        """A text with what it is called."""
        shown = whole_text(self.file, ref) or self.file.text(ref, "reason")
        words = shown or ""
        kind = self.say(TEXT_KINDS.get(ref.kind, A_TEXT))
        return Text(kind, shown, len(words) > LONG, words[: LONG // 2])


_SHOWN_FIRST = frozenset({ParticularsKind.FILING, ParticularsKind.CORRECTED})


def _refs(body: Any) -> list[ParticularsRef]:
    """The texts of a fact, but for what the page shows first: the filing, or its correction."""
    values = (getattr(body, field.name) for field in fields(body))
    refs = [value for value in values if isinstance(value, ParticularsRef)]
    return [ref for ref in refs if ref.kind not in _SHOWN_FIRST]
