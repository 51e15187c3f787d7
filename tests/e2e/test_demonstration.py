"""The demonstration (`make demo`) on the deployed template with the real timers: the article's
cases at the console's own pages, a deadline that passes because nobody acts (P7), and the code on
the letter that came of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp

from infra.local.browse import heading
from infra.local.console import sign_in
from infra.local.demo import statistics
from infra.local.stories import channels, lighting, mediation, seizure, vehicles
from infra.local.stories.demonstration_policy import in_force
from infra.local.stories.telling import Story, case_id_of
from tests.e2e.asking import Asker
from tests.e2e.casework import desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.harness import Deployed

DAY_SECONDS = 8
SHARP = 3


def story(deployed: Deployed) -> Story:
    """A story that nobody has heard yet."""
    return Story(deployed.deployment, deployed.seeded.filing_path)


@pytest.fixture(scope="module")
def late(deployed: Deployed) -> str:
    """The tracking page of a case that was passed on, late, supervised, and closed in the end."""
    with in_force(deployed.deployment, DAY_SECONDS):
        return vehicles.play(story(deployed))


def happened(deployed: Deployed, tracking: str) -> list[str]:
    """What happened in a case, by the types of its events."""
    timeline = desk(deployed, "clerk").file(case_id_of(tracking))["timeline"]
    return [event["type"] for event in timeline]


def printed_letter(deployed: Deployed, case_id: str) -> bytes:
    """The file of the first letter of a case."""
    s3 = deployed.deployment.engine.client("s3")
    bucket = deployed.deployment.product.outputs["LettersBucketName"]
    (first, *_) = s3.list_objects_v2(Bucket=bucket, Prefix=f"letters/{case_id}/")["Contents"]
    content: bytes = s3.get_object(Bucket=bucket, Key=first["Key"])["Body"].read()
    return content


def test_a_case_that_was_passed_on_and_late_is_supervised_closed_and_rated(
    deployed: Deployed, late: str
) -> None:
    types = happened(deployed, late)
    assert types[:8] == [
        "CaseFiled",
        "CaseAssigned",
        "ReturnRequested",
        "ReturnAccepted",
        "ReturnRequested",
        "RequestRefused",
        "ExtensionRequested",
        "ExtensionGranted",
    ]
    in_order = ("DeadlineMissed", "LetterIssued", "LetterAnswered", "CaseVerified")
    assert sorted(in_order, key=types.index) == list(in_order)
    assert types.count("ActionAgreed") == types.count("ActionReported") == 2
    ends = ("RedLightDismissed", "SpecialSupervisionConcluded", "CaseResolved", "CaseClosed")
    assert sorted(ends, key=types.index) == list(ends)
    assert types[-1] == "CaseRated"
    case = desk(deployed, "clerk").case(case_id_of(late))
    assert (case["closing"], case["light"], case["lead"]) == ("confirmed", "none", "transport")


def test_the_code_on_the_letter_leads_to_its_record(deployed: Deployed, late: str) -> None:
    page = pypdfium2.PdfDocument(printed_letter(deployed, case_id_of(late)))[0]
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


@pytest.mark.parametrize(
    ("play", "kinds"),
    [
        (mediation.play, ["CaseQueuedForTriage", "CaseAssigned", "CaseClosed", "CaseRated"]),
        (
            seizure.play,
            [
                "ProcedureConfirmed",
                "CaseAssigned",
                "GreenChannelOpened",
                "OneMatterOpened",
                "JudicialContactRecorded",
                "CaseResolved",
                "CaseClosed",
            ],
        ),
        (lighting.play, ["CaseResolved", "ObjectionRaised", "ObjectionDecided", "CaseClosed"]),
        (channels.play, ["CaseFiled", "CaseQueuedForTriage", "FileAttached"]),
    ],
    ids=["mediation", "seizure", "lighting", "channels"],
)
def test_the_other_cases_of_the_demonstration_end_as_they_are_told(
    deployed: Deployed, play: Callable[[Story], str], kinds: list[str]
) -> None:
    types = happened(deployed, play(story(deployed)))
    assert sorted(kinds, key=types.index) == kinds


def test_the_statistics_add_up_on_the_board_and_on_the_lists(deployed: Deployed) -> None:
    strip = statistics(deployed.deployment)
    assert strip.startswith("受理")
    assert strip in sign_in(deployed.deployment, "supervisor").open("/desk/cases?list=decide").words
