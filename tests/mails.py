"""E-mails as programs send them, put together byte by byte: the shapes are those of the programs,
the words our own.
"""

from __future__ import annotations

import base64
import quopri
import struct
import zlib
from dataclasses import dataclass, field, replace
from typing import Any

OURS = "escort@county.example"
"""The address that enterprises write to."""

SUBJECT = "关于张某拖欠借款的诉求"
STORY = (
    "张某去年借走我公司经营资金20万元，打了借条，约定今年还清，到期后多次催要一直不还，"
    "希望有人出面调解。"
)
SENDER, NAME = "wang.min@example.com", "王先生"
MESSAGE_ID = "20260312094100.1.wang@example.com"
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + b"1 0 obj << /Type /Catalog >> endobj\n" * 40
CRLF = b"\r\n"


def picture(shade: int = 0) -> bytes:
    """A grey picture of one point (PNG)."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes((0, shade)))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@dataclass(frozen=True)
class Mail:
    """An e-mail to be written: its fields, and its body as it goes over the line."""

    sender: str = SENDER
    name: str = NAME
    subject: str = SUBJECT
    message_id: str = MESSAGE_ID
    charset: str = "utf-8"
    fields: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"")

    def __bytes__(self) -> bytes:
        """The e-mail as a mail server drops it."""
        head = [
            b"Return-Path: <" + self.sender.encode() + b">",
            b"Received: from mx.example.com by county.example; Thu, 12 Mar 2026 09:41:02 +0800",
            b"From: " + word(self.name, self.charset) + b" <" + self.sender.encode() + b">",
            b"To: <" + OURS.encode() + b">",
            b"Subject: " + word(self.subject, self.charset),
            b"Date: Thu, 12 Mar 2026 09:41:00 +0800",
            *([b"Message-ID: <" + self.message_id.encode() + b">"] if self.message_id else []),
            b"MIME-Version: 1.0",
            *(f"{name}: {value}".encode() for name, value in self.fields),
        ]
        return CRLF.join(head) + CRLF + (self.body or text_part(STORY))

    def but(self, **changes: Any) -> Mail:
        """The same with something changed."""
        return replace(self, **changes)

    def with_fields(self, *fields: tuple[str, str]) -> Mail:
        """The same with more fields."""
        return replace(self, fields=(*self.fields, *fields))


def word(text: str, charset: str, way: str = "B") -> bytes:
    """A text as an encoded word (RFC 2047); nothing is encoded where nothing needs it."""
    if text.isascii():
        return text.encode()
    data = text.encode(charset)
    if way == "Q":
        encoded = "".join(f"={byte:02X}" for byte in data).encode()
    else:
        encoded = base64.b64encode(data)
    return b"=?" + charset.encode() + b"?" + way.encode() + b"?" + encoded + b"?="


def text_part(
    text: str,
    kind: str = "text/plain",
    *,
    charset: str = "utf-8",
    claimed: str | None = None,
    encoding: str = "base64",
) -> bytes:
    """A part with words; `claimed` is the charset that it says it has, if it is another."""
    data = text.replace("\n", "\r\n").encode(charset)
    head = f'Content-Type: {kind}; charset="{claimed or charset}"\r\n'
    return head.encode() + _encoded(data, encoding)


def file_part(content: bytes, kind: str = "application/pdf", name: str = "借条.pdf") -> bytes:
    """A part with a file."""
    named = word(name, "utf-8").decode()
    head = (
        f'Content-Type: {kind}; name="{named}"\r\n'
        f'Content-Disposition: attachment; filename="{named}"\r\n'
    )
    return head.encode() + _encoded(content, "base64")


def inline_picture(content: bytes) -> bytes:
    """A picture in the text of a web page."""
    head = (
        b"Content-Type: image/png\r\nContent-ID: <picture@local>\r\nContent-Disposition: inline\r\n"
    )
    return head + _encoded(content, "base64")


def parts(kind: str, *each: bytes, boundary: str = "----=_Part_1_Boundary") -> bytes:
    """Several parts as one."""
    mark = b"--" + boundary.encode()
    head = f'Content-Type: multipart/{kind};\r\n\tboundary="{boundary}"\r\n\r\n'.encode()
    body = b"".join(mark + CRLF + part + CRLF for part in each)
    return head + b"This is a multi-part message in MIME format." + CRLF + body + mark + b"--\r\n"


def with_files(text: str, *files: bytes) -> bytes:
    """Words with files."""
    return parts("mixed", text_part(text), *map(file_part, files), boundary="mixed_0001")


def qq_mail(text: str = STORY, *, quoted: str = "") -> Mail:
    """QQ Mail on the web: GB 18030 said plainly, both forms in base64, the quote under a rule."""
    rule = "------------------&nbsp;原始邮件&nbsp;------------------"
    tail = f"<div><br></div><div>{rule}</div><div>{quoted}</div>" if quoted else ""
    html = (
        '<meta http-equiv="Content-Type" content="text/html; charset=GB18030">'
        f"<div>{text}</div>{tail}"
    )
    plain = text + (
        f"\n\n\n\n\n------------------ 原始邮件 ------------------\n{quoted}" * bool(quoted)
    )
    forms = parts(
        "alternative",
        text_part(plain, charset="gb18030"),
        text_part(html, "text/html", charset="gb18030"),
        boundary="----=_NextPart_65F0",
    )
    return Mail(charset="gb18030", fields=(("X-QQ-mid", "webmail"),), body=forms)


def netease_mail(text: str = STORY, *, quoted: str = "") -> Mail:
    """NetEase (163) on the web: GBK in base64, the quote after a line that says who wrote."""
    said = f'\n\n在 2026-03-12 09:00:00，"服务中心" <{OURS}> 写道：\n' + quoted if quoted else ""
    plain = text_part(text + said, charset="gbk", claimed="GBK")
    html = text_part(
        f"<div>{text}</div><blockquote>{quoted}</blockquote>", "text/html", charset="gbk"
    )
    forms = parts("alternative", plain, html, boundary="----=_Part_163")
    return Mail(charset="gbk", fields=(("X-Originating-IP", "[203.0.113.9]"),), body=forms)


def outlook_mail(text: str = STORY, *, quoted: str = "") -> Mail:
    """Outlook with Exchange: quoted-printable GB2312, Word's HTML, a head under a rule."""
    ruled = (
        f"\n\n________________________________\n发件人: 服务中心 <{OURS}>\n"
        f"发送时间: 2026年3月12日 9:00\n收件人: 王先生\n主题: 诉求\n\n{quoted}"
    )
    plain = text + (ruled if quoted else "")
    html = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>'
        "p.MsoNormal {margin:0cm; font-size:10.5pt;}</style></head><body lang=ZH-CN>"
        f"<div class=WordSection1><p class=MsoNormal>{text}<o:p></o:p></p></div></body></html>"
    )
    forms = parts(
        "alternative",
        text_part(plain, charset="gb2312", encoding="quoted-printable"),
        text_part(html, "text/html", charset="gb2312", encoding="quoted-printable"),
        boundary="_000_PSAPR01MB",
    )
    fields = (("Thread-Topic", "topic"), ("X-MS-Has-Attach", ""), ("Content-Language", "zh-CN"))
    return Mail(charset="gb2312", fields=fields, body=forms)


