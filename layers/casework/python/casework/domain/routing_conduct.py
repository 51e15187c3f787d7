"""Complaints about public bodies (作风投诉): recognised generously, because a body never handles one about itself."""

from collections.abc import Iterable

from casework.domain.duty_catalogue import Conduct, Duty
from casework.domain.organisation import UNNAMED_BODY
from casework.domain.phrases import Span
from casework.domain.routing_reading import Reading


def bodies_complained_about(
    reading: Reading, conduct: Conduct, clear_wrong: bool
) -> tuple[str, ...]:
    """Whose conduct the text complains of: those named near the complaint, else all named, else a body not named.

    Empty when it complains of none. `clear_wrong` says that its words speak clearly of a private wrong. In doubt it is
    a complaint: a person can say that it is none, but a body that received a complaint about itself cannot forget it.
    """
    bodies = reading.mentions.bodies
    told = reading.marks(_telling_words(reading, conduct, clear_wrong), conduct.unless)
    nearby = told + reading.marks(_words_that_count_near(reading, conduct), conduct.unless)
    near = [body for body, at in bodies.items() if _are_near(at, nearby, conduct.window)]
    if not near and not told:
        return ()
    named = near or list(bodies)
    return tuple(body for body in named if body != UNNAMED_BODY) or (UNNAMED_BODY,)


def is_doubtful(reading: Reading, duty: Duty, conduct: Conduct) -> bool:
    """Whether public power may be what is complained of, and nothing shows that somebody only asks."""
    if reading.has_any(conduct.enquiries):
        return False
    if reading.mentions.bodies or reading.category in conduct.categories:
        return True
    asks = reading.has_any(conduct.questions)
    acts = reading.has_any(conduct.acts)
    if not duty.private_wrong:
        return acts or not asks
    return not asks and (acts or not reading.has_any(conduct.private_causes))


def _telling_words(reading: Reading, conduct: Conduct, clear_wrong: bool) -> frozenset[str]:
    by_someone_else = clear_wrong and reading.has_any(conduct.private_causes)
    if by_someone_else and not reading.mentions.bodies and not reading.has_any(conduct.acts):
        return conduct.plain
    return conduct.plain | conduct.soft


def _words_that_count_near(reading: Reading, conduct: Conduct) -> frozenset[str]:
    if reading.has_any(conduct.enquiries):
        return conduct.near_body
    return conduct.near_body | conduct.hints


def _are_near(spans: Iterable[Span], marks: list[Span], window: int) -> bool:
    return any(
        mark[0] - span[1] <= window and span[0] - mark[1] <= window
        for span in spans
        for mark in marks
    )
