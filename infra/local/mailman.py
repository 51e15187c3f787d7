"""The local run's mail server: drops e-mails into the intake bucket, as one that takes them in.

    python -m infra.local.mailman FILE.eml ...

Dropping the same file again is the same e-mail once more, and one case.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from infra.local.deploy import standing
from infra.local.engine import LOCAL, find

if TYPE_CHECKING:
    from infra.local.deploy import Deployment
    from infra.local.engine import Engine


def drop(engine: Engine, deployment: Deployment, mail: bytes) -> str:
    """Put an e-mail (RFC 5322, as it goes over the line) into the intake bucket; the key that it
    has there, which its content gives it.
    """
    key = f"mail/{hashlib.sha256(mail).hexdigest()[:32]}"
    bucket = deployment.product.outputs["IntakeBucketName"]
    engine.client("s3").put_object(Bucket=bucket, Key=key, Body=mail)
    return key


def main(arguments: list[str]) -> int:
    """Exit status 1 when nothing runs here, 2 without a file."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    engine = find(LOCAL)
    deployment = standing(engine) if engine else None
    if engine is None or deployment is None:
        print("nothing runs here; start it with: make run", file=sys.stderr)
        return 1
    for name in arguments:
        print(drop(engine, deployment, Path(name).read_bytes()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
