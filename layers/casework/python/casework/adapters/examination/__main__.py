"""The room in which one file is examined: a process that has no credentials, little memory and
little time, and ends afterwards. The file comes in by standard input; out goes a line with the
verdict and, where there is one, the clean copy.

    python -m casework.adapters.examination MOST_BYTES SECONDS MEMORY_BYTES
"""

from __future__ import annotations

import resource
import sys

from casework.adapters.examination.clean_copy import clean_copy
from casework.domain.attachment_state import FileRefusedError, RefusalReason


def main(most_bytes: int, seconds: int, memory: int) -> None:
    """Read, examine, write; whatever a library stumbles over means that the file is damaged."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    for nothing in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NPROC):
        resource.setrlimit(nothing, (0, 0))
    try:
        file = clean_copy(sys.stdin.buffer.read(), most_bytes)
    except FileRefusedError as error:
        verdict, content = error.reason.value, b""
    except ImportError:  # the house is out of order, not the file
        raise
    except Exception:
        verdict, content = RefusalReason.DAMAGED.value, b""
    else:
        verdict, content = file.media.value, file.content
    sys.stdout.buffer.write(verdict.encode() + b"\n")
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
