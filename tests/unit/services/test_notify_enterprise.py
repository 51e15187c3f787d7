"""An enterprise is told once how its case stands, by its own way, in contact hours; where that is
not possible a person learns of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from casework.domain.case_parts import NotReached
from casework.domain.enterprise_messages import (
    DeliveryState,
    GatewayUnavailableError,
    NewsKind,
    NotDeliverableError,
)
from casework.domain.errors import ConfigurationError, NotFoundError, StoreUnavailableError
from casework.domain.event_facts import Way
from casework.domain.publication import outbound
from casework.domain.reach_events import EnterpriseNotReached, NotReachedReason
from casework.services.notify_enterprise import Ports, notify_enterprise, tell_enterprise
from tests.builders import MINT, NOW, filing, message_policy, quota_policy
from tests.telling_fakes import (
    InMemoryCounters,
    InMemoryEnterpriseMessages,
    RecordingWay,
    chinese_news,
)

if TYPE_CHECKING:
    from casework.domain.case import Case
    from tests.county import County
    from tests.fakes import InMemoryCases

PHONE, MAILBOX, OPENID = "13800000000", "li@firm.example", "o" + "A" * 27
EVENING = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
"""Friday, 20:00 in China."""
MONDAY = datetime(2026, 3, 9, 0, 30, tzinfo=UTC)
"""08:30 in China: the next opening."""


@dataclass
class Post:
    """The room's ports, and its two reactions."""

    county: County
    messages: InMemoryEnterpriseMessages
    sms: RecordingWay = field(default_factory=RecordingWay)
    email: RecordingWay = field(default_factory=RecordingWay)
    wechat: RecordingWay = field(default_factory=RecordingWay)
    offered: tuple[Way, ...] = tuple(Way)
    counters: InMemoryCounters = field(default_factory=InMemoryCounters)

    def only_file(self, notify_by: str = "sms", device: str = "", **fields: str) -> Case:
        """A case whose enterprise wishes to be told by a way."""
        given = {"contact_email": MAILBOX, "wechat_openid": OPENID, "notify_by": notify_by}
        return self.county.file(fields={**filing().fields, **given, **fields}, device=device)

    def file(self, notify_by: str = "sms", **fields: str) -> Case:
        """The same, assigned."""
        return self.county.assign(self.only_file(notify_by, **fields))

    def hear(self, case: Case, now: datetime = NOW, place: int = -1) -> str:
        """An event of the case came over the bus, the last one unless said; the message's id."""
        event = outbound(self.county.cases.file(case.id).events[place])
        notify_enterprise(event.type, event.detail, now, ports=self.ports)
        return event.id

    def tell(self, name: str, now: datetime) -> None:
        """The sweep brings a message that waited."""
        tell_enterprise(name, now, ports=self.ports)

    def come_back(self, name: str) -> list[timedelta]:
        """The message comes back whenever it is due, until it ended; how long it waited each
        time.
        """
        waits, now = [], NOW
        while name in self.messages.waiting():
            waits.append(self.messages.waiting()[name] - now)
            now = self.messages.waiting()[name]
            self.tell(name, now)
        return waits

    @property
    def ports(self) -> Ports:
        """As the service takes them."""
        ways = {Way.SMS: self.sms, Way.EMAIL: self.email, Way.WECHAT: self.wechat}
        return Ports(
            cases=self.county.cases,
            messages=self.messages,
            ways={way: ways[way] for way in self.offered},
            writer=chinese_news,
            configuration=self.county.configuration,
            counters=self.counters,
            mint=lambda: MINT,
        )

    @property
    def heard(self) -> list[str]:
        """What went out by every way."""
        return [*self.sms.heard(), *self.email.heard(), *self.wechat.heard()]


@pytest.fixture
def post(county: County, cases: InMemoryCases) -> Post:
    return Post(county, InMemoryEnterpriseMessages(cases.told))


@pytest.mark.parametrize(
    ("notify_by", "way", "address"),
    [("sms", "sms", PHONE), ("email", "email", MAILBOX), ("wechat", "wechat", OPENID)],
)
def test_the_enterprise_is_told_by_the_way_that_it_chose(
    post: Post, notify_by: str, way: str, address: str
) -> None:
    name = post.hear(post.file(notify_by))
    ((news, to),) = getattr(post, way).sent
    assert (post.heard, to, news.message.kind) == ([name], address, NewsKind.ASSIGNED)
    assert post.messages.told[name].state is DeliveryState.SENT
    assert post.messages.waiting() == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"notify_by": "none"},
        {"notify_by": ""},
        {"notify_by": "pigeon"},
        {"notify_by": "email", "contact_email": ""},
        {"notify_by": "sms", "contact_phone": "0530-8212345"},
    ],
)
def test_where_nobody_is_to_be_told_nothing_is_sent_or_kept(
    post: Post, fields: dict[str, str]
) -> None:
    post.hear(post.file(**fields))
    assert (post.heard, post.messages.told) == ([], {})


def test_a_case_from_before_the_choice_is_told_nothing(post: Post) -> None:
    post.hear(post.county.assign(post.county.file()))
    assert (post.heard, post.messages.told) == ([], {})


