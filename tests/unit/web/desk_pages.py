"""What the console's pages are made of in tests: people, settings, files and lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.buckets import Buckets
from casework.domain.clocks import Stage
from casework.domain.deadline import Limit, Pause, Unit
from casework.domain.staff import Role
from casework.ports import Page, WorkItem
from casework.web.pages.desk.case import case_page
from casework.web.pages.desk.inbox import Filters, Listing
from casework.web.pages.desk.people import filing_ref
from casework.web.pages.desk.viewer import NavigationEntry, Setting, Viewer
from casework.web.wording import wording
from tests.builders import calendar, member
from tests.unit.web.case_files import CASE_ID, Story, at, handled, juye

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case_file import CaseFile
    from casework.web.desk_forms.form_spec import OpenForm
    from casework.web.language import Language

BUCKETS = Buckets(486, direct=388, transferred=83, other=15, pending=0, due=23, closed=21)
CSRF = "csrf-of-this-session"
LATE, RUNNING, OVER = at(11, 26, 9), at(12, 9, 10), at(12, 18, 10)
LETTER_ACTIONS = ("letters/5.0/acknowledgement", "letters/5.0/answer")
LEAD_ACTIONS = ("verification", "reply", "resolution", "excuse")


def setting(now: datetime = LATE) -> Setting:
    """The county on a day of the story."""
    return Setting(juye(), calendar(), now)


def viewer(language: Language = "zh", role: Role = Role.HANDLER, unit: str = "transport") -> Viewer:
    """Somebody signed in, with two ways through the console."""
    say = wording(language)
    ways = (
        NavigationEntry(say("Mine"), "/desk/cases?list=mine", 12, current=True),
        NavigationEntry(say("Lights"), "/desk/board"),
    )
    return Viewer(member(role, unit, name="李敏"), CSRF, language, ways)


def clerk(language: Language = "zh") -> Viewer:
    """A clerk of the service centre."""
    return viewer(language, Role.CLERK, "centre")


def case(
    language: Language,
    file: CaseFile,
    *actions: str,
    now: datetime = RUNNING,
    by: Viewer | None = None,
    opened: OpenForm | None = None,
    problem: str | None = None,
) -> str:
    """The case page."""
    return case_page(
        viewer=by or viewer(language),
        setting=setting(now),
        file=file,
        actions=actions,
        open_form=opened,
        problem=problem,
        buckets=BUCKETS,
    )


def overdue() -> CaseFile:
    """Not verified in time: a letter, a yellow light."""
    return Story().assigned("public_security", "emergency").overdue().file()


def paused_and_extended() -> CaseFile:
    """A close clock that was paused for three days and extended."""
    file = handled().file()
    clocks = tuple(
        replace(
            clock,
            pauses=(Pause(at(12, 1, 9), at(12, 4, 9)),),
            extension=Limit(5, Unit.WORKING_DAYS),
        )
        if clock.stage is Stage.RESOLVE
        else clock
        for clock in file.case.clocks
    )
    return replace(file, case=replace(file.case, clocks=clocks))


def standing_still() -> CaseFile:
    """Every clock paused since 1 December."""
    file = handled().file()
    clocks = tuple(replace(each, pauses=(Pause(at(12, 1, 9)),)) for each in file.case.clocks)
    return replace(file, case=replace(file.case, clocks=clocks))


def without_filing(file: CaseFile) -> CaseFile:
    """As a department sees a confidential case."""
    kept = {key: text for key, text in file.particulars.items() if text.ref.kind != "filing"}
    return replace(file, particulars=kept)


def item(file: CaseFile, number: int = 0) -> WorkItem:
    """A line of a list; without the filing's text where the file has none."""
    ref = filing_ref(file)
    words = file.particulars.get(ref.id) if ref else None
    return WorkItem(replace(file.case, id=f"{number}{CASE_ID[1:]}"), words)


def listing(language: Language, name: str = "mine", filters: Filters | None = None) -> Listing:
    """A list with two tabs."""
    say = wording(language)
    tabs = (
        NavigationEntry(say("Mine"), "/desk/cases?list=mine", 12, current=name == "mine"),
        NavigationEntry(say("My department"), "/desk/cases?list=department", 37),
    )
    units = ("transport", "court")
    return Listing(name, say("Mine"), tabs, filters or Filters(), units, "/x.csv")


def work() -> Page:
    """A page of five, and a key for more."""
    hidden = without_filing(Story(confidential=True).assigned().file())
    files = (
        overdue(),
        handled().file(),
        standing_still(),
        handled().excused("emergency").resolved().file(),
        hidden,
    )
    return Page(tuple(item(file, number) for number, file in enumerate(files)), "next key/1")
