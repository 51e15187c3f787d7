"""An e-mail in a file as what casework looks at."""

from __future__ import annotations

import base64
import time
import tracemalloc
from io import BytesIO
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import pytest

from casework.adapters.mail_reader import MOST_TEXT_PARTS, ReadMail
from casework.adapters.mime_parts import CHUNK, DEEPEST, MOST_PARTS
from casework.domain.incoming_mail import Automatic, IncomingMail
from casework.domain.unread_mail import UnreadableMailError, UnreadReason
from tests.mails import (
    NAME,
    OURS,
    PDF,
    SENDER,
    STORY,
    SUBJECT,
    Mail,
    bounce_of,
    file_part,
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

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE = 1024 * 1024
PROGRAMS = (qq_mail, netease_mail, outlook_mail, foxmail, iphone_mail)
OUR_ID = "E8MY09Q4P0HG-00000000000000000000.101@county.example"


def read(mail: Mail | bytes) -> IncomingMail:
    """What the reader makes of an e-mail."""
    return ReadMail(BytesIO(bytes(mail)), OURS).mail


def contents(mail: Mail) -> list[bytes]:
    """The files of an e-mail."""
    received = ReadMail(BytesIO(bytes(mail)), OURS)
    return [b"".join(received.content(each)) for each in received.mail.attachments]


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_e_mail_of_any_program_says_who_writes_and_what(program: Callable[..., Mail]) -> None:
    mail = read(program(STORY))
    assert (mail.sender, mail.sender_name, mail.subject) == (SENDER, NAME, SUBJECT)
    assert mail.told.startswith(f"{SUBJECT}\n{STORY}")
    assert (mail.automatic, mail.attachments, mail.is_cut) == (None, (), False)


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_answer_of_any_program_adds_its_own_words_alone(program: Callable[..., Mail]) -> None:
    added = read(program("借条照片已找到。", quoted="我们已受理您的诉求。")).added
    assert added.startswith("借条照片已找到。")
    assert "受理" not in added


def test_of_two_forms_the_plain_one_is_read_unless_it_is_empty() -> None:
    html = text_part("<p>网页</p>", "text/html")
    assert read(Mail(body=parts("alternative", text_part("文字"), html))).text == "文字"
    assert read(Mail(body=parts("alternative", text_part(" \n"), html))).text == "网页"


def test_a_web_page_alone_is_read_as_text() -> None:
    mail = Mail(body=text_part("<p>一</p><script>x</script><p>二</p>", "text/html", charset="gbk"))
    assert read(mail).text == "一\n\n二"


def test_the_form_that_was_not_chosen_is_no_file_but_its_pictures_are() -> None:
    page = parts(
        "related", text_part("<img src=cid:x>", "text/html"), inline_picture(b"png"), boundary="r"
    )
    mail = Mail(body=parts("alternative", text_part("文字"), page, boundary="a"))
    assert (read(mail).text, contents(mail)) == ("文字", [b"png"])


def test_words_before_and_after_a_file_are_all_read() -> None:
    body = parts("mixed", text_part("前"), file_part(PDF), text_part("后"))
    assert read(Mail(body=body)).text == "前\n\n后"
    assert contents(Mail(body=body)) == [PDF]


def test_a_text_that_is_named_is_a_file() -> None:
    note = file_part("备忘".encode(), "text/plain", "备忘.txt")
    mail = Mail(body=parts("mixed", text_part("见附件"), note))
    assert (read(mail).text, contents(mail)) == ("见附件", ["备忘".encode()])


def test_an_enclosed_e_mail_is_a_file_and_not_read_into() -> None:
    inner = b"Content-Type: message/rfc822\r\n\r\n" + bytes(Mail(body=with_files("内", PDF)))
    received = read(Mail(body=parts("mixed", text_part("外"), inner, boundary="outer")))
    assert received.text == "外"
    assert [each.media_type for each in received.attachments] == ["message/rfc822"]


def test_proofs_of_a_signature_are_no_files() -> None:
    proof = b"Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nxx"
    assert contents(Mail(body=parts("signed", text_part("文字"), proof))) == []


@pytest.mark.parametrize("ending", [b"\r\n", b"\n"])
def test_line_ends_of_either_kind_are_read(ending: bytes) -> None:
    raw = bytes(Mail(body=with_files(STORY, PDF))).replace(b"\r\n", ending)
    received = ReadMail(BytesIO(raw), OURS)
    assert received.mail.text == STORY
    assert b"".join(received.content(received.mail.attachments[0])) == PDF


def test_a_part_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    raw = bytes(Mail(body=with_files(STORY, PDF)))
    received = ReadMail(BytesIO(raw[:-200]), OURS)
    assert received.mail.text == STORY
    assert PDF.startswith(b"".join(received.content(received.mail.attachments[0])))


def test_base64_with_anything_between_its_letters_is_read() -> None:
    letters = base64.b64encode(PDF)
    scattered = (
        b" \r\n".join(letters[n : n + 7] for n in range(0, len(letters), 7)) + b"=\r\n--\r\n"
    )
    part = (
        b"Content-Type: application/pdf; name=x\r\nContent-Transfer-Encoding: BASE64\r\n\r\n"
        + scattered
    )
    assert contents(Mail(body=parts("mixed", text_part("文字"), part)))[0].startswith(PDF)


def test_a_head_without_an_empty_line_behind_it_ends_where_the_words_begin() -> None:
    assert read(b"From: a@b.cn\r\nSubject: x\r\nthe words\r\nmore").text == "the words\nmore"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (parts("mixed", *[text_part("x")] * MOST_PARTS), UnreadReason.TOO_INTRICATE),
        (b"", UnreadReason.MALFORMED),
    ],
)
def test_what_people_do_not_send_is_not_read(body: bytes, reason: UnreadReason) -> None:
    raw = bytes(Mail(body=body)) if body else body
    with pytest.raises(UnreadableMailError) as refused:
        read(raw)
    assert refused.value.reason is reason


