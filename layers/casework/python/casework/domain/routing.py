"""Routing (分流): which public body a case should go to, in points a person can add up, or why a person must decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from casework.domain.duty_catalogue import Duty, DutyCatalogue
from casework.domain.events import Suggestion, TriageReason
from casework.domain.organisation import UNNAMED_BODY, Mentions, Organisation
from casework.domain.phrases import Span, normalise

MAX_SUGGESTIONS = 5
"""Suggestions kept with a proposal: what a clerk takes in at a glance and an event can hold."""


class RoutingOutcome(StrEnum):
    """Whether the rules may assign the case or a person must."""

    ASSIGN = "assign"
    TRIAGE = "triage"


@dataclass(frozen=True, slots=True)
class RoutingProposal:
    """What the catalogue says about one case: ids, points and the catalogue's own words, none of the filer's.

    `suggestions` are ranked best first, one per duty. `score` is the best one's; `margin` is what it has more than the
    best duty of any other unit. `about_bodies` (units and outsiders) is filled exactly when the text complains about a
    public body, and none of them is suggested. `procedure` is filled when the matter has a procedure of its own.
    """

    outcome: RoutingOutcome
    triage_reason: TriageReason | None
    suggestions: tuple[Suggestion, ...]
    score: int
    margin: int
    about_bodies: tuple[str, ...]
    procedure: str | None
    catalogue: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was found in a text, before it is judged."""

    found: Mapping[str, tuple[Span, ...]]
    mentions: Mentions
    category: str | None
    townships: frozenset[str]


def classify(  # noqa: PLR0913 - the case's four facts and the two documents it is judged by
    text: str,
    category: str | None,
    township: str | None,
    confidential: bool,
    catalogue: DutyCatalogue,
    organisation: Organisation,
) -> RoutingProposal:
    """The proposal for a case; total: any text gets one, and whatever is unclear goes to triage (P1, P4).

    Never assigned by rule: a confidential case, a complaint about a public body or its staff, a matter with a
    procedure of its own, and what only the service centre itself can answer.
    """
    normal = normalise(text)
    mentions = organisation.mentions(normal)
    townships = frozenset({township}) if township else mentions.townships
    reading = _Reading(catalogue.phrases.find(normal), mentions, category, townships)
    about = _bodies_complained_about(reading, catalogue)
    ranked = _rank(reading, catalogue, about)
    procedure = _procedure_of(reading, ranked, catalogue)
    score, margin = _score_and_margin(ranked)
    reason = _reserved(confidential, about, procedure)
    if reason is None and not _is_confident(ranked, margin, catalogue, organisation):
        reason = TriageReason.NOT_CONFIDENT
    return RoutingProposal(
        outcome=RoutingOutcome.TRIAGE if reason else RoutingOutcome.ASSIGN,
        triage_reason=reason,
        suggestions=tuple(ranked[:MAX_SUGGESTIONS]),
        score=score,
        margin=margin,
        about_bodies=about,
        procedure=procedure,
        catalogue=catalogue.version,
    )


def _reserved(
    confidential: bool, about: tuple[str, ...], procedure: str | None
) -> TriageReason | None:
    """Why a person decides however clear the words are; the gravest reason first."""
    if confidential:
        return TriageReason.CONFIDENTIAL
    if about:
        return TriageReason.ABOUT_PUBLIC_BODY
    return TriageReason.OWN_PROCEDURE if procedure else None


def _is_confident(
    ranked: list[Suggestion], margin: int, catalogue: DutyCatalogue, organisation: Organisation
) -> bool:
    limits = catalogue.confidence
    return (
        bool(ranked)
        and ranked[0].score >= limits.minimum_score
        and margin >= limits.minimum_margin
        and organisation.handles_cases(ranked[0].lead)
    )


def _score_and_margin(ranked: list[Suggestion]) -> tuple[int, int]:
    if not ranked:
        return 0, 0
    best = ranked[0]
    rivals = [each.score for each in ranked if each.lead != best.lead]
    return best.score, max(0, best.score - max(rivals, default=0))


def _rank(
    reading: _Reading, catalogue: DutyCatalogue, about: tuple[str, ...]
) -> list[Suggestion]:
    """Duties by points, best first, equal ones by id; a complaint is the inspectors' first, never the body's own."""
    words = (catalogue.keyword_duties.get(phrase, ()) for phrase in reading.found)
    duties = {duty for holders in words for duty in holders}
    scored = (_suggest(catalogue.duties[duty], reading, catalogue) for duty in duties)
    ranked = sorted((each for each in scored if each), key=lambda each: (-each.score, each.duty))
    return _inspectors_first(ranked, about, catalogue) if about else ranked


