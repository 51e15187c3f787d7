"""Who looks at a page of the console, and where from there they can go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.web.language import OTHER
from casework.web.pages.desk.vocabulary import ROLES
from casework.web.pages.names import unit_name

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.organisation import Organisation
    from casework.domain.staff import StaffMember
    from casework.domain.working_days import WorkingCalendar
    from casework.web.language import Language
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One way through the console, its label in the reader's language. `count` stands beside it;
    None where nothing is counted.
    """

    label: str
    href: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a page is made: the jurisdiction, its working days, and the instant (UTC)."""

    organisation: Organisation
    calendar: WorkingCalendar
    now: datetime


@dataclass(frozen=True, slots=True)
class Bar:
    """The dark bar as the layout shows it; `switch` is the link to the other language."""

    navigation: tuple[NavigationEntry, ...]
    name: str
    unit: str
    role: str
    switch: str | None


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in member of staff. `csrf` is the session's secret, hidden in every form.

    `query` is the query of this page's address without `lang`, so that the other language shows the
    same list; None on a page that answers a post: a link would lose what was typed. `colleagues`
    are the people of the same unit whom this person may choose from, where a form asks for one.
    """

    member: StaffMember
    csrf: str
    language: Language
    navigation: tuple[NavigationEntry, ...] = ()
    query: str | None = ""
    colleagues: tuple[StaffMember, ...] = ()

    def bar(self, organisation: Organisation, say: Wording) -> Bar:
        """Who I am and where I can go."""
        return Bar(
            navigation=self.navigation,
            name=self.member.name,
            unit=unit_name(self.member.unit, organisation, say),
            role=say(ROLES[self.member.role]),
            switch=self._switch(),
        )

    def _switch(self) -> str | None:
        if self.query is None:
            return None
        parts = [self.query] if self.query else []
        return "?" + "&".join([*parts, f"lang={OTHER[self.language]}"])
