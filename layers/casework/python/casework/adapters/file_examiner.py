"""Looking into a file in a process of its own, whose end, however it comes, is an answer."""

from __future__ import annotations

import os
import subprocess
import sys

from casework.channel_ports import CleanFile
from casework.domain.attachment_state import FileRefusedError, MediaType, RefusalReason
from casework.domain.errors import ConfigurationError

SECONDS = 40
MEMORY_BYTES = 1280 * 1024 * 1024
GRACE_SECONDS = 5
PASSED_ON = ("LD_LIBRARY_PATH", "PATH", "LANG")
"""What the interpreter needs of the environment; credentials are not among it."""


class SeparateExaminer:
    """The FileExaminer port: `casework.adapters.examination` as a child process. Raises
    ConfigurationError when that is out of order.

    A file that a library chokes on, that runs out of memory or takes too long, is damaged as far as
    anybody can tell; the room itself goes on.
    """

    def __init__(self, *, seconds: int = SECONDS, memory: int = MEMORY_BYTES) -> None:
        self._limits = (str(seconds), str(memory))
        self._patience = seconds + GRACE_SECONDS

    def __call__(self, content: bytes, most_bytes: int) -> CleanFile:
        """See the port."""
        module = "casework.adapters.examination"
        try:
            ended = subprocess.run(  # noqa: S603 - our own interpreter, our own arguments
                [sys.executable, "-m", module, str(most_bytes), *self._limits],
                input=content,
                capture_output=True,
                env=_environment(),
                timeout=self._patience,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise FileRefusedError(RefusalReason.DAMAGED) from error
        if ended.returncode > 0:
            trouble = ended.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise ConfigurationError(f"the examiner does not work: {trouble}")
        verdict, _, copy = ended.stdout.partition(b"\n")
        if ended.returncode < 0 or not verdict:  # killed for what it took
            raise FileRefusedError(RefusalReason.DAMAGED)
        if verdict.decode() in set(RefusalReason):
            raise FileRefusedError(RefusalReason(verdict.decode()))
        return CleanFile(MediaType(verdict.decode()), copy)


def _environment() -> dict[str, str]:
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {**passed, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
