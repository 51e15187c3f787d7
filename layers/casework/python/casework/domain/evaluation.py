"""Ratings (评价) of the handling of a case: five grades, with reasons for the low ones (E1, E3)."""

from __future__ import annotations

from enum import StrEnum


class Grade(StrEnum):
    """The five grades of public-service rating in China, best first."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"


LOW_GRADES = frozenset({Grade.DISSATISFIED, Grade.VERY_DISSATISFIED})
"""Grades that ask for a reason and later open a rectification."""


class RatingReason(StrEnum):
    """What made a party dissatisfied."""

    PAPERS_NOT_CLEAR = "papers_not_clear"
    REPEATED_TRIPS = "repeated_trips"
    ATTITUDE = "attitude"
    LONG_WAIT = "long_wait"
    NOT_SOLVED = "not_solved"
    PASSED_AROUND = "passed_around"