def foxmail(text: str = STORY, *, quoted: str = "") -> Mail:
    """Foxmail: a signature with name and date, the quote under a head in bold."""
    signature = "\n\n\n王先生\n示范家纺有限公司 0530-8212345\n \n"
    head = f"发件人： 服务中心\n发送时间： 2026-03-12 09:00\n收件人： {SENDER}\n主题： 诉求\n"
    plain = text + signature + (f"{head}{quoted}" if quoted else "")
    forms = parts(
        "alternative",
        text_part(plain, charset="gb2312"),
        text_part(f"<span>{text}</span>", "text/html", charset="gb2312"),
        boundary="----=_001_NextPart",
    )
    return Mail(charset="gb2312", fields=(("X-Mailer", "Foxmail 7.2.25"),), body=forms)


def iphone_mail(text: str = STORY, *, quoted: str = "") -> Mail:
    """The telephone: UTF-8 quoted-printable, its own line at the end, the quote behind arrows."""
    said = (
        f"\n\n> 在 2026年3月12日，09:00，服务中心 <{OURS}> 写道：\n> \n> {quoted}" if quoted else ""
    )
    plain = text_part(f"{text}\n\n发自我的iPhone{said}", encoding="quoted-printable")
    return Mail(fields=(("X-Mailer", "iPhone Mail (22D82)"),), body=plain)


def bounce_of(message_id: str, action: str = "failed") -> Mail:
    """A mail server's report that it could not deliver an e-mail (RFC 3464)."""
    report = parts(
        "report; report-type=delivery-status",
        text_part("The following address failed: nobody@example.com"),
        b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\n"
        b"Final-Recipient: rfc822; nobody@example.com\r\n"
        b"Action: " + action.encode() + b"\r\nStatus: 5.1.1\r\n",
        b"Content-Type: message/rfc822\r\n\r\nFrom: " + OURS.encode() + b"\r\n"
        b"Message-ID: <" + message_id.encode() + b">\r\nSubject: x\r\n\r\nbody\r\n",
        boundary="report_0001",
    )
    sender = Mail(sender="MAILER-DAEMON@mx.example.com", name="Mail Delivery System", body=report)
    return sender.but(subject="Undelivered Mail Returned to Sender", message_id="dsn.1@mx")


def _encoded(data: bytes, encoding: str) -> bytes:
    head = f"Content-Transfer-Encoding: {encoding}\r\n\r\n".encode()
    if encoding == "base64":
        return head + base64.encodebytes(data).replace(b"\n", CRLF)
    if encoding == "quoted-printable":
        return head + quopri.encodestring(data.replace(CRLF, b"\n")).replace(b"\n", CRLF) + CRLF
    return head + data + CRLF
