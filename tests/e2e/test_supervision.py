"""A deadline that passes because nobody acts (P7), on the deployed template with the real timers:
the demonstration's second scene with days of ten seconds, and the code on the letter that came of
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp

from infra.local.browse import heading
from infra.local.stories import vehicles
from infra.local.stories.demonstration_policy import in_force
from infra.local.stories.telling import Story, case_id_of
from tests.e2e.asking import Asker
from tests.e2e.casework import desk

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed

DAY_SECONDS = 10
SHARP = 3


@pytest.fixture(scope="module")
def tracking(deployed: Deployed) -> str:
    """The tracking page of a case that was late, got its letter, and was closed in the end."""
    with in_force(deployed.deployment, DAY_SECONDS):
        return vehicles.play(Story(deployed.deployment, deployed.seeded.filing_path))


def printed_letter(deployed: Deployed, case_id: str) -> bytes:
    """The file of the first letter of a case."""
    s3 = deployed.deployment.engine.client("s3")
    bucket = deployed.deployment.product.outputs["LettersBucketName"]
    (first, *_) = s3.list_objects_v2(Bucket=bucket, Prefix=f"letters/{case_id}/")["Contents"]
    content: bytes = s3.get_object(Bucket=bucket, Key=first["Key"])["Body"].read()
    return content


def test_a_case_that_was_late_is_handled_closed_and_rated(
    deployed: Deployed, tracking: str
) -> None:
    file = desk(deployed, "clerk").file(case_id_of(tracking))
    types = [event["type"] for event in file["timeline"]]
    assert types[2:5] == ["DeadlineWarned", "DeadlineMissed", "LetterIssued"]
    assert types.index("LetterAnswered") < types.index("CaseVerified") < types.index("CaseClosed")
    assert types[-1] == "CaseRated"
    assert (file["case"]["closing"], file["case"]["light"]) == ("not_contested", "none")


def test_the_code_on_the_letter_leads_to_its_record(deployed: Deployed, tracking: str) -> None:
    page = pypdfium2.PdfDocument(printed_letter(deployed, case_id_of(tracking)))[0]
    (found,) = zxingcpp.read_barcodes(page.render(scale=SHARP).to_pil())
    path = found.text.removeprefix(deployed.deployment.public_url)
    assert path.startswith("/l/")
    reply = Asker(deployed).get(f"{path}?lang=zh")
    assert reply.status == 200
    assert heading(reply.body.decode()) == "这份函件真实有效"
    forged = Asker(deployed).get(f"{path[:-1]}{'0' if path[-1] != '0' else '1'}")
    unknown = Asker(deployed).get("/l/nothing")
    assert forged.lasting() == unknown.lasting()
    assert forged.status == 404
