"""What the fields of a template message may hold, by the kind that their names begin with
(模板消息, 参数值内容限制).
"""

from __future__ import annotations

import re

HAN = r"[\u4e00-\u9fff]"
CLOCK = r"\d{1,2}:\d{2}(:\d{2})?"
DAY = r"\d{4}(年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2})"

LIMITS = {
    "thing": re.compile(r"[^\n]{1,20}"),
    "number": re.compile(r"[0-9.]{1,32}"),
    "letter": re.compile(r"[A-Za-z]{1,32}"),
    "symbol": re.compile(r"[^\w\s]{1,5}"),
    "character_string": re.compile(r"[!-~ ]{1,32}"),
    "time": re.compile(rf"({DAY} ?)?{CLOCK}(~({DAY} ?)?{CLOCK})?|{DAY}"),
    "date": re.compile(rf"{DAY}( ?{CLOCK})?"),
    "amount": re.compile(r"[¥￥$]?[0-9.]{1,10}元?"),
    "phone_number": re.compile(r"[0-9+ -]{1,17}"),
    "car_number": re.compile(r".{1,8}"),
    "name": re.compile(rf"{HAN}{{1,10}}|[A-Za-z .·-]{{1,20}}"),
    "phrase": re.compile(rf"{HAN}{{1,5}}"),
    "const": re.compile(r"[^\n]{1,20}"),
}


def fits(name: str, value: str) -> bool:
    """Whether a value may stand in a field; a field of no known kind may hold anything but
    nothing.
    """
    limit = LIMITS.get(name.rstrip("0123456789"))
    return bool(value) if limit is None else limit.fullmatch(value) is not None
