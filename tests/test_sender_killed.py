"""A sender killed anywhere: after receipts every message arrived once, and is recorded once."""

from __future__ import annotations

import random
import shutil
import time
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import main
from goodword.load import load
from goodword.model.touchpoint import Message as Sent
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.mail_killed import Forks
from tests.mail_program import PEOPLE, Town, day
from tests.mail_server import Mailbox, Post, certificate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KILLS = 200
BY_CLOCK = 40
"""So many of them come at any moment, the others at a step."""
SCHEMAS = Schemas.load(schemas_directory())


class Deadly:
    """A town, and runs in it that die."""

    def __init__(self, town: Town, forks: Forks, whole: Path) -> None:
        self.town, self.forks, self.whole = town, forks, whole
        self.box = town.box

    def fresh(self, *people: str) -> None:
        """The program as it was, with these people alone."""
        shutil.rmtree(self.town.root, ignore_errors=True)
        shutil.copytree(self.whole, self.town.root)
        for person in set(PEOPLE) - set(people):
            shutil.rmtree(self.town.root / "influencers" / person)
        self.box.taken.clear()

    def run(self, *arguments: str, **more: Any) -> tuple[int, int]:
        head = ["--root", str(self.town.root), "outbox", *arguments, "--as-of", str(day(0))]
        code, steps = self.forks.run(head, **more)
        self.settled()
        return code, steps

    def settled(self) -> None:
        """Wait until the server has read what came before the sender died."""
        until = time.monotonic() + 10
        while self.box.open and time.monotonic() < until:
            time.sleep(0.002)
        assert not self.box.open

    def receipts(self) -> None:
        log = self.town.root.parent / "mail.log"
        log.write_text("postfix/smtpd[1]: start\n" + self.box.log())
        said = ["outbox", "--receipts", str(log), "--complete", "--as-of", str(day(0))]
        assert main(["--root", str(self.town.root), *said]) == 0

    def finished(self, *people: str) -> None:
        """Without a kill all that is left goes; then each has had each message once."""
        self.receipts()
        assert self.run("--send")[0] == 0
        loaded = load(DiskTree(self.town.root), SCHEMAS)
        assert loaded.diagnostics == ()
        sent = [
            (each.influencer, each.detail)
            for each in loaded.program.touchpoints.values()
            if isinstance(each.detail, Sent)
        ]
        assert sorted(person for person, _ in sent) == sorted(people)
        assert all(detail.delivery[-1].state == "accepted" for _, detail in sent)
        assert sorted(to for to, _ in self.box.taken) == sorted(f"{p}@example.com" for p in people)
        assert self.box.ids() == {detail.message_id: 1 for _, detail in sent}


@pytest.fixture(scope="module")
def deadly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deadly]:
    folder = tmp_path_factory.mktemp("town")
    post = Post(Mailbox(), "starttls", certificate(folder))
    post.start()
    with pytest.MonkeyPatch.context() as patched:
        town = Town(folder, post, patched)
        whole = folder / "whole"
        shutil.copytree(town.root, whole)
        forks = Forks()
        found = Deadly(town, forks, whole)
        found.fresh(*PEOPLE)
        forks.warm(town.root, str(day(0)))
        try:
            yield found
        finally:
            forks.close()
    post.stop(no_assert=True)


def test_a_step_at_which_a_sender_dies_sends_twice_or_loses(deadly: Deadly) -> None:
    """One message, killed at each thing that is done to the disk or over the wire."""
    deadly.fresh("ana")
    code, steps = deadly.run("--send")
    assert code == 0
    assert steps > 60
    doubts = killed = 0
    for step in range(1, steps + 1):
        deadly.fresh("ana")
        code, died = deadly.run("--send", dies=step)
        killed += (code, died) == (-9, step)
        before = len(deadly.box.taken)
        if step % 7 == 0:  # not even without receipts does it go a second time
            deadly.run("--send")
            assert deadly.box.ids().total() <= 1
        doubts += before == 1
        deadly.finished("ana")
    assert doubts > 0
    assert killed >= steps - 2  # what only the first run in a process does is one less


def test_a_killed_sender_sends_twice_or_loses(deadly: Deadly) -> None:
    """Two hundred kills at random, each run going on where the one before died."""
    chance = random.Random(12)  # noqa: S311 - the same kills in each run
    people = tuple(PEOPLE)
    deadly.fresh(*people)
    started = time.monotonic()
    _, steps = deadly.run("--send")
    lasts = time.monotonic() - started
    killed = rounds = 0
    while killed < KILLS:
        deadly.fresh(*people)
        rounds += 1
        for _ in range(chance.randrange(1, 9)):
            by_clock = killed % (KILLS // BY_CLOCK) == 0
            after = {"after": chance.uniform(0.01, lasts)} if by_clock else {}
            dies = 0 if by_clock else chance.randrange(1, steps + 1)
            code, _ = deadly.run("--send", dies=dies, **after)
            killed += code == -9
            if chance.random() < 0.4:
                deadly.receipts()
        deadly.finished(*people)
    assert rounds > 20
