"""Pages around a staff sign-in that is not on its way: why not, and one way on."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from casework.web.rendering import renderer
from casework.web.wording import N_

if TYPE_CHECKING:
    from casework.domain.organisation import Organisation
    from casework.web.language import Language


class SignInState(StrEnum):
    """Where a person stands who is not being signed in at this moment.

    - ENDED: signed out.
    - OVER: the session is over; TYPED: and what was typed is kept.
    - INTERRUPTED: what came back is old, used, or of another sign-in.
    - DENIED: the identity provider did not vouch for the person.
    - NOT_REGISTERED: the registry has no entry in force.
    - UNAVAILABLE: the identity provider or the store does not answer.
    - STILL_IN: signing out was asked for by something else than our own page.
    """

    ENDED = "ended"
    OVER = "over"
    TYPED = "typed"
    INTERRUPTED = "interrupted"
    DENIED = "denied"
    NOT_REGISTERED = "not_registered"
    UNAVAILABLE = "unavailable"
    STILL_IN = "still_in"


ASK_SOMEBODY = frozenset({SignInState.DENIED, SignInState.NOT_REGISTERED, SignInState.UNAVAILABLE})
"""Where a person may not get on alone."""

_WORDS = {
    SignInState.ENDED: (
        N_("You have signed out"),
        N_("On a computer that others use too, close the browser as well."),
        N_("Sign in"),
    ),
    SignInState.OVER: (
        N_("Please sign in again"),
        N_(
            "Your sign-in is over: after 12 hours, after signing out, or when your post or your "
            "browser changed. You come back to the same page."
        ),
        N_("Sign in"),
    ),
    SignInState.TYPED: (
        N_("Please sign in again"),
        N_(
            "Your sign-in is over. What you typed was not sent yet, but it is kept for 12 hours: "
            "sign in as the same person and it is back in the form."
        ),
        N_("Sign in"),
    ),
    SignInState.INTERRUPTED: (
        N_("This sign-in was not completed"),
        N_(
            "The sign-in page was open for more than 10 minutes, was used already, or belongs to "
            "another window. Nobody was signed in."
        ),
        N_("Sign in again"),
    ),
    SignInState.DENIED: (
        N_("You were not signed in"),
        N_("The identity service did not confirm who you are."),
        N_("Sign in again"),
    ),
    SignInState.NOT_REGISTERED: (
        N_("Your account has no post here"),
        N_(
            "The identity service knows you, but your account is not in this platform's staff "
            "registry, or your term has ended. Ask the administrator to enter you."
        ),
        N_("Sign in with another account"),
    ),
    SignInState.UNAVAILABLE: (
        N_("Signing in does not work just now"),
        N_("The identity service does not answer. Wait a minute, then sign in again."),
        N_("Sign in again"),
    ),
    SignInState.STILL_IN: (
        N_("You are still signed in"),
        N_("The request to sign out did not come from a page of ours that is up to date."),
        N_("Back to the desk"),
    ),
}


def sign_in_page(
    state: SignInState, *, href: str, organisation: Organisation, language: Language
) -> str:
    """What happened in a sentence, what to do, and one button that leads to `href`; whom to ask
    where that may not help. Only the page after signing out offers the other language: the others
    have an address that a link would lose.
    """
    render = renderer(language)
    title, lead, action = (render.say(text) for text in _WORDS[state])
    return render.page(
        "sign_in_state",
        organisation=organisation,
        switch=state is SignInState.ENDED,
        heading=title,
        lead=lead,
        action=action,
        href=href,
        ask_somebody=state in ASK_SOMEBODY,
    )
