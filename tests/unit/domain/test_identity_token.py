"""Whose identity token is believed: one of our issuer, for us, of now and of this sign-in."""

from datetime import timedelta
from typing import Any

import pytest

from casework.domain.identity_token import LEEWAY, subject_of
from casework.domain.sign_in import SIGN_IN_AGE, SignInDeniedError
from tests.builders import NOW
from tests.identity import CLIENT, ISSUER

MOMENT = int(NOW.timestamp())
GOOD: dict[str, Any] = {
    "iss": ISSUER,
    "sub": "s-1",
    "aud": CLIENT,
    "iat": MOMENT,
    "exp": MOMENT + 3600,
    "nonce": "n",
}
LEEWAY_SECONDS = int(LEEWAY.total_seconds())
OLDEST = MOMENT - int(SIGN_IN_AGE.total_seconds()) - LEEWAY_SECONDS


def subject(**changes: Any) -> str:
    claims = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    return subject_of(claims, issuer=ISSUER, client_id=CLIENT, nonce="n", now=NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"aud": [CLIENT]},
        {"aud": [CLIENT, "other"], "azp": CLIENT},
        {"azp": CLIENT},
        {"exp": MOMENT - LEEWAY_SECONDS + 1},
        {"iat": MOMENT + LEEWAY_SECONDS},
        {"iat": OLDEST},
        {"iat": MOMENT - 0.5},
        {"sub": "a" * 255},
    ],
)
def test_a_token_for_us_of_now_is_believed(changes: dict[str, Any]) -> None:
    assert subject(**changes) == changes.get("sub", "s-1")


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": None},
        {"iss": f"{ISSUER}/"},
        {"iss": "https://evil.example"},
        {"aud": None},
        {"aud": "other"},
        {"aud": ["other"]},
        {"aud": []},
        {"aud": [CLIENT, "other"]},
        {"aud": [CLIENT, "other"], "azp": "other"},
        {"azp": "other"},
        {"exp": None},
        {"exp": MOMENT - LEEWAY_SECONDS},
        {"exp": str(MOMENT + 3600)},
        {"exp": True},
        {"exp": float("nan")},
        {"iat": None},
        {"iat": MOMENT + LEEWAY_SECONDS + 1},
        {"iat": OLDEST - 1},
        {"iat": "now"},
        {"nonce": None},
        {"nonce": ""},
        {"nonce": "N"},
        {"nonce": 1},
        {"nonce": "值"},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "a" * 256},
    ],
)
def test_any_other_token_is_not(changes: dict[str, Any]) -> None:
    with pytest.raises(SignInDeniedError):
        subject(**changes)


def test_a_token_ages() -> None:
    later = NOW + timedelta(seconds=3600) + LEEWAY
    with pytest.raises(SignInDeniedError):
        subject_of(GOOD, issuer=ISSUER, client_id=CLIENT, nonce="n", now=later)
