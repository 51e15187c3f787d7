"""Duties ranked for a case by points that anyone can add up: weights of words plus bonuses."""

from collections.abc import Iterable
from dataclasses import replace

from casework.domain.duty_catalogue import Duty, DutyCatalogue
from casework.domain.phrases import GAP, Span
from casework.domain.routing_facts import Suggestion
from casework.domain.routing_reading import Reading, lies_within


def rank_duties(reading: Reading, catalogue: DutyCatalogue) -> list[Suggestion]:
    """The duties of which a word was found, most points first, equal ones by id."""
    scored = (_suggest(duty, reading, catalogue) for duty in catalogue.duties.values())
    return sorted((each for each in scored if each), key=lambda each: (-each.score, each.duty))


def inspectors_first(
    ranked: list[Suggestion], about: tuple[str, ...], catalogue: DutyCatalogue
) -> list[Suggestion]:
    """The same suggestions for a complaint about `about`: the inspectors' duty first, those
    bodies nowhere.
    """
    duty = catalogue.duties[catalogue.conduct.duty]
    unfound = Suggestion(duty.id, duty.lead, duty.co_handlers, 0, ())
    first = next((each for each in ranked if each.duty == duty.id), unfound)
    others = [each for each in ranked if each.duty != duty.id]
    return [
        replace(each, co_handlers=tuple(unit for unit in each.co_handlers if unit not in about))
        for each in (first, *others)
        if each.lead not in about
    ]


def score_and_margin(ranked: list[Suggestion]) -> tuple[int, int]:
    """Points of the first suggestion, and how many more it has than the best one of another
    unit; never negative.
    """
    if not ranked:
        return 0, 0
    best = ranked[0]
    rivals = [each.score for each in ranked if each.lead != best.lead]
    return best.score, max(0, best.score - max(rivals, default=0))


def _suggest(duty: Duty, reading: Reading, catalogue: DutyCatalogue) -> Suggestion | None:
    """The duty with its points; nothing when its excludes outweigh its words or its townships
    are elsewhere.
    """
    if duty.keywords.keys().isdisjoint(reading.found):
        return None
    if duty.townships and reading.townships.isdisjoint(duty.townships):
        return None
    words = _telling_words(duty, reading, catalogue)
    points = sum(duty.keywords[word] for word in words)
    points -= sum(duty.excludes[word] for word in reading.found.keys() & duty.excludes.keys())
    if points <= 0:
        return None
    bonus = catalogue.confidence
    points += bonus.category_bonus * (duty.category == reading.category)
    points += bonus.township_bonus * bool(duty.townships)
    points += bonus.named_unit_bonus * (duty.lead in reading.mentions.bodies)
    return Suggestion(duty.id, duty.lead, duty.co_handlers, points, words)


def _telling_words(duty: Duty, reading: Reading, catalogue: DutyCatalogue) -> tuple[str, ...]:
    """The duty's words that were found, heaviest first.

    A word that stands only inside heavier ones, or inside a phrase that denies the duty's
    procedure, tells nothing.
    """
    words = sorted(
        reading.found.keys() & duty.keywords.keys(),
        key=lambda word: (-duty.keywords[word], GAP in word, -len(word), word),
    )
    told: list[Span] = []
    if duty.procedure:
        told += reading.spans_of(catalogue.procedures[duty.procedure].unless)
    return tuple(_outside(words, told, reading))


def _outside(words: Iterable[str], told: list[Span], reading: Reading) -> Iterable[str]:
    for word in words:
        spans = reading.found[word]
        if not all(lies_within(span, told) for span in spans):
            told.extend(spans)
            yield word
