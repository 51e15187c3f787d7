"""What pages for the public need of the room that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from casework.domain.organisation import Organisation
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository, Configuration


class PublicRoom(Protocol):
    """What all of them need."""

    @property
    def cases(self) -> CaseRepository:
        """Cases."""

    @property
    def configuration(self) -> Configuration:
        """The configuration in force."""

    @property
    def mint(self) -> TokenMint:
        """Tokens under the deployment's secret."""

    @property
    def organisation(self) -> Organisation:
        """Who there is in the jurisdiction."""


class LinkingRoom(PublicRoom, Protocol):
    """What those need that name their own address."""

    @property
    def public_base_url(self) -> str:
        """Scheme and host of the public pages, where one is configured."""
