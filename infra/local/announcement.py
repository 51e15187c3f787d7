"""What `make run` tells: where everything is, a code to scan, who can sign in, and what to try."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import qrcode

from infra.local.accounts import ACCOUNTS, PASSWORD
from infra.local.outside_world import standing

if TYPE_CHECKING:
    from infra.local.deploy import Deployment
    from infra.local.seed import Seeded


def announce(deployment: Deployment, seeded: Seeded, *, ours: bool) -> None:
    """Prints everything one needs in order to begin."""
    filing = f"{deployment.public_url}{seeded.filing_path}"
    _print_code(filing)
    print("码上办 Mashangban is running." if ours else "码上办 Mashangban is already running.")
    print(f"  File a case   {filing}")
    print(f"  Console       {deployment.api_url}/desk/cases")
    print(f"  API           {deployment.api_url}/api/")
    print(f"  API described {deployment.api_url}/api/openapi.json")
    print(f"  AWS endpoint  {deployment.engine.endpoint}")
    if world := standing(deployment.engine.home):
        print(f"  Messages sent {world.received}")
    print(f"\n  Staff accounts, password {PASSWORD}")
    for account in ACCOUNTS:
        print(f"    {account.username:<24} {account.role:<14} {account.unit:<16} {account.name}")
    print("  A token       make token STAFF=clerk")
    print(f'    curl -H "Authorization: Bearer $(make token)" {deployment.api_url}/api/desk/cases')
    print("  Played cases  make demo")
    elsewhere = "Ctrl-C where it was started, or make stop, saves the data and stops."
    print(f"\n{'Ctrl-C saves the data and stops.' if ours else elsewhere}", flush=True)


def _print_code(url: str) -> None:
    """The URL as a code that a phone scans from the terminal, whatever its colours."""
    code = qrcode.QRCode(border=2)
    code.add_data(url)
    if sys.stdout.isatty():
        code.print_ascii(tty=True)
    else:
        code.print_ascii(invert=True)
