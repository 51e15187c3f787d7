"""`make token STAFF=clerk`: prints a genuine access token of a local member of staff, and nothing
else.
"""

from __future__ import annotations

import sys

from infra.local.accounts import ACCOUNTS, PASSWORD
from infra.local.deploy import Deployment, standing
from infra.local.engine import LOCAL, find
from infra.local.sign_in import SignInError, access_token


def token_for(deployment: Deployment, username: str, password: str = PASSWORD) -> str:
    """An access token from the engine's hosted sign-in page; raises SignInError."""
    return access_token(
        deployment.product.outputs["DiscoveryUrl"],
        deployment.identity.outputs["Audience"],
        deployment.callback,
        (username, password),
    )


def main(arguments: list[str]) -> int:
    """Exit status 1, the reason on standard error, when nothing runs or nobody has that name."""
    username = arguments[0] if arguments else "clerk"
    known = [account.username for account in ACCOUNTS]
    if username not in known:
        return _refuse(f"no staff account is called {username}; there are: {', '.join(known)}")
    engine = find(LOCAL)
    deployment = standing(engine) if engine else None
    if deployment is None:
        return _refuse("nothing runs here; start it with: make run")
    try:
        print(token_for(deployment, username))
    except SignInError as error:
        return _refuse(str(error))
    return 0


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
