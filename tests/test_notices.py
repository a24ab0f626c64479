"""Delivery status notifications: what they say of our messages, however servers write them."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Failure
from goodword.outbox.send.notices import is_mail, notices
from goodword.outbox.send.receipts import receipts
from tests.mail_server import TAKE_AND_DROP
from tests.test_settling import ids, pems, states, town

if TYPE_CHECKING:
    from pathlib import Path

    from tests.mail_program import Town

__all__ = ["pems", "town"]
NOTICE = """\
From: MAILER-DAEMON@mail.example.com (Mail Delivery System)
To: champions@example.com
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered. Action: delivered

--B
Content-Type: {status_type}

Reporting-MTA: dns; mail.example.com
Original-Envelope-Id: x

Final-Recipient: rfc822; ana@example.com
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such user

--B
Content-Type: {kind}

From: champions@example.com
Message-ID: {identity}
Subject: Hello

--B--
"""


def notice(identity: str, action: str = "failed", **more: str) -> str:
    said = {"status": "5.1.1", "kind": "message/rfc822", "status_type": "message/delivery-status"}
    return NOTICE.format(identity=identity, action=action, **(said | more))


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    "kind", ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"]
)
@pytest.mark.parametrize(
    "status_type", ["message/delivery-status", "message/global-delivery-status"]
)
def test_a_notification_is_not_understood(end: str, kind: str, status_type: str) -> None:
    text = notice("<a@b>", kind=kind, status_type=status_type).replace("\n", end)
    assert notices(text.encode()) == ([("<a@b>", True, "5.1.1")], 0)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "delayed"])
def test_what_went_well_is_taken_for_a_bounce(action: str) -> None:
    found = receipts(notice("<a@b>", action, status="2.0.0").encode())
    assert (found.took, found.back) == ({"<a@b>": True}, {})


def test_a_mailbox_is_taken_for_one_mail() -> None:
    """With a mail of somebody's in it, and a line of a text that begins as a mail would."""
    other = "From: kim@example.org\nSubject: Hi\n\nFrom where I sit it is fine\n"
    mails = (notice("<a@b>"), other, notice("<c@d>", "delivered", status="2.0.0"))
    box = "\n".join(f"From MAILER-DAEMON Sun Nov 29 07:00:00 2026\n{each}" for each in mails)
    found = receipts(box.encode())
    assert (found.took, found.back, found.others) == (
        {"<a@b>": True, "<c@d>": True},
        {"<a@b>": "5.1.1"},
        1,
    )


def test_a_mail_that_says_nothing_settles_something() -> None:
    plain = EmailMessage()
    plain["Subject"] = "Re: <a@b> accepted"
    plain.set_content("<a@b> accepted\n")
    deep = b"Content-Type: multipart/report; boundary=B\n\n" + b"--B\nContent-Type: x/y\n\n" * 9
    nested = b"".join(
        b"Content-Type: multipart/report; boundary=%d\n\n--%d\n" % (n, n) for n in range(3000)
    )
    without = notice("").replace("Message-ID: \n", "").encode()
    for each in (plain.as_bytes(), deep, nested, without):
        with pytest.raises(Failure, match="no delivery status notification"):
            receipts(each)


def test_a_bounce_is_not_named_or_noted_unasked(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One of what is in doubt settles it; that it came back is named, and noted by a person."""
    town.box.at("END", TAKE_AND_DROP)
    assert town.run(0, "outbox", "--send") == 1
    known = ids(town)
    box = tmp_path / "bounces.mbox"
    mails = [notice(known["ana"]), notice(known["ben"], status="5.2.2"), notice("<else@where>")]
    box.write_text("\n".join(f"From x Sun Nov 29 07:00:00 2026\n{each}" for each in mails))
    capsys.readouterr()
    assert town.run(0, "outbox", "--receipts", str(box), "--complete") == 2
    assert town.run(0, "outbox", "--receipts", str(box)) == 0
    out = capsys.readouterr().out
    assert states(town)["ana"] == states(town)["ben"] == ["begun", "accepted"]
    for person, status in (("ana", "5.1.1"), ("ben", "5.2.2")):
        assert f"came back ({status}), not noted yet" in out
        assert f"goodword outbox --bounced '{known[person]}'" in out
    assert "ana@example.com" not in out
    assert "else@where" not in out
    assert town.run(0, "outbox", "--bounced", known["ana"]) == 0
    capsys.readouterr()
    assert town.run(0, "outbox", "--receipts", str(box)) == 0
    out = capsys.readouterr().out
    assert known["ana"] not in out
    assert known["ben"] in out


def test_a_log_whose_lines_begin_with_a_program_is_taken_for_a_mail() -> None:
    assert not is_mail(b"postfix/smtpd[1]: start\n")
    assert is_mail(b"Return-Path: <>\nContent-Type: multipart/report\n\n")
