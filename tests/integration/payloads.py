"""The payloads of `events/`: what AWS hands to each room, as `sam local invoke` can too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "events"


def payload(name: str) -> dict[str, Any]:
    """The event of that name, a fresh copy: `scan_intake__open_form`."""
    content: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return content
