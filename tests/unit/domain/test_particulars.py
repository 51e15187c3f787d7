"""What people wrote: its id within the case, and a digest that tells nothing after erasure."""

import hashlib
import re

import pytest

from casework.domain.particulars import (
    INTERNAL_KINDS,
    Particulars,
    ParticularsKind,
    ParticularsRef,
    write_down,
)

FIELDS = {"what_happened": "欠款不还", "contact_phone": "13800000000"}


def written(fields: dict[str, str], salt: str = "0badcafe") -> Particulars:
    return write_down(ParticularsKind.FILING, 1, 0, fields, salt)


def test_a_text_is_named_by_the_version_it_came_with_and_its_place_in_the_command() -> None:
    assert written(FIELDS).ref.id == "0001.0"
    assert write_down(ParticularsKind.REPLY, 12, 1, {}, "").ref.id == "0012.1"


def test_a_text_keeps_its_words_and_its_salt_and_its_reference_neither() -> None:
    text = written(FIELDS)
    assert (text.fields, text.salt) == (FIELDS, "0badcafe")
    assert re.fullmatch("[0-9a-f]{64}", text.ref.sha256)
    assert text.ref == ParticularsRef("0001.0", ParticularsKind.FILING, text.ref.sha256)


@pytest.mark.parametrize(
    "other",
    [
        written(FIELDS, salt="deadbeef"),
        written({**FIELDS, "contact_phone": "13800000001"}),
        written({"what_happened": "欠款不还"}),
        written({"contact_phone": "欠款不还", "what_happened": "13800000000"}),
    ],
    ids=["salt", "value", "missing field", "fields exchanged"],
)
def test_the_digest_changes_with_every_word_and_with_the_salt(other: Particulars) -> None:
    assert other.ref.sha256 != written(FIELDS).ref.sha256


def test_the_digest_does_not_depend_on_the_order_of_fields() -> None:
    assert written(dict(reversed(FIELDS.items()))).ref == written(FIELDS).ref


def test_the_digest_is_that_of_salt_and_fields_as_json_sorted_by_name() -> None:
    canonical = '["0badcafe", {"contact_phone": "13800000000", "what_happened": "欠款不还"}]'
    assert written(FIELDS).ref.sha256 == hashlib.sha256(canonical.encode()).hexdigest()


def test_what_bodies_write_to_each_other_is_internal_and_nothing_else() -> None:
    assert {kind.value for kind in INTERNAL_KINDS} == {
        "task_report",
        "excuse",
        "letter_answer",
        "return_reason",
        "suspension_reason",
        "reveal_reason",
        "request_decision",
        "track_reason",
        *("special_supervision", "action", "action_report", "judicial_contact", "summary", "note"),
        *("red_light_proposal", "statement", "red_light_decision", "red_light_appeal"),
        "red_light_appeal_decision",
        "evidence_exclusion",
        *("pressure_finding", "contact_note", "false_report", "false_report_decision"),
    }
