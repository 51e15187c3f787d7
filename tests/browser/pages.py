"""Every page that the public can come to, and how one comes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.casework import FILING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.county import County
    from tests.browser.visiting import Person

TYPED = {
    name: FILING[name]
    for name in ("what_happened", "enterprise_name", "contact_name", "contact_phone")
}
WRONG = {"contact_phone": "12345", "credit_code": "91371724MA3C0R4X1A"}


def filing(person: Person, county: County) -> None:
    person.open(county.filing)


def filing_open(person: Person, county: County) -> None:
    person.open(county.filing)
    for summary in person.find("details > summary").all():
        summary.click()


def filing_wrong(person: Person, county: County) -> None:
    person.open(county.filing)
    person.find("details > summary").first.click()
    person.fill(WRONG)
    person.submit()


def receipt(person: Person, county: County) -> None:
    person.open(county.filing)
    person.fill(TYPED)
    person.submit()


def receipt_confidential(person: Person, county: County) -> None:
    person.open(county.filing)
    person.fill(TYPED)
    person.find("#confidential").check()
    person.submit()


def already_filed(person: Person, county: County) -> None:
    receipt(person, county)
    person.page.go_back()
    person.fill({"what_happened": "同一张借条，对方今天答应先还一半，请一并记下。"})
    person.submit()


def tracking_waiting(person: Person, county: County) -> None:
    person.open(county.waiting.tracking)


def tracking_assigned(person: Person, county: County) -> None:
    person.open(county.assigned.tracking)


def tracking_replied(person: Person, county: County) -> None:
    person.open(county.replied.tracking)
    person.find("details > summary").first.click()


def tracking_resolved(person: Person, county: County) -> None:
    person.open(county.resolved.tracking)


def tracking_rated(person: Person, county: County) -> None:
    person.open(county.rated.tracking)


def tracking_answered(person: Person, county: County) -> None:
    person.open(county.answered.tracking)


def tracking_closed(person: Person, county: County) -> None:
    person.open(county.closed.tracking)


def tracking_overdue(person: Person, county: County) -> None:
    person.open(county.overdue.tracking)


def files(person: Person, county: County) -> None:
    person.open(f"{county.assigned.tracking}/files")


def files_waiting(person: Person, county: County) -> None:
    person.open(f"{county.assigned.tracking}/files?sent={'0' * 20}&since=ffffffff")


def files_closed(person: Person, county: County) -> None:
    person.open(f"{county.closed.tracking}/files")


def letter(person: Person, county: County) -> None:
    person.open(county.letter)


def addition_wrong(person: Person, county: County) -> None:
    person.open(county.assigned.tracking)
    person.submit()


def written(person: Person, county: County) -> None:
    person.open(county.replied.tracking)
    person.press(".timeline a.tap")


def rating(person: Person, county: County) -> None:
    person.open(county.rating(county.resolved))


def rating_low(person: Person, county: County) -> None:
    person.open(county.rating(county.resolved))
    person.find("[value=dissatisfied]").check()


def rating_wrong(person: Person, county: County) -> None:
    rating_low(person, county)
    person.find("[value=long_wait]").check()
    person.fill({"text": "等" * 3000})
    person.submit()


def rating_empty(person: Person, county: County) -> None:
    person.open(county.rating(county.resolved))
    person.submit()


def rated(person: Person, county: County) -> None:
    person.open(county.rating(county.rated))


def not_yet_rateable(person: Person, county: County) -> None:
    person.open(county.rating(county.assigned))


def nothing_here(person: Person, county: County) -> None:
    person.open(f"/q/{'0' * 20}")


def too_large(person: Person, county: County) -> None:
    person.open(county.filing)
    person.fill({"what_happened": "长" * 30_000})
    person.submit()


PAGES: dict[str, Callable[[Person, County], None]] = {
    page.__name__: page
    for page in (
        filing,
        filing_open,
        filing_wrong,
        receipt,
        receipt_confidential,
        already_filed,
        tracking_waiting,
        tracking_assigned,
        tracking_replied,
        tracking_resolved,
        tracking_rated,
        tracking_answered,
        tracking_closed,
        tracking_overdue,
        files,
        files_waiting,
        files_closed,
        letter,
        addition_wrong,
        written,
        rating,
        rating_low,
        rating_wrong,
        rating_empty,
        rated,
        not_yet_rateable,
        nothing_here,
        too_large,
    )
}
