"""The ways through the console that a role has, in the order in which its day goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.staff import Role
from casework.web.pages.desk.viewer import NavigationEntry
from casework.web.wording import N_, wording

if TYPE_CHECKING:
    from casework.domain.staff import StaffMember
    from casework.web.language import Language

MINE = "mine"
DEPARTMENT = "department"
TRIAGE = "triage"
DECIDE = "decide"
SPECIAL = "special"
TELL = "tell"
BOARD = "board"
SEARCH = "search"
REGISTER = "register"
INTAKE = "intake"
MAIL = "mail"
SUBSCRIPTIONS = "subscriptions"
CODES = "codes"

LABELS = {
    MINE: N_("Mine"),
    DEPARTMENT: N_("My department"),
    TRIAGE: N_("To assign"),
    DECIDE: N_("To decide"),
    TELL: N_("To telephone"),
    SPECIAL: N_("Special supervision"),
    BOARD: N_("Lights"),
    SEARCH: N_("Search"),
    REGISTER: N_("Register"),
    INTAKE: N_("New case"),
    MAIL: N_("E-mails"),
    SUBSCRIPTIONS: N_("Subscriptions"),
    CODES: N_("Printed codes"),
}

HREFS = {
    BOARD: "/desk/oversight/board",
    SPECIAL: "/desk/oversight/special",
    SEARCH: "/desk/search",
    REGISTER: "/desk/oversight/register",
    INTAKE: "/desk/intake",
    MAIL: "/desk/mail",
    SUBSCRIPTIONS: "/desk/registry/subscriptions",
    CODES: "/desk/registry/codes",
}

_DEPARTMENT = (DEPARTMENT, MINE)
_OVERSIGHT = (DECIDE, BOARD, SPECIAL, SEARCH)
WAYS: dict[Role, tuple[str, ...]] = {
    Role.CLERK: (TRIAGE, TELL, MAIL, INTAKE, SEARCH),
    Role.HANDLER: _DEPARTMENT,
    Role.DEPARTMENT_LEAD: _DEPARTMENT,
    Role.INSPECTOR: (DEPARTMENT, MINE, BOARD, SPECIAL, SEARCH, REGISTER),
    Role.SUPERVISOR: (*_OVERSIGHT, TRIAGE, REGISTER),
    Role.LEADER: (BOARD, SPECIAL, DECIDE, SEARCH, REGISTER),
    Role.ADMINISTRATOR: (SUBSCRIPTIONS, CODES),
}
LISTS = frozenset({MINE, DEPARTMENT, TRIAGE, DECIDE, TELL})
"""Ways that are lists of cases, at /desk/cases?list=..."""


def first_list(role: Role) -> str:
    """The list that somebody of this role begins the day with."""
    return next((way for way in WAYS[role] if way in LISTS), DEPARTMENT)


def navigation(
    member: StaffMember, language: Language, current: str | None
) -> tuple[NavigationEntry, ...]:
    """The entries of the bar; `current` is the way that the page is on."""
    say = wording(language)
    return tuple(
        NavigationEntry(say(LABELS[way]), href_of(way), current=way == current)
        for way in WAYS[member.role]
    )


def href_of(way: str) -> str:
    """Where a way begins."""
    return HREFS.get(way, f"/desk/cases?list={way}")