def test_out_of_hours_it_waits_for_the_next_opening(post: Post) -> None:
    name = post.hear(post.file(), EVENING)
    assert (post.heard, post.messages.waiting()) == ([], {name: MONDAY})
    post.tell(name, MONDAY - timedelta(minutes=1))
    assert post.heard == []
    post.tell(name, MONDAY)
    assert (post.heard, post.messages.waiting()) == ([name], {})


def test_a_sweep_that_comes_after_closing_leaves_people_alone(post: Post) -> None:
    name = post.hear(post.file(), EVENING)
    post.tell(name, MONDAY + timedelta(hours=12))
    assert (post.heard, post.messages.waiting()) == ([], {name: MONDAY + timedelta(days=1)})


def test_however_often_the_event_comes_it_is_told_once(post: Post) -> None:
    case = post.file()
    for minutes in range(0, 90, 15):
        name = post.hear(case, NOW + timedelta(minutes=minutes))
        post.tell(name, NOW + timedelta(minutes=minutes))
    assert post.heard == [name]


def test_who_is_second_to_count_an_attempt_leaves_it_to_the_first(post: Post) -> None:
    case = post.file()
    post.messages.interruptions.append(lambda: post.hear(case))
    name = post.hear(case)
    assert post.heard == [name]


def test_of_what_happens_while_a_message_waits_the_latest_alone_is_told(post: Post) -> None:
    case = post.file()
    first = post.hear(case, EVENING)
    case = post.county.reply(post.county.verify(case))
    second = post.hear(case, EVENING)
    for name in (first, second):
        post.tell(name, MONDAY)
    assert post.heard == [second]
    assert post.messages.told[first].state is DeliveryState.SUPERSEDED


def test_what_was_sent_and_not_recorded_is_sent_once_more_under_the_same_id(post: Post) -> None:
    case = post.file()

    def close() -> None:
        post.messages.closed = True

    post.messages.interruptions.extend([lambda: None, close])
    with pytest.raises(StoreUnavailableError):
        post.hear(case)
    post.messages.closed = False
    name = post.hear(case)
    assert post.heard == [name]
    again = post.messages.waiting()[name]
    assert again == NOW + timedelta(minutes=15)
    post.tell(name, again)
    post.tell(name, again + timedelta(days=1))
    assert post.heard == [name, name]


def test_while_the_service_is_away_the_pauses_grow_and_then_a_person_is_asked(post: Post) -> None:
    case = post.file()
    post.sms.troubles.extend(GatewayUnavailableError() for _ in range(5))
    name = post.hear(case)
    waits = [round(wait / timedelta(minutes=1)) for wait in post.come_back(name)]
    assert waits[:3] == [15, 60, 240]
    assert sum(waits) > 20 * 60
    assert (post.heard, post.sms.troubles) == ([], [])
    failed = post.county.cases.get(case.id).not_reached
    assert failed is not None
    assert (failed.way, failed.reason) == (Way.SMS, NotReachedReason.UNANSWERED)
    assert post.messages.told[name].state is DeliveryState.NOT_REACHED


def test_a_refused_address_is_on_the_case_at_once_and_is_not_tried_again(post: Post) -> None:
    case = post.file("email")
    post.email.troubles.append(NotDeliverableError(NotReachedReason.REFUSED))
    name = post.hear(case)
    post.hear(case, place=-2)
    post.tell(name, NOW + timedelta(days=1))
    file = post.county.cases.file(case.id)
    bodies = [event.body for event in file.events]
    assert bodies.count(EnterpriseNotReached(Way.EMAIL, NotReachedReason.REFUSED)) == 1
    assert (post.email.heard(), post.sms.heard()) == ([], [])


def test_where_wechat_does_not_take_it_the_number_that_was_given_is_told(post: Post) -> None:
    post.wechat.troubles.append(NotDeliverableError(NotReachedReason.NOT_SUBSCRIBED))
    case = post.file("wechat")
    name = post.hear(case)
    assert (post.heard, post.sms.sent[0][1]) == ([name], PHONE)
    assert post.county.cases.get(case.id).not_reached is None
    assert post.messages.told[name].way is Way.SMS


@pytest.mark.parametrize("fields", [{"contact_phone": "0530-8212345"}, {}])
def test_where_there_is_no_such_number_or_way_a_person_is_asked(
    post: Post, fields: dict[str, str]
) -> None:
    post.offered = (Way.WECHAT, Way.EMAIL) if not fields else post.offered
    post.wechat.troubles.append(NotDeliverableError(NotReachedReason.NOT_SUBSCRIBED))
    case = post.file("wechat", **fields)
    post.hear(case)
    failed = post.county.cases.get(case.id).not_reached
    assert failed == NotReached(Way.WECHAT, NotReachedReason.NOT_SUBSCRIBED, NOW)
    assert post.heard == []


def test_a_way_that_is_not_offered_any_more_is_shown_as_that(post: Post) -> None:
    post.offered = (Way.SMS,)
    case = post.file("email")
    post.hear(case)
    failed = post.county.cases.get(case.id).not_reached
    assert failed == NotReached(Way.EMAIL, NotReachedReason.NOT_OFFERED, NOW)


