"""Members' first sixty days as mails over a real server, each of them once, in two languages."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from goodword.load import load
from goodword.model.touchpoint import Message as Sent
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.mail_program import JOINED, Town
from tests.mail_server import TAKE_AND_DROP, Mailbox, Post, certificate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    post = Post(Mailbox(), "starttls", certificate(tmp_path))
    post.start()
    try:
        yield Town(tmp_path, post, monkeypatch)
    finally:
        post.stop(no_assert=True)


def test_a_member_hears_something_twice_or_never(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sixty days, with a greylisted day, a server that dies before it answers, and its log."""
    codes = {}
    for number in range(61):
        town.happens(number)
        if number == 3:
            town.box.at("RCPT", "451 4.7.1 Greylisted")
        if number == 10:
            town.box.at("END", "", TAKE_AND_DROP)
        codes[number] = town.run(number, "outbox", "--send")
        if number == 12:
            assert town.run(number, "outbox") == 1
            assert "IN DOUBT" in capsys.readouterr().err
            log = tmp_path / "mail.log"
            log.write_text(town.box.log())
            assert town.run(number, "outbox", "--receipts", str(log)) == 0
            assert town.run(number, "outbox") == 0
    heard = defaultdict(list)
    for to, message in town.box.taken:
        when = dt.datetime.strptime(str(message["Date"]), "%a, %d %b %Y %H:%M:%S %z").date()
        heard[to.partition("@")[0]].append(((when - JOINED).days, str(message["Subject"])))
    assert dict(heard) == HEARD
    assert {number: code for number, code in codes.items() if code} == {3: 1, 10: 1}
    assert set(town.box.ids().values()) == {1}
    program = load(DiskTree(town.root), Schemas.load(schemas_directory())).program
    sent = [each.detail for each in program.touchpoints.values() if isinstance(each.detail, Sent)]
    assert {each.message_id for each in sent} == set(town.box.ids())
    assert len(sent) == len(town.box.taken)
    assert all(each.delivery[-1].state == "accepted" for each in sent)
    assert {each.language for each in sent} == {"en", "pt"}
    capsys.readouterr()
    assert town.run(60, "check") == 0
    assert town.run(60, "outbox", "--format", "json") == 0
    assert "example.com" not in capsys.readouterr().out


HEARD = {
    "ana": [
        (0, "Olá Ana: welcome"),
        (4, "Olá Ana: how-it-works"),
        (11, "Olá Ana: first-mission"),
        (15, "Write a how-to guide: aprovado"),
        (25, "50 pontos até 26 de abril de 2026"),
        (30, "Olá Ana: thirty-days"),
        (33, "Acme Champions: novidades"),
        (48, "50 pontos até 26 de abril de 2026"),
    ],
    "ben": [
        (0, "Hello Ben: welcome"),
        (3, "Hello Ben: how-it-works"),
        (10, "Hello Ben: first-mission"),
        (15, "Write a how-to guide: approved"),
        (30, "Hello Ben: thirty-days"),
        (33, "Acme Champions: what is new"),
    ],
    "cleo": [
        (0, "Olá Cleo: welcome"),
        (3, "Olá Cleo: how-it-works"),
        (10, "Olá Cleo: first-mission"),
        (15, "Write a how-to guide: aprovado"),
    ],
}
"""What each hears, by the day since they joined; Cleo says no on day 20."""
