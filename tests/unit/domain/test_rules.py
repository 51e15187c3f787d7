"""Every rule and error by name: its code is published and never changes."""

import pytest

from casework.domain import (
    deadline,
    errors,
    rules,
    tokens,
)
from casework.domain.errors import CaseworkError

PUBLISHED: dict[str, dict[str, type[CaseworkError]]] = {
    "casework_error": {
        "invalid_input": errors.InvalidInputError,
        "not_found": errors.NotFoundError,
        "not_permitted": errors.NotPermittedError,
        "rule_violation": errors.RuleViolationError,
        "conflict": errors.ConflictError,
        "configuration": errors.ConfigurationError,
        "store_unavailable": errors.StoreUnavailableError,
    },
    "not_found": {
        "unknown_letter": rules.UnknownLetterError,
        "unknown_file": rules.UnknownFileError,
    },
    "not_permitted": {"not_addressed": rules.NotAddressedError},
    "invalid_input": {
        "form_expired": tokens.FormKeyRefusedError,
        "lead_is_co_handler": rules.LeadIsCoHandlerError,
        "unknown_unit": rules.UnknownUnitError,
        "released_text_required": rules.ReleasedTextRequiredError,
        "released_text_not_needed": rules.ReleasedTextNotNeededError,
        "idempotency_key_reused": rules.IdempotencyKeyReusedError,
        "not_an_email_address": rules.NotAnEmailAddressError,
        "not_an_https_address": rules.NotAnHttpsAddressError,
        "not_a_queue_of_this_partition": rules.NotAQueueError,
        "endpoint_refused": rules.EndpointRefusedError,
    },
    "rule_violation": {
        "not_yet_routed": rules.NotYetRoutedError,
        "already_dispatched": rules.AlreadyDispatchedError,
        "already_verified": rules.AlreadyVerifiedError,
        "not_yet_verified": rules.NotYetVerifiedError,
        "already_replied": rules.AlreadyRepliedError,
        "not_yet_replied": rules.NotYetRepliedError,
        "already_resolved": rules.AlreadyResolvedError,
        "not_assigned": rules.NotAssignedError,
        "case_closed": rules.CaseClosedError,
        "co_handler_task_open": rules.CoHandlerTaskOpenError,
        "task_not_open": rules.TaskNotOpenError,
        "not_a_co_handler": rules.NotACoHandlerError,
        "complaint_about_body": rules.ComplainedBodyError,
        "not_rateable": rules.NotRateableError,
        "already_rated": rules.AlreadyRatedError,
        "letter_already_answered": rules.LetterAlreadyAnsweredError,
        "clock_paused": deadline.ClockPausedError,
        "subscription_not_confirmed": rules.SubscriptionNotConfirmedError,
    },
    "conflict": {
        "case_changed": rules.StaleVersionError,
        "case_exists": rules.CaseExistsError,
        "over_quota": rules.OverQuotaError,
        "already_subscribed": rules.AlreadySubscribedError,
    },
}
"""Codes and classes, by the code of the class they derive from, which decides the HTTP status."""

FLAT = [(base, code, kind) for base, kinds in PUBLISHED.items() for code, kind in kinds.items()]


@pytest.mark.parametrize(("base", "code", "kind"), FLAT, ids=[code for _, code, _ in FLAT])
def test_a_rule_keeps_its_published_code_and_its_kind(
    base: str, code: str, kind: type[CaseworkError]
) -> None:
    (parent,) = kind.__bases__
    assert issubclass(parent, CaseworkError)
    assert (kind.code, parent.code) == (code, base)


def test_every_rule_is_published() -> None:
    defined = {
        kind
        for kind in vars(rules).values()
        if isinstance(kind, type) and kind.__module__ == rules.__name__
    }
    assert defined <= {kind for _, _, kind in FLAT}


def test_no_two_errors_share_a_code() -> None:
    assert len({code for _, code, _ in FLAT}) == len(FLAT)


def test_an_error_says_its_code_unless_it_was_given_words_and_carries_facts() -> None:
    assert str(rules.CaseClosedError()) == "case_closed"
    assert str(errors.ConfigurationError("no table")) == "no table"
    assert rules.UnknownUnitError(unit="weather").facts == {"unit": "weather"}
