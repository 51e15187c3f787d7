"""Presses one letter again and again.

python letter.py JOB, where JOB also holds "sheet" (the fields of a `LetterSheet`) and "times". It
prints JSON: {"first": seconds, "later": [seconds, ...], "bytes": size}, processor time; the first
loads what draws.
"""

import json
import sys
import time
from datetime import datetime

job = json.loads(sys.argv[1])
sys.path[:0] = job["path"]

from casework.adapters.letter_pdf import press  # noqa: E402 - found by the line above
from casework.domain.letter_sheet import LetterSheet  # noqa: E402
from casework.domain.supervision_notice import LetterForm  # noqa: E402

given = {
    **job["sheet"],
    "form": LetterForm(job["sheet"]["form"]),
    "issued_at": datetime.fromisoformat(job["sheet"]["issued_at"]),
}
sheet = LetterSheet(**given)
taken = []
for _ in range(1 + job["times"]):
    start = time.process_time()
    printed = press(sheet)
    taken.append(time.process_time() - start)
told = {"first": taken[0], "later": taken[1:], "bytes": len(printed)}
json.dump(told, sys.__stdout__)  # type: ignore[arg-type] # there is one here
