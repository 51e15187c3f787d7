"""File a case (扫码即诉, P2): from a scanned code to a committed case and its tracking link."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from casework.domain.code import code_id
from casework.domain.events import Actor, ActorKind, Channel, Versions
from casework.domain.intake import FileCase
from casework.domain.lifecycle import Context, open_with
from casework.domain.particulars import ParticularsKind, write_down
from casework.domain.quota import Quota, hour_of
from casework.domain.rules import CaseExistsError, OverQuotaError
from casework.domain.search_terms import terms_of
from casework.domain.tokens import FormKeyRefusedError, sha256_of_secret

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Change
    from casework.domain.particulars import Particulars
    from casework.domain.quota import QuotaPolicy
    from casework.domain.tokens import FormKey, TokenMint
    from casework.ports import CaseRepository, Configuration

QUOTA_AGE = timedelta(hours=24)
"""How long a counter of filings is kept (DESIGN 3)."""

ENTERPRISE = Actor(ActorKind.ENTERPRISE, "enterprise")


@dataclass(frozen=True, slots=True)
class Filing:
    """A filled-in form that passed its checks. `fields` holds everything that was typed, by field
    name; `device` is how the sender's network and browser look, for the quota alone.
    """

    code_token: str
    form_key: str
    category: str | None
    township: str | None
    confidential: bool
    language: str
    fields: dict[str, str]
    device: str = ""


class FilingOutcome(StrEnum):
    """What became of a post: a new case, the same one again, or a case that this form had filed
    with other words.
    """

    NEW = "new"
    REPEATED = "repeated"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Filed:
    """The case that the form stands for, and its tracking token."""

    case_id: str
    tracking_token: str
    outcome: FilingOutcome


def file_case(
    filing: Filing,
    now: datetime,
    *,
    cases: CaseRepository,
    configuration: Configuration,
    mint: TokenMint,
) -> Filed:
    """Commit the case, once per form: a repeated post finds the same case and the same link.

    Raises FormKeyRefusedError for a form that is not ours or too old, and NotFoundError when its
    code was revoked.
    """
    key = mint.accept_form_key(filing.form_key, now)
    token = mint.tracking_token(key)
    channel = Channel.WECHAT if filing.fields.get("wechat_openid") else Channel.SCAN
    source = Source(ENTERPRISE, channel, code_id(filing.code_token))
    opening = opening_of(filing, key, source, now, configuration, mint)
    keys = search_keys_of(filing, mint)
    quotas = quotas_of(filing, now, configuration.quota_policy(), mint)
    try:
        try:
            cases.add(opening.change, (opening.text,), filing.code_token, keys, quotas)
        except OverQuotaError:
            opening = opening_of(filing, key, source, now, configuration, mint, over_quota=True)
            cases.add(opening.change, (opening.text,), filing.code_token, keys, quotas)
    except CaseExistsError:
        return filed_before(opening.change.after, token, cases)
    return Filed(opening.change.after.id, token, FilingOutcome.NEW)


def search_keys_of(filing: Filing, mint: TokenMint) -> tuple[str, ...]:
    """By what the case is found again; a confidential case by nothing."""
    if filing.confidential:
        return ()
    return tuple(mint.search_key(term) for term in terms_of(filing.fields))


def filed_before(filed: Case, token: str, cases: CaseRepository) -> Filed:
    """What became of a form whose case is there already: this very filing, or other words. Two
    forms that hash to one id are told apart too, by FormKeyRefusedError.
    """
    stored = cases.get(filed.id)
    if stored.tracking_sha256 != sha256_of_secret(token):
        raise FormKeyRefusedError
    same = stored.filing_digest == filed.filing_digest
    outcome = FilingOutcome.REPEATED if same else FilingOutcome.DIFFERENT
    return Filed(filed.id, token, outcome)


def quotas_of(
    filing: Filing, now: datetime, policy: QuotaPolicy, mint: TokenMint
) -> tuple[Quota, ...]:
    """What this filing counts in: its code's hour, and its device's. The device is known by an HMAC
    that is another one each hour, and forgotten after a day.
    """
    hour, until = hour_of(now), now + QUOTA_AGE
    device = mint.digest(f"device-{hour}", filing.device)
    return (
        Quota(f"code#{code_id(filing.code_token)}#{hour}", policy.per_code, until),
        Quota(f"device#{device}#{hour}", policy.per_device, until),
    )


@dataclass(frozen=True, slots=True)
class Source:
    """Where a filing comes from: who files it, by which channel, at which place."""

    actor: Actor
    channel: Channel
    place: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A case as it begins, with its text, and what more can be done to it at once."""

    change: Change
    text: Particulars
    context: Context


def opening_of(
    filing: Filing,
    key: FormKey,
    source: Source,
    now: datetime,
    configuration: Configuration,
    mint: TokenMint,
    *,
    over_quota: bool = False,
) -> Opening:
    """The case that a form files; the same form gives the same case and the same text."""
    policy, calendar = configuration.policy(), configuration.calendar()
    salt = mint.digest("salt", key.text)
    text = write_down(ParticularsKind.FILING, 1, 0, filing.fields, salt)
    command = FileCase(
        channel=source.channel,
        place=source.place,
        category=filing.category,
        township=filing.township,
        confidential=filing.confidential,
        language=filing.language,
        versions=Versions(policy.version, calendar.version),
        tracking_sha256=sha256_of_secret(mint.tracking_token(key)),
        filing_digest=digest_of(filing, mint),
        particulars=text.ref,
        over_quota=over_quota,
    )
    case_id = mint.case_id(key)
    organisation = configuration.organisation()
    context = Context(now, source.actor, f"file:{case_id}", calendar, policy, organisation)
    return Opening(open_with(case_id, command, context), text, context)


def digest_of(filing: Filing, mint: TokenMint) -> str:
    """Tells the same words from others without keeping them. Who sent them in WeChat is not among
    the words: a reference to the sender ends sooner than a form can come again.
    """
    fields = {name: text for name, text in filing.fields.items() if name != "wechat_openid"}
    said = [filing.category, filing.township, filing.confidential, fields]
    return mint.digest("filing", json.dumps(said, ensure_ascii=False, sort_keys=True))
