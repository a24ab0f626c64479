"""What became of messages, learned afterwards; and sending through the command line."""

from __future__ import annotations

import fcntl
import io
import os
import re
import shlex
from typing import TYPE_CHECKING

import pytest

from goodword.addresses.keys import destroy_key
from goodword.cli import main, sending
from goodword.diagnostics import Failure
from goodword.load import load
from goodword.model.touchpoint import Answer
from goodword.model.touchpoint import Message as Sent
from goodword.outbox.send.receipts import Receipts, receipts
from goodword.relation.mail import due_again, stopped
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.conftest import ROOT
from tests.mail_program import PEOPLE, Town, day, put
from tests.mail_server import DROP, TAKE_AND_DROP, Mailbox, Post, certificate
from tests.test_claim_commands import everything

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from goodword.model.program import Program

SCHEMAS = Schemas.load(schemas_directory())


@pytest.fixture(scope="module")
def pems(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def town(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pems: tuple[Path, Path]
) -> Iterator[Town]:
    post = Post(Mailbox(), "starttls", pems)
    post.start()
    try:
        yield Town(tmp_path, post, monkeypatch)
    finally:
        post.stop(no_assert=True)


def program(town: Town) -> Program:
    loaded = load(DiskTree(town.root), SCHEMAS)
    assert loaded.diagnostics == ()
    return loaded.program


def states(town: Town) -> dict[str, list[str]]:
    return {
        each.influencer: [step.state for step in each.detail.delivery]
        for each in program(town).touchpoints.values()
        if isinstance(each.detail, Sent)
    }


def ids(town: Town) -> dict[str, str]:
    return {
        each.influencer: each.detail.message_id or ""
        for each in program(town).touchpoints.values()
        if isinstance(each.detail, Sent)
    }


def test_what_is_in_doubt_is_sent_again_or_stays_so(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    town.box.at("END", TAKE_AND_DROP, DROP)
    assert town.run(0, "outbox", "--send") == 1
    assert states(town) == {"ana": ["begun"], "ben": ["begun"], "cleo": ["begun", "accepted"]}
    assert "earlier runs" not in capsys.readouterr().out
    assert town.run(0, "outbox", "--send") == 0
    assert "0 in doubt\n2 of earlier runs still in doubt" in capsys.readouterr().out
    assert len(town.box.taken) == 2
    capsys.readouterr()
    assert town.run(0, "outbox") == 1
    said = capsys.readouterr()
    assert said.err.count("IN DOUBT") == 2
    assert "in doubt: nobody knows" in said.out
    assert town.run(0, "agenda") == 0
    assert capsys.readouterr().out.count("find out whether the message") == 2
    known = ids(town)
    text = f"# by hand\n\n{known['ana']} accepted\n<other@example.com> accepted\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert town.run(0, "outbox", "--receipts", "-") == 1
    assert "1 still in doubt" in capsys.readouterr().out
    (town.root.parent / "log").write_text(town.box.log())
    assert town.run(0, "outbox", "--receipts", str(town.root.parent / "log")) == 1
    log = str(town.root.parent / "log")
    assert town.run(0, "outbox", "--receipts", log, "--complete") == 0
    assert states(town)["ben"] == ["begun", "deferred"]
    assert town.run(0, "outbox", "--send") == 0
    assert states(town)["ben"] == ["begun", "deferred", "begun", "accepted"]
    assert set(town.box.ids().values()) == {1}
    assert sorted(to for to, _ in town.box.taken) == [f"{each}@example.com" for each in PEOPLE]
    assert town.run(0, "check") == 0


def test_mail_goes_on_to_an_address_from_which_it_comes_back(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bounce stops a person's mail until an address is entered; what it told was not told."""
    put(
        town.root,
        "program/feedback/2026-03-02-slow.yml",
        f'title: Slow\nsteps:\n  - step: received\n    date: "{day(0)}"\n    from: [ana]\n'
        "    channel: forum\n    summary: A large map takes minutes.\n"
        f'  - {{step: acknowledged, date: "{day(1)}", by: maya}}\n',
    )
    assert town.run(1, "outbox", "--send") == 0
    told = [each for each in program(town).touchpoints.values() if isinstance(each.detail, Answer)]
    assert [each.influencer for each in told] == ["ana"]
    identity = getattr(told[0].detail, "ref", "")
    assert town.run(2, "outbox", "--bounced", identity.strip("<>"), "--bounced", "ben") == 0
    now = program(town)
    assert now.touchpoints[told[0].place.path].void_by(day(2))
    assert {each for each in PEOPLE if stopped(now, each, day(2))} == {"ana", "ben"}
    capsys.readouterr()
    assert town.run(2, "outbox", "--bounced", "zed") == 2
    assert town.run(2, "outbox", "--bounced", identity) == 2
    assert "is bounced already" in capsys.readouterr().err
    assert town.run(3, "outbox", "--send") == 0
    assert "mail to ana" not in capsys.readouterr().out
    before = len(town.box.taken)
    assert town.run(4, "outbox") == 0
    assert "mail to their address failed on 2026-03-04" in capsys.readouterr().out
    assert town.run(4, "agenda") == 0
    assert "mail to ana came back" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"new@example.com")))
    assert town.run(4, "influencer", "contact", "ana", "--email", "-", "--write") == 0
    assert town.run(4, "outbox", "--send") == 0
    assert {to for to, _ in town.box.taken[before:]} == {"new@example.com", "cleo@example.com"}
    assert not stopped(program(town), "ana", day(4))
    assert stopped(program(town), "ben", day(4))
    assert set(town.box.ids().values()) == {1}
    bounced = [each for each in now.touchpoints.values() if each.influencer == "ben"]
    assert not any(due_again(program(town), each, day(4)) for each in bounced)


