"""The process in which a file is examined: what it is given, and that its end is an answer."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from casework.adapters.file_examiner import SeparateExaminer
from casework.domain.attachment_state import FileRefusedError, MediaType, RefusalReason
from casework.domain.errors import ConfigurationError
from tests.sample_files import photo, picture

MOST = 25 * 1024 * 1024


def reason_of(content: bytes, examine: SeparateExaminer) -> RefusalReason:
    with pytest.raises(FileRefusedError) as refused:
        examine(content, MOST)
    return refused.value.reason


def test_a_clean_copy_comes_back_whole() -> None:
    file = SeparateExaminer()(photo(), MOST)
    assert file.media is MediaType.JPEG
    assert file.content.startswith(b"\xff\xd8\xff")
    assert file.content.endswith(b"\xff\xd9")


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"MZ", RefusalReason.TYPE_NOT_ACCEPTED), (photo()[:300], RefusalReason.DAMAGED)],
)
def test_a_reason_comes_back(content: bytes, reason: RefusalReason) -> None:
    assert reason_of(content, SeparateExaminer()) is reason


def test_what_takes_too_much_memory_is_damaged() -> None:
    heavy = picture("BMP", size=(4000, 4000))
    assert reason_of(heavy, SeparateExaminer(memory=160 * 1024 * 1024)) is RefusalReason.DAMAGED


def test_what_is_killed_or_says_nothing_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    for ended in (
        SimpleNamespace(returncode=-9, stdout=b"image/png\n", stderr=b""),
        SimpleNamespace(returncode=0, stdout=b"", stderr=b""),
    ):
        monkeypatch.setattr(subprocess, "run", lambda *_, ended=ended, **__: ended)
        assert reason_of(b"x", SeparateExaminer()) is RefusalReason.DAMAGED


def test_what_takes_too_long_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: object, timeout: float, **__: object) -> None:
        raise subprocess.TimeoutExpired("examiner", timeout)

    monkeypatch.setattr(subprocess, "run", run)
    assert reason_of(b"x", SeparateExaminer()) is RefusalReason.DAMAGED


def test_an_examiner_that_does_not_start_is_a_fault_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "path", ["/nowhere"])
    with pytest.raises(ConfigurationError, match="casework"):
        SeparateExaminer()(photo(), MOST)


def test_the_process_knows_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    def run(command: list[str], **named: Any) -> SimpleNamespace:
        given.update(named, command=command)
        return SimpleNamespace(returncode=0, stdout=b"empty\n", stderr=b"")

    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("TABLE_NAME", "table")
    monkeypatch.setattr(subprocess, "run", run)
    assert reason_of(b"", SeparateExaminer()) is RefusalReason.EMPTY
    assert set(given["env"]) <= {"PYTHONPATH", "PATH", "LANG", "LD_LIBRARY_PATH"}