def test_parts_within_parts_are_read_to_a_depth() -> None:
    body = text_part("最里面")
    for level in range(DEEPEST):
        body = parts("mixed", body, boundary=f"level{level}")
    assert read(Mail(body=body)).text == "最里面"
    with pytest.raises(UnreadableMailError):
        read(Mail(body=parts("mixed", parts("mixed", body, boundary="y"), boundary="x")))


def test_a_text_is_cut_where_it_gets_too_long() -> None:
    mail = read(Mail(body=text_part("长" * 30_000)))
    assert (len(mail.text), mail.is_cut) == (20_000, True)


def test_words_behind_a_picture_in_a_page_are_known_to_be_missing() -> None:
    page = f'<img src="data:image/png;base64,{"A" * MEGABYTE}"><p>{STORY}</p>'
    assert read(Mail(body=text_part(page, "text/html"))).is_cut
    forms = parts("alternative", text_part(STORY), text_part(page, "text/html"))
    assert not read(Mail(body=forms)).is_cut


def test_texts_beyond_the_most_are_known_to_be_missing() -> None:
    texts = [text_part(str(number)) for number in range(MOST_TEXT_PARTS + 1)]
    assert read(Mail(body=parts("mixed", *texts))).is_cut
    assert not read(Mail(body=parts("mixed", *texts[1:]))).is_cut


SEALED = b"Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n\r\nMII"
LOST = b"Content-Type: multipart/alternative; boundary=a\r\n\r\n--b\r\n\r\nwords\r\n--b--\r\n"


@pytest.mark.parametrize(
    "body",
    [
        b"Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nwords\r\n--x--\r\n",
        LOST,
        parts("mixed", LOST, file_part(PDF), boundary="outer"),
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\nwords\r\n--a--\r\n",
        SEALED,
        parts("mixed", SEALED, text_part("Sent by a gateway.")),
        parts("encrypted", b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1"),
    ],
)
def test_a_body_whose_words_cannot_be_found_is_for_a_person(body: bytes) -> None:
    with pytest.raises(UnreadableMailError) as refused:
        read(Mail(body=body))
    assert refused.value.reason is UnreadReason.MALFORMED


def test_what_a_machine_sends_is_for_nobody_though_its_body_cannot_be_read() -> None:
    assert read(Mail(body=LOST).with_fields(("Auto-Submitted", "auto-replied"))).automatic


def test_a_report_says_which_e_mail_failed_for_good() -> None:
    assert read(bounce_of(OUR_ID)).bounced == (OUR_ID,)
    assert read(bounce_of(OUR_ID, "delayed")).bounced == ()
    assert read(Mail(body=bounce_of(OUR_ID).body, sender="x@y.cn")).automatic is Automatic.BOUNCE


def test_a_warning_of_the_mail_server_is_heard() -> None:
    assert read(Mail().with_fields(("X-SES-Virus-Verdict", "FAIL"))).is_suspect
    assert not read(Mail().with_fields(("X-SES-Spam-Verdict", "PASS"))).is_suspect


@pytest.mark.parametrize("off", range(-12, 13))
def test_a_boundary_is_found_wherever_it_lies_in_what_is_read_at_once(off: int) -> None:
    first = b"Content-Type: application/pdf; name=x\r\n\r\n" + b"x" * (CHUNK + off)
    mail = Mail(body=parts("mixed", first, file_part(PDF), text_part("文字")))
    assert read(mail).text == "文字"
    assert contents(mail) == [b"x" * (CHUNK + off), PDF]


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("line", [b"\n", b"--\n", b"=\n", b"=0A=\n"])
def test_millions_of_short_lines_are_read_as_soon_as_others(encoding: str, line: bytes) -> None:
    head = b"Content-Type: x/y; name=z\r\nContent-Transfer-Encoding: " + encoding.encode()
    body = parts(
        "mixed", text_part("文字"), head + b"\r\n\r\n" + line * (4 * MEGABYTE // len(line))
    )
    begun = time.process_time()
    contents(Mail(body=body))
    assert time.process_time() - begun < 2


def test_quoted_printable_without_line_ends_is_read_whole() -> None:
    quoted = b"=41" * CHUNK
    part = b"Content-Type: x/y; name=z\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    assert contents(Mail(body=parts("mixed", part + quoted))) == [b"A" * CHUNK]


def test_memory_does_not_grow_with_the_e_mail() -> None:
    """25 MB with a file of 18 MB are read in less than 2 MB, and again when files are longer."""
    peaks = [peak_of(megabytes) for megabytes in (4, 18)]
    assert max(peaks) < 2 * MEGABYTE
    assert peaks[1] < 1.5 * peaks[0]


def peak_of(megabytes: int) -> int:
    """Bytes at most in use while an e-mail with a file of so many megabytes is read from disk."""
    with TemporaryFile() as file:
        file.write(bytes(Mail(body=with_files(STORY, bytes(megabytes * MEGABYTE)))))
        file.seek(0)
        tracemalloc.start()
        received = ReadMail(file, OURS)
        size = sum(len(chunk) for chunk in received.content(received.mail.attachments[0]))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert size == megabytes * MEGABYTE
    return peak
