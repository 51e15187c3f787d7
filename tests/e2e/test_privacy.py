"""What people write, and the links that open it, stay in the table and out of every log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.asking import Asker
from tests.e2e.casework import UNSURE, blank_form, file_case, marker, routed, send, texts_with
from tests.e2e.logs import logged

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed


def test_no_log_holds_what_was_typed_or_the_way_to_it(deployed: Deployed) -> None:
    words = marker()
    case = file_case(
        deployed,
        what_happened=f"{UNSURE}{words}",
        enterprise_name=f"{words}公司",
        contact_name=words,
        contact_phone="13912345678",
    )
    phone = Asker(deployed)
    wrong = blank_form(deployed) | {"enterprise_name": words, "contact_phone": "1"}
    assert send(deployed, wrong).status == 422
    assert phone.get(case.tracking).status == 200
    assert phone.get(f"/t/{case.case_id}-{'0' * 20}").status == 404
    assert phone.post_form(f"/e/{case.token}", {"text": words}).status == 404
    assert routed(deployed, case)["status"] == "triage"
    assert texts_with(deployed, words) == 1
    assert "/aws/lambda/mashangban-scan-intake" in logged(deployed, "START RequestId")
    code = deployed.seeded.filing_path.rpartition("/")[2]
    for secret in (words, "13912345678", case.token, case.token.partition("-")[2], code):
        assert logged(deployed, secret) == {}
        assert secret not in _log_of_the_engine(deployed)


def _log_of_the_engine(deployed: Deployed) -> str:
    return (deployed.deployment.engine.home / "engine.log").read_text("utf-8", "replace")
