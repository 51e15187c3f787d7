"""Whether somebody who writes freely asks that their name be kept secret (保密, 匿名)."""

from __future__ import annotations

import re

_NOT_A_WISH = r"(?!协议|合同|条款|义务|费|费用|局|办|制度|规定|期)"
_AT_THE_HEAD = re.compile(
    rf"(?:保密|匿名|不公开){_NOT_A_WISH}|\b(?:confidential|anonymous(?:ly)?)\b", re.IGNORECASE
)
_WISHES = (
    re.compile(
        r"(?:请|要求|希望|务必|申请|予以|给予|替我|帮我|为我|对我|身份|姓名|信息)"
        rf"[^。！？\n]{{0,8}}保密{_NOT_A_WISH}"
    ),
    re.compile(r"匿名(?:举报|反映|投诉|提交|处理|诉求)|(?:请|希望|要求)[^。！？\n]{0,6}匿名"),
    re.compile(
        r"不(?:要|想|愿意?|能|得|希望)[^。！？\n]{0,4}(?:公开|透露|泄露|暴露)"
        r"[^。！？\n]{0,6}(?:身份|姓名|名字|信息|单位|企业|公司)"
    ),
    re.compile(
        r"\b(?:keep|treat|remain|stay)\b[^.!?\n]{0,60}\b(?:confidential|anonymous|secret)\b",
        re.IGNORECASE,
    ),
)


def asks_for_confidence(subject: str, text: str) -> bool:
    """Whether an e-mail asks for it in words: anyhow in its subject or first line, as a wish
    anywhere else.

    Where it may be meant otherwise the case is confidential: a clerk sees it then before any
    department does, and can release it; a name that was told cannot be taken back.
    """
    head = f"{subject}\n{text.partition(chr(10))[0]}"
    return bool(_AT_THE_HEAD.search(head)) or any(wish.search(text) for wish in _WISHES)
