"""Red lights (红灯) on the case page: the state in words, the evidence side by side, the texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.oversight_state import RedLightState
from casework.domain.red_light import decider_of
from casework.domain.red_light_events import (
    CaseStated,
    EvidenceExcluded,
    EvidenceKind,
    Exclusion,
    RedLightAppealDecided,
    RedLightAppealed,
    RedLightDismissed,
    RedLightProposed,
    RedLightSigned,
)
from casework.domain.red_light_evidence import evidence_against
from casework.web.dates import deadline_text, moment_text
from casework.web.pages.desk.letter_number import letter_number
from casework.web.pages.desk.light import LightMark, mark_of
from casework.web.pages.desk.vocabulary import STAGES
from casework.web.pages.names import unit_name
from casework.web.wording import N_

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.organisation import Organisation
    from casework.domain.oversight_state import RedLight
    from casework.domain.red_light_events import Evidence
    from casework.web.desk_forms.filling import FormView
    from casework.web.pages.desk.clocks import ClockReader
    from casework.web.pages.desk.history import Historian, Text
    from casework.web.wording import Wording

EVIDENCE = {
    EvidenceKind.MISSED_AFTER_LETTER: N_("Missed again after a letter: %(about)s"),
    EvidenceKind.GROUNDLESS_RETURN: N_("Returned without a legal ground"),
    EvidenceKind.FALSE_CLOSING: N_("Reported done and was not"),
    EvidenceKind.LETTER_UNANSWERED: N_("Letter not answered: %(about)s"),
    EvidenceKind.PRESSURE: N_("Pressed the enterprise to withdraw"),
}

EXCLUSIONS = {
    Exclusion.UNDER_APPEAL: N_("under appeal"),
    Exclusion.CAUSED_BY_OTHERS: N_("caused by others"),
    Exclusion.NOT_THE_REPORTERS: N_("the report was not the reporter's own"),
}

MARKS = {
    RedLightState.PROPOSED: N_("Red light proposed"),
    RedLightState.DISMISSED: N_("No red light"),
    RedLightState.LIFTED: N_("Red light lifted"),
}
"""What is said of those that are no light, or none yet."""

SAID = (
    RedLightProposed
    | CaseStated
    | EvidenceExcluded
    | RedLightSigned
    | RedLightDismissed
    | RedLightAppealed
    | RedLightAppealDecided
)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence: what, when, and whether it counts (`why` not, where it does not)."""

    what: str
    when: str
    counts: bool
    why: str | None


@dataclass(frozen=True, slots=True)
class RedLightCard:
    """One red light in words; `forms` are what this person may do about it now."""

    anchor: str
    title: str
    mark: LightMark
    state: str
    rows: tuple[EvidenceRow, ...]
    texts: tuple[Text, ...]
    forms: tuple[FormView, ...]
    is_mine_to_decide: bool


def red_light_cards(
    historian: Historian, reader: ClockReader, unit: str, forms: tuple[FormView, ...]
) -> tuple[RedLightCard, ...]:
    """The red lights that the file given to this reader has, the newest first."""
    lights = reversed(historian.file.case.red_lights)
    return tuple(_card(light, historian, reader, unit, forms) for light in lights)


def _card(
    light: RedLight,
    historian: Historian,
    reader: ClockReader,
    unit: str,
    forms: tuple[FormView, ...],
) -> RedLightCard:
    case, say = historian.file.case, reader.say
    mine = tuple(form for form in forms if form.operation.startswith(f"red-lights/{light.id}/"))
    decisions = ("signature", "dismissal", "appeal-decision")
    bodies = [event.body for event in historian.file.events]
    refs = [b.particulars for b in bodies if isinstance(b, SAID) and b.red_light == light.id]
    return RedLightCard(
        anchor=f"red-light-{light.id}",
        title=unit_name(light.unit, reader.organisation, say),
        mark=_mark(light, reader),
        state=_state(light, reader),
        rows=tuple(_row(item, case, reader) for item in _evidence(light, case)),
        texts=tuple(historian.text(ref) for ref in refs if ref is not None),
        forms=mine,
        is_mine_to_decide=any(form.operation.endswith(decisions) for form in mine),
    )


def _evidence(light: RedLight, case: Case) -> tuple[Evidence, ...]:
    """As it was recorded; of one that waits for its decision, with what has been excluded since."""
    if light.state is not RedLightState.PROPOSED:
        return light.evidence
    now = {item.key: item for item in evidence_against(case, light.unit)}
    return tuple(item if item.excluded else now.get(item.key, item) for item in light.evidence)


