"""Addresses that messages may go to, and how they are shown."""

import pytest

from casework.domain.messages import Audience
from casework.domain.rules import (
    NotAnEmailAddressError,
    NotAnHttpsAddressError,
    NotAQueueError,
)
from casework.domain.subscription import Address, SubscriptionProtocol, address_of, shown

EMAIL, HTTPS, SQS = SubscriptionProtocol
QUEUE = "arn:aws-cn:sqs:cn-northwest-1:123456789012:transport-messages"


@pytest.mark.parametrize(
    ("protocol", "endpoint"),
    [
        (EMAIL, "duty@jt.juye.gov.cn"),
        (EMAIL, "a.b+c@b.cn"),
        (HTTPS, "https://jt.juye.gov.cn/msb"),
        (HTTPS, "https://jt.juye.gov.cn:8443/msb?key=1"),
        (SQS, QUEUE),
        (SQS, "arn:aws-cn:sqs:cn-north-1:123456789012:other_region"),
    ],
)
def test_an_address_of_the_right_form_is_taken(
    protocol: SubscriptionProtocol, endpoint: str
) -> None:
    assert address_of(protocol, endpoint, "aws-cn") == Address(protocol, endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "duty",
        "@b.cn",
        "a@b",
        "a@b.cn ",
        "a b@b.cn",
        "a@b..cn",
        "a@-b.cn",
        "值班@b.cn",
        "a@b@c.cn",
    ],
)
def test_what_is_no_email_address_is_refused(endpoint: str) -> None:
    with pytest.raises(NotAnEmailAddressError):
        address_of(EMAIL, endpoint, "aws-cn")


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "http://b.cn/",
        "https://",
        "https://localhost/x",
        "https://10.0.0.1/x",
        "https://[::1]/x",
        "https://[broken/x",
        "https://b.cn:99999/x",
        "https://b.cn:0/x",
        "https://user@b.cn/x",
        "https://user:word@b.cn/x",
        "https://b.cn/x#part",
        "https://b.cn/a b",
        "https://b.cn/\u202e",
        "ftp://b.cn/x",
        "duty@b.cn",
    ],
)
def test_what_is_no_https_address_by_host_name_is_refused(endpoint: str) -> None:
    with pytest.raises(NotAnHttpsAddressError):
        address_of(HTTPS, endpoint, "aws-cn")


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "transport-messages",
        QUEUE.replace("aws-cn", "aws"),
        QUEUE.replace("sqs", "sns"),
        QUEUE + ".fifo",
        QUEUE.replace("123456789012", "12"),
        "https://sqs.cn-northwest-1.amazonaws.com.cn/123456789012/transport-messages",
    ],
)
def test_what_is_no_standard_queue_of_the_same_partition_is_refused(endpoint: str) -> None:
    with pytest.raises(NotAQueueError) as refused:
        address_of(SQS, endpoint, "aws-cn")
    assert refused.value.facts == {"partition": "aws-cn"}


@pytest.mark.parametrize(
    ("protocol", "endpoint", "seen"),
    [
        (EMAIL, "zhang.san@b.cn", "z***@b.cn"),
        (EMAIL, "a@b.cn", "a***@b.cn"),
        (HTTPS, "https://b.cn/msb?key=secret", "https://b.cn/msb"),
        (SQS, QUEUE, QUEUE),
    ],
)
def test_an_address_is_shown_without_what_it_may_give_away(
    protocol: SubscriptionProtocol, endpoint: str, seen: str
) -> None:
    assert shown(protocol, endpoint) == seen


def test_people_read_email_and_systems_the_rest() -> None:
    audiences = [protocol.audience for protocol in (EMAIL, HTTPS, SQS)]
    assert audiences == [Audience.PEOPLE, Audience.SYSTEMS, Audience.SYSTEMS]
