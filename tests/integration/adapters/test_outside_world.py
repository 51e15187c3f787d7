"""The services outside AWS on one machine, as `make run` starts them: each way to an enterprise
ends at its stand-in, and whoever asks is shown what arrived.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from casework.adapters.sms_gateway import ShortMessageGateway, SmsGateway
from casework.adapters.smtp_mailer import MailServer, SmtpMailer
from infra.local.outside_world import FILE, outside_world, received, standing
from tests.unit.adapters.news import LINK, NAME, news

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.enable_socket


def test_what_is_sent_to_them_is_shown(tmp_path: Path) -> None:
    with outside_world(tmp_path) as world:
        gateway = ShortMessageGateway(**world.secrets["SmsSecretId"])
        server = MailServer(**world.secrets["SmtpSecretId"])
        SmsGateway(lambda: gateway).send(news(), "13800000000")
        SmtpMailer(lambda: server).send(news("en"), "li@firm.example")
        shown = received(world)
    assert [each["id"] for each in shown["sms"]] == [NAME]
    (mail,) = shown["email"]
    assert (mail["to"], LINK in mail["text"]) == ("li@firm.example", True)


def test_whoever_deploys_finds_them_while_they_stand(tmp_path: Path) -> None:
    assert standing(tmp_path) is None
    with outside_world(tmp_path) as world:
        assert standing(tmp_path) == world
        assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
        left = (tmp_path / FILE).read_text()
    assert standing(tmp_path) is None
    (tmp_path / FILE).write_text(left)
    assert standing(tmp_path) is None
