"""The inbox (案件列表): a list of cases, what is due next first, its filters in the address."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from casework.web.pages.desk.case_rows import row_of
from casework.web.pages.desk.clocks import ClockReader
from casework.web.pages.desk.figures import strip_of
from casework.web.pages.desk.headline import capital
from casework.web.pages.desk.vocabulary import LIGHTS, STATUSES
from casework.web.pages.names import unit_name
from casework.web.pages.option import Option
from casework.web.rendering import renderer
from casework.web.wording import N_

if TYPE_CHECKING:
    from casework.domain.buckets import Buckets
    from casework.domain.organisation import Organisation
    from casework.ports import Page
    from casework.web.pages.desk.viewer import NavigationEntry, Setting, Viewer
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a list, as codes in the address; empty leaves it whole. Nothing here identifies
    a person: names and telephones are looked for by a post.
    """

    stage: str = ""
    light: str = ""
    unit: str = ""

    @property
    def are_set(self) -> bool:
        """Whether anything is left out."""
        return bool(self.stage or self.light or self.unit)

    def query(self, **more: str) -> str:
        """The query of an address that keeps them."""
        pairs = {"stage": self.stage, "light": self.light, "unit": self.unit, **more}
        return urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True, slots=True)
class Listing:
    """Which list: `name` picks the words of the empty one (mine, department, triage, decide,
    special); `title` and the tabs' labels are in the reader's language. `units` are offered as a
    filter where the list spans several.
    """

    name: str
    title: str
    tabs: tuple[NavigationEntry, ...] = ()
    filters: Filters = field(default_factory=Filters)
    units: tuple[str, ...] = ()
    csv_href: str | None = None

    def query(self, **more: str) -> str:
        """The query of this list's address, its filters kept."""
        return self.filters.query(list=self.name, **more)


@dataclass(frozen=True, slots=True)
class BulkAssignment:
    """Where ticked cases go: `cases` (`<case id>.<version>`, repeated) are posted with `lead`."""

    action: str
    problem: str | None = None


_EMPTY = {
    "mine": N_("No case is due with you today"),
    "department": N_("No case is due with your department today"),
    "triage": N_("No case waits to be assigned"),
    "decide": N_("Nothing waits for your decision"),
    "special": N_("No case is under special supervision"),
}

_NO_CASE = N_("No case is on this list")


def inbox_page(
    *,
    viewer: Viewer,
    setting: Setting,
    listing: Listing,
    page: Page,
    buckets: Buckets | None,
    bulk: BulkAssignment | None = None,
    done: str | None = None,
) -> str:
    """A page of a list. With `bulk`, cases can be ticked and assigned together; `done` says what
    was just done, after the redirect.
    """
    filters, organisation = listing.filters, setting.organisation
    viewer = replace(viewer, query=listing.query())
    out = renderer(viewer.language)
    say = out.say
    reader = ClockReader(organisation, setting.calendar, setting.now, say)
    return out.desk_page(
        "inbox",
        viewer=viewer,
        organisation=organisation,
        title=listing.title,
        tabs=listing.tabs,
        filters=filters,
        stages=[Option(status.value, capital(say(STATUSES[status]))) for status in _OPEN_STAGES],
        lights=[Option(code, say(word)) for code, word in LIGHTS.items()],
        units=[Option(each, unit_name(each, organisation, say)) for each in listing.units],
        rows=[row_of(item, viewer.member.unit, reader) for item in page.items],
        all_href="?" + Filters().query(list=listing.name),
        next_href="?" + listing.query(start=page.next_key) if page.next_key else None,
        listing=listing,
        csv_href=listing.csv_href,
        print_href="/desk/print/cases?" + listing.query(),
        bulk=bulk,
        leads=_leads(organisation, say) if bulk else (),
        done=done,
        empty=say(_EMPTY.get(listing.name, _NO_CASE)),
        strip=strip_of(buckets, say),
    )


_OPEN_STAGES = tuple(status for status in STATUSES if status.is_open)


def _leads(organisation: Organisation, say: Wording) -> list[Option]:
    return [
        Option(unit, unit_name(unit, organisation, say))
        for unit in organisation.units
        if organisation.handles_cases(unit)
    ]