def test_a_person_without_an_address_stops_the_others(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    (town.root / "influencers/ana/contact.age").unlink()
    destroy_key(town.root.parent / "keys", "ben")
    assert town.run(0, "outbox", "--send") == 1
    said = capsys.readouterr()
    assert "ana welcome/welcome: no e-mail address is kept of them" in said.err
    assert "ben welcome/welcome: their address cannot be opened" in said.err
    assert states(town) == {"cleo": ["begun", "accepted"]}


def test_a_second_sender_is_let_in(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    (town.root / ".goodword").mkdir()
    handle = os.open(town.root / ".goodword/sending", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    for way in (["--send"], ["--bounced", "ana"], ["--begin", str(town.root.parent / "l")]):
        assert town.run(0, "outbox", *way) == 3
        assert "another run sends" in capsys.readouterr().err
    assert town.run(0, "outbox") == 0
    os.close(handle)
    assert town.run(0, "outbox", "--send", "--limit", "2") == 0
    assert len(town.box.taken) == 2


def test_a_message_goes_to_who_said_no_a_moment_ago(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    beginning = sending._beginning

    def no_meanwhile(*arguments: object) -> object:
        path = town.root / "influencers/ben/profile.yml"
        path.write_text(path.read_text().replace("messages: all", "messages: none"))
        return beginning(*arguments)  # type: ignore[arg-type] # as they came

    monkeypatch.setattr(sending, "_beginning", no_meanwhile)
    assert town.run(0, "outbox", "--send") == 1
    assert "ben welcome/welcome: their profile changed while this ran" in capsys.readouterr().err
    assert [to for to, _ in town.box.taken] == ["ana@example.com", "cleo@example.com"]


def test_what_was_begun_ahead_goes_twice_or_never(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Noted before, as where the machine may vanish; consent is asked for once more."""
    ahead = str(tmp_path / "begun.json")
    assert town.run(0, "outbox", "--begin", ahead) == 0
    assert states(town) == {person: ["begun"] for person in PEOPLE}
    assert not town.box.taken
    assert town.run(0, "outbox", "--send") == 0  # nothing else is due
    path = town.root / "influencers/ben/profile.yml"
    path.write_text(path.read_text().replace("messages: all", "messages: none"))
    town.box.at("END", TAKE_AND_DROP)
    assert town.run(0, "outbox", "--send", "--begun", ahead) == 1
    assert states(town) == {
        "ana": ["begun"],
        "ben": ["begun", "deferred"],
        "cleo": ["begun", "accepted"],
    }
    assert "ben welcome/welcome: it is not due any more" in capsys.readouterr().err
    assert town.run(0, "outbox", "--send", "--begun", ahead) == 0
    assert len(town.box.taken) == 2
    (tmp_path / "broken").write_text("[]")
    assert town.run(0, "outbox", "--send", "--begun", str(tmp_path / "broken")) == 3


def test_what_a_run_that_died_has_begun_waits_for_ever(town: Town, tmp_path: Path) -> None:
    """Begun a second time, the list has all of which not a byte has gone, within the limit."""
    ahead = str(tmp_path / "begun.json")
    assert town.run(0, "outbox", "--begin", ahead, "--limit", "2") == 0
    before = everything(town.root)
    assert town.run(0, "outbox", "--begin", ahead, "--limit", "2") == 0
    assert everything(town.root) == before
    assert town.run(0, "outbox", "--begin", ahead) == 0
    assert town.run(0, "outbox", "--send", "--begun", ahead) == 0
    assert states(town) == {person: ["begun", "accepted"] for person in PEOPLE}
    assert set(town.box.ids().values()) == {1}
    (tmp_path / "begun.json").write_text("a file of somebody's")
    assert town.run(0, "outbox", "--begin", ahead) == 3
    assert (tmp_path / "begun.json").read_text() == "a file of somebody's"


def test_a_list_that_was_left_behind_sends_what_is_in_doubt(town: Town, tmp_path: Path) -> None:
    """It speaks of an attempt that came to nothing, and not of the one begun since then."""
    first, second, log = (str(tmp_path / each) for each in ("first", "second", "log"))
    assert town.run(0, "outbox", "--begin", first) == 0
    (tmp_path / "log").write_text(town.box.log())
    assert town.run(0, "outbox", "--receipts", log, "--complete") == 0
    town.box.at("END", TAKE_AND_DROP)
    assert town.run(0, "outbox", "--begin", second) == 0
    assert town.run(0, "outbox", "--send", "--begun", second) == 1
    assert states(town)["ana"] == ["begun", "deferred", "begun"]
    assert town.run(0, "outbox", "--send", "--begun", first) == 0
    assert town.box.ids().total() == len(PEOPLE)
    assert states(town)["ana"] == ["begun", "deferred", "begun"]


def test_who_reads_messages_on_their_page_gets_mail(town: Town) -> None:
    path = town.root / "influencers/ana/profile.yml"
    path.write_text(path.read_text().replace("messages: all", "messages: portal-only"))
    assert town.run(0, "outbox", "--send") == 0
    assert {to for to, _ in town.box.taken} == {"ben@example.com", "cleo@example.com"}
    (said,) = [each for each in program(town).touchpoints.values() if each.influencer == "ana"]
    assert (said.channel, said.detail.message_id) == ("portal", None)  # type: ignore[union-attr] # a message
    assert town.run(0, "outbox", "--send") == 0
    assert len(program(town).touchpoints) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("--send", "--preview"),
        ("--send", "--write", "x"),
        ("--send", "--bounced", "ana"),
        ("--send", "--rev", "HEAD"),
        ("--begun", "{list}"),
        ("--send", "--begun", "{list}", "--limit", "2"),
        ("--send", "--begun", "{list}", "ana"),
        ("--complete",),
        ("--limit", "2"),
    ],
)
def test_what_does_not_go_together_is_done(
    town: Town, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "list").write_text("{}")
    before = everything(town.root)
    assert town.run(0, "outbox", *(each.format(list=tmp_path / "list") for each in arguments)) == 2
    assert everything(town.root) == before
    assert not town.box.taken


@pytest.mark.parametrize("variable", ["HOST", "FROM", "PASSWORD"])
def test_a_setting_that_is_missing_is_guessed(
    town: Town, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(f"GOODWORD_SMTP_{variable}")
    assert town.run(0, "outbox", "--send") == 3
    assert not states(town)


def test_a_secret_of_mail_is_said(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of an address, the log-in or a key is in any output or file, whatever fails."""
    town.box.to["ben@example.com"] = "550 5.1.1 <ben@example.com> unknown"
    town.box.at("END", "451 4.3.0 <ana@example.com> later", TAKE_AND_DROP)
    assert town.run(0, "outbox", "--send") == 1
    monkeypatch.setenv("GOODWORD_SMTP_PASSWORD", "zq-wrong-zq")
    assert town.run(3, "outbox", "--send") == 3
    monkeypatch.setenv("GOODWORD_SMTP_PORT", "1")
    assert town.run(4, "outbox", "--send") == 3
    for command in (["agenda"], ["record", "ana"], ["show", "ana"], ["outbox", "--format", "json"]):
        town.run(4, *command)
    said = capsys.readouterr()
    held = "".join(
        path.read_text()
        for path in town.root.rglob("*")
        if path.is_file() and path.suffix != ".age"
    )
    for secret in ("ana@example", "ben@example", "zq-", "AGE-SECRET"):
        assert secret not in said.out + said.err
        assert secret not in held


def test_receipts_are_misread() -> None:
    assert receipts(b"<a@b> accepted\n<c@d>,not-accepted # seen\n\n").took == {
        "<a@b>": True,
        "<c@d>": False,
    }
    for text in ("<a@b> maybe", "a@b accepted", "<a@b> accepted\n<a@b> not-accepted", "junk"):
        with pytest.raises(Failure, match=r"line [12] of the receipts"):
            receipts(text.encode())
    head = "2026-11-29T07:00:00+00:00 mail postfix/"
    log = (
        f"{head}smtpd[9]: connect from localhost\n"
        f"{head}cleanup[7]: 4ABCDF: message-id=<taken@b>\n"
        f"{head}qmgr[7]: 4ABCDF: from=<c@d>, size=9, nrcpt=1 (queue active)\n"
        f"{head}cleanup[7]: 4ABCD0: message-id=<lost@b>\n"
        f"{head}smtpd[9]: lost connection after DATA (9 bytes)\n"
        f"{head}submission/smtpd[9]: disconnect\n"
        f"{head}cleanup[7]: 4ABCDF: message-id=<again@b>\n"
    )
    assert receipts(log.encode()).took == {"<taken@b>": True}
    assert receipts(b"") == Receipts({}, {})


def test_a_command_of_the_page_about_sending_does_not_run(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every goodword line of sending.md, in its order, with the shell's parts done here."""
    page = (ROOT / "docs/sending.md").read_text(encoding="utf-8")
    lines = re.findall(r"^(?:echo .*\| )?goodword .*$", page, re.MULTILINE)
    monkeypatch.chdir(town.root)
    town.box.at("END", TAKE_AND_DROP)
    codes = []
    for line in lines:
        command = line.partition("#")[0].replace('"$RUNNER_TEMP/begun"', f"{tmp_path}/begun")
        command = command.replace("/var/log/mail.log", f"{tmp_path}/log")
        piped, _, command = command.rpartition("| ")
        if piped:
            (identity,) = set(ids(town).values()) - set(town.box.ids()) or {"<none@example.com>"}
            text = f"{identity} not-accepted\n".encode()
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
        (tmp_path / "log").write_text(town.box.log())
        codes.append(main([*shlex.split(command)[1:], "--as-of", str(day(0))]))
    assert codes == [0, 0, 1, 0, 0, 0, 0]
