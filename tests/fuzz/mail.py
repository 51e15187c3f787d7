"""Reading e-mails: whatever bytes somebody sends, the reader answers soon with what may be kept, or
says that a clerk has to look.
"""

from __future__ import annotations

from io import BytesIO

from casework.adapters.mail_reader import ReadMail
from casework.domain.confidential_wish import asks_for_confidence
from casework.domain.mail_text import LONGEST, tidied
from casework.domain.unread_mail import UnreadableMailError
from tests.mails import (
    OURS,
    PDF,
    STORY,
    Mail,
    bounce_of,
    foxmail,
    inline_picture,
    iphone_mail,
    netease_mail,
    outlook_mail,
    parts,
    qq_mail,
    text_part,
    with_files,
)

SEEDS = tuple(
    bytes(mail)
    for mail in (
        Mail(),
        qq_mail(quoted="已受理"),
        netease_mail(quoted="已受理"),
        outlook_mail(quoted="已受理"),
        foxmail(quoted="已受理"),
        iphone_mail(quoted="已受理"),
        bounce_of("E8MY09Q4P0HG-00000000000000000000.101@county.example"),
        Mail(body=with_files(STORY, PDF[:200])),
        Mail(body=parts("related", text_part("<p>x</p>", "text/html"), inline_picture(b"png"))),
    )
)
TOKENS = (
    *("multipart/mixed; boundary=", "multipart/alternative", "multipart/report", "message/rfc822"),
    *("text/html", "text/plain", "Content-Type:", "Content-Transfer-Encoding:", "base64"),
    *("quoted-printable", "charset=", "gb18030", "utf-7", "utf-16", "hz", "iso-2022-jp", "big5"),
    *("=?gb2312?B?", "=?utf-8?Q?", "?=", "boundary*0=", "filename*=utf-8''", "<blockquote>"),
    *("<!--", "-->", "<a href='", "<script>", "style='display:none'", "&#x", "From:", "--", "\r\n"),
)


def try_one(data: bytes) -> None:
    """Read one e-mail; raises AssertionError, or what the reader should not have raised."""
    try:
        received = ReadMail(BytesIO(data), OURS)
    except UnreadableMailError:
        return
    mail = received.mail
    assert mail == ReadMail(BytesIO(data), OURS).mail
    assert len(mail.text) <= LONGEST
    for words in (mail.text, mail.told, mail.added, mail.subject, mail.sender_name):
        assert tidied(words) == words
    assert not mail.sender or (mail.sender.isascii() and mail.sender.count("@") == 1)
    contents = [b"".join(received.content(each)) for each in mail.attachments]
    assert sum(map(len, contents)) <= len(data)
    asks_for_confidence(mail.subject, mail.text)
