"""Subscriptions (订阅) by department: who is told, who is not, and the form that adds one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.subscription import SubscriptionProtocol, SubscriptionState
from casework.web.pages.desk.figures import strip_of
from casework.web.pages.desk.wrong_fields import wrong_fields
from casework.web.pages.field_messages import by_field
from casework.web.pages.names import unit_name
from casework.web.pages.option import Option
from casework.web.rendering import renderer
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casework.domain.buckets import Buckets
    from casework.domain.organisation import Organisation
    from casework.domain.subscription import Subscription
    from casework.web.pages.desk.viewer import Viewer
    from casework.web.wording import Wording

SUBSCRIPTIONS_HREF = "/desk/registry/subscriptions"

PROTOCOLS = {
    SubscriptionProtocol.EMAIL: N_("E-mail, for people"),
    SubscriptionProtocol.HTTPS: N_("HTTPS address, for a system"),
    SubscriptionProtocol.SQS: N_("SQS queue, for a system"),
}
STATES = {
    SubscriptionState.CONFIRMED: N_("address confirmed"),
    SubscriptionState.PENDING: N_("waiting for confirmation"),
    SubscriptionState.ENDED: N_("ended"),
}
NAMES = {
    "department": N_("Department"),
    "protocol": N_("How messages are sent"),
    "endpoint": N_("Address"),
}
DONE = {
    "subscribed": N_("Subscribed: %(address)s gets the department's messages from now on."),
    "pending": N_(
        "Asked %(address)s to confirm. Nothing else is sent there until its owner opens the link."
    ),
    "tested": N_("A test message is on its way to %(address)s."),
    "ended": N_("The subscription has ended."),
}
"""What the page says after an act, by the code that its address then carries as `done`."""


@dataclass(frozen=True, slots=True)
class SubscriptionForm:
    """What stands in the form: as typed, and the sentence for each wrong field."""

    department: str = ""
    protocol: str = SubscriptionProtocol.EMAIL.value
    endpoint: str = ""
    errors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """One subscription; an empty `test` or `end` means that it cannot be done."""

    address: str
    protocol: str
    state: str
    kind: str
    test: str
    end: str


@dataclass(frozen=True, slots=True)
class DepartmentRows:
    """One department with its subscriptions; `is_told` says whether any of them is confirmed."""

    name: str
    rows: tuple[SubscriptionRow, ...]
    is_told: bool
    href: str


@dataclass(frozen=True, slots=True)
class Ending:
    """A subscription that is about to end; `is_last` when nobody else is told then."""

    department: str
    address: str
    action: str
    is_last: bool


def subscriptions_page(
    *,
    viewer: Viewer,
    organisation: Organisation,
    subscriptions: tuple[Subscription, ...] | None,
    buckets: Buckets | None,
    form: SubscriptionForm | None = None,
    ending: str | None = None,
    done: tuple[str, str] | None = None,
    problem: str | None = None,
) -> str:
    """The list by department and the form; None for `subscriptions` when they cannot be read now.

    It posts to `/desk/registry/subscriptions`, `.../{id}/test` and `.../{id}/removal`, with `csrf`.
    `ending` is the id of the subscription whose end is to be confirmed, `done` what was just done
    (a code of DONE) and to which id, `problem` a sentence that turned an act back.
    """
    page = renderer(viewer.language)
    say, there = page.say, subscriptions or ()
    form = form or SubscriptionForm()
    messages = wrong_fields(form.errors, NAMES, say)
    departments = _departments(there, organisation, say)
    return page.desk_page(
        "subscriptions",
        viewer=viewer,
        organisation=organisation,
        href=SUBSCRIPTIONS_HREF,
        departments=departments if subscriptions is not None else None,
        silent=sum(1 for each in departments if not each.is_told),
        form=form,
        units=[Option(unit.id, say.name(unit)) for unit in organisation.units.values()],
        protocols=[Option(code.value, say(words)) for code, words in PROTOCOLS.items()],
        summary=messages,
        messages=by_field(messages),
        ending=_ending(ending, there, organisation, say),
        done=_done(done, there, say),
        problem=problem,
        strip=strip_of(buckets, say),
    )


def _departments(
    subscriptions: Iterable[Subscription], organisation: Organisation, say: Wording
) -> tuple[DepartmentRows, ...]:
    """Every department in the organisation's order, then those that it has no more."""
    found: dict[str, list[Subscription]] = {unit: [] for unit in organisation.units}
    for each in subscriptions:
        found.setdefault(each.department, []).append(each)
    return tuple(
        DepartmentRows(
            name=unit_name(unit, organisation, say),
            rows=tuple(_row(each, say) for each in entries),
            is_told=any(each.state is SubscriptionState.CONFIRMED for each in entries),
            href=f"{SUBSCRIPTIONS_HREF}?department={unit}#subscribe",
        )
        for unit, entries in found.items()
    )


def _row(subscription: Subscription, say: Wording) -> SubscriptionRow:
    state = subscription.state
    can_end = state is not SubscriptionState.PENDING
    can_test = state is SubscriptionState.CONFIRMED
    return SubscriptionRow(
        address=_address(subscription, say),
        protocol=say(PROTOCOLS[subscription.protocol]),
        state=say(STATES[state]),
        kind=state.value,
        test=f"{SUBSCRIPTIONS_HREF}/{subscription.id}/test" if can_test else "",
        end=f"{SUBSCRIPTIONS_HREF}?end={subscription.id}#confirm" if can_end else "",
    )


def _address(subscription: Subscription, say: Wording) -> str:
    return subscription.shown or say("Address no longer known")


def _ending(
    identity: str | None,
    subscriptions: tuple[Subscription, ...],
    organisation: Organisation,
    say: Wording,
) -> Ending | None:
    found = _find(identity, subscriptions)
    if found is None or found.state is SubscriptionState.PENDING:
        return None
    others = any(
        each.department == found.department
        and each.state is SubscriptionState.CONFIRMED
        and each.id != found.id
        for each in subscriptions
    )
    return Ending(
        department=unit_name(found.department, organisation, say),
        address=_address(found, say),
        action=f"{SUBSCRIPTIONS_HREF}/{found.id}/removal",
        is_last=found.state is SubscriptionState.CONFIRMED and not others,
    )


def _done(
    done: tuple[str, str] | None, subscriptions: tuple[Subscription, ...], say: Wording
) -> str | None:
    """What was done, in words; of an address that waits to be confirmed, that it does."""
    code, identity = done or ("", "")
    found = _find(identity, subscriptions)
    if code == "ended":
        return say(DONE[code])
    if code not in {"subscribed", "tested"} or found is None:
        return None
    if code == "subscribed" and found.state is SubscriptionState.PENDING:
        code = "pending"
    return say(DONE[code], address=_address(found, say))


def _find(identity: str | None, subscriptions: tuple[Subscription, ...]) -> Subscription | None:
    return next((each for each in subscriptions if each.id == identity), None)
