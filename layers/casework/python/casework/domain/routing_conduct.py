"""Complaints about public bodies: in doubt it is one, as no body handles one about itself."""

from collections.abc import Iterable

from casework.domain.conduct import Conduct
from casework.domain.duty_catalogue import Duty
from casework.domain.organisation import UNNAMED_BODY
from casework.domain.phrases import Span
from casework.domain.routing_reading import Reading


def bodies_complained_about(
    reading: Reading, conduct: Conduct, clear_wrong: bool
) -> tuple[str, ...]:
    """Whose conduct the text complains of: those named near the complaint, else all named, else a
    body not named.

    Empty when it complains of none. `clear_wrong` says that its words speak clearly of a private
    wrong. In doubt it is a complaint: a person can say that it is none, but a body that received a
    complaint about itself cannot forget it.
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
    """Whether public power may be what is complained of, and nothing shows that somebody only
    asks.
    """
    if reading.has_any(conduct.enquiries):
        return False
    if _shows_public_power(reading, conduct) or reading.category in conduct.categories:
        return True
    somebody_else = duty.private_wrong and reading.has_any(conduct.private_causes)
    return not somebody_else and not reading.has_any(conduct.questions)


def _telling_words(reading: Reading, conduct: Conduct, clear_wrong: bool) -> frozenset[str]:
    somebody_else = clear_wrong and reading.has_any(conduct.private_causes)
    if somebody_else and not _shows_public_power(reading, conduct):
        return conduct.plain
    return conduct.plain | conduct.soft


def _shows_public_power(reading: Reading, conduct: Conduct) -> bool:
    return bool(reading.mentions.bodies) or reading.has_any(conduct.acts)


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