def _mark(light: RedLight, reader: ClockReader) -> LightMark:
    if light.state.is_shown:
        return mark_of("red", reader.say)
    kind = "paused" if light.state is RedLightState.PROPOSED else "done"
    return LightMark(kind, reader.say(MARKS[light.state]))


def _state(light: RedLight, reader: ClockReader) -> str:
    say = reader.say
    template, values = _STATES[light.state](light, reader)
    return say(template, **values)


def _proposed(light: RedLight, reader: ClockReader) -> tuple[str, dict[str, str]]:
    decider = unit_name(decider_of(light.unit), reader.organisation, reader.say)
    if light.stated_at is not None:
        when = _moment(light.stated_at, reader)
        said = N_("The unit stated its case on %(when)s. %(decider)s signs or dismisses.")
        return said, {"when": when, "decider": decider}
    by = deadline_text(light.state_by, reader.say.language, reader.now)
    if reader.now < light.state_by:
        waits = N_("The unit may state its case until %(by)s; nobody decides before.")
        return waits, {"by": by}
    silent = N_("The unit said nothing until %(by)s. %(decider)s signs or dismisses.")
    return silent, {"by": by, "decider": decider}


def _signed(light: RedLight, reader: ClockReader) -> tuple[str, dict[str, str]]:
    values = {"when": _moment(light.decided_at, reader), "body": _body(light, reader)}
    if light.appeal_by is None or reader.now >= light.appeal_by:
        final = N_("Signed on %(when)s and referred to %(body)s (recommendation). No appeal came.")
        return final, values
    by = deadline_text(light.appeal_by, reader.say.language, reader.now)
    open_ = N_(
        "Signed on %(when)s and referred to %(body)s (recommendation). "
        "Appeal possible until %(by)s."
    )
    return open_, {**values, "by": by}


def _dismissed(light: RedLight, reader: ClockReader) -> tuple[str, dict[str, str]]:
    words = N_("Dismissed on %(when)s: the evidence does not bear a red light.")
    return words, {"when": _moment(light.decided_at, reader)}


def _appealed(light: RedLight, reader: ClockReader) -> tuple[str, dict[str, str]]:
    words = N_("The unit appealed on %(when)s. The leading group decides; until then it is shown.")
    return words, {"when": _moment(light.appealed_at, reader)}


def _upheld(light: RedLight, reader: ClockReader) -> tuple[str, dict[str, str]]:
    words = N_("Upheld on appeal, finally; referred to %(body)s (recommendation).")
    return words, {"body": _body(light, reader)}


def _lifted(light: RedLight, reader: ClockReader) -> tuple[str, dict[str, str]]:
    return N_("Lifted on appeal, finally. It is no light any more; the record stays."), {}


_STATES = {
    RedLightState.PROPOSED: _proposed,
    RedLightState.SIGNED: _signed,
    RedLightState.DISMISSED: _dismissed,
    RedLightState.APPEALED: _appealed,
    RedLightState.UPHELD: _upheld,
    RedLightState.LIFTED: _lifted,
}


def _moment(at: datetime | None, reader: ClockReader) -> str:
    return moment_text(at, reader.say.language, reader.now) if at else "–"


def _body(light: RedLight, reader: ClockReader) -> str:
    """The competent body, which may be no unit of the county's own."""
    if light.referred_to is None:
        return "–"
    outsider = reader.organisation.outsiders.get(light.referred_to)
    if outsider is not None:
        return reader.say.name(outsider)
    return unit_name(light.referred_to, reader.organisation, reader.say)


def _row(item: Evidence, case: Case, reader: ClockReader) -> EvidenceRow:
    say = reader.say
    when = deadline_text(item.at, say.language, reader.now) if item.at else "–"
    return EvidenceRow(
        what=evidence_words(item, case, reader.organisation, say),
        when=when,
        counts=item.excluded is None,
        why=say(EXCLUSIONS[item.excluded]) if item.excluded else None,
    )


def evidence_words(item: Evidence, case: Case, organisation: Organisation, say: Wording) -> str:
    """What a piece of evidence says against the unit, in one line."""
    return say(EVIDENCE[item.kind], about=_about(item, case, organisation, say))


def _about(item: Evidence, case: Case, organisation: Organisation, say: Wording) -> str:
    """The step that was missed, or the number of the letter."""
    letter = case.letter(item.ref)
    if letter is not None:
        return letter_number(letter.number, organisation, say)
    words = {stage.value: word for stage, word in STAGES.items()}
    stage, _, rest = item.ref.partition("/")
    turn = rest.partition("/")[0]
    word = say(words[stage]) if stage in words else item.ref
    return word if turn in {"", "1"} else say("%(stage)s, round %(n)s", stage=word, n=turn)