@pytest.mark.parametrize("error", [ConfigurationError("the key"), StoreUnavailableError()])
def test_a_way_that_has_to_be_mended_costs_no_attempt_and_the_message_comes_again(
    post: Post, error: Exception
) -> None:
    case = post.file()
    for _ in range(7):
        post.sms.troubles.append(error)
        with pytest.raises(type(error)):
            post.hear(case)
    name = post.hear(case)
    assert (post.heard, post.messages.told[name].attempts) == ([name], 1)
    assert post.county.cases.get(case.id).not_reached is None


def test_who_was_erased_meanwhile_is_left_alone(post: Post) -> None:
    case = post.file()
    name = post.hear(case, EVENING)
    stored: Any = post.county.cases
    stored.files[case.id].particulars.clear()
    post.tell(name, MONDAY)
    assert (post.heard, post.messages.waiting()) == ([], {})
    assert post.messages.told[name].state is DeliveryState.DROPPED
    assert post.county.cases.get(case.id).not_reached is None


def test_a_last_attempt_of_which_nobody_knows_what_became_ends_with_a_person(post: Post) -> None:
    case = post.file()
    post.sms.troubles.extend(GatewayUnavailableError() for _ in range(4))
    post.sms.troubles.append(SystemExit())
    name = post.hear(case)
    with pytest.raises(SystemExit):
        post.come_back(name)
    assert post.messages.told[name].state is DeliveryState.WAITING
    post.come_back(name)
    failed = post.county.cases.get(case.id).not_reached
    assert failed is not None
    assert (failed.reason, post.heard) == (NotReachedReason.UNANSWERED, [])


def test_when_the_case_changes_meanwhile_the_failure_is_decided_again(
    post: Post, cases: InMemoryCases
) -> None:
    case = post.file("email")
    post.email.troubles.append(NotDeliverableError(NotReachedReason.REFUSED))
    cases.interruptions.append(lambda: post.county.verify(case))
    post.hear(case)
    stands = cases.get(case.id)
    assert (stands.verified_at, stands.not_reached is not None) == (NOW, True)


def test_a_message_that_is_not_there_is_an_error(post: Post) -> None:
    with pytest.raises(NotFoundError):
        post.tell("nothing/1/0", NOW)


def over_quota(post: Post) -> Case:
    """The first case of a device that is over its quota."""
    for _ in range(quota_policy().per_device):
        post.only_file(device="one phone")
    case = post.only_file(device="one phone")
    assert case.over_quota
    return case


def test_of_a_case_over_quota_nobody_is_told_until_a_person_has_seen_to_it(post: Post) -> None:
    case = over_quota(post)
    post.hear(case, place=0)
    case = post.county.route(case)
    post.hear(case)
    assert (post.heard, post.messages.told) == ([], {})
    case = post.county.assign(case)
    name = post.hear(case)
    assert post.heard == [name]


def test_one_number_gets_so_many_receipts_a_day_and_no_more(post: Post) -> None:
    most = message_policy().receipts_a_day
    for number in range(most + 5):
        post.hear(post.only_file(device=f"phone {number}"), place=0)
    assert len(post.heard) == most
    states = [each.state for each in post.messages.told.values()]
    assert states.count(DeliveryState.HELD_BACK) == 5
    assert PHONE not in repr(post.counters)
    post.hear(post.only_file(device="another", contact_phone="13911111111"), place=0)
    assert len(post.heard) == most + 1
    post.hear(post.only_file(device="tomorrow"), NOW + timedelta(days=1), place=0)
    assert len(post.heard) == most + 2


def test_what_a_person_did_or_asks_is_told_however_many_receipts_there_were(post: Post) -> None:
    case = post.county.reply(post.county.verify(post.file()))
    use_up(post)
    name = post.hear(case)
    assert post.heard == [name]


def test_a_receipt_that_a_later_one_outdoes_counts_for_nobody(post: Post) -> None:
    post.hear(post.file(), place=0)
    assert (post.heard, post.counters.counted) == ([], {})


def test_a_receipt_counts_once_however_often_its_event_comes(post: Post) -> None:
    case = post.only_file()
    post.sms.troubles.append(GatewayUnavailableError())
    for minutes in (0, 15, 30):
        post.hear(case, NOW + timedelta(minutes=minutes), place=0)
    assert list(post.counters.counted.values()) == [1]
    assert len(post.heard) == 1


def test_the_number_in_place_of_wechat_has_its_own_share(post: Post) -> None:
    use_up(post)
    post.wechat.troubles.append(NotDeliverableError(NotReachedReason.NOT_SUBSCRIBED))
    name = post.hear(post.only_file("wechat"), place=0)
    assert post.heard == []
    assert post.messages.told[name].state is DeliveryState.HELD_BACK


def use_up(post: Post) -> None:
    """The number got all the receipts of the day, and they are forgotten here."""
    for number in range(message_policy().receipts_a_day):
        post.hear(post.only_file(device=f"used {number}"), place=0)
    post.sms.sent.clear()
