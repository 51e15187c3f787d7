"""The administrator's pages over HTTP: who gets which department's messages, and printed codes."""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from casework.domain.errors import NotFoundError
from casework.entrypoints.http import query
from casework.entrypoints.registry_forms import Back, RegistryPages, done_of, first, said
from casework.entrypoints.requests import CodeBody, SubscriptionBody
from casework.services.manage_codes import (
    issue_code,
    link_code,
    list_codes,
    revoke_code,
    token_of_form,
)
from casework.services.manage_subscriptions import (
    list_subscriptions,
    subscribe_department,
    try_subscription,
    unsubscribe,
)
from casework.web.pages.desk.codes import CODES_HREF, CodeForm, CodeList, Opened, codes_page
from casework.web.pages.desk.navigation import CODES, SUBSCRIPTIONS
from casework.web.pages.desk.subscriptions import (
    SUBSCRIPTIONS_HREF,
    SubscriptionForm,
    subscriptions_page,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from casework.channel_ports import ParametricCodes
    from casework.entrypoints.desk_pages import ConsolePorts
    from casework.entrypoints.pages import Page, PostedForm
    from casework.entrypoints.registry_forms import Done
    from casework.entrypoints.staff_session import SignedIn
    from casework.ports import CodeRepository, Configuration, Notifier, Subscriptions


class RegistryPorts(Protocol):
    """What the administrator's acts need; `partition` is where queues must be."""

    @property
    def codes(self) -> CodeRepository:
        """Printed codes."""

    @property
    def subscriptions(self) -> Subscriptions:
        """Subscriptions of the departments."""

    @property
    def notifier(self) -> Notifier:
        """What sends a test."""

    @property
    def configuration(self) -> Configuration:
        """The organisation and how letters are worded."""

    @property
    def platform(self) -> ParametricCodes | None:
        """What makes codes of WeChat; None without an official account."""

    @property
    def partition(self) -> str:
        """The partition of the deployment."""


class RegistryConsole(RegistryPages):
    """Shows the registry's lists to administrators and takes their forms."""

    def __init__(
        self, ports: ConsolePorts, registry: RegistryPorts, now: Callable[[], datetime]
    ) -> None:
        """`registry` is what the acts need, `ports` what every page needs."""
        super().__init__(ports, now)
        self.registry = registry

    def show_subscriptions(self, event: APIGatewayProxyEventV2) -> Page:
        """The list by department; with `draft`, what was typed before a sign-in; with `end`, the
        question whether a subscription shall end.
        """
        signed = self.signed_in(event)
        typed = self.draft(event, signed, SUBSCRIPTIONS_HREF)
        chosen = typed or {"department": [query(event, "department") or ""]}
        return self._subscriptions(event, signed, Back(typed=chosen))

    def subscribe(self, event: APIGatewayProxyEventV2) -> Page:
        """Have a department's messages sent to an address; sent twice, the same subscription."""

        def act(signed: SignedIn, posted: PostedForm) -> Done:
            body = SubscriptionBody.model_validate(said(posted, SubscriptionBody.model_fields))
            made = subscribe_department(
                signed.member,
                body.department,
                (body.protocol, body.endpoint),
                self.registry.partition,
                subscriptions=self.registry.subscriptions,
                configuration=self.registry.configuration,
            )
            return "subscribed", made.id

        return self.take(event, SUBSCRIPTIONS_HREF, act, self._subscriptions)

    def try_out(self, event: APIGatewayProxyEventV2, identity: str) -> Page:
        """Send a test message to one address; sent twice, two of them arrive."""

        def act(signed: SignedIn, _: PostedForm) -> Done:
            try_subscription(
                signed.member,
                identity,
                self.now(),
                subscriptions=self.registry.subscriptions,
                notifier=self.registry.notifier,
                configuration=self.registry.configuration,
            )
            return "tested", identity

        return self.take(event, SUBSCRIPTIONS_HREF, act, self._subscriptions)

    def end(self, event: APIGatewayProxyEventV2, identity: str) -> Page:
        """End a subscription; one that is not there any more has ended."""

        def act(signed: SignedIn, _: PostedForm) -> Done:
            with suppress(NotFoundError):
                unsubscribe(
                    signed.member,
                    identity,
                    self.now(),
                    subscriptions=self.registry.subscriptions,
                )
            return "ended", identity

        return self.take(event, SUBSCRIPTIONS_HREF, act, self._subscriptions)

    def show_codes(self, event: APIGatewayProxyEventV2) -> Page:
        """Every code; with `revoke`, the question whether one shall be revoked, with `print`, what
        one can be printed as.
        """
        signed = self.signed_in(event)
        return self._codes(event, signed, Back(typed=self.draft(event, signed, CODES_HREF)))

    def issue(self, event: APIGatewayProxyEventV2) -> Page:
        """A new code for a place; the same form sent twice makes one."""

        def act(signed: SignedIn, posted: PostedForm) -> Done:
            body = CodeBody.model_validate(said(posted, CodeBody.model_fields))
            captions = (body.caption_zh, body.caption_en)
            form = "\0".join((posted.first("form_key"), body.place.value, *captions))
            code = issue_code(
                signed.member,
                body.place,
                captions,
                self.now(),
                codes=self.registry.codes,
                token=token_of_form(signed.session.csrf_secret, form),
            )
            return "issued", code.id

        return self.take(event, CODES_HREF, act, self._codes)

    def link(self, event: APIGatewayProxyEventV2, identity: str) -> Page:
        """Have WeChat lead to a code; again, it changes nothing."""
        if (platform := self.registry.platform) is None:
            raise NotFoundError

        def act(signed: SignedIn, _: PostedForm) -> Done:
            link_code(signed.member, identity, codes=self.registry.codes, platform=platform)
            return "linked", identity

        return self.take(event, CODES_HREF, act, self._codes)

    def revoke(self, event: APIGatewayProxyEventV2, identity: str) -> Page:
        """Make a code open nothing any more; again, it changes nothing."""

        def act(signed: SignedIn, _: PostedForm) -> Done:
            revoke_code(signed.member, identity, self.now(), codes=self.registry.codes)
            return "revoked", identity

        return self.take(event, CODES_HREF, act, self._codes)

    def _subscriptions(self, event: APIGatewayProxyEventV2, signed: SignedIn, back: Back) -> Page:
        typed, found = back.typed or {}, None
        if not back.is_outage:
            found = list_subscriptions(signed.member, subscriptions=self.registry.subscriptions)
        form = SubscriptionForm(
            first(typed, "department"),
            first(typed, "protocol") or SubscriptionForm().protocol,
            first(typed, "endpoint"),
            back.errors,
        )
        page = subscriptions_page(
            viewer=self.viewer_of(event, signed, SUBSCRIPTIONS, back),
            organisation=self.ports.configuration.organisation(),
            subscriptions=found,
            buckets=None if back.is_outage else self.buckets(),
            form=form,
            ending=query(event, "end"),
            done=done_of(event),
            problem=back.problem,
        )
        return self.html(event, back.status, page)

    def _codes(self, event: APIGatewayProxyEventV2, signed: SignedIn, back: Back) -> Page:
        typed, listed = back.typed or {}, None
        if not back.is_outage:
            codes = list_codes(signed.member, codes=self.registry.codes)
            offers_wechat = self.registry.platform is not None
            listed = CodeList(codes, self.buckets(), offers_wechat=offers_wechat)
        form = CodeForm(
            key=first(typed, "form_key") or secrets.token_hex(16),
            place=first(typed, "place"),
            caption_zh=first(typed, "caption_zh"),
            caption_en=first(typed, "caption_en"),
            errors=back.errors,
        )
        page = codes_page(
            viewer=self.viewer_of(event, signed, CODES, back),
            organisation=self.ports.configuration.organisation(),
            now=self.now(),
            listed=listed,
            form=form,
            opened=Opened(query(event, "revoke"), query(event, "print")),
            done=done_of(event),
            problem=back.problem,
        )
        return self.html(event, back.status, page)
