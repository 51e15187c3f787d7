"""Routing (分流): which body a case should go to, in points, or why a person must decide."""

from dataclasses import dataclass
from enum import StrEnum

from casework.domain.duty_catalogue import DutyCatalogue
from casework.domain.organisation import UNNAMED_BODY, Organisation
from casework.domain.routing_conduct import bodies_complained_about, is_doubtful
from casework.domain.routing_facts import Suggestion, TriageReason
from casework.domain.routing_ranking import inspectors_first, rank_duties, score_and_margin
from casework.domain.routing_reading import Reading, read_case

MAX_SUGGESTIONS = 5
"""Suggestions kept with a proposal: what a clerk takes in at a glance and an event can hold."""


class RoutingOutcome(StrEnum):
    """Whether the rules may assign the case or a person must."""

    ASSIGN = "assign"
    TRIAGE = "triage"


@dataclass(frozen=True, slots=True)
class RoutingProposal:
    """What the catalogue says about one case: ids, points and the catalogue's own words, none of
    the filer's.

    `suggestions` are ranked best first, one per duty. `score` is the best one's; `margin` is what
    it has more than the best duty of any other unit. `about_bodies` (units and outsiders) is filled
    exactly when the text complains about a public body, and none of them is suggested. `procedure`
    is filled when the matter has a procedure of its own.
    """

    outcome: RoutingOutcome
    triage_reason: TriageReason | None
    suggestions: tuple[Suggestion, ...]
    score: int
    margin: int
    about_bodies: tuple[str, ...]
    procedure: str | None
    catalogue: str


def classify(
    text: str,
    category: str | None,
    township: str | None,
    confidential: bool,
    catalogue: DutyCatalogue,
    organisation: Organisation,
) -> RoutingProposal:
    """The proposal for a case; total: any text gets one, and whatever is unclear goes to triage
    (P1, P4).

    Never assigned by rule: a confidential case, a complaint about a public body or its staff, a
    matter with a procedure of its own, and what only the service centre itself can answer.
    """
    reading = read_case(text, category, township, catalogue, organisation)
    ranked = rank_duties(reading, catalogue)
    procedure = _procedure_of(reading, ranked, catalogue)
    about = _bodies_complained_about(reading, ranked, catalogue)
    if about:
        ranked = inspectors_first(ranked, about, catalogue)
    score, margin = score_and_margin(ranked)
    reason = _reserved(confidential, about, procedure)
    if not reason and not _is_confident(reading, ranked, catalogue, organisation):
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
    """Why a person decides however clear the words are, the gravest reason first."""
    if confidential:
        return TriageReason.CONFIDENTIAL
    if about:
        return TriageReason.ABOUT_PUBLIC_BODY
    return TriageReason.OWN_PROCEDURE if procedure else None


def _is_confident(
    reading: Reading,
    ranked: list[Suggestion],
    catalogue: DutyCatalogue,
    organisation: Organisation,
) -> bool:
    return (
        _is_clear(ranked, catalogue)
        and organisation.handles_cases(ranked[0].lead)
        and not is_doubtful(reading, catalogue.duties[ranked[0].duty], catalogue.conduct)
    )


def _is_clear(ranked: list[Suggestion], catalogue: DutyCatalogue) -> bool:
    score, margin = score_and_margin(ranked)
    limits = catalogue.confidence
    return score >= limits.minimum_score and margin >= limits.minimum_margin


def _bodies_complained_about(
    reading: Reading, ranked: list[Suggestion], catalogue: DutyCatalogue
) -> tuple[str, ...]:
    """By the marks of conduct, or because the inspectors' own duty comes first."""
    best = catalogue.duties[ranked[0].duty] if ranked else None
    clear_wrong = best is not None and best.private_wrong and _is_clear(ranked, catalogue)
    about = bodies_complained_about(reading, catalogue.conduct, clear_wrong)
    if not about and best is not None and best.id == catalogue.conduct.duty:
        return tuple(reading.mentions.bodies) or (UNNAMED_BODY,)
    return about


def _procedure_of(
    reading: Reading, ranked: list[Suggestion], catalogue: DutyCatalogue
) -> str | None:
    """The procedure whose marks the text bears, the most marked first; else the best duty's own."""
    counts = {
        each.id: len(reading.marks(each.marks, each.unless))
        for each in catalogue.procedures.values()
    }
    most = max(counts, key=counts.__getitem__, default=None)
    if most is not None and counts[most]:
        return most
    return catalogue.duties[ranked[0].duty].procedure if ranked else None
