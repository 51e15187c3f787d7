"""Writes the OpenAPI document of the staff API from the rooms' own routes, when they are packaged.

python -m infra.openapi FILE
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from casework.entrypoints.desk import IDEMPOTENCY_KEY
from functions.case_desk import handler as case_desk
from functions.oversight_desk import handler as oversight_desk
from functions.registry_desk import handler as registry_desk

TITLE = "Mashangban 码上办 staff API"
ROOMS = (case_desk.app, oversight_desk.app, registry_desk.app)
BEARER = "staff"
PUBLISHED = "/api/openapi.json"
COMMANDS = ("/api/desk/cases", "/api/desk/assignments", "/api/oversight/cases/")
"""Whatever is posted under them changes cases, or enters one."""

KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Names this command, a UUID for instance: sent again with the same key after a "
    "lost answer, it is done once",
    "schema": {"type": "string", "pattern": f"^{IDEMPOTENCY_KEY}$"},
}
PROBLEM = {
    "type": "object",
    "required": ["type", "status", "code", "title"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Name of the rule; stable"},
        "title": {"type": "string", "description": "What is wrong and what to do"},
    },
}
REFUSALS = {
    "401": "No valid token",
    "403": "The rule gives the act to someone else",
    "404": "No such thing, or not yours to know of",
    "409": "The case does not allow it now, or changed since you looked (`case_changed`)",
    "413": "The body is too large",
    "422": "Something in the request is wrong; `fields` says what",
    "503": "Try again",
}


def document() -> dict[str, Any]:
    """The rooms' documents as one, with how to sign in and what refusals look like."""
    parts = [json.loads(app.get_openapi_json_schema(title=TITLE, version="1")) for app in ROOMS]
    paths = {path: item for part in parts for path, item in sorted(part["paths"].items())}
    schemas: dict[str, Any] = {"Problem": PROBLEM}
    for part in parts:
        schemas |= part.get("components", {}).get("schemas", {})
    for path, item in paths.items():
        for method, operation in item.items():
            _complete(operation, is_open=path == PUBLISHED)
            if method == "post" and path.startswith(COMMANDS):
                operation.setdefault("parameters", []).append(KEY)
    return {
        "openapi": parts[0]["openapi"],
        "info": {"title": TITLE, "version": "1", "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                BEARER: {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
            },
        },
    }


def _complete(operation: dict[str, Any], *, is_open: bool) -> None:
    operation["security"] = [] if is_open else [{BEARER: []}]
    if is_open:
        return
    reference = {"schema": {"$ref": "#/components/schemas/Problem"}}
    operation["responses"] |= {
        status: {"description": words, "content": {"application/problem+json": reference}}
        for status, words in REFUSALS.items()
    }


def main(arguments: list[str]) -> int:
    """Write the document to the file that is named."""
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    text = json.dumps(document(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    Path(arguments[0]).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