def _suggest(duty: Duty, reading: _Reading, catalogue: DutyCatalogue) -> Suggestion | None:
    """The duty with its points, or nothing when its excludes or its townships speak against it."""
    if duty.townships and reading.townships.isdisjoint(duty.townships):
        return None
    words = _telling_words(duty, reading.found)
    score = sum(duty.keywords[word] for word in words)
    score -= sum(weight for word, weight in duty.excludes.items() if word in reading.found)
    if score <= 0:
        return None
    points = catalogue.confidence
    score += points.category_bonus * (duty.category == reading.category)
    score += points.township_bonus * bool(duty.townships)
    score += points.named_unit_bonus * (duty.lead in reading.mentions.bodies)
    return Suggestion(duty.id, duty.lead, duty.co_handlers, score, words)


def _telling_words(duty: Duty, found: Mapping[str, tuple[Span, ...]]) -> tuple[str, ...]:
    """The duty's keywords that were found, heaviest first; a word that stands only inside others counts with them."""
    words = sorted(
        (word for word in duty.keywords if word in found),
        key=lambda word: (-duty.keywords[word], -len(word), word),
    )
    told: list[Span] = []
    telling: list[str] = []
    for word in words:
        if not all(_lies_within(span, told) for span in found[word]):
            telling.append(word)
            told.extend(found[word])
    return tuple(telling)


def _lies_within(span: Span, spans: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _inspectors_first(
    ranked: list[Suggestion], about: tuple[str, ...], catalogue: DutyCatalogue
) -> list[Suggestion]:
    duty = catalogue.duties[catalogue.conduct.duty]
    first = [each for each in ranked if each.duty == duty.id]
    if not first:
        first = [Suggestion(duty.id, duty.lead, duty.co_handlers, 0, ())]
    others = [each for each in ranked if each.duty != duty.id]
    return [
        Suggestion(each.duty, each.lead, _without(each.co_handlers, about), each.score, each.keywords)
        for each in (*first, *others)
        if each.lead not in about
    ]


def _without(units: Iterable[str], about: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(unit for unit in units if unit not in about)


def _bodies_complained_about(reading: _Reading, catalogue: DutyCatalogue) -> tuple[str, ...]:
    """Whose conduct the text complains of: those named near the complaint, else all named, else a body not named.

    Empty when it complains of none. In doubt it is a complaint: a person can say it is none, a body that received a
    complaint about itself cannot forget it.
    """
    conduct, bodies = catalogue.conduct, reading.mentions.bodies
    shields = _spans_of(conduct.unless, reading.found)
    plain = _marks(conduct.plain, shields, reading.found)
    marks = [*plain, *_marks(conduct.near_body, shields, reading.found)]
    near = [body for body, at in bodies.items() if _are_near(at, marks, conduct.window)]
    if not near and not plain:
        return ()
    named = near or list(bodies)
    return tuple(body for body in named if body != UNNAMED_BODY) or (UNNAMED_BODY,)


def _procedure_of(
    reading: _Reading, ranked: list[Suggestion], catalogue: DutyCatalogue
) -> str | None:
    """The procedure whose marks the text bears, the most marked first, else that of the best duty."""
    counts = {
        each.id: len(_marks(each.marks, _spans_of(each.unless, reading.found), reading.found))
        for each in catalogue.procedures.values()
    }
    most = max(counts, key=counts.__getitem__, default=None)
    if most is not None and counts[most]:
        return most
    return catalogue.duties[ranked[0].duty].procedure if ranked else None


def _spans_of(phrases: Iterable[str], found: Mapping[str, tuple[Span, ...]]) -> list[Span]:
    return [span for phrase in phrases for span in found.get(phrase, ())]


def _marks(
    phrases: Iterable[str], shields: list[Span], found: Mapping[str, tuple[Span, ...]]
) -> list[Span]:
    """Where marks stand, those inside a phrase that only sounds like one left out."""
    return [span for span in _spans_of(phrases, found) if not _lies_within(span, shields)]


def _are_near(spans: Iterable[Span], marks: list[Span], window: int) -> bool:
    return any(
        mark[0] - span[1] <= window and span[0] - mark[1] <= window
        for span in spans
        for mark in marks
    )
