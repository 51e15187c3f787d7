"""What the stack stores: what survives it, what is forgotten, and which rooms have which rights."""

from __future__ import annotations

from typing import Any

from tests.integration.template import resources, template
from tests.integration.template_reading import listed, rooms, statements_of

FILES = "arn:${AWS::Partition}:s3:::${AWS::StackName}-files-${AWS::AccountId}"
"""The bucket by its name, for rooms that stand before it (infra/template.yaml)."""


def test_cases_survive_the_stack_and_can_be_restored() -> None:
    table = template()["Resources"]["Table"]
    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")
    recovery = table["Properties"]["PointInTimeRecoverySpecification"]
    assert recovery == {"PointInTimeRecoveryEnabled": True}
    assert table["Properties"]["SSESpecification"] == {"SSEEnabled": True}
    expiry = table["Properties"]["TimeToLiveSpecification"]
    assert expiry == {"AttributeName": "expires_at", "Enabled": True}


def test_letters_survive_the_stack_unchanged_and_are_nobody_else_s_to_read() -> None:
    bucket = template()["Resources"]["LettersBucket"]
    assert (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]) == ("Retain", "Retain")
    (rule,) = bucket["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule == {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    assert bucket["Properties"]["VersioningConfiguration"] == {"Status": "Enabled"}
    ownership = {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    assert bucket["Properties"]["OwnershipControls"] == ownership
    assert bucket["Properties"]["PublicAccessBlockConfiguration"] == {
        "BlockPublicAcls": True,
        "BlockPublicPolicy": True,
        "IgnorePublicAcls": True,
        "RestrictPublicBuckets": True,
    }


def place_of(resource: Any) -> str:
    """A bucket, or a part of one."""
    return resource["Fn::Sub"] if "Fn::Sub" in resource else f"${{{resource['Fn::GetAtt']}}}"


def test_rooms_read_and_write_files_under_the_prefixes_of_their_own_only() -> None:
    granted = {
        (room, place_of(statement["Resource"])): {
            action.removeprefix("s3:") for action in listed(statement["Action"])
        }
        for room in rooms()
        for statement in statements_of(room)
        if any(action.startswith("s3:") for action in listed(statement["Action"]))
    }
    letters, mails = "${LettersBucket.Arn}/letters/*", "${IntakeBucket.Arn}/mail/*"
    assert granted == {
        ("letter_press", letters): {"PutObject", "GetObject"},
        ("letter_verification", letters): {"GetObject"},
        ("case_desk", letters): {"GetObject"},
        ("case_desk", mails): {"GetObject", "DeleteObject"},
        ("mail_intake", mails): {"GetObject", "DeleteObject"},
        ("mail_intake", "${IntakeBucket.Arn}"): {"ListBucket"},
        ("mail_intake", "${FilesBucket.Arn}/uploads/*"): {"PutObject"},
        ("attachment_check", "${FilesBucket.Arn}/uploads/*"): {"GetObject", "DeleteObject"},
        ("attachment_check", "${FilesBucket.Arn}/files/*"): {
            *("PutObject", "GetObject", "DeleteObject"),
        },
        ("attachment_check", "${FilesBucket.Arn}"): {"ListBucket"},
        ("scan_intake", f"{FILES}/uploads/*"): {"PutObject"},
        ("scan_intake", f"{FILES}/files/*"): {"GetObject"},
        ("case_desk", f"{FILES}/files/*"): {"GetObject"},
    }


def test_files_survive_the_stack_but_not_a_first_deployment_that_is_rolled_back() -> None:
    bucket = template()["Resources"]["FilesBucket"]
    policies = (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"])
    assert policies == ("RetainExceptOnCreate", "Retain")


def test_files_can_be_erased_and_are_posted_by_the_public_pages_only() -> None:
    bucket = resources("AWS::S3::Bucket")["FilesBucket"]
    assert f"arn:${{AWS::Partition}}:s3:::{bucket['BucketName']['Fn::Sub']}" == FILES
    assert "VersioningConfiguration" not in bucket  # what is erased is gone
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    uploads, unfinished = bucket["LifecycleConfiguration"]["Rules"]
    assert (uploads["Prefix"], uploads["ExpirationInDays"]) == ("uploads/", 3)
    assert unfinished["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}
    (rule,) = bucket["CorsConfiguration"]["CorsRules"]
    assert rule["AllowedMethods"] == ["POST"]
    assert rule["AllowedOrigins"] == [template()["Outputs"]["PublicUrl"]["Value"]]


def test_e_mails_are_forgotten_after_a_time_and_are_nobody_else_s_to_read() -> None:
    bucket = resources("AWS::S3::Bucket")["IntakeBucket"]
    (rule,) = bucket["LifecycleConfiguration"]["Rules"]
    assert (rule["Prefix"], rule["Status"]) == ("mail/", "Enabled")
    assert rule["ExpirationInDays"] == {"Ref": "MailRetentionDays"}
    assert "VersioningConfiguration" not in bucket  # what is forgotten is gone
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
